/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_PAIRS_H
#define EXTRACTION_PAIRS_H

#include "extraction/analysis.h"

enum { PAIR_FEATURES_MAX = 64 };

/* What tells whether two candidates of one type and segment tell one happening, hashed like the
 * features of candidates; the number written. */
uint32_t pair_features(const struct analysis *analysis, const struct candidate *earlier,
                       const struct candidate *later, uint32_t features[PAIR_FEATURES_MAX]);
/* The same by rule, for a language that has learned nothing: modality's side agrees, nothing that
 * both tell differs, and something ties them (a shared argument, a headline, a definite noun). */
bool pair_agrees(const struct analysis *analysis, const struct candidate *earlier,
                 const struct candidate *later);

#endif
