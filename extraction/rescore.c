/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/rescore.h"

#include <math.h>

enum { NEIGHBOURS_MAX = 512 };

void dense_fill(const struct analysis *a, const struct candidate *c,
                const uint16_t topic_percent[TOPICS_MAX], float out[DENSE_COUNT])
{
    const struct sentence *s = &a->article->sentences[c->sentence];
    const struct segment *g = &a->article->segments[c->segment];

    out[DENSE_STRENGTH] = c->strength;
    out[DENSE_FIT] = c->fit;
    out[DENSE_RANK] = c->rank;
    out[DENSE_RIVALS] = c->rival_count;
    out[DENSE_HELD] = c->conditions_held;
    out[DENSE_FAILED] = c->conditions_failed;
    out[DENSE_MISSING] = c->slots_missing;
    out[DENSE_FILLED] = c->slots_filled;
    out[DENSE_WORDS] = (float)c->trigger_count;
    out[DENSE_POSITION] = (float)(c->sentence - g->first_sentence);
    out[DENSE_TITLE] = (float)s->kind;
    out[DENSE_CARRIER] = c->carrier;
    out[DENSE_CLAUSE] = c->clause_kind;
    out[DENSE_TENSE] = a->clauses[c->clause].tense;
    out[DENSE_DEFINITE] = c->is_definite;
    out[DENSE_TIME] = c->time != INDEX_NONE;
    out[DENSE_FILLERS] = (float)c->filler_count;
    out[DENSE_TYPE] = (float)c->type;
    out[DENSE_SENTENCES] = (float)g->sentence_count;
    for (size_t i = 0; i < TOPICS_MAX; i++)
        out[DENSE_TOPIC + i] = topic_percent[i];
}

static bool share_words(const struct candidate *c, const struct candidate *d)
{
    return c->trigger == d->trigger || c->noun == d->trigger || c->trigger == d->noun ||
           c->noun == d->noun;
}

uint32_t dense_governing_clause(const struct analysis *a, const struct candidate *c)
{
    uint32_t clause = c->clause;

    while (a->clauses[clause].kind != CLAUSE_COMPLEMENT) {
        if (!a->clauses[clause].is_coordinated || clause == a->ranges[c->sentence].first_clause)
            return INDEX_NONE;
        clause--;
    }
    return a->clauses[clause].parent;
}

/* What the score of another candidate, d, says of c, which the clause governing governs. */
static void add_neighbour(const struct candidate *c, const struct candidate *d, uint32_t governing,
                          float score, float out[DENSE_COUNT])
{
    if (d->rank == 0) {
        out[DENSE_DENSITY] += score;
        out[DENSE_MEAN] += 1.0f;
    }
    if (d->sentence != c->sentence) {
        if (d->type == c->type)
            out[DENSE_ELSEWHERE] = fmaxf(out[DENSE_ELSEWHERE], score);
        return;
    }
    if (d->clause == c->clause && d->type != c->type && !share_words(c, d) &&
        score > out[DENSE_NEAR]) {
        out[DENSE_NEAR] = score;
        out[DENSE_NEAR_TYPE] = (float)d->type;
        out[DENSE_NEAR_DISTANCE] = (float)d->trigger - (float)c->trigger;
    }
    if (d->clause == governing && event_type_is_speech_act(d->type) &&
        score > out[DENSE_GOVERNING]) {
        out[DENSE_GOVERNING] = score;
        out[DENSE_GOVERNING_TYPE] = (float)d->type;
    }
    if (d != c && share_words(c, d))
        out[DENSE_RIVAL] = fmaxf(out[DENSE_RIVAL], score);
    else if (d != c)
        out[DENSE_SENTENCE_MAX] = fmaxf(out[DENSE_SENTENCE_MAX], score);
    out[DENSE_SENTENCE_COUNT] += score > 0.5f;
}

void dense_fill_scores(const struct analysis *a, const float *score, uint32_t candidate,
                       float out[DENSE_COUNT])
{
    const struct candidate *c = &a->candidates[candidate];
    uint32_t first = candidate > NEIGHBOURS_MAX ? candidate - NEIGHBOURS_MAX : 0;
    uint32_t governing = dense_governing_clause(a, c);

    for (int i = 0; i < DENSE_STRENGTH; i++)
        out[i] = 0.0f;
    out[DENSE_SCORE] = score[candidate];
    for (uint32_t i = first; i < a->candidate_count && i < candidate + NEIGHBOURS_MAX; i++)
        if (a->candidates[i].segment == c->segment)
            add_neighbour(c, &a->candidates[i], governing, score[i], out);
    out[DENSE_MEAN] = out[DENSE_MEAN] > 0.0f ? out[DENSE_DENSITY] / out[DENSE_MEAN] : 0.0f;
    out[DENSE_DENSITY] /= (float)(a->article->segments[c->segment].sentence_count + 1);
}
