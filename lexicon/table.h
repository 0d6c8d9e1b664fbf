/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_TABLE_H
#define LEXICON_TABLE_H

#include "lexicon/lexicon_file.h"

/* The tables of language/<lang>/<name>.tsv as rows of cells, in the compiled file as sections
 * "table:<lang>/<name>". A user of a table (dates, numbers, clutter, …) reads its rows once and
 * builds what it needs. Table files: UTF-8 in NFC, tab-separated, first line = column names, '#'
 * starts a comment line. */

struct table {
    struct strview section; /* ptr NULL: no such table, no rows */
    struct strview numbers; /* of a learned table */
};

struct table lexicon_file_table(const struct lexicon_file *file, const char *language_and_name);
size_t table_row_count(struct table table);
/* The index of a column by name, or -1. */
int table_column(struct table table, const char *name);
/* A cell; empty for column -1. Lives as long as the file. */
struct strview table_cell(struct table table, size_t row, int column);
/* A cell of a learned table (its first column is "feature" or "tree") that is a number, which is
 * laid out as one and not as text; NaN when the cell is none, or for column -1. */
float table_number(struct table table, size_t row, int column);
/* The line of the row in its source file, for messages. */
uint32_t table_line(struct table table, size_t row);

/* Parses the text of a .tsv into the bytes of a section, and of a learned table's numbers. A row
 * with too many cells, bad UTF-8 or no header is STATUS_CONFIG, with "path:line: reason" in error.
 */
enum status table_compile(struct strview text, const char *path, struct buffer *section,
                          struct buffer *numbers, char *error, size_t error_bytes) MUST_CHECK;

#endif
