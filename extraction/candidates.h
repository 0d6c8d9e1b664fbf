/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_CANDIDATES_H
#define EXTRACTION_CANDIDATES_H

#include "extraction/conditions.h"
#include "extraction/patterns.h"

/* Every trigger of the searched sentence as candidates, one for each type that it may tell, with
 * the fillers that its clause gives. Needs words, phrases and clauses. */
enum status candidates_find(const struct conditions *conditions, struct analysis *analysis,
                            const struct pattern_search *search) MUST_CHECK;

/* The first filler of a role, whatever told it; NULL. */
const struct filler *candidate_filler(const struct candidate *candidate, enum role role);
/* False when the candidate is full. */
bool candidate_add_filler(struct candidate *candidate, enum role role, enum filler_origin origin,
                          uint32_t phrase);

#endif
