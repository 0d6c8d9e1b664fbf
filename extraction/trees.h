/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_TREES_H
#define EXTRACTION_TREES_H

#include "lexicon/lookup.h"

/* Boosted trees of a table of the lexicon, made by scripts/training.py: rows are nodes (tree, node,
 * column, threshold, left, right, value); a leaf has column -1; node numbers start at 0 in each
 * tree. The row "start" holds the first log-odds. At most eight splits deep. */
struct trees;

/* The trees of the rows that belong to the part, all rows where part is empty; they split on
 * columns below column_count. Owned by the caller. NULL without memory. */
struct trees *trees_new(const struct lexicon *lexicon, const char *table, struct strview part,
                        size_t column_count);
void trees_free(struct trees *trees);
/* False where the table has no such rows, or unsound ones. */
bool trees_are_trained(const struct trees *trees);
/* The probability that the trees give to the columns. */
float trees_score(const struct trees *trees, const float *columns);

/* How something stands beside its rivals, as a tree is told it. */
struct rivals {
    float highest, second; /* of the others */
    float higher;          /* how many are above it */
};

/* Adds one of them to the rivals of what has the value own. */
void rivals_add(struct rivals *rivals, float own, float other);

#endif
