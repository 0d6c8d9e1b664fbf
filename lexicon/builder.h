/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_BUILDER_H
#define LEXICON_BUILDER_H

#include "lexicon/format.h"

/* The index sections while they are made from the tables. Out of memory is remembered and told by
 * builder_finish(). */

enum { BUILDER_TABLES_MAX = 256 };

struct source_table {
    char name[LEXICON_SECTION_NAME_BYTES]; /* "ar/verbs" */
    char path[512];
    struct buffer section;
    struct buffer numbers; /* of a learned table */
};

struct interned;

struct builder {
    struct source_table *tables;
    size_t table_count;
    char *error;
    size_t error_bytes;
    struct buffer text, lexemes, senses, slots, patterns, elements, pattern_heads, places;
    struct buffer forms[LEXICON_LANGUAGE_COUNT]; /* struct built_form */
    struct buffer names;                         /* struct built_name */
    struct interned *interned;                   /* texts by content, open addressing */
    size_t interned_count, interned_mask;
    bool is_out_of_memory;
};

struct built_form {
    uint32_t hash, sequence;
    struct text_ref key;
    struct reading_record reading;
};

struct built_name {
    uint64_t key;
    uint32_t sequence;
    bool is_prefix; /* only says that longer names follow */
    struct terminal_record terminal;
};

bool builder_init(struct builder *builder, struct source_table *tables, size_t table_count,
                  char *error, size_t error_bytes);
void builder_destroy(struct builder *builder);

/* A table by name; without rows when there is none. row_error() says what is wrong in a row of it
 * as "path:line: reason" and returns STATUS_CONFIG. */
struct table builder_table(const struct builder *builder, const char *name);
enum status builder_row_error(struct builder *builder, const char *table, size_t row,
                              const char *format, ...) PRINTF_LIKE(4, 5);

struct text_ref builder_text(struct builder *builder, struct strview text);
struct strview builder_view(const struct builder *builder, struct text_ref ref);

uint32_t builder_add_lexeme(struct builder *builder, const struct lexeme_record *record);
struct lexeme_record *builder_lexeme(struct builder *builder, uint32_t lexeme);
uint32_t builder_lexeme_count(const struct builder *builder);
/* exact: as written; folded here. */
void builder_add_form(struct builder *builder, enum lexicon_language language, uint32_t lexeme,
                      struct strview word, struct features features);
/* name: as written, words cut and folded here. Its terminal's exact, language and word_count are
 * set here. */
void builder_add_name(struct builder *builder, enum lexicon_language language, struct strview name,
                      struct terminal_record terminal);

/* Sorts the forms for builder_find_form(); forms added later are found after the next sorting. */
void builder_sort_forms(struct builder *builder);
/* Writes all sections. */
enum status builder_finish(struct builder *builder, struct lexicon_writer *writer) MUST_CHECK;

/* The readings of a word among the sorted forms: their number, and the first of them. */
size_t builder_find_form(struct builder *builder, enum lexicon_language language,
                         struct strview word, const struct built_form **first);

/* The parts, in the order in which they run. */
enum status compile_lexemes(struct builder *builder) MUST_CHECK;
enum status compile_entries(struct builder *builder) MUST_CHECK;
enum status compile_places(struct builder *builder) MUST_CHECK;
enum status compile_patterns(struct builder *builder) MUST_CHECK;
/* A frame, type, mode, … of a row as one sense; its id in *sense. */
enum status compile_sense(struct builder *builder, const char *table, size_t row,
                          uint32_t *sense) MUST_CHECK;

#endif
