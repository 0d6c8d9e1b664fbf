/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_TAGGER_H
#define EXTRACTION_TAGGER_H

#include "extraction/analysis.h"

/* A token classifier beside the candidates' own score: which type a word tells, or none, judged by
 * the words around it, all types against each other. Multinomial logistic regression over hashed
 * features (language/<lang>/tagger.tsv, made by scripts/train.py). Its opinion is a column of the
 * second look. */
struct tagger;

enum { TAGGER_BITS = 17, TAGGER_BUCKETS = 1 << TAGGER_BITS, TAGGER_FEATURES_MAX = 192 };

/* Owned by the caller. NULL without memory. Without a table every probability is 0. */
struct tagger *tagger_new(const struct lexicon *lexicon, const char *table);
void tagger_free(struct tagger *tagger);

/* What is seen at a token of the sentence, hashed; the number written. Needs the candidates. */
uint32_t tagger_features(const struct analysis *analysis, uint32_t sentence, uint32_t token,
                         uint32_t features[TAGGER_FEATURES_MAX]);
/* The probability of each type; of none at EVENT_NONE. */
void tagger_score(const struct tagger *tagger, const uint32_t *features, uint32_t count,
                  float out[EVENT_TYPE_COUNT]);

#endif
