/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_EMIT_H
#define EXTRACTION_EMIT_H

#include "extraction/analysis.h"
#include "extraction/event_codes.h"
#include "extraction/role_rescore.h"

/* What events are made with. */
struct emit_tables {
    const struct entity_index *entities;
    const struct event_codes *codes;
    const struct role_weights *roles[LANGUAGE_COUNT];    /* NULL: none for the language */
    const struct role_trees *role_trees[LANGUAGE_COUNT]; /* the same */
};

/* The kept candidates, with those merged into them, as events of the article, in text order; at
 * most events_max. */
enum status emit_events(const struct emit_tables *tables, struct analysis *analysis,
                        size_t events_max) MUST_CHECK;

#endif
