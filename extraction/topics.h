/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_TOPICS_H
#define EXTRACTION_TOPICS_H

#include "extraction/analysis.h"

/* Fields whose articles are full of triggers and tell no events: sport, markets, weather, …
 * (language/<lang>/topics.tsv). */

enum { TOPICS_MAX = 12 };

struct topics;

/* Owned by the caller; lexicon must outlive it. NULL without memory. */
struct topics *topics_new(const struct lexicon *lexicon, const char *table);
void topics_free(struct topics *topics);
/* Words of each topic in the segment, per hundred words. */
void topics_count(const struct topics *topics, const struct analysis *analysis, uint16_t segment,
                  uint16_t percent[TOPICS_MAX]);

#endif
