/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_EVENT_CODES_H
#define EXTRACTION_EVENT_CODES_H

#include "lexicon/lexicon.h"
#include "model/event.h"

/* PLOVER and CAMEO codes of an event, by language/common/ontology.tsv (docs/codes.md). */

struct event_codes;

/* Owned by the caller; lexicon must outlive it. NULL without memory or when the table misses a
 * type, names an unknown mode or holds a number that is none. */
struct event_codes *event_codes_new(const struct lexicon *lexicon);
void event_codes_free(struct event_codes *codes);

/* Sets plover, plover_mode, cameo, intensity and contexts of an event whose type, mode, theme,
 * modality, actors, mediators and weapons are final. Text points into the lexicon. */
void event_codes_assign(const struct event_codes *codes, struct event *event);

#endif
