/* SPDX-License-Identifier: Apache-2.0 */
/* Candidates: the senses of a trigger are compared after its slots are known. For each type the
 * sense that the slots bear out best makes one candidate; which types are true is decided later by
 * the model, with all of them at hand. */
#include "extraction/candidates.h"

#include "extraction/bindings.h"
#include "model/trace.h"

enum { PARTICLE_REACH = 6, PROPOSALS_MAX = 128, MULTIWORD_MAX = 24 };

struct proposal {
    struct sense sense;
    uint32_t trigger, first, last, noun;
    uint8_t carrier;
    struct strview lemma;
};

struct proposals {
    struct proposal items[PROPOSALS_MAX];
    size_t count;
    /* Room to look patterns and names up in. */
    struct pattern_match patterns[PATTERN_MATCHES_MAX];
    struct lexicon_match names[MULTIWORD_MAX];
};

static void propose(struct proposals *all, const struct proposal *proposal)
{
    if (all->count < PROPOSALS_MAX && proposal->sense.type.len > 0)
        all->items[all->count++] = *proposal;
}

static void propose_lexeme(const struct analysis *a, struct proposals *all, uint32_t lexeme_id,
                           struct proposal base)
{
    struct lexeme lexeme = lexicon_lexeme(a->lexicon, lexeme_id);

    base.lemma = lexeme.lemma;
    for (uint32_t i = 0; i < lexeme.sense_count; i++) {
        base.sense = lexicon_sense(a->lexicon, lexeme.first_sense + i);
        propose(all, &base);
    }
}

/* English "hand over", "put to death": the words of the particle behind the verb, its object
 * between. The last of them, or INDEX_NONE. */
static uint32_t find_particle(const struct analysis *a, uint32_t token, struct strview particle)
{
    const struct sentence *s = &a->article->sentences[a->article->tokens[token].sentence];
    uint32_t end = s->first_token + s->token_count;
    struct strview word;
    uint32_t at = token + 1;
    bool is_first = true;

    while (strview_next(&particle, ' ', &word)) {
        uint32_t reach = is_first ? PARTICLE_REACH : 1;
        uint32_t from = at;

        while (at < end && at - from < reach && !strview_equal(a->article->tokens[at].form, word)) {
            if (at > from && ((a->words[at].traits & WORD_VERB) != 0 ||
                              a->article->tokens[at].kind == TOKEN_PUNCTUATION))
                return INDEX_NONE;
            at++;
        }
        if (at >= end || at - from >= reach)
            return INDEX_NONE;
        at++;
        is_first = false;
    }
    return at - 1;
}

static uint8_t carrier_of(const struct lexicon_reading *r, enum lexeme_class class)
{
    switch (r->form) {
    case FORM_MASDAR:
        return CARRIER_MASDAR;
    case FORM_PARTICIPLE_ACTIVE:
    case FORM_PARTICIPLE_PASSIVE:
        return CARRIER_PARTICIPLE;
    case FORM_PERFECT:
    case FORM_IMPERFECT:
    case FORM_JUSSIVE:
    case FORM_IMPERATIVE:
    case FORM_BASE:
        return r->voice == VOICE_PASSIVE ? CARRIER_PASSIVE : CARRIER_VERB;
    default:
        return class == LEXEME_VERB ? CARRIER_MASDAR : CARRIER_EVENT_NOUN;
    }
}

static bool is_finite(enum word_form form)
{
    return form == FORM_PERFECT || form == FORM_IMPERFECT || form == FORM_JUSSIVE ||
           form == FORM_BASE || form == FORM_IMPERATIVE;
}

/* Readings that agree with the chosen one in being finite: all their lexemes count. */
static void propose_word(const struct analysis *a, struct proposals *all, uint32_t token)
{
    const struct word *w = &a->words[token];
    struct proposal base = {.trigger = token, .first = token, .last = token, .noun = token};

    if (w->chosen < 0 || w->function != FUNCTION_NONE)
        return;
    bool finite = is_finite(w->readings[w->chosen].form);

    for (uint8_t i = 0; i < w->reading_count; i++) {
        const struct lexicon_reading *r = &w->readings[i];
        bool is_repeated = false;

        if (is_finite(r->form) != finite || r->form == FORM_FUNCTION ||
            r->spelling == SPELLING_OTHER || r->proclitics != w->readings[w->chosen].proclitics)
            continue;
        for (uint8_t k = 0; k < i && !is_repeated; k++)
            is_repeated = w->readings[k].lexeme == r->lexeme && w->readings[k].form == r->form;
        if (is_repeated)
            continue;
        struct lexeme lexeme = lexicon_lexeme(a->lexicon, r->lexeme);

        base.last = token;
        if (lexeme.particle.len > 0)
            base.last = find_particle(a, token, lexeme.particle);
        if (base.last == INDEX_NONE)
            continue;
        base.carrier = carrier_of(r, lexeme.class);
        propose_lexeme(a, all, r->lexeme, base);
    }
}

