/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_MERGE_H
#define EXTRACTION_MERGE_H

#include "extraction/score.h"

enum { PAIR_FEATURES_MAX = 40 };

/* What tells whether two candidates of one type tell one happening, hashed like the features of
 * candidates; the number written. */
uint32_t merge_features(const struct analysis *analysis, const struct candidate *earlier,
                        const struct candidate *later, uint32_t features[PAIR_FEATURES_MAX]);

/* Sets candidate.dropped of those that lose against another at the same words, then
 * candidate.merged_into of those that tell a happening that an earlier kept one tells. */
void merge_candidates(struct analysis *analysis, const struct weights *weights);

#endif
