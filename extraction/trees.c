/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/trees.h"

#include "extraction/score.h"
#include "lexicon/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TREES_MAX = 1024 };

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
    uint32_t roots[TREES_MAX];
    uint32_t depths[TREES_MAX]; /* of a tree: inner nodes on the way to its deepest leaf */
    size_t column_count;
    size_t capacity;
    struct node nodes[];
};

/* The columns of the table, looked up once. */
enum { TREE, NODE, COLUMN, THRESHOLD, VALUE, LEFT, RIGHT, TREE_COLUMN_COUNT };
static const char *const tree_columns[] = {"tree",  "node", "column", "threshold",
                                           "value", "left", "right"};

static bool add_node(struct trees *t, const double row[TREE_COLUMN_COUNT])
{
    if (!(row[TREE] >= 0.0 && row[TREE] < TREES_MAX) || t->node_count == t->capacity)
        return false;
    size_t tree = (size_t)row[TREE];

    if (row[NODE] == 0.0) {
        t->roots[tree] = (uint32_t)t->node_count;
        t->tree_count = tree + 1;
    }
    bool is_leaf = row[COLUMN] < 0;
    double ahead = row[RIGHT] - row[NODE];

    if (!(row[COLUMN] < (double)t->column_count) ||
        (!is_leaf && (row[LEFT] != row[NODE] + 1 || ahead < 1 || ahead > UINT16_MAX)))
        return false;
    t->nodes[t->node_count++] = (struct node){
        .column = is_leaf ? 0 : (uint16_t)row[COLUMN],
        .right = is_leaf ? LEAF : (uint16_t)ahead,
        .value = (float)row[is_leaf ? VALUE : THRESHOLD],
    };
    return true;
}

/* Every edge leads to a node: a walk, which only goes forward, ends. Sets depths, from the last node
 * back: children stand behind their parents. */
static bool measure_depths(struct trees *t)
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
    }
    for (size_t i = 0; is_sound && i < t->tree_count; i++)
        t->depths[i] = depths[t->roots[i]];
    free(depths);
    return is_sound;
}

struct trees *trees_new(const struct lexicon *lexicon, const char *name, struct strview part,
                        size_t column_count)
{
    struct table table = lexicon_table(lexicon, name);
    size_t capacity = table_row_count(table);
    struct trees *t = calloc(1, sizeof(*t) + capacity * sizeof(t->nodes[0]));
    int part_column = table_column(table, "part");
    int columns[TREE_COLUMN_COUNT];
    bool is_whole = true;

    if (t == NULL)
        return NULL;
    t->column_count = column_count;
    t->capacity = capacity;
    for (int k = 0; k < TREE_COLUMN_COUNT; k++)
        columns[k] = table_column(table, tree_columns[k]);
    for (size_t row = 0; row < table_row_count(table) && is_whole; row++) {
        double values[TREE_COLUMN_COUNT] = {0};

        if (part.len > 0 && !strview_equal(table_cell(table, row, part_column), part))
            continue;
        for (int k = 0; k < TREE_COLUMN_COUNT; k++)
            values[k] = table_number(table, row, columns[k]);
        if (strview_is(table_cell(table, row, columns[TREE]), "start"))
            t->start = (float)values[VALUE];
        else if (!isnan(values[TREE])) /* else a setting that stands beside the trees */
            is_whole = add_node(t, values);
    }
    if (!is_whole || !measure_depths(t))
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
float trees_score(const struct trees *t, const float *columns)
{
    float sum = t->start;

    for (size_t i = 0; i < t->tree_count; i++) {
        const struct node *node = &t->nodes[t->roots[i]];

        for (uint32_t level = 0; level < t->depths[i]; level++) {
            uint32_t goes_left = columns[node->column] <= node->value;
            uint32_t is_inner = node->right != 0;

            node += (goes_left & is_inner) | ((goes_left - 1u) & node->right);
        }
        sum += node->value;
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
