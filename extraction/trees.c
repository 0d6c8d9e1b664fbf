/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/trees.h"

#include "extraction/score.h"
#include "lexicon/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TREES_MAX = 1024, DEPTH_MAX = 8 };

struct split {
    uint32_t column;
    float threshold;
};

/* A node as the table has it: its left child stands right behind it. */
struct node {
    bool is_leaf;
    uint16_t column;
    uint16_t right; /* how far ahead */
    float value;    /* of a leaf; else the threshold */
};

/* Every tree is filled up to the depth of the deepest, so that the children of node n are 2n + 1
 * and 2n + 2 and every walk has the same length. */
struct trees {
    float start;
    size_t tree_count;
    uint32_t depth;       /* splits on the way to a leaf */
    struct split *splits; /* 2^depth - 1 a tree */
    float *leaves;        /* 2^depth a tree */
};

/* The table as it is read. */
struct forest {
    size_t column_count, node_count, capacity, tree_count;
    uint32_t roots[TREES_MAX];
    struct node nodes[];
};

/* The columns of the table, looked up once. */
enum { TREE, NODE, COLUMN, THRESHOLD, VALUE, LEFT, RIGHT, TREE_COLUMN_COUNT };
static const char *const tree_columns[] = {"tree",  "node", "column", "threshold",
                                           "value", "left", "right"};

static bool add_node(struct forest *f, const double row[TREE_COLUMN_COUNT])
{
    if (!(row[TREE] >= 0.0 && row[TREE] < TREES_MAX) || f->node_count == f->capacity)
        return false;
    size_t tree = (size_t)row[TREE];

    if (row[NODE] == 0.0) {
        f->roots[tree] = (uint32_t)f->node_count;
        f->tree_count = tree + 1;
    }
    bool is_leaf = row[COLUMN] < 0;
    double ahead = row[RIGHT] - row[NODE];

    if (!(row[COLUMN] < (double)f->column_count) ||
        (!is_leaf && (row[LEFT] != row[NODE] + 1 || ahead < 1 || ahead > UINT16_MAX)))
        return false;
    f->nodes[f->node_count++] = (struct node){
        .is_leaf = is_leaf,
        .column = is_leaf ? 0 : (uint16_t)row[COLUMN],
        .right = is_leaf ? 0 : (uint16_t)ahead,
        .value = (float)row[is_leaf ? VALUE : THRESHOLD],
    };
    return true;
}

/* The splits on the way from a node to its deepest leaf; above DEPTH_MAX when there is no end. */
static uint32_t depth_of(const struct forest *f, size_t node, uint32_t above)
{
    if (above > DEPTH_MAX || node >= f->node_count)
        return DEPTH_MAX + 1;
    if (f->nodes[node].is_leaf)
        return above;
    uint32_t left = depth_of(f, node + 1, above + 1);
    uint32_t right = depth_of(f, node + f->nodes[node].right, above + 1);

    return left > right ? left : right;
}

/* Lays out what stands below a node, at the place of a filled tree; both ways lead to the leaf that
 * comes too early. */
static void lay_out(struct trees *t, size_t tree, const struct forest *f, size_t node, size_t place)
{
    const struct node *n = &f->nodes[node];
    size_t split_count = ((size_t)1 << t->depth) - 1;

    if (place >= split_count) {
        t->leaves[tree * (split_count + 1) + place - split_count] = n->value;
        return;
    }
    if (!n->is_leaf)
        t->splits[tree * split_count + place] = (struct split){n->column, n->value};
    lay_out(t, tree, f, n->is_leaf ? node : node + 1, 2 * place + 1);
    lay_out(t, tree, f, node + n->right, 2 * place + 2);
}

/* False without memory. A forest that is not sound gives no trees. */
static bool lay_out_all(struct trees *t, const struct forest *f)
{
    for (size_t i = 0; i < f->tree_count; i++) {
        uint32_t depth = depth_of(f, f->roots[i], 0);

        if (depth > t->depth)
            t->depth = depth;
    }
    if (t->depth > DEPTH_MAX || f->tree_count == 0)
        return true;
    t->splits = calloc(f->tree_count << t->depth, sizeof(t->splits[0]));
    t->leaves = calloc(f->tree_count << t->depth, sizeof(t->leaves[0]));
    if (t->splits == NULL || t->leaves == NULL)
        return false;
    t->tree_count = f->tree_count;
    for (size_t i = 0; i < f->tree_count; i++)
        lay_out(t, i, f, f->roots[i], 0);
    return true;
}

/* False when a row is no node. */
static bool read_forest(struct forest *f, float *start, struct table table, struct strview part)
{
    int part_column = table_column(table, "part");
    int columns[TREE_COLUMN_COUNT];
    bool is_whole = true;

    for (int k = 0; k < TREE_COLUMN_COUNT; k++)
        columns[k] = table_column(table, tree_columns[k]);
    for (size_t row = 0; row < table_row_count(table) && is_whole; row++) {
        double values[TREE_COLUMN_COUNT] = {0};

        if (part.len > 0 && !strview_equal(table_cell(table, row, part_column), part))
            continue;
        for (int k = 0; k < TREE_COLUMN_COUNT; k++)
            values[k] = table_number(table, row, columns[k]);
        if (strview_is(table_cell(table, row, columns[TREE]), "start"))
            *start = (float)values[VALUE];
        else if (!isnan(values[TREE])) /* else a setting that stands beside the trees */
            is_whole = add_node(f, values);
    }
    return is_whole;
}

struct trees *trees_new(const struct lexicon *lexicon, const char *name, struct strview part,
                        size_t column_count)
{
    struct table table = lexicon_table(lexicon, name);
    size_t capacity = table_row_count(table);
    struct trees *t = calloc(1, sizeof(*t));
    struct forest *f = calloc(1, sizeof(*f) + capacity * sizeof(f->nodes[0]));
    bool is_made = t != NULL && f != NULL;

    if (is_made) {
        f->capacity = capacity;
        f->column_count = column_count;
        is_made = !read_forest(f, &t->start, table, part) || lay_out_all(t, f);
    }
    free(f);
    if (!is_made) {
        trees_free(t);
        return NULL;
    }
    return t;
}

void trees_free(struct trees *trees)
{
    if (trees == NULL)
        return;
    free(trees->splits);
    free(trees->leaves);
    free(trees);
}

bool trees_are_trained(const struct trees *trees)
{
    return trees->tree_count > 0;
}

/* Which way a tree goes cannot be foretold, so a step is arithmetic and no branch. */
float trees_score(const struct trees *t, const float *columns)
{
    size_t split_count = ((size_t)1 << t->depth) - 1;
    const struct split *splits = t->splits;
    const float *leaves = t->leaves;
    float sum = t->start;

    for (size_t i = 0; i < t->tree_count; i++) {
        size_t at = 0;

        for (uint32_t level = 0; level < t->depth; level++)
            at = 2 * at + 2 - (columns[splits[at].column] <= splits[at].threshold);
        sum += leaves[at - split_count];
        splits += split_count;
        leaves += split_count + 1;
    }
    return logistic(sum);
}

void rivals_add(struct rivals *rivals, float own, float other)
{
    rivals->higher += other > own;
    if (other > rivals->highest) {
        rivals->second = rivals->highest;
        rivals->highest = other;
    } else if (other > rivals->second) {
        rivals->second = other;
    }
}
