/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_DISCOURSE_H
#define EXTRACTION_DISCOURSE_H

#include "extraction/analysis.h"

/* Fills roles that a candidate's own clause leaves open: the subject of the governing verb, the
 * dropped subject of an earlier sentence. Needs all candidates of the article, in order. */
void discourse_fill(struct analysis *analysis);

#endif
