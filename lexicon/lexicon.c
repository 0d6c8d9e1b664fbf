/* SPDX-License-Identifier: Apache-2.0 */
/* The open language data: the index sections are read where they lie in the mapped file. */
#include "lexicon/lexicon.h"

#include "lexicon/inside.h"

#include <stdio.h>
#include <stdlib.h>

/* A section as an array; a missing one (a file with tables only) has no items. */
static const void *section(const struct lexicon *lexicon, const char *name, size_t item_bytes,
                           size_t *count)
{
    struct strview content = lexicon_file_section(lexicon->file, name);

    *count = content.len / item_bytes;
    return content.ptr;
}

static void map_forms(struct lexicon *lexicon, enum lexicon_language language, const char *name,
                      const char *readings)
{
    struct strview content = lexicon_file_section(lexicon->file, name);
    struct form_index *index = &lexicon->forms[language];
    size_t count;

    if (content.len < 2 * sizeof(uint32_t))
        return;
    memcpy(&index->mask, content.ptr, sizeof(index->mask));
    index->buckets = (const void *)(content.ptr + 2 * sizeof(uint32_t));
    index->readings = section(lexicon, readings, sizeof(*index->readings), &count);
}

static void map_names(struct lexicon *lexicon)
{
    struct strview content = lexicon_file_section(lexicon->file, "names");

    lexicon->terminals =
        section(lexicon, "terminals", sizeof(*lexicon->terminals), &lexicon->terminal_count);
    if (content.len < sizeof(uint64_t))
        return;
    memcpy(&lexicon->name_mask, content.ptr, sizeof(lexicon->name_mask));
    lexicon->names = (const void *)(content.ptr + sizeof(uint64_t));
}

static void map_sections(struct lexicon *lexicon)
{
    lexicon->text = lexicon_file_section(lexicon->file, "text");
    lexicon->lexemes =
        section(lexicon, "lexemes", sizeof(*lexicon->lexemes), &lexicon->lexeme_count);
    lexicon->senses = section(lexicon, "senses", sizeof(*lexicon->senses), &lexicon->sense_count);
    lexicon->slots = section(lexicon, "slots", sizeof(*lexicon->slots), &lexicon->slot_count);
    lexicon->patterns =
        section(lexicon, "patterns", sizeof(*lexicon->patterns), &lexicon->pattern_count);
    lexicon->elements =
        section(lexicon, "elements", sizeof(*lexicon->elements), &lexicon->element_count);
    lexicon->pattern_heads = section(lexicon, "pattern_heads", sizeof(*lexicon->pattern_heads),
                                     &lexicon->pattern_head_count);
    lexicon->places = section(lexicon, "places", sizeof(*lexicon->places), &lexicon->place_count);
    map_forms(lexicon, LEXICON_AR, "forms:ar", "readings:ar");
    map_forms(lexicon, LEXICON_EN, "forms:en", "readings:en");
    map_names(lexicon);
}

/* Where the patterns of each lexeme begin: looked up for every reading of every word. */
static bool index_pattern_heads(struct lexicon *lexicon)
{
    uint32_t *first = calloc(lexicon->lexeme_count + 1, sizeof(*first));
    uint32_t head = 0;

    if (first == NULL)
        return false;
    for (size_t lexeme = 0; lexeme <= lexicon->lexeme_count; lexeme++) {
        while (head < lexicon->pattern_head_count && lexicon->pattern_heads[head].lexeme < lexeme)
            head++;
        first[lexeme] = head;
    }
    lexicon->first_pattern_head = first;
    return true;
}

enum status lexicon_open(const char *path, struct lexicon **out, char *error, size_t error_bytes)
{
    struct lexicon *lexicon = calloc(1, sizeof(*lexicon));

    if (lexicon == NULL)
        return STATUS_NO_MEMORY;
    enum status status = lexicon_file_open(path, &lexicon->file, error, error_bytes);

    if (status == STATUS_OK) {
        map_sections(lexicon);
        tables_load(lexicon);
        if (!clitics_load(lexicon)) {
            snprintf(error, error_bytes, "%s: table ar/clitics cannot be read", path);
            status = STATUS_CONFIG;
        } else if (!index_pattern_heads(lexicon) || !place_names_load(lexicon)) {
            snprintf(error, error_bytes, "out of memory");
            status = STATUS_NO_MEMORY;
        }
    }
    if (status != STATUS_OK) {
        lexicon_close(lexicon);
        return status;
    }
    *out = lexicon;
    return STATUS_OK;
}

void lexicon_close(struct lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    place_names_free(lexicon->place_names);
    free(lexicon->first_pattern_head);
    lexicon_file_close(lexicon->file);
    free(lexicon);
}

const char *lexicon_hash(const struct lexicon *lexicon)
{
    return lexicon_file_hash(lexicon->file);
}

struct table lexicon_table(const struct lexicon *lexicon, const char *language_and_name)
{
    return lexicon_file_table(lexicon->file, language_and_name);
}
