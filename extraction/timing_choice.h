/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_TIMING_CHOICE_H
#define EXTRACTION_TIMING_CHOICE_H

#include "extraction/role_rescore.h"

/* The event's time: the one that its mentions make likeliest, if likely enough; of what happened no
 * later than the day on which the first mention's own source told it. trees: NULL, the first look
 * alone. */
void timing_choose(const struct role_weights *weights, const struct role_trees *trees,
                   const struct analysis *analysis, const struct candidate *const *mentions,
                   size_t count, struct event *event);

#endif
