/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_COMPILE_H
#define LEXICON_COMPILE_H

#include "common/status.h"

#include <stddef.h>

/* Compiles the folder language/ (one folder a language, and common/) into one file for
 * lexicon_open(). Every *.tsv becomes a table; the indexes that matching needs are made from them.
 * On wrong data: STATUS_CONFIG and "path:line: reason" in error. */
enum status lexicon_compile(const char *folder, const char *out_path, char *error,
                            size_t error_bytes) MUST_CHECK;

#endif
