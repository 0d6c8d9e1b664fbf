/* SPDX-License-Identifier: Apache-2.0 */
/* What tells whether two mentions tell one happening: whom and what their frames and the sentences
 * around them name, when, how many, in which words, and how far apart they stand. */
#include "extraction/pairs.h"

#include "extraction/candidates.h"
#include "extraction/features.h"

/* Shared words of two phrases' heads or names. */
static bool same_phrase(const struct analysis *a, uint32_t x, uint32_t y)
{
    const struct phrase *p = &a->phrases[x];
    const struct phrase *q = &a->phrases[y];

    if (x == y)
        return true;
    if (p->entity != INDEX_NONE && q->entity != INDEX_NONE &&
        a->entities[p->entity].canonical == a->entities[q->entity].canonical)
        return true;
    return strview_equal(a->words[p->head].stem, a->words[q->head].stem);
}

/* The same, or one of those coordinated with it: «المئات من العربات والقوات». */
static bool share_phrase(const struct analysis *a, uint32_t x, uint32_t y)
{
    enum { CONJUNCTS_MAX = 4 };

    for (int i = 0; i < CONJUNCTS_MAX && x != INDEX_NONE; i++, x = a->phrases[x].next_conjunct) {
        uint32_t other = y;

        for (int k = 0; k < CONJUNCTS_MAX && other != INDEX_NONE; k++) {
            if (same_phrase(a, x, other))
                return true;
            other = a->phrases[other].next_conjunct;
        }
    }
    return false;
}

enum agreement { UNKNOWN, SAME, DIFFERENT };

static enum agreement compare_role(const struct analysis *a, const struct candidate *c,
                                   const struct candidate *d, uint32_t roles)
{
    enum agreement result = UNKNOWN;

    for (uint32_t i = 0; i < c->filler_count; i++) {
        if ((roles >> c->fillers[i].role & 1) == 0 || c->fillers[i].phrase == INDEX_NONE)
            continue;
        for (uint32_t k = 0; k < d->filler_count; k++) {
            if ((roles >> d->fillers[k].role & 1) == 0 || d->fillers[k].phrase == INDEX_NONE)
                continue;
            if (share_phrase(a, c->fillers[i].phrase, d->fillers[k].phrase))
                return SAME;
            result = DIFFERENT;
        }
    }
    return result;
}

static enum agreement compare_time(const struct analysis *a, const struct candidate *c,
                                   const struct candidate *d)
{
    if (c->time == INDEX_NONE || d->time == INDEX_NONE)
        return UNKNOWN;
    const struct time_range *p = &a->article->times[c->time].range;
    const struct time_range *q = &a->article->times[d->time].range;

    if (p->precision == TIME_UNKNOWN || q->precision == TIME_UNKNOWN)
        return UNKNOWN;
    return p->start_day <= q->end_day && q->start_day <= p->end_day ? SAME : DIFFERENT;
}

static bool is_title(const struct analysis *a, const struct candidate *c)
{
    return a->article->sentences[c->sentence].kind == SENTENCE_TITLE;
}

/* At most so many of a kind are told apart. */
enum { FEW = 3 };

enum { PLACES = 1 << ROLE_AT | 1 << ROLE_FROM | 1 << ROLE_TO };

bool pair_agrees(const struct analysis *a, const struct candidate *earlier,
                 const struct candidate *later)
{
    if (earlier->type != later->type || earlier->segment != later->segment)
        return false;
    if ((earlier->modality == MODALITY_DENIED) != (later->modality == MODALITY_DENIED))
        return false;
    enum agreement actors = compare_role(a, earlier, later, 1 << ROLE_ACTOR);
    enum agreement recipients = compare_role(a, earlier, later, 1 << ROLE_RECIPIENT);
    enum agreement places = compare_role(a, earlier, later, PLACES);
    enum agreement times = compare_time(a, earlier, later);
    int ties = (actors == SAME) + (recipients == SAME) + (places == SAME);
    int breaks = (actors == DIFFERENT) + (recipients == DIFFERENT) + (places == DIFFERENT);

    if (times == DIFFERENT)
        return false;
    if (is_title(a, earlier))
        return ties > 0 || breaks == 0 || (breaks == 1 && !is_title(a, later));
    if (later->is_definite)
        return breaks == 0 || ties > breaks;
    if (event_type_is_speech_act(later->type))
        return actors == SAME && recipients == SAME;
    return ties > 0 && breaks == 0;
}

