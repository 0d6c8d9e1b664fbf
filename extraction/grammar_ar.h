/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_GRAMMAR_AR_H
#define EXTRACTION_GRAMMAR_AR_H

#include "extraction/analysis.h"

/* The Arabic grammar's inside: readings, phrases and clauses, one file each. The words it needs by
 * name stand in language/ar; here are only classes. */

/* Chooses the reading of every word of the sentence by what stands around it. */
enum status ar_read_words(struct analysis *analysis, uint32_t sentence);
/* Cuts the sentence into noun phrases. */
enum status ar_find_phrases(struct analysis *analysis, uint32_t sentence);
/* Cuts the sentence into clauses and finds subject and objects of each. */
enum status ar_find_clauses(struct analysis *analysis, uint32_t sentence);
/* Active or passive, where the letters of the clause's verb tell both. */
void ar_settle_voice(struct analysis *analysis, struct clause *clause, uint32_t first_phrase);

#endif
