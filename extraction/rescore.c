/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of the table are nodes: tree, node, column, threshold, left, right, value; a leaf has column
 * -1. Node numbers start at 0 in each tree. The row "start" holds the first log-odds. */
#include "extraction/rescore.h"

#include "extraction/score.h"

#include <stdlib.h>

enum { NODES_MAX = 1 << 16, TREES_MAX = 1024, DEPTH_MAX = 16, NEIGHBOURS_MAX = 512 };

/* The left child stands right behind its parent. Eight bytes: all trees stay in the cache. */
struct node {
    uint16_t column;
    uint16_t right; /* how far ahead; LEAF */
    float value;    /* of a leaf; else the threshold */
};
enum { LEAF = 0 };

struct trees {
    float start;
    size_t node_count, tree_count;
    uint32_t depth; /* of the deepest: inner nodes on the way to a leaf */
    uint32_t roots[TREES_MAX];
    struct node nodes[NODES_MAX];
};

/* The columns of the table, looked up once. */
enum { TREE, NODE, COLUMN, THRESHOLD, VALUE, LEFT, RIGHT, TREE_COLUMN_COUNT };
static const char *const tree_columns[] = {"tree",  "node", "column", "threshold",
                                           "value", "left", "right"};

static bool add_node(struct trees *t, const double row[TREE_COLUMN_COUNT])
{
    if (!(row[TREE] >= 0.0 && row[TREE] < TREES_MAX) || t->node_count == NODES_MAX)
        return false;
    size_t tree = (size_t)row[TREE];

    if (row[NODE] == 0.0) {
        t->roots[tree] = (uint32_t)t->node_count;
        t->tree_count = tree + 1;
    }
    bool is_leaf = row[COLUMN] < 0;
    double ahead = row[RIGHT] - row[NODE];

    if (!(row[COLUMN] < DENSE_COUNT) ||
        (!is_leaf && (row[LEFT] != row[NODE] + 1 || ahead < 1 || ahead > UINT16_MAX)))
        return false;
    t->nodes[t->node_count++] = (struct node){
        .column = is_leaf ? 0 : (uint16_t)row[COLUMN],
        .right = is_leaf ? LEAF : (uint16_t)ahead,
        .value = (float)row[is_leaf ? VALUE : THRESHOLD],
    };
    return true;
}

/* Every edge leads to a node: a walk, which only goes forward, ends. Sets depth, from the last node
 * back: children stand behind their parents. */
static bool measure_depth(struct trees *t)
{
    uint32_t *depths = calloc(t->node_count + 1, sizeof(*depths));
    bool is_sound = depths != NULL;

    for (size_t i = t->node_count; is_sound && i-- > 0;) {
        size_t right = i + t->nodes[i].right;

        if (t->nodes[i].right == LEAF)
            continue;
        is_sound = right < t->node_count && i + 1 < t->node_count;
        if (!is_sound)
            break;
        depths[i] = 1 + (depths[i + 1] > depths[right] ? depths[i + 1] : depths[right]);
        if (depths[i] > t->depth)
            t->depth = depths[i];
    }
    free(depths);
    return is_sound;
}

struct trees *trees_new(const struct lexicon *lexicon, const char *name)
{
    struct trees *t = calloc(1, sizeof(*t));
    struct table table = lexicon_table(lexicon, name);
    int columns[TREE_COLUMN_COUNT];

    if (t == NULL)
        return NULL;
    for (int k = 0; k < TREE_COLUMN_COUNT; k++)
        columns[k] = table_column(table, tree_columns[k]);
    bool is_whole = true;

    for (size_t row = 0; row < table_row_count(table) && is_whole; row++) {
        double values[TREE_COLUMN_COUNT] = {0};

        for (int k = 0; k < TREE_COLUMN_COUNT; k++)
            values[k] = table_number(table, row, columns[k]);
        if (strview_is(table_cell(table, row, columns[TREE]), "start"))
            t->start = (float)values[VALUE];
        else
            is_whole = add_node(t, values);
    }
    if (!is_whole || !measure_depth(t))
        t->tree_count = 0;
    return t;
}

void trees_free(struct trees *trees)
{
    free(trees);
}

bool trees_are_trained(const struct trees *trees)
{
    return trees->tree_count > 0;
}

/* Which way a tree goes cannot be foretold, so a step is arithmetic and no branch, and a walk that
 * has come to its leaf early stays there. */
float trees_score(const struct trees *t, const float columns[DENSE_COUNT])
{
    float sum = t->start;

    for (size_t i = 0; i < t->tree_count; i++) {
        const struct node *node = &t->nodes[t->roots[i]];

        for (uint32_t level = 0; level < t->depth; level++) {
            uint32_t goes_left = columns[node->column] <= node->value;
            uint32_t is_inner = node->right != 0;

            node += (goes_left & is_inner) | ((goes_left - 1u) & node->right);
        }
        sum += node->value;
    }
    return logistic(sum);
}

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

static float highest(float a, float b)
{
    return a > b ? a : b;
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
            out[DENSE_ELSEWHERE] = highest(out[DENSE_ELSEWHERE], score);
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
        out[DENSE_RIVAL] = highest(out[DENSE_RIVAL], score);
    else if (d != c)
        out[DENSE_SENTENCE_MAX] = highest(out[DENSE_SENTENCE_MAX], score);
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
