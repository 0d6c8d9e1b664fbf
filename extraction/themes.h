/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_THEMES_H
#define EXTRACTION_THEMES_H

#include "extraction/analysis.h"

/* What a speech act is about: the likeliest type that the words it governs tell, kept as an event
 * or not. EVENT_NONE when they tell none, and for what is no speech act (a siege that is lifted has
 * a theme too). Needs scores. */
enum event_type theme_of(const struct analysis *analysis, const struct candidate *candidate);

#endif
