/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_ANALYSED_H
#define TESTS_SUPPORT_ANALYSED_H

#include "extraction/analysis.h"
#include "support/text.h"

/* An article from plain text up to its clauses: words, entities, phrases, clauses; no candidates.
 */
struct analysed {
    struct analysis analysis;
    struct entity_index *index;
};

/* Lives until the next text_normalized(); the index until analysed_free(). */
void analysed_init(struct analysed *analysed, struct text_fixture *fixture, const char *body,
                   const char *published);
void analysed_free(struct analysed *analysed);
/* The entity whose text this is, or NULL; the first phrase that holds the text, or INDEX_NONE. */
const struct entity *analysed_entity(const struct analysed *analysed, const char *text);
uint32_t analysed_phrase(const struct analysed *analysed, const char *text);

/* The clause of a verb (as written) in a sentence: "-" for none; agent NULL: any. */
struct clause_case {
    const char *text;
    const char *verb, *subject, *object, *agent;
};
void assert_clause(struct text_fixture *fixture, const struct clause_case *wanted);

#endif
