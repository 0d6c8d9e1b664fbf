/* SPDX-License-Identifier: Apache-2.0 */
/* The extractor's course over an article: words and names first, then phrases and clauses, then
 * candidates with the scope over them, then roles across sentences, the model's decision, merging
 * and the events. A sentence of a language without a grammar gives nothing. */
#include "extraction/extract.h"

#include "extraction/candidates.h"
#include "extraction/discourse.h"
#include "extraction/emit.h"
#include "extraction/features.h"
#include "extraction/homelands.h"
#include "extraction/links.h"
#include "extraction/merge.h"
#include "extraction/modality.h"
#include "extraction/readings.h"
#include "extraction/rescore.h"
#include "extraction/scope.h"
#include "extraction/score.h"
#include "extraction/tagger.h"
#include "model/trace.h"

#include <stdlib.h>

static const struct grammar_ops *const grammars[] = {&grammar_ar, &grammar_en};
static const char *const modality_tables[] = {"ar/modality", "en/modality"};
static const char *const role_tables[] = {"ar/roles", "en/roles"};
static const char *const role_tree_tables[] = {"ar/role_trees", "en/role_trees"};
static const char *const tagger_tables[] = {"ar/tagger", "en/tagger"};
static const char *const tree_tables[] = {"ar/trees", "en/trees"};
static const char *const weight_tables[] = {"ar/weights", "en/weights"};
static const char *const link_tables[] = {"ar/links", "en/links"};
static const char *const topic_tables[] = {"ar/topics", "en/topics"};
static const float SENTENCE_LENIENCY = 0.2f;
/* No candidate below it passed a second look: of 64,000 held out none came to 0.3. */
static const float HOPELESS = 0.02f;
enum { GRAMMAR_COUNT = sizeof(grammars) / sizeof(grammars[0]) };
enum { DAYS_OF_HISTORY = 366 };

struct extractor {
    const struct lexicon *lexicon;
    const struct extract_options *options;
    struct weights *weights[GRAMMAR_COUNT];
    struct tagger *taggers[GRAMMAR_COUNT];
    struct trees *trees[GRAMMAR_COUNT];
    struct modality_weights *modalities[GRAMMAR_COUNT];
    struct role_weights *roles[GRAMMAR_COUNT];
    struct role_trees *role_trees[GRAMMAR_COUNT];
    struct links *links[GRAMMAR_COUNT];
    struct topics *topics[GRAMMAR_COUNT];
    struct conditions *conditions;
    struct entity_index *entities;
    struct event_codes *codes;
    struct reading_weights *readings; /* English */
    struct analysis analysis;         /* of the last article */
    const float *columns;             /* of its candidates, DENSE_COUNT each */
};

struct extractor *extractor_new(const struct lexicon *lexicon,
                                const struct extract_options *options)
{
    struct extractor *e = calloc(1, sizeof(*e));

    if (e == NULL)
        return NULL;
    e->lexicon = lexicon;
    e->options = options;
    e->conditions = conditions_new(lexicon);
    e->entities = entities_open(lexicon);
    e->codes = event_codes_new(lexicon);
    e->readings = reading_weights_new(lexicon, "en/readings");
    bool ok =
        e->readings != NULL && e->conditions != NULL && e->entities != NULL && e->codes != NULL;

    for (size_t i = 0; i < GRAMMAR_COUNT; i++) {
        e->weights[i] = weights_new(lexicon, weight_tables[i]);
        e->taggers[i] = tagger_new(lexicon, tagger_tables[i]);
        e->trees[i] = trees_new(lexicon, tree_tables[i], STRVIEW(""), DENSE_COUNT);
        e->modalities[i] = modality_weights_new(lexicon, modality_tables[i]);
        e->roles[i] = role_weights_new(lexicon, role_tables[i]);
        e->role_trees[i] = role_trees_new(lexicon, role_tree_tables[i]);
        e->links[i] = links_new(lexicon, link_tables[i]);
        e->topics[i] = topics_new(lexicon, topic_tables[i]);
        ok = ok && e->taggers[i] != NULL && e->trees[i] != NULL && e->modalities[i] != NULL &&
             e->roles[i] != NULL && e->role_trees[i] != NULL && e->weights[i] != NULL &&
             e->links[i] != NULL && e->topics[i] != NULL;
    }
    if (!ok) {
        extractor_free(e);
        return NULL;
    }
    return e;
}