static void propose_expressions(const struct pattern_search *search, struct proposals *all,
                                uint32_t token)
{
    const struct lexicon *lexicon = search->analysis->lexicon;
    struct pattern_match *matches = all->patterns;
    size_t count = patterns_at(search, token, PATTERN_EXPRESSION, matches, PATTERN_MATCHES_MAX);

    for (size_t i = 0; i < count; i++) {
        struct proposal p = {.trigger = matches[i].head,
                             .first = matches[i].first,
                             .last = matches[i].last,
                             .noun = matches[i].noun,
                             .carrier = CARRIER_EXPRESSION,
                             .lemma = matches[i].pattern.text,
                             .sense = lexicon_sense(lexicon, matches[i].pattern.sense)};

        propose(all, &p);
    }
}

struct sentence_words {
    struct lexicon_words words;
    uint32_t first;
    enum lexicon_language language;
};

static bool sentence_words_of(const struct analysis *a, uint32_t sentence,
                              struct sentence_words *out)
{
    const struct sentence *s = &a->article->sentences[sentence];
    struct strview *forms = arena_array(a->article->arena, s->token_count, sizeof(*forms));
    struct strview *exacts = arena_array(a->article->arena, s->token_count, sizeof(*exacts));

    if (forms == NULL || exacts == NULL)
        return false;
    for (uint32_t i = 0; i < s->token_count; i++) {
        forms[i] = a->article->tokens[s->first_token + i].form;
        exacts[i] = a->article->tokens[s->first_token + i].exact;
    }
    out->words = (struct lexicon_words){.forms = forms, .exacts = exacts, .count = s->token_count};
    out->first = s->first_token;
    out->language = s->language == LANGUAGE_EN ? LEXICON_EN : LEXICON_AR;
    return true;
}

static void propose_multiword(const struct analysis *a, const struct sentence_words *words,
                              struct proposals *all, uint32_t token)
{
    struct lexicon_match *found = all->names;

    if (a->words[token].begins_no_noun)
        return;
    size_t count = lexicon_match(a->lexicon, words->language, &words->words, token - words->first,
                                 found, MULTIWORD_MAX);

    for (size_t i = 0; i < count; i++) {
        struct proposal p = {.trigger = token,
                             .first = token,
                             .last = token + found[i].token_count - 1,
                             .noun = token,
                             .carrier = CARRIER_EVENT_NOUN};

        if (found[i].kind == ENTRY_EVENT_NOUN && found[i].lexeme != LEXICON_NONE &&
            found[i].token_count > 1)
            propose_lexeme(a, all, found[i].lexeme, p);
    }
}

static void count_condition(struct candidate *c, enum condition_result result)
{
    if (result == CONDITION_HOLDS)
        c->conditions_held++;
    else if (result == CONDITION_FAILS)
        c->conditions_failed++;
}

static void test_conditions(const struct conditions *conditions, const struct analysis *a,
                            struct candidate *c, const struct binding *b)
{
    size_t count;
    const struct condition *items = conditions_of(conditions, c->sense.id, &count);
    bool is_turned = b->is_passive && b->agent != INDEX_NONE;
    uint32_t subject = is_turned ? b->agent : b->subject;
    uint32_t object = is_turned ? b->subject : b->object;

    for (size_t i = 0; i < count; i++) {
        const struct condition *k = &items[i];

        if (k->slot == SLOT_SUBJECT)
            count_condition(c, condition_test(a, k, subject));
        else if (k->slot == SLOT_OBJECT)
            count_condition(c, condition_test(a, k, object != INDEX_NONE ? object : b->genitive));
        else if (k->slot == SLOT_PREPOSITION)
            count_condition(c, condition_test(a, k, binding_preposition(a, b, k->preposition)));
        else if (k->word_count > 0 && condition_has_word(a, k, b->begin, b->end))
            count_condition(c, k->is_negated ? CONDITION_FAILS : CONDITION_HOLDS);
    }
}

static float fit_of(const struct candidate *c, const struct proposal *p)
{
    float fit = c->strength * 2.0f + 0.9f * (float)c->conditions_held -
                1.2f * (float)c->conditions_failed + 0.3f * (float)c->slots_filled -
                0.8f * (float)c->slots_missing;

    if (p->last > p->first)
        fit += 0.7f;
    return fit;
}

static struct candidate *add_candidate(struct analysis *a)
{
    if (arena_grow(a->article->arena, (void **)&a->candidates, a->candidate_count,
                   &a->candidate_capacity, sizeof(*a->candidates)) != 0)
        return NULL;
    return &a->candidates[a->candidate_count++];
}

