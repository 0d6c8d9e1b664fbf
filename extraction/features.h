/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_FEATURES_H
#define EXTRACTION_FEATURES_H

#include "extraction/topics.h"

enum { FEATURE_BITS = 18, FEATURE_BUCKETS = 1 << FEATURE_BITS };

/* Hashed features by name, as many as there is room for. */
struct feature_list {
    uint32_t *out;
    uint32_t count, capacity;
    unsigned bits; /* features are below 2^bits */
};

void feature_list_add(struct feature_list *list, const char *name, uint64_t value);
/* Sets the key of every word. Before any other feature, when the grammar has read all sentences. */
void features_read_words(struct analysis *analysis);
/* Values of features: a text (0: empty), the key of the word at a token of the sentence (1: outside
 * of it). */
uint64_t feature_text(struct strview text);
uint64_t feature_word_near(const struct analysis *analysis, uint32_t sentence, int64_t token);

/* Fills candidate.features: what the model judges a candidate by. Needs scope; topic_percent of its
 * segment. docs/confidence.md lists them; a change of them needs new weights. */
void features_fill(struct analysis *analysis, struct candidate *candidate,
                   const uint16_t topic_percent[TOPICS_MAX]);

/* The row of values, count wide, that the bucket in column key tells; NULL when no bucket stands
 * there. */
float *feature_row(struct table table, size_t row, int key, float *values, size_t count,
                   size_t buckets);
/* The numbers of a learned table's row to out; where a cell has none, out stays. */
void feature_read_row(struct table table, size_t row, const int *columns, size_t count, float *out);

#endif
