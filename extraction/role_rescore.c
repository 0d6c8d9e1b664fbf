/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/role_rescore.h"

#include "model/trace.h"

#include <math.h>
#include <stdlib.h>

enum {
    NAMED_COUNT = PART_SOURCE, /* the parts that names bear but the source, which has one look */
    RIVALS_MAX = 64,           /* each is compared with all; news has 31 at most */
};

struct role_trees {
    struct trees *of[PART_COUNT];
    struct role_limits limits;
};

/* Less likely votes hardly ever pass a limit, and most votes are. */
static const float HOPELESS = 0.1f;

/* The rows beside the trees. */
static void read_limits(struct role_trees *t, struct table table)
{
    int part = table_column(table, "part");
    int key = table_column(table, "tree");
    int value = table_column(table, "value");

    for (size_t row = 0; row < table_row_count(table); row++) {
        if (!isnan(table_number(table, row, key)))
            continue; /* a node */
        for (int k = 0; k < PART_COUNT; k++)
            if (strview_is(table_cell(table, row, part), role_part_name((enum part)k)))
                role_limits_read(&t->limits, (enum part)k, table_cell(table, row, key),
                                 table_number(table, row, value));
    }
}

struct role_trees *role_trees_new(const struct lexicon *lexicon, const char *name)
{
    struct role_trees *t = calloc(1, sizeof(*t));

    if (t == NULL)
        return NULL;
    for (int k = 0; k < PART_COUNT; k++) {
        t->of[k] = trees_new(lexicon, name, strview_from(role_part_name((enum part)k)),
                             k == PART_TIME ? TIME_VOTE_COLUMN_COUNT : VOTE_COLUMN_COUNT);
        if (t->of[k] == NULL) {
            role_trees_free(t);
            return NULL;
        }
    }
    read_limits(t, lexicon_table(lexicon, name));
    return t;
}

void role_trees_free(struct role_trees *trees)
{
    if (trees == NULL)
        return;
    for (int k = 0; k < PART_COUNT; k++)
        trees_free(trees->of[k]);
    free(trees);
}

bool role_trees_are_trained(const struct role_trees *trees)
{
    bool is_trained = true;

    for (int k = 0; k < PART_COUNT; k++)
        is_trained = is_trained && (k == PART_SOURCE || trees_are_trained(trees->of[k]));
    return is_trained;
}

const struct trees *role_trees_of(const struct role_trees *trees, enum part part)
{
    return trees->of[part];
}

const struct role_limits *role_trees_limits(const struct role_trees *trees)
{
    return &trees->limits;
}

/* The columns that are the same for every part. */
static void fill_common(const struct role_votes *votes, const struct role_vote *v,
                        const bool is_same[RIVALS_MAX], enum event_type type,
                        float out[VOTE_COLUMN_COUNT])
{
    for (int k = 0; k < PART_TIME; k++) {
        struct rivals rivals = {0};

        for (size_t i = 0; i < votes->count; i++)
            if (!is_same[i])
                rivals_add(&rivals, v->part[k], votes->items[i].part[k]);
        out[VOTE_PART + k] = v->part[k];
        out[VOTE_MEAN + k] = v->sum[k] / (float)v->item_count;
        out[VOTE_RIVAL + 3 * k] = rivals.highest;
        out[VOTE_RIVAL + 3 * k + 1] = rivals.higher;
        out[VOTE_RIVAL + 3 * k + 2] = rivals.second;
    }
    out[VOTE_ITEMS] = (float)v->item_count;
    out[VOTE_PHRASES] = (float)v->phrase_count;
    out[VOTE_TYPE] = (float)type;
    out[VOTE_WORDS] = 1.0f;
    for (size_t i = 0; i < v->actor.text.len; i++)
        out[VOTE_WORDS] += v->actor.text.ptr[i] == ' ';
}

static float rescored(const struct role_trees *trees, const struct analysis *a,
                      const struct role_votes *votes, const struct role_vote *v, int k,
                      const bool is_same[RIVALS_MAX], const bool is_joined[RIVALS_MAX],
                      float columns[VOTE_COLUMN_COUNT])
{
    columns[VOTE_SAME] = columns[VOTE_JOINED] = 0.0f;
    for (size_t i = 0; i < votes->count; i++) {
        const struct role_vote *w = &votes->items[i];

        if (w != v && is_same[i])
            columns[VOTE_SAME] = fmaxf(columns[VOTE_SAME], w->part[k]);
        if (is_joined[i])
            columns[VOTE_JOINED] = fmaxf(columns[VOTE_JOINED], w->part[k]);
    }
    role_columns(a, v->best[k].candidate, &v->best[k].item, &columns[VOTE_ROLE]);
    columns[VOTE_SCORE] = v->best[k].candidate->score;
    return trees_score(trees->of[k], columns);
}

void role_rescore(const struct role_trees *trees, const struct analysis *a, enum event_type type,
                  struct role_votes *votes)
{
    float second[RIVALS_MAX][NAMED_COUNT];
    bool is_same[RIVALS_MAX][RIVALS_MAX];
    bool is_joined[RIVALS_MAX][RIVALS_MAX];
    bool is_symmetric = event_type_is_symmetric(type);

    if (votes->count > RIVALS_MAX)
        return;
    for (size_t i = 0; i < votes->count; i++)
        for (size_t n = 0; n <= i; n++) {
            const struct role_vote *v = &votes->items[i];
            const struct role_vote *w = &votes->items[n];

            is_same[i][n] = is_same[n][i] = n == i || role_votes_are_same(v, w);
            is_joined[i][n] = is_joined[n][i] = n != i && role_votes_are_joined(a, v, w);
        }
    for (size_t i = 0; i < votes->count; i++) {
        const struct role_vote *v = &votes->items[i];
        float columns[VOTE_COLUMN_COUNT];

        fill_common(votes, v, is_same[i], type, columns);
        for (int k = 0; k < NAMED_COUNT; k++) {
            bool is_borne = k == PART_PLACE || is_symmetric == (k == PART_PARTY);

            second[i][k] = is_borne && v->part[k] >= HOPELESS
                               ? rescored(trees, a, votes, v, k, is_same[i], is_joined[i], columns)
                               : 0.0f;
        }
    }
    for (size_t i = 0; i < votes->count; i++) {
        struct role_vote *v = &votes->items[i];

        memcpy(v->part, second[i], sizeof(second[i]));
        if (a->article->trace != NULL)
            trace_add(a->article, "parts",
                      "%s: %.*s then actor %.2f recipient %.2f party %.2f place %.2f",
                      event_type_name(type), STRVIEW_ARG(v->actor.text),
                      (double)v->part[PART_ACTOR], (double)v->part[PART_RECIPIENT],
                      (double)v->part[PART_PARTY], (double)v->part[PART_PLACE]);
    }
    for (int b = 0; b < BEARER_COUNT; b++)
        memcpy(votes->limits.of[b], trees->limits.of[b], NAMED_COUNT * sizeof(float));
}