static void fill_candidate(const struct conditions *conditions, struct analysis *a,
                           const struct proposal *p, struct candidate *c)
{
    struct binding b;
    uint32_t clause = a->words[p->trigger].clause;

    *c = (struct candidate){
        .sentence = a->article->tokens[p->trigger].sentence,
        .trigger = p->trigger,
        .trigger_first = p->first,
        .trigger_count = p->last + 1 - p->first,
        .noun = p->noun,
        .clause = clause,
        .clause_begin = a->clauses[clause].begin,
        .clause_end = a->clauses[clause].end,
        .clause_kind = a->clauses[clause].kind,
        .tense = a->clauses[clause].tense,
        .carrier = p->carrier,
        .type = event_type_from(p->sense.type),
        .mode = event_mode_from(p->sense.mode),
        .sense = p->sense,
        .lemma = p->lemma,
        .strength = p->sense.strength,
        .attribution = INDEX_NONE,
        .governor = INDEX_NONE,
        .time = INDEX_NONE,
        .merged_into = INDEX_NONE,
        .is_definite = (a->words[p->noun].traits & WORD_DEFINITE) != 0 &&
                       (a->words[p->noun].traits & WORD_VERB) == 0,
    };
    c->segment = a->article->sentences[c->sentence].segment;
    binding_of(a, c, &b);
    c->subject = b.subject;
    c->object = b.object;
    c->genitive = b.genitive;
    binding_fill(a, c, &b);
    test_conditions(conditions, a, c, &b);
    c->fit = fit_of(c, p);
}

/* Keeps the best candidate of each type from index first on, ordered by fit. */
static enum status keep_best(const struct conditions *conditions, struct analysis *a,
                             const struct proposals *all)
{
    size_t first = a->candidate_count;
    struct candidate c;

    for (size_t i = 0; i < all->count; i++) {
        size_t k = first;

        if (event_type_from(all->items[i].sense.type) == EVENT_NONE)
            continue;
        fill_candidate(conditions, a, &all->items[i], &c);
        while (k < a->candidate_count && a->candidates[k].type != c.type)
            k++;
        if (k == a->candidate_count) {
            if (add_candidate(a) == NULL)
                return STATUS_LIMIT;
        } else if (a->candidates[k].fit >= c.fit) {
            continue;
        }
        while (k > first && a->candidates[k - 1].fit < c.fit) {
            a->candidates[k] = a->candidates[k - 1];
            k--;
        }
        a->candidates[k] = c;
    }
    for (size_t k = first; k < a->candidate_count; k++) {
        a->candidates[k].rank = (uint8_t)(k - first);
        a->candidates[k].rival_count = (uint8_t)(a->candidate_count - first - 1);
    }
    return STATUS_OK;
}

static void show(const struct analysis *a, size_t first)
{
    for (size_t i = first; i < a->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];

        trace_add(a->article, "candidates",
                  "#%zu %s by %.*s (%.*s:%u strength %.2f fit %.2f held %u failed %u missing %u)",
                  i, event_type_name(c->type), STRVIEW_ARG(c->lemma), STRVIEW_ARG(c->sense.table),
                  c->sense.line, (double)c->strength, (double)c->fit, c->conditions_held,
                  c->conditions_failed, c->slots_missing);
    }
}

enum status candidates_find(const struct conditions *conditions, struct analysis *a,
                            const struct pattern_search *search)
{
    uint32_t sentence = search->sentence;
    const struct sentence *s = &a->article->sentences[sentence];
    struct sentence_words words;
    size_t first = a->candidate_count;
    enum status status = STATUS_OK;
    struct proposals all UNINITIALIZED; /* 20 kilobytes for each sentence */

    if (!sentence_words_of(a, sentence, &words))
        return STATUS_LIMIT;
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        all.count = 0;
        if (a->words[i].is_closed || a->article->tokens[i].kind != TOKEN_WORD)
            continue;
        propose_expressions(search, &all, i);
        propose_multiword(a, &words, &all, i);
        propose_word(a, &all, i);
        if (all.count > 0)
            status = keep_best(conditions, a, &all);
        if (status != STATUS_OK || article_is_overdue(a->article))
            return STATUS_LIMIT;
    }
    if (a->article->trace != NULL)
        show(a, first);
    return STATUS_OK;
}

const struct filler *candidate_filler(const struct candidate *c, enum role role)
{
    for (uint32_t i = 0; i < c->filler_count; i++)
        if (c->fillers[i].role == role)
            return &c->fillers[i];
    return NULL;
}

bool candidate_add_filler(struct candidate *c, enum role role, enum filler_origin origin,
                          uint32_t phrase)
{
    if (c->filler_count == CANDIDATE_FILLERS_MAX)
        return false;
    for (uint32_t i = 0; i < c->filler_count; i++)
        if (c->fillers[i].role == role && c->fillers[i].phrase == phrase &&
            c->fillers[i].entity == INDEX_NONE)
            return true;
    c->fillers[c->filler_count++] = (struct filler){
        .role = (uint8_t)role, .origin = (uint8_t)origin, .phrase = phrase, .entity = INDEX_NONE};
    return true;
}