void extractor_free(struct extractor *e)
{
    if (e == NULL)
        return;
    for (size_t i = 0; i < GRAMMAR_COUNT; i++) {
        weights_free(e->weights[i]);
        tagger_free(e->taggers[i]);
        trees_free(e->trees[i]);
        modality_weights_free(e->modalities[i]);
        role_weights_free(e->roles[i]);
        role_trees_free(e->role_trees[i]);
        links_free(e->links[i]);
        topics_free(e->topics[i]);
    }
    event_codes_free(e->codes);
    reading_weights_free(e->readings);
    if (e->entities != NULL)
        entities_close(e->entities);
    conditions_free(e->conditions);
    free(e);
}

const struct analysis *extractor_last(const struct extractor *e)
{
    return &e->analysis;
}

static int grammar_of(const struct article *article, uint32_t sentence)
{
    for (int i = 0; i < GRAMMAR_COUNT; i++)
        if (grammars[i]->language == article->sentences[sentence].language)
            return i;
    return -1;
}

static bool begin(struct extractor *e, struct article *article)
{
    struct analysis *a = &e->analysis;

    *a = (struct analysis){.article = article,
                           .lexicon = e->lexicon,
                           .readings = e->readings,
                           .watcher = e->options->watcher};
    a->words = arena_array(article->arena, article->token_count, sizeof(*a->words));
    a->ranges = arena_array(article->arena, article->sentence_count, sizeof(*a->ranges));
    if (a->words == NULL || a->ranges == NULL)
        return false;
    analysis_mark_words(a);
    return true;
}

static enum status read_words(struct extractor *e)
{
    struct analysis *a = &e->analysis;
    enum status status = STATUS_OK;

    for (uint32_t s = 0; s < a->article->sentence_count && status == STATUS_OK; s++) {
        int g = grammar_of(a->article, s);

        if (g >= 0)
            status = grammars[g]->read_words(a, s);
        if (article_is_overdue(a->article))
            status = STATUS_LIMIT;
    }
    return status;
}

/* Phrases, clauses, operators and candidates of one sentence. */
static enum status analyse(struct extractor *e, int g, uint32_t s)
{
    struct analysis *a = &e->analysis;
    struct sentence_range *r = &a->ranges[s];

    links_mark(e->links[g], a, s);
    r->first_phrase = (uint32_t)a->phrase_count;
    enum status status = grammars[g]->find_phrases(a, s);

    r->phrase_count = (uint32_t)a->phrase_count - r->first_phrase;
    r->first_clause = (uint32_t)a->clause_count;
    if (status == STATUS_OK)
        status = grammars[g]->find_clauses(a, s);
    r->clause_count = (uint32_t)a->clause_count - r->first_clause;
    if (status == STATUS_OK)
        status = homelands_find(a, s);
    const struct pattern_search search = patterns_search(a, s);

    if (status == STATUS_OK)
        status = scope_find_operators(a, &search);
    r->first_candidate = (uint32_t)a->candidate_count;
    if (status == STATUS_OK)
        status = candidates_find(e->conditions, a, &search);
    r->candidate_count = (uint32_t)a->candidate_count - r->first_candidate;
    if (status == STATUS_OK)
        status = scope_apply(a, s);
    if (status == STATUS_OK && article_is_overdue(a->article))
        status = STATUS_LIMIT;
    return status;
}

/* First look: features and score of every candidate; its columns for the second. */
static void score_first(struct extractor *e, float (*columns)[DENSE_COUNT])
{
    struct analysis *a = &e->analysis;
    uint16_t percent[TOPICS_MAX] = {0};
    uint32_t counted = INDEX_NONE; /* segment */

    for (size_t i = 0; i < a->candidate_count; i++) {
        struct candidate *c = &a->candidates[i];
        int g = grammar_of(a->article, c->sentence);

        if (c->segment != counted)
            topics_count(e->topics[g], a, c->segment, percent);
        counted = c->segment;
        features_fill(a, c, percent);
        score_candidate(e->weights[g], c);
        dense_fill(a, c, percent, columns[i]);
    }
}

