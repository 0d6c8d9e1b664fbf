/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_BINDINGS_H
#define EXTRACTION_BINDINGS_H

#include "extraction/analysis.h"

/* What stands around a trigger: the phrases that its frame may take. */
struct binding {
    uint32_t subject, object, second_object, genitive, agent; /* phrases, or INDEX_NONE */
    uint32_t adjective;                                       /* entity, or INDEX_NONE */
    uint32_t begin, end;                                      /* tokens that it may look at */
    uint32_t first_phrase, phrase_end;
    bool is_passive;
};

void binding_of(const struct analysis *analysis, const struct candidate *candidate,
                struct binding *out);
/* The first phrase under the preposition (matching form) within reach, or INDEX_NONE. */
uint32_t binding_preposition(const struct analysis *analysis, const struct binding *binding,
                             struct strview preposition);
/* Fills the slots of the candidate's sense, then the places that no slot claimed. */
void binding_fill(const struct analysis *analysis, struct candidate *candidate,
                  const struct binding *binding);

#endif
