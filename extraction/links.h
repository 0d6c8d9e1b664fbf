/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_LINKS_H
#define EXTRACTION_LINKS_H

#include "extraction/analysis.h"

/* Fixed word sequences that lead to a deed's doer (language/<lang>/links.tsv). */
struct links;

/* Owned by the caller; lexicon must outlive it. NULL without memory. */
struct links *links_new(const struct lexicon *lexicon, const char *table);
void links_free(struct links *links);
/* Sets word.is_link on the last word of each sequence of the sentence. */
void links_mark(const struct links *links, struct analysis *analysis, uint32_t sentence);

#endif