/* Beside the features of candidates in one table. */
static void add(struct feature_list *list, const char *name, uint64_t value)
{
    feature_list_add(list, name, value ^ 0x5041495200000000u);
}

static uint64_t distance_of(const struct candidate *earlier, const struct candidate *later)
{
    uint32_t d = later->sentence - earlier->sentence;

    return d < 4 ? d : d < 8 ? 4 : 5;
}

/* A noun that stands for the deed, or its verb: is one word behind both? */
static bool same_noun(const struct analysis *a, const struct candidate *c,
                      const struct candidate *d)
{
    const struct word *p = &a->words[c->noun];
    const struct word *q = &a->words[d->noun];

    return p->lexeme == q->lexeme && p->lexeme != LEXICON_NONE;
}

/* The stretch of text around a mention. */
static struct span clause_span(const struct candidate *c)
{
    return (struct span){c->clause_begin, c->clause_end};
}

static struct span sentence_span(const struct analysis *a, const struct candidate *c)
{
    const struct sentence *s = &a->article->sentences[c->sentence];

    return (struct span){s->first_token, s->first_token + s->token_count};
}

/* The name of one of the classes that stands at the token: its canonical mention, else
 * INDEX_NONE. */
static uint32_t name_at(const struct analysis *a, uint32_t token, uint32_t classes)
{
    const struct entity *e =
        a->words[token].entity == INDEX_NONE ? NULL : &a->entities[a->words[token].entity];

    return e != NULL && e->is_name && (e->classes & classes) != 0 ? e->canonical : INDEX_NONE;
}

/* Names of the classes in both stretches: SAME when they share one. */
static enum agreement compare_names(const struct analysis *a, struct span earlier,
                                    struct span later, uint32_t classes)
{
    enum agreement result = UNKNOWN;

    for (uint32_t t = later.begin; t < later.end; t++) {
        uint32_t name = name_at(a, t, classes);

        for (uint32_t k = earlier.begin; k < earlier.end && name != INDEX_NONE; k++) {
            uint32_t other = name_at(a, k, classes);

            if (other == name)
                return SAME;
            if (other != INDEX_NONE)
                result = DIFFERENT;
        }
    }
    return result;
}

/* What is counted there: more than one of something; else 0. */
static double count_at(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->number == INDEX_NONE || w->time != INDEX_NONE)
        return 0;
    const struct number *n = &a->article->numbers[w->number];

    return n->first_token == token && n->min > 1 &&
                   (n->flags & (NUMBER_ORDINAL | NUMBER_NO_COUNT)) == 0
               ? n->min
               : 0;
}

static enum agreement compare_counts(const struct analysis *a, struct span earlier,
                                     struct span later)
{
    enum agreement result = UNKNOWN;

    for (uint32_t t = later.begin; t < later.end; t++) {
        double count = count_at(a, t);

        for (uint32_t k = earlier.begin; k < earlier.end && count > 0; k++) {
            double other = count_at(a, k);

            if (other == count)
                return SAME;
            if (other > 0)
                result = DIFFERENT;
        }
    }
    return result;
}

static enum agreement compare_modes(const struct candidate *c, const struct candidate *d)
{
    if (c->mode == MODE_NONE || d->mode == MODE_NONE)
        return UNKNOWN;
    return c->mode == d->mode ? SAME : DIFFERENT;
}

