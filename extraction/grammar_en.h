/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_GRAMMAR_EN_H
#define EXTRACTION_GRAMMAR_EN_H

#include "extraction/analysis.h"

/* The English grammar's inside: readings, phrases and clauses, one file each. Closed-class words
 * are told by their rows in language/en/function_words.tsv; here are only classes and endings. */

enum status en_read_words(struct analysis *analysis, uint32_t sentence);
enum status en_find_phrases(struct analysis *analysis, uint32_t sentence);
enum status en_find_clauses(struct analysis *analysis, uint32_t sentence);

/* The value of a key in the detail of a function word's row; empty: none. */
struct strview en_detail(const struct analysis *analysis, uint32_t token, const char *key);
/* to before a verb. */
bool en_is_infinitive_marker(const struct analysis *analysis, uint32_t token);
/* A noun that can name an event. */
bool en_is_event_noun(const struct analysis *analysis, uint32_t token);

/* A verb that can tell what somebody says: an attribution operator of the lexicon. */
bool en_is_saying_verb(const struct analysis *analysis, uint32_t token);

#endif
