/* SPDX-License-Identifier: Apache-2.0 */
/* One event a happening: first one reading a trigger, then mentions of one happening joined, by the
 * learned likeness of each two. */
#include "extraction/merge.h"

#include "extraction/candidates.h"
#include "extraction/pairs.h"
#include "model/trace.h"

static const float LIKELY = 0.45f; /* measured: precision at equal F1 */

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
    if (!event_type_is_speech_act(later->type) ||
        a->article->sentences[earlier->sentence].kind == SENTENCE_TITLE)
        return false;
    uint32_t first = own_speaker(a, earlier);
    uint32_t second = own_speaker(a, later);

    return first != INDEX_NONE && second != INDEX_NONE && first != second;
}

/* The tellings before a candidate that one happening has, and how likely each is to be its. */
struct happening {
    uint32_t head; /* its first candidate */
    uint32_t count;
    float sum;
};

static struct happening *happening_of(struct happening *all, size_t *count, uint32_t head)
{
    for (size_t i = 0; i < *count; i++)
        if (all[i].head == head)
            return &all[i];
    all[*count] = (struct happening){.head = head};
    return &all[(*count)++];
}

static float likelihood(const struct analysis *a, const struct weights *weights,
                        const struct candidate *earlier, const struct candidate *later)
{
    uint32_t features[PAIR_FEATURES_MAX];

    if (is_said_by_others(a, earlier, later))
        return 0.0f;
    float score = score_pair(weights, features, pair_features(a, earlier, later, features));

    return score >= 0.0f ? score : pair_agrees(a, earlier, later) ? 0.9f : 0.1f;
}

/* The first candidate of the happening that c most likely tells again: on the mean of all its
 * tellings, so that one likeness does not join two; INDEX_NONE. */
static uint32_t find_happening(const struct analysis *a, const struct weights *weights,
                               const uint32_t *kept, size_t kept_count, const struct candidate *c)
{
    struct happening all[COMPARED_MAX];
    size_t count = 0;
    uint32_t best = INDEX_NONE;
    float best_mean = LIKELY;

    for (size_t k = kept_count; k-- > 0;) {
        const struct candidate *e = &a->candidates[kept[k]];
        uint32_t head = e->merged_into != INDEX_NONE ? e->merged_into : kept[k];

        if (e->type != c->type || e->segment != c->segment)
            continue;
        if (is_end_of_movement(a, e, c))
            return head;
        struct happening *h = happening_of(all, &count, head);

        h->sum += likelihood(a, weights, e, c);
        h->count++;
    }
    for (size_t i = 0; i < count; i++) {
        float mean = all[i].sum / (float)all[i].count;

        if (mean > best_mean) {
            best_mean = mean;
            best = all[i].head;
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
        c->merged_into = find_happening(a, weights, kept, count, c);
        if (c->merged_into != INDEX_NONE && a->article->trace != NULL)
            trace_add(a->article, "merge", "#%u is a mention of #%u", i, c->merged_into);
        if (count == COMPARED_MAX) {
            memmove(kept, kept + 1, (COMPARED_MAX - 1) * sizeof(*kept));
            count--;
        }
        kept[count++] = i;
    }
}