static bool is_own_word(const struct analysis *a, const struct candidate *c, uint32_t token)
{
    return a->words[token].lexeme != LEXICON_NONE && a->words[token].function == FUNCTION_NONE &&
           token != c->trigger && token != c->noun;
}

/* How many words of the later clause the earlier one has too, the triggers apart; at most FEW. */
static uint64_t shared_words(const struct analysis *a, const struct candidate *earlier,
                             const struct candidate *later)
{
    uint64_t count = 0;

    for (uint32_t t = later->clause_begin; t < later->clause_end && count < FEW; t++)
        for (uint32_t k = earlier->clause_begin;
             k < earlier->clause_end && is_own_word(a, later, t); k++)
            if (a->words[k].lexeme == a->words[t].lexeme && is_own_word(a, earlier, k)) {
                count++;
                break;
            }
    return count;
}

/* How many other tellings of the type stand between the two; at most FEW. */
static uint64_t tellings_between(const struct candidate *earlier, const struct candidate *later)
{
    uint64_t count = 0;

    for (const struct candidate *c = earlier + 1; c < later && count < FEW; c++)
        count += c->type == later->type && c->segment == later->segment && c->dropped == NULL &&
                 c->trigger != later->trigger && c->trigger != earlier->trigger;
    return count;
}

/* What the frames of the two tell. */
static void add_frames(struct feature_list *list, const struct analysis *a,
                       const struct candidate *earlier, const struct candidate *later)
{
    enum agreement actors = compare_role(a, earlier, later, 1 << ROLE_ACTOR);
    enum agreement recipients = compare_role(a, earlier, later, 1 << ROLE_RECIPIENT);
    enum agreement crossed = compare_role(a, earlier, later, 1 << ROLE_ACTOR | 1 << ROLE_RECIPIENT);
    enum agreement places = compare_role(a, earlier, later, PLACES);
    enum agreement times = compare_time(a, earlier, later);
    uint64_t type = (uint64_t)later->type;
    uint64_t titled = is_title(a, earlier);

    add(list, "actors", actors);
    add(list, "recipients", recipients);
    add(list, "crossed", crossed);
    add(list, "places", places);
    add(list, "times", times);
    add(list, "all", ((actors * 3 + recipients) * 3 + places) * 3 + times);
    add(list, "actors.recipients", actors * 3 + recipients);
    add(list, "actors.type", actors * 64 + type);
    add(list, "places.type", places * 64 + type);
    add(list, "recipients.type", recipients * 64 + type);
    add(list, "title.actors", titled * 8 + actors);
    add(list, "title.places", titled * 8 + places);
    add(list, "title.recipients", titled * 8 + recipients);
}

/* Names and counts that the clauses and sentences around the two hold. */
static void add_names(struct feature_list *list, const struct analysis *a,
                      const struct candidate *earlier, const struct candidate *later)
{
    static const uint32_t who =
        FILLER_STATE | FILLER_PERSON | FILLER_ARMED | FILLER_ORGANISATION | FILLER_PEOPLE;
    struct span s = sentence_span(a, earlier);
    struct span t = sentence_span(a, later);
    enum agreement named = compare_names(a, s, t, who);
    enum agreement placed = compare_names(a, s, t, FILLER_PLACE);
    uint64_t both = named * 3 + placed;
    uint64_t type = (uint64_t)later->type;
    uint64_t together = earlier->sentence == later->sentence;

    add(list, "named.clause",
        compare_names(a, clause_span(earlier), clause_span(later), who) * 2 + together);
    add(list, "placed.clause",
        compare_names(a, clause_span(earlier), clause_span(later), FILLER_PLACE) * 2 + together);
    add(list, "named", named * 2 + together);
    add(list, "placed", placed * 2 + together);
    add(list, "named.type", named * 64 + type);
    add(list, "placed.type", placed * 64 + type);
    add(list, "named.placed", both * 2 + together);
    add(list, "named.placed.title", both * 2 + is_title(a, earlier));
    add(list, "counts", compare_counts(a, s, t) * 2 + together);
}

