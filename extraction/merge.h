/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_MERGE_H
#define EXTRACTION_MERGE_H

#include "extraction/score.h"

/* Sets candidate.dropped of those that lose against another at the same words, then
 * candidate.merged_into of those that tell a happening that an earlier kept one tells. */
void merge_candidates(struct analysis *analysis, const struct weights *weights);

#endif
