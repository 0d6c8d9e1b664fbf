/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_SENTENCES_H
#define NORMALIZATION_SENTENCES_H

#include "normalization/normalize.h"

/* Sentence boundaries: ICU's, repaired by the tables <lang>/abbreviations. */
struct sentence_rules;

/* The caller owns it. NULL without memory or without ICU's data. */
struct sentence_rules *sentence_rules_new(const struct lexicon *lexicon);
void sentence_rules_free(struct sentence_rules *rules);

/* Takes a field as the text of the following calls; it must outlive them. */
enum status sentence_rules_set_text(struct sentence_rules *rules, struct strview text) MUST_CHECK;
/* The end of the sentence that begins at `begin` in a line that ends at line_end. Always moves, and
 * by 2,048 bytes at most. */
size_t sentence_rules_next(struct sentence_rules *rules, size_t begin, size_t line_end,
                           bool is_title);

#endif
