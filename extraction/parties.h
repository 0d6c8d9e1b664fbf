/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_PARTIES_H
#define EXTRACTION_PARTIES_H

#include "extraction/analysis.h"

/* One text, or one known name. */
bool actor_is_same(const struct actor *a, const struct actor *b);
/* Talks, meetings, agreements and clashes of one side alone: the other is the one that it talked
 * with, met or fought in an event before. For an event with its roles, before its codes. */
void parties_complete(const struct analysis *analysis, struct event *event);

#endif
