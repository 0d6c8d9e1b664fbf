/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_SCORE_H
#define EXTRACTION_SCORE_H

#include "extraction/analysis.h"

/* The probability that log-odds stand for. */
float logistic(float log_odds);

/* The learned decision: language/<lang>/weights.tsv, made by scripts/train.py. */
struct weights;

/* Owned by the caller. NULL without memory. A language without a table scores by fit alone. */
struct weights *weights_new(const struct lexicon *lexicon, const char *table);
void weights_free(struct weights *weights);

/* Sets candidate.score, the calibrated probability that it is right. Needs features. */
void score_candidate(const struct weights *weights, struct candidate *candidate);
/* The probability that two candidates tell one happening, by the features of the pair; negative
 * when the table holds no weights for pairs. */
float score_pair(const struct weights *weights, const uint32_t *features, uint32_t count);
/* The score below which a candidate gives no event, in a text of so many sentences: one or two have
 * no neighbours that speak for them, and a threshold of their own. */
float score_threshold(const struct weights *weights, uint32_t sentence_count);

#endif
