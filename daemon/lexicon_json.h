/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_LEXICON_JSON_H
#define DAEMON_LEXICON_JSON_H

#include "common/buffer.h"
#include "lexicon/lookup.h"

/* What words mean to us, for programs: appends one JSON object a word of text, each on its line,
 * with its readings, their senses, and the names and terms that begin at it. language:
 * LEXICON_LANGUAGE_COUNT tells it from the script. False without memory. */
bool lexicon_write_json(const struct lexicon *lexicon, enum lexicon_language language,
                        struct strview text, struct buffer *out);
/* {"hash": …, "tables": {"ar/verbs": rows, …}, "lexemes": …}; false without memory. */
bool lexicon_write_counts_json(const struct lexicon *lexicon, struct buffer *out);

#endif
