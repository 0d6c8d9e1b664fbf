/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_INSIDE_H
#define LEXICON_INSIDE_H

#include "lexicon/format.h"

/* The open lexicon's inside: where the sections lie, and the few rows that look-up reads often. */

enum { CLITICS_MAX = 32, CLITIC_BYTES_MAX = 12 };

/* What a clitic may be joined to. */
enum clitic_host { HOST_ANY, HOST_NOUN, HOST_VERB };

struct proclitic_entry {
    struct strview form; /* exact form */
    uint32_t bit;        /* enum proclitic */
    unsigned position;   /* from the outside in; each position once */
    enum clitic_host host;
    uint32_t after; /* only directly after this proclitic; 0: anywhere */
};

struct enclitic_entry {
    struct strview form;
    struct enclitic enclitic;
    enum clitic_host host;
};

struct form_index {
    const struct form_bucket *buckets;
    uint32_t mask;
    const struct reading_record *readings;
};

/* A table whose rows are read often, with its columns looked up once. */
enum { ENTRY_COLUMNS_MAX = 9 };
struct entry_table {
    struct table rows;
    int columns[ENTRY_COLUMNS_MAX]; /* as entries.c lists them */
};

static inline struct strview entry_cell(const struct entry_table *table, uint32_t row, int column)
{
    return table_cell(table->rows, row, table->columns[column]);
}

/* The columns of operators. */
enum { OPERATOR_COLUMN_CLASS, OPERATOR_COLUMN_SCOPE, OPERATOR_COLUMN_EFFECT };

enum { ISO3_PLACES = 26 * 26 * 26 };

struct lexicon {
    struct lexicon_file *file;
    struct strview text;
    const struct lexeme_record *lexemes;
    const struct sense_record *senses;
    const struct slot_record *slots;
    const struct pattern_record *patterns;
    const struct element_record *elements;
    const struct pattern_head *pattern_heads;
    const struct place_record *places;
    const struct name_bucket *names;
    const struct terminal_record *terminals;
    uint32_t *first_pattern_head; /* by lexeme, and one more; owned */
    size_t lexeme_count, sense_count, slot_count, pattern_count, element_count, pattern_head_count;
    size_t place_count, terminal_count;
    uint64_t name_mask;
    struct form_index forms[LEXICON_LANGUAGE_COUNT];
    struct entry_table actors, countries, agents, regions, place_cues;
    struct table place_stop, place_homonyms;
    struct {
        struct entry_table titles, weapons, units, operators;
    } tables[LEXICON_LANGUAGE_COUNT];
    uint16_t country_rows[ISO3_PLACES]; /* 1 + row by code, 0: none */
    struct proclitic_entry proclitics[CLITICS_MAX];
    struct enclitic_entry enclitics[CLITICS_MAX];
    size_t proclitic_count, enclitic_count;
    struct place_names *place_names; /* owned */
};

static inline struct strview lexicon_text(const struct lexicon *lexicon, struct text_ref ref)
{
    return strview_slice(lexicon->text, ref.offset, (size_t)ref.offset + ref.bytes);
}

/* The bucket of a form, or NULL. */
const struct form_bucket *form_bucket_find(const struct lexicon *lexicon,
                                           const struct form_bucket *buckets, uint32_t mask,
                                           struct strview form);
/* How a text's exact form agrees with a reading's. Texts whose matching forms differ are
 * SPELLING_OTHER. */
enum spelling spelling_compare(struct strview written, struct strview own);

/* entries.c: finds the tables that accessors read. */
void tables_load(struct lexicon *lexicon);
/* place_names.c: the reviewed lists; false without memory. */
bool place_names_load(struct lexicon *lexicon);
void place_names_free(struct place_names *names);
/* clitics.c: reads ar/clitics into the lexicon; false when a row cannot be read. */
bool clitics_load(struct lexicon *lexicon);

/* A word with clitics taken off its front. */
struct prefix_split {
    uint32_t proclitics;
    uint8_t bytes;         /* taken off */
    bool has_lost_alef;    /* the article after ل: its own first letter is not written */
    enum clitic_host host; /* the narrowest that its clitics allow; HOST_ANY: no clitic decides */
    bool has_preposition;
};
enum { PREFIX_SPLITS_MAX = 16 };
/* All ways to take proclitics off, none first. */
size_t clitics_split_front(const struct lexicon *lexicon, struct strview form, struct strview exact,
                           struct prefix_split *out);

#endif
