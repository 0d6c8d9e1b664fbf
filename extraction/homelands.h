/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_HOMELANDS_H
#define EXTRACTION_HOMELANDS_H

#include "extraction/analysis.h"

/* «بلاده», "his country": the phrase names the state of its owner, who is the subject of the clause
 * or of one around it, else, where nobody else stands there, the last subject before that has a
 * country. Sets entity, classes and owner of each such phrase of the sentence; one whose owner has
 * no country stays as it is. Needs the sentence's clauses and links. STATUS_LIMIT when the arena is
 * full. */
enum status homelands_find(struct analysis *analysis, uint32_t sentence) MUST_CHECK;

/* Who speaks for it: a speech act of "his country" is its owner's. Else the phrase itself. */
uint32_t homeland_speaker(const struct analysis *analysis, enum event_type type, uint32_t phrase);

#endif
