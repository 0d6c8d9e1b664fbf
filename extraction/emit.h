/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_EMIT_H
#define EXTRACTION_EMIT_H

#include "extraction/analysis.h"
#include "extraction/event_codes.h"

/* The kept candidates, with those merged into them, as events of the article, in text order; at
 * most events_max. */
enum status emit_events(const struct entity_index *entities, const struct event_codes *codes,
                        struct analysis *analysis, size_t events_max) MUST_CHECK;

#endif
