/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_SCOPE_H
#define EXTRACTION_SCOPE_H

#include "extraction/patterns.h"

/* Finds the operators of the searched sentence (who says so, did it happen). Needs clauses. */
enum status scope_find_operators(struct analysis *analysis,
                                 const struct pattern_search *search) MUST_CHECK;
/* Sets modality, polarity, attribution, governor and time of the sentence's candidates: one code
 * for every carrier. Call in text order: a dropped speaker is the one before. */
enum status scope_apply(struct analysis *analysis, uint32_t sentence) MUST_CHECK;

#endif