/* In which words the two are told. */
static void add_words(struct feature_list *list, const struct analysis *a,
                      const struct candidate *earlier, const struct candidate *later)
{
    uint64_t first = feature_text(earlier->lemma);
    uint64_t second = feature_text(later->lemma);
    uint64_t titled = is_title(a, earlier);
    uint64_t shared = shared_words(a, earlier, later);
    uint64_t noun = same_noun(a, earlier, later);
    bool is_apart = earlier->sentence != later->sentence;
    int64_t begin = a->article->sentences[later->sentence].first_token;

    add(list, "lemma", second);
    add(list, "lemma.earlier", first);
    add(list, "lemmas", first * 31 + second);
    add(list, "lemma.title", second * 2 + titled);
    add(list, "before", feature_word_near(a, later->sentence, (int64_t)later->noun - 1));
    add(list, "before.earlier",
        feature_word_near(a, earlier->sentence, (int64_t)earlier->noun - 1));
    add(list, "opening", is_apart ? feature_word_near(a, later->sentence, begin) : 0);
    add(list, "opening.next", is_apart ? feature_word_near(a, later->sentence, begin + 1) : 0);
    add(list, "link", is_apart ? 0 : feature_word_near(a, later->sentence, later->clause_begin));
    add(list, "shared", shared * 2 + is_apart);
    add(list, "shared.title", shared * 2 + titled);
    add(list, "noun", noun);
    add(list, "noun.distance", noun * 8 + distance_of(earlier, later));
}

/* How the two stand to each other. */
static void add_stand(struct feature_list *list, const struct analysis *a,
                      const struct candidate *earlier, const struct candidate *later)
{
    uint64_t type = (uint64_t)later->type;
    uint64_t titled = is_title(a, earlier);
    uint64_t definite = later->is_definite;
    uint64_t distance = distance_of(earlier, later);
    uint64_t carriers = (uint64_t)earlier->carrier * 16 + later->carrier;
    uint64_t between = tellings_between(earlier, later);
    enum agreement modes = compare_modes(earlier, later);

    add(list, "distance", distance);
    add(list, "distance.type", distance * 64 + type);
    add(list, "title", titled);
    add(list, "title.distance", titled * 8 + distance);
    add(list, "title.type", titled * 64 + type);
    add(list, "definite", definite);
    add(list, "definite.carrier", definite * 16 + later->carrier);
    add(list, "definite.type", definite * 64 + type);
    add(list, "carriers", carriers);
    add(list, "carriers.distance", carriers * 8 + distance);
    add(list, "modality", (uint64_t)earlier->modality * 8 + (uint64_t)later->modality);
    add(list, "modes", modes);
    add(list, "modes.type", modes * 64 + type);
    add(list, "mode.pair", (uint64_t)earlier->mode * 64 + (uint64_t)later->mode);
    add(list, "tenses",
        (uint64_t)a->clauses[earlier->clause].tense * 16 +
            (uint64_t)a->clauses[later->clause].tense);
    add(list, "clause", (uint64_t)later->clause_kind * 8 + (distance == 0));
    add(list, "same.clause", earlier->clause == later->clause);
    add(list, "between", between);
    add(list, "between.title", between * 2 + titled);
    add(list, "between.distance", between * 8 + distance);
    add(list, "between.definite", between * 2 + definite);
}

uint32_t pair_features(const struct analysis *a, const struct candidate *earlier,
                       const struct candidate *later, uint32_t features[PAIR_FEATURES_MAX])
{
    struct feature_list list = {
        .out = features, .capacity = PAIR_FEATURES_MAX, .bits = FEATURE_BITS};

    add_frames(&list, a, earlier, later);
    add_names(&list, a, earlier, later);
    add_words(&list, a, earlier, later);
    add_stand(&list, a, earlier, later);
    return list.count;
}