/* "Called for a ceasefire": what a speech act names in its own words is its theme, no deed told. */
static void drop_themes(struct analysis *a)
{
    for (size_t i = 0; i < a->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];
        const struct sentence_range *r = &a->ranges[c->sentence];

        if (c->dropped != NULL || c->noun == c->trigger || !event_type_is_speech_act(c->type))
            continue;
        for (uint32_t k = r->first_candidate; k < r->first_candidate + r->candidate_count; k++)
            if (a->candidates[k].trigger == c->noun && a->candidates[k].dropped == NULL &&
                a->candidates[k].score < c->score)
                a->candidates[k].dropped = "theme";
    }
}

/* A deed of violence that the sentence tells by another word than its toll. */
static bool tells_deed(const struct extractor *e, const struct candidate *toll)
{
    const struct analysis *a = &e->analysis;
    const struct sentence_range *r = &a->ranges[toll->sentence];

    for (uint32_t i = r->first_candidate; i < r->first_candidate + r->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];

        if (c->dropped == NULL && event_type_is_violent(c->type) && c->trigger != toll->trigger &&
            !tolls_begin(e->entities, a, c->trigger))
            return true;
    }
    return false;
}

/* The phrase that names the deed in the clause around it: of its noun, or what its relative clause
 * tells of («هجوم شنته مسيّرات»). */
static uint32_t deed_phrase(const struct analysis *a, const struct candidate *deed)
{
    const struct clause *k = &a->clauses[deed->clause];

    return k->kind == CLAUSE_RELATIVE && k->head != INDEX_NONE ? k->head
                                                               : a->words[deed->noun].phrase;
}

/* «مقتل سائق في هجوم بمسيّرة»: the deed of another type that the toll's clause names behind a
 * preposition; NULL. */
static const struct candidate *deed_of_toll(const struct extractor *e, const struct candidate *toll)
{
    const struct analysis *a = &e->analysis;
    const struct sentence_range *r = &a->ranges[toll->sentence];
    const struct candidate *best = NULL;

    for (uint32_t i = r->first_candidate; i < r->first_candidate + r->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];
        uint32_t phrase = deed_phrase(a, c);

        if (c->dropped != NULL || !event_type_is_violent(c->type) || c->type == toll->type ||
            phrase == INDEX_NONE || tolls_begin(e->entities, a, c->noun))
            continue;
        const struct phrase *p = &a->phrases[phrase];

        if (p->head > toll->trigger && a->words[p->head].clause == toll->clause &&
            p->preposition.len > 0 && (best == NULL || c->score > best->score))
            best = c;
    }
    return best;
}

/* "Jets hit the houses, killing ten": the toll of a deed is no second one. Arabic tells a killing
 * as a deed of its own as often; when its clause names the deed, it is of the deed's type. */
static void drop_tolls(struct extractor *e)
{
    struct analysis *a = &e->analysis;

    for (size_t i = 0; i < a->candidate_count; i++) {
        struct candidate *c = &a->candidates[i];

        if (c->dropped != NULL || !event_type_is_violent(c->type) ||
            !tolls_begin(e->entities, a, c->trigger))
            continue;
        if (a->article->sentences[c->sentence].language == LANGUAGE_EN) {
            if (tells_deed(e, c))
                c->dropped = "toll";
            continue;
        }
        const struct candidate *deed = deed_of_toll(e, c);

        if (deed != NULL) {
            c->type = deed->type;
            c->mode = deed->mode;
        }
    }
}

/* History over a year old is background, whatever it tells. */
static bool is_history(const struct analysis *a, const struct candidate *c)
{
    const struct timestamp *published = &a->article->segments[c->segment].published;

    if (c->time == INDEX_NONE || published->precision == TIME_UNKNOWN)
        return false;
    const struct time_phrase *t = &a->article->times[c->time];

    return t->range.precision != TIME_UNKNOWN && (t->flags & TIME_SINCE) == 0 &&
           t->range.end_day < published->day - DAYS_OF_HISTORY;
}

/* What the token classifier says of one trigger after the other. */
struct opinion {
    uint32_t trigger;
    float types[EVENT_TYPE_COUNT];
};

