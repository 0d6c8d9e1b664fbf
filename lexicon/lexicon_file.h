/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_LEXICON_FILE_H
#define LEXICON_LEXICON_FILE_H

#include "common/buffer.h"
#include "common/status.h"

#include <stdint.h>

/* The compiled language data: named sections in one file, mapped read-only and shared by all
 * workers.
 *
 *   header | section table | section 0 | section 1 | …        every section starts at a multiple of
 * 8
 *
 * Numbers are of the machine that compiled it; the header says so and another machine's file is
 * refused. */

enum { LEXICON_SECTION_NAME_BYTES = 48, LEXICON_HASH_CHARS = 16 };

struct lexicon_file;

/* Maps path and checks magic, sizes and hash. STATUS_IO, STATUS_CONFIG (with a message in error).
 */
enum status lexicon_file_open(const char *path, struct lexicon_file **out, char *error,
                              size_t error_bytes) MUST_CHECK;
void lexicon_file_close(struct lexicon_file *file);
/* The bytes of a section; ptr NULL when there is none. Valid until close. */
struct strview lexicon_file_section(const struct lexicon_file *file, const char *name);
size_t lexicon_file_section_count(const struct lexicon_file *file);
const char *lexicon_file_section_name(const struct lexicon_file *file, size_t section);
/* 16 hex digits of the content: the version of the language data. */
const char *lexicon_file_hash(const struct lexicon_file *file);

/* Writes a file: sections are added in order and written at once by finish (a temporary file,
 * renamed into place). */
struct lexicon_writer;
struct lexicon_writer *lexicon_writer_new(void);
void lexicon_writer_free(struct lexicon_writer *writer);
enum status lexicon_writer_add(struct lexicon_writer *writer, const char *name,
                               struct strview content) MUST_CHECK;
enum status lexicon_writer_finish(struct lexicon_writer *writer, const char *path) MUST_CHECK;

#endif
