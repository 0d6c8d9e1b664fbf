/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_DESCRIBE_H
#define LEXICON_DESCRIBE_H

#include "common/buffer.h"
#include "lexicon/lookup.h"

/* For `rasid lexicon`: what words mean to us, and what there is. */

/* Appends, for each word of text, its readings with their senses, and the names and terms that
 * begin at it, one a line. language: LEXICON_LANGUAGE_COUNT tells it from the script. False without
 * memory. */
bool lexicon_describe(const struct lexicon *lexicon, enum lexicon_language language,
                      struct strview text, struct buffer *out);
/* Appends "name count" lines: tables with their rows, then lexemes, forms, names, places. */
bool lexicon_describe_counts(const struct lexicon *lexicon, struct buffer *out);

#endif