static float opinion_of(const struct extractor *e, int g, const struct candidate *c,
                        struct opinion *opinion)
{
    uint32_t features[TAGGER_FEATURES_MAX];

    if (opinion->trigger != c->trigger) {
        uint32_t count = tagger_features(&e->analysis, c->sentence, c->trigger, features);

        tagger_score(e->taggers[g], features, count, opinion->types);
        opinion->trigger = c->trigger;
    }
    return opinion->types[c->type];
}

/* A sentence handed over alone is there because it tells something: the article around it, on which
 * the model's doubt rests, is missing. */
static float threshold_of(const struct extractor *e, int g, const struct candidate *c)
{
    const struct article *article = e->analysis.article;

    if (article->body_kind == BODY_SENTENCE)
        return SENTENCE_LENIENCY * score_threshold(e->weights[g], UINT32_MAX);
    return score_threshold(e->weights[g], article->segments[c->segment].sentence_count);
}

static enum status judge(struct extractor *e)
{
    struct analysis *a = &e->analysis;
    struct arena *arena = a->article->arena;
    float(*columns)[DENSE_COUNT] = arena_array(arena, a->candidate_count, sizeof(*columns));
    float *first = arena_array(arena, a->candidate_count, sizeof(*first));
    struct opinion opinion = {.trigger = INDEX_NONE};

    if (columns == NULL || first == NULL)
        return STATUS_LIMIT;
    score_first(e, columns);
    for (size_t i = 0; i < a->candidate_count; i++)
        first[i] = a->candidates[i].score;
    for (uint32_t i = 0; i < a->candidate_count; i++) {
        struct candidate *c = &a->candidates[i];
        int g = grammar_of(a->article, c->sentence);

        /* a sentence alone has no neighbours for a second look */
        if (first[i] >= HOPELESS && trees_are_trained(e->trees[g]) &&
            a->article->body_kind != BODY_SENTENCE) {
            dense_fill_scores(a, first, i, columns[i]);
            columns[i][DENSE_TAGGED] = opinion_of(e, g, c, &opinion);
            c->score = trees_score(e->trees[g], columns[i]);
        }
        if (c->score < threshold_of(e, g, c))
            c->dropped = "unlikely";
        else if (is_history(a, c))
            c->dropped = "history";
        else
            modality_decide(e->modalities[g], a, c);
        if (a->article->trace != NULL)
            trace_add(a->article, "score", "#%u %s %.*s first %.3f then %.3f %s", i,
                      event_type_name(c->type),
                      STRVIEW_ARG(article_token_text(a->article, c->trigger)), (double)first[i],
                      (double)c->score, c->dropped == NULL ? "kept" : c->dropped);
    }
    drop_themes(a);
    drop_tolls(e);
    e->columns = (const float *)columns;
    return STATUS_OK;
}

const float *extractor_last_columns(const struct extractor *e)
{
    return e->columns;
}

enum status extract_events(struct extractor *e, struct article *article)
{
    if (article->token_count == 0)
        return STATUS_OK;
    if (!begin(e, article))
        return STATUS_LIMIT;
    enum status status = read_words(e);

    if (status == STATUS_OK)
        status = entities_find(e->entities, &e->analysis);
    for (uint32_t s = 0; s < article->sentence_count && status == STATUS_OK; s++) {
        int g = grammar_of(article, s);

        if (g >= 0)
            status = analyse(e, g, s);
    }
    if (status != STATUS_OK)
        return status;
    discourse_fill(&e->analysis);
    features_read_words(&e->analysis);
    status = judge(e);
    if (status != STATUS_OK)
        return status;
    int g = e->analysis.candidate_count == 0
                ? 0
                : grammar_of(article, e->analysis.candidates[0].sentence);

    merge_candidates(&e->analysis, e->weights[g]);
    struct emit_tables tables = {.entities = e->entities, .codes = e->codes};

    for (int i = 0; i < GRAMMAR_COUNT; i++) {
        tables.roles[grammars[i]->language] = e->roles[i];
        tables.role_trees[grammars[i]->language] = e->role_trees[i];
    }
    return emit_events(&tables, &e->analysis, e->options->events_max);
}
