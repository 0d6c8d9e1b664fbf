/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_FEATURES_H
#define EXTRACTION_FEATURES_H

#include "extraction/topics.h"

enum { FEATURE_BITS = 18, FEATURE_BUCKETS = 1 << FEATURE_BITS };

/* Fills candidate.features: what the model judges a candidate by. Needs scope; topic_percent of its
 * segment. docs/confidence.md lists them; a change of them needs new weights. */
void features_fill(struct analysis *analysis, struct candidate *candidate,
                   const uint16_t topic_percent[TOPICS_MAX]);

#endif
