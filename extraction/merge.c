/* SPDX-License-Identifier: Apache-2.0 */
/* One event a happening: first one reading a trigger, then mentions of one happening joined. Two
 * mentions join when type, segment and modality's side agree, nothing that both tell differs, and
 * something ties them (a shared argument, a headline, a definite noun). */
#include "extraction/merge.h"

#include "extraction/candidates.h"
#include "extraction/features.h"
#include "model/trace.h"

enum { COMPARED_MAX = 64 /* earlier kept candidates that one is compared with */ };

static bool share_words(const struct candidate *a, const struct candidate *b)
{
    uint32_t a_last = a->trigger_first + a->trigger_count - 1;
    uint32_t b_last = b->trigger_first + b->trigger_count - 1;

    return a->trigger == b->trigger || a->noun == b->trigger || a->trigger == b->noun ||
           a->noun == b->noun || a_last == b->trigger || b_last == a->trigger;
}

/* Of two tellings of one type at the same words the one that knows its doer stays, with the better
 * score: «عقد اجتماعاً» beside «اجتماعاً». */
static bool is_fuller(const struct candidate *c, const struct candidate *d)
{
    bool c_acts = candidate_filler(c, ROLE_ACTOR) != NULL;
    bool d_acts = candidate_filler(d, ROLE_ACTOR) != NULL;

    if (c->type != d->type || c_acts == d_acts)
        return c->score >= d->score;
    return c_acts;
}

static void drop_rivals(struct analysis *a)
{
    for (size_t i = 0; i < a->candidate_count; i++) {
        struct candidate *c = &a->candidates[i];

        for (size_t k = i + 1; k < a->candidate_count && c->dropped == NULL; k++) {
            struct candidate *d = &a->candidates[k];

            if (d->sentence != c->sentence)
                break;
            if (d->dropped != NULL || !share_words(c, d))
                continue;
            if (c->type == d->type)
                c->score = d->score = c->score > d->score ? c->score : d->score;
            if (is_fuller(c, d))
                d->dropped = "another reading of the words is likelier";
            else
                c->dropped = "another reading of the words is likelier";
        }
    }
}

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

enum { PLACES = 1 << ROLE_AT | 1 << ROLE_FROM | 1 << ROLE_TO };

