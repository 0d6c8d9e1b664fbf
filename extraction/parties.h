/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_PARTIES_H
#define EXTRACTION_PARTIES_H

#include "extraction/analysis.h"

/* One text, or one known name. */
bool actor_is_same(const struct actor *a, const struct actor *b);
/* Parties that an event's own clause leaves out and the article tells: the doer of what is
 * condemned, the other side of talks, the dead as those whom a strike or an attack was done to.
 * For an event with its roles, places and tolls, before its codes; the events of the article before
 * it are read. main: its likeliest candidate. */
void parties_complete(const struct entity_index *index, const struct analysis *analysis,
                      struct event *event, const struct candidate *main);

#endif
