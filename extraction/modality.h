/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_MODALITY_H
#define EXTRACTION_MODALITY_H

#include "extraction/analysis.h"

enum { MODALITY_FEATURES_MAX = 96, MODALITY_BITS = 15, MODALITY_BUCKETS = 1 << MODALITY_BITS };

/* The learned choice among modalities (language/<lang>/modality.tsv, made by scripts/train.py):
 * the rules of scope are one feature of it. */
struct modality_weights;

/* Owned by the caller. NULL without memory. A language without a table keeps the rules' answer. */
struct modality_weights *modality_weights_new(const struct lexicon *lexicon, const char *table);
void modality_weights_free(struct modality_weights *weights);

/* What tells a candidate's modality, hashed; the number written. Needs scope. */
uint32_t modality_features(const struct analysis *analysis, const struct candidate *candidate,
                           uint32_t features[MODALITY_FEATURES_MAX]);
/* Sets candidate.modality. */
void modality_decide(const struct modality_weights *weights, const struct analysis *analysis,
                     struct candidate *candidate);

#endif