static bool is_same_happening(const struct analysis *a, const struct candidate *earlier,
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

static uint32_t pair_feature(const char *name, uint64_t value)
{
    return feature_bucket(name, value ^ 0x5041495200000000u, FEATURE_BITS);
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

uint32_t merge_features(const struct analysis *a, const struct candidate *earlier,
                        const struct candidate *later, uint32_t out[PAIR_FEATURES_MAX])
{
    enum agreement actors = compare_role(a, earlier, later, 1 << ROLE_ACTOR);
    enum agreement recipients = compare_role(a, earlier, later, 1 << ROLE_RECIPIENT);
    enum agreement crossed = compare_role(a, earlier, later, 1 << ROLE_ACTOR | 1 << ROLE_RECIPIENT);
    enum agreement places = compare_role(a, earlier, later, PLACES);
    enum agreement times = compare_time(a, earlier, later);
    uint64_t distance = distance_of(earlier, later);
    uint64_t titled = is_title(a, earlier);
    uint64_t definite = later->is_definite;
    uint64_t noun = same_noun(a, earlier, later);
    uint64_t carriers = (uint64_t)earlier->carrier * 16 + later->carrier;
    uint32_t n = 0;

    out[n++] = pair_feature("actors", actors);
    out[n++] = pair_feature("recipients", recipients);
    out[n++] = pair_feature("crossed", crossed);
    out[n++] = pair_feature("places", places);
    out[n++] = pair_feature("times", times);
    out[n++] = pair_feature("all", ((actors * 3 + recipients) * 3 + places) * 3 + times);
    out[n++] = pair_feature("actors.recipients", actors * 3 + recipients);
    out[n++] = pair_feature("actors.type", actors * 64 + (uint64_t)later->type);
    out[n++] = pair_feature("places.type", places * 64 + (uint64_t)later->type);
    out[n++] = pair_feature("recipients.type", recipients * 64 + (uint64_t)later->type);
    out[n++] = pair_feature("distance", distance);
    out[n++] = pair_feature("title", titled);
    out[n++] = pair_feature("title.distance", titled * 8 + distance);
    out[n++] = pair_feature("title.actors", titled * 8 + actors);
    out[n++] = pair_feature("title.places", titled * 8 + places);
    out[n++] = pair_feature("title.recipients", titled * 8 + recipients);
    out[n++] = pair_feature("title.type", titled * 64 + (uint64_t)later->type);
    out[n++] = pair_feature("distance.type", distance * 64 + (uint64_t)later->type);
    out[n++] = pair_feature("definite", definite);
    out[n++] = pair_feature("definite.carrier", definite * 16 + later->carrier);
    out[n++] = pair_feature("definite.type", definite * 64 + (uint64_t)later->type);
    out[n++] = pair_feature("carriers", carriers);
    out[n++] = pair_feature("carriers.distance", carriers * 8 + distance);
    out[n++] = pair_feature("noun", noun);
    out[n++] = pair_feature("noun.distance", noun * 8 + distance);
    out[n++] =
        pair_feature("modality", (uint64_t)earlier->modality * 8 + (uint64_t)later->modality);
    out[n++] = pair_feature("clause", (uint64_t)later->clause_kind * 8 + (distance == 0));
    out[n++] = pair_feature("same.clause", earlier->clause == later->clause);
    return n;
}

/* "Left the town to gather at the base": the movement and its end. */
static bool is_end_of_movement(const struct analysis *a, const struct candidate *earlier,
                               const struct candidate *later)
{
    return later->type == EVENT_TROOP_MOVEMENT && earlier->sentence == later->sentence &&
           earlier->clause < later->clause && a->clauses[later->clause].is_purpose;
}

/* The actor of a table that is named as subject of the candidate's own verb; INDEX_NONE. */
static uint32_t own_speaker(const struct analysis *a, const struct candidate *c)
{
    const struct clause *k = &a->clauses[c->clause];
    uint32_t entity = k->subject == INDEX_NONE || k->is_subject_carried || k->verb != c->trigger
                          ? INDEX_NONE
                          : a->phrases[k->subject].entity;

    if (entity == INDEX_NONE || (a->entities[entity].actor_row == LEXICON_NONE &&
                                 a->entities[entity].country_row == LEXICON_NONE))
        return INDEX_NONE;
    return a->entities[entity].canonical;
}

/* Two speakers say two things. */
static bool is_said_by_others(const struct analysis *a, const struct candidate *earlier,
                              const struct candidate *later)
{
    if (!event_type_is_speech_act(later->type) || is_title(a, earlier))
        return false;
    uint32_t first = own_speaker(a, earlier);
    uint32_t second = own_speaker(a, later);

    return first != INDEX_NONE && second != INDEX_NONE && first != second;
}

/* The kept candidate before c that it most likely tells again, or INDEX_NONE. */
static uint32_t find_earlier(const struct analysis *a, const struct weights *weights,
                             const uint32_t *kept, size_t count, const struct candidate *c)
{
    uint32_t best = INDEX_NONE;
    float best_score = 0.5f;

    for (size_t k = count; k-- > 0;) {
        const struct candidate *e = &a->candidates[kept[k]];
        uint32_t features[PAIR_FEATURES_MAX];

        if (e->type != c->type || e->segment != c->segment || is_said_by_others(a, e, c))
            continue;
        float score = score_pair(weights, features, merge_features(a, e, c, features));

        if (is_end_of_movement(a, e, c))
            score = 1.0f;
        else if (score < 0.0f)
            score = is_same_happening(a, e, c) ? 0.9f : 0.1f;
        if (score > best_score) {
            best_score = score;
            best = kept[k];
        }
    }
    return best;
}

void merge_candidates(struct analysis *a, const struct weights *weights)
{
    uint32_t kept[COMPARED_MAX];
    size_t count = 0;

    drop_rivals(a);
    for (uint32_t i = 0; i < a->candidate_count; i++) {
        struct candidate *c = &a->candidates[i];

        if (c->dropped != NULL)
            continue;
        uint32_t earlier = find_earlier(a, weights, kept, count, c);

        if (earlier != INDEX_NONE) {
            /* a mention of a mention is one of the first telling */
            c->merged_into = a->candidates[earlier].merged_into != INDEX_NONE
                                 ? a->candidates[earlier].merged_into
                                 : earlier;
            if (a->article->trace != NULL)
                trace_add(a->article, "merge", "#%u is a mention of #%u", i, c->merged_into);
        }
        if (count == COMPARED_MAX) {
            memmove(kept, kept + 1, (COMPARED_MAX - 1) * sizeof(*kept));
            count--;
        }
        kept[count++] = i;
    }
}
