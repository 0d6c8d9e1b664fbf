/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_LEXICON_H
#define LEXICON_LEXICON_H

#include "lexicon/table.h"

/* The language data of a running process: read-only after opening, shared by all workers without a
 * lock. */
struct lexicon;

/* Maps the compiled file and prepares look-up. The caller owns *out. STATUS_IO or STATUS_CONFIG
 * with a message in error. */
enum status lexicon_open(const char *path, struct lexicon **out, char *error,
                         size_t error_bytes) MUST_CHECK;
void lexicon_close(struct lexicon *lexicon);
/* 16 hex digits: goes into every event as extractor.lexicon. */
const char *lexicon_hash(const struct lexicon *lexicon);
/* A table by "<lang>/<name>", such as "ar/dates". */
struct table lexicon_table(const struct lexicon *lexicon, const char *language_and_name);

#endif
