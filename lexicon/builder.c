/* SPDX-License-Identifier: Apache-2.0 */
/* Collects lexemes, forms, names and texts, then lays them out as sections. Everything is sorted
 * before it is laid out, so that the same data gives the same bytes. */
#include "lexicon/builder.h"

#include "lexicon/form.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#define XXH_INLINE_ALL /* words: a call costs as much as the hash */
#include <xxhash.h>

struct interned {
    uint32_t hash;
    struct text_ref ref;
    bool is_used;
};

uint32_t format_form_hash(struct strview form)
{
    return (uint32_t)XXH3_64bits(form.ptr == NULL ? "" : form.ptr, form.len);
}

uint64_t format_name_hash(struct strview word, uint64_t before, enum lexicon_language language)
{
    /* Short inputs take the seed by exclusive or: neighbouring seeds would make neighbouring words
     * (uav, uaw) of two languages collide. */
    uint64_t seed = (before + (uint64_t)language + 1) * 0x9e3779b97f4a7c15u;
    uint64_t hash = XXH3_64bits_withSeed(word.ptr, word.len, seed);

    return hash == 0 ? 1 : hash;
}

bool builder_init(struct builder *builder, struct source_table *tables, size_t table_count,
                  char *error, size_t error_bytes)
{
    *builder = (struct builder){
        .tables = tables,
        .table_count = table_count,
        .error = error,
        .error_bytes = error_bytes,
        .interned_mask = (1u << 20) - 1,
    };
    builder->interned = calloc(builder->interned_mask + 1, sizeof(*builder->interned));
    return builder->interned != NULL;
}

void builder_destroy(struct builder *builder)
{
    buffer_destroy(&builder->text);
    buffer_destroy(&builder->lexemes);
    buffer_destroy(&builder->senses);
    buffer_destroy(&builder->slots);
    buffer_destroy(&builder->patterns);
    buffer_destroy(&builder->elements);
    buffer_destroy(&builder->pattern_heads);
    buffer_destroy(&builder->places);
    buffer_destroy(&builder->names);
    for (size_t i = 0; i < LEXICON_LANGUAGE_COUNT; i++)
        buffer_destroy(&builder->forms[i]);
    free(builder->interned);
}

static const struct source_table *find_source(const struct builder *builder, const char *name)
{
    for (size_t i = 0; i < builder->table_count; i++)
        if (strcmp(builder->tables[i].name, name) == 0)
            return &builder->tables[i];
    return NULL;
}

struct table builder_table(const struct builder *builder, const char *name)
{
    const struct source_table *source = find_source(builder, name);

    return (struct table){.section =
                              source == NULL ? (struct strview){0} : buffer_view(&source->section)};
}

enum status builder_row_error(struct builder *builder, const char *table, size_t row,
                              const char *format, ...)
{
    const struct source_table *source = find_source(builder, table);
    char reason[512];
    va_list arguments;

    assert(source != NULL);
    va_start(arguments, format);
    vsnprintf(reason, sizeof(reason), format, arguments);
    va_end(arguments);
    snprintf(builder->error, builder->error_bytes, "%s:%u: %s", source->path,
             table_line(builder_table(builder, table), row), reason);
    return STATUS_CONFIG;
}

static bool grow_interned(struct builder *builder)
{
    size_t mask = builder->interned_mask * 2 + 1;
    struct interned *grown = calloc(mask + 1, sizeof(*grown));

    if (grown == NULL)
        return false;
    for (size_t i = 0; i <= builder->interned_mask; i++) {
        if (!builder->interned[i].is_used)
            continue;
        size_t at = builder->interned[i].hash & mask;

        while (grown[at].is_used)
            at = (at + 1) & mask;
        grown[at] = builder->interned[i];
    }
    free(builder->interned);
    builder->interned = grown;
    builder->interned_mask = mask;
    return true;
}

struct text_ref builder_text(struct builder *builder, struct strview text)
{
    if (text.len == 0)
        return (struct text_ref){0};
    if (builder->interned_count * 2 > builder->interned_mask && !grow_interned(builder)) {
        builder->is_out_of_memory = true;
        return (struct text_ref){0};
    }
    uint32_t hash = format_form_hash(text);
    size_t at = hash & builder->interned_mask;

    for (; builder->interned[at].is_used; at = (at + 1) & builder->interned_mask)
        if (builder->interned[at].hash == hash &&
            strview_equal(builder_view(builder, builder->interned[at].ref), text))
            return builder->interned[at].ref;
    struct text_ref ref = {.offset = (uint32_t)builder->text.len, .bytes = (uint32_t)text.len};

    if (!buffer_append_view(&builder->text, text)) {
        builder->is_out_of_memory = true;
        return (struct text_ref){0};
    }
    builder->interned[at] = (struct interned){.hash = hash, .ref = ref, .is_used = true};
    builder->interned_count++;
    return ref;
}

struct strview builder_view(const struct builder *builder, struct text_ref ref)
{
    return strview_slice(buffer_view(&builder->text), ref.offset, (size_t)ref.offset + ref.bytes);
}

static void add(struct builder *builder, struct buffer *array, const void *record, size_t bytes)
{
    if (!buffer_append(array, record, bytes))
        builder->is_out_of_memory = true;
}

uint32_t builder_lexeme_count(const struct builder *builder)
{
    return (uint32_t)(builder->lexemes.len / sizeof(struct lexeme_record));
}

uint32_t builder_add_lexeme(struct builder *builder, const struct lexeme_record *record)
{
    uint32_t id = builder_lexeme_count(builder);

    add(builder, &builder->lexemes, record, sizeof(*record));
    return id;
}

struct lexeme_record *builder_lexeme(struct builder *builder, uint32_t lexeme)
{
    assert(lexeme < builder_lexeme_count(builder));
    return (struct lexeme_record *)(void *)builder->lexemes.data + lexeme;
}

void builder_add_form(struct builder *builder, enum lexicon_language language, uint32_t lexeme,
                      struct strview word, struct features features)
{
    char exact[512];
    char form[512];
    size_t exact_bytes = form_fold(word, FORM_EXACT, exact, sizeof(exact));
    size_t form_bytes = form_fold(word, FORM_MATCHING, form, sizeof(form));

    if (form_bytes == 0 || form_bytes > sizeof(form) || exact_bytes > sizeof(exact))
        return;
    struct strview key = {.ptr = form, .len = form_bytes};
    struct buffer *forms = &builder->forms[language];
    struct built_form built = {
        .hash = format_form_hash(key),
        .sequence = (uint32_t)(forms->len / sizeof(built)),
        .key = builder_text(builder, key),
        .reading =
            {
                .lexeme = lexeme,
                .exact = builder_text(builder, (struct strview){.ptr = exact, .len = exact_bytes}),
                .features = features,
            },
    };

    add(builder, forms, &built, sizeof(built));
}

size_t builder_find_form(struct builder *builder, enum lexicon_language language,
                         struct strview word, const struct built_form **first)
{
    char form[512];
    size_t bytes = form_fold(word, FORM_MATCHING, form, sizeof(form));
    struct buffer *forms = &builder->forms[language];
    struct built_form *all = (void *)forms->data;
    size_t count = forms->len / sizeof(*all);

    if (bytes == 0 || bytes > sizeof(form) || count == 0)
        return 0;
    uint32_t hash = format_form_hash((struct strview){.ptr = form, .len = bytes});
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (all[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < count && all[low].hash == hash &&
           !strview_equal(builder_view(builder, all[low].key),
                          (struct strview){.ptr = form, .len = bytes}))
        low++;
    size_t end = low;

    while (end < count && all[end].hash == hash && all[end].key.offset == all[low].key.offset)
        end++;
    *first = all + low;
    return end - low;
}

/* A name's words, cut, folded, without the punctuation in them; apostrophes inside words go. */
static size_t cut_words(struct strview name, enum form_kind kind, struct buffer *out,
                        struct text_ref *words, size_t max)
{
    size_t count = 0;

    for (size_t at = 0; at < name.len;) {
        char folded[512];
        struct strview piece = form_next_word(name, &at);
        size_t bytes = form_fold(piece, kind, folded, sizeof(folded));
        size_t kept = 0;

        if (piece.len == 0 || bytes > sizeof(folded))
            break;
        for (size_t i = 0; i < bytes; i++)
            if (folded[i] != '\'')
                folded[kept++] = folded[i];
        if (kept == 0 || (kept == 1 && !((folded[0] >= 'a' && folded[0] <= 'z') ||
                                         (folded[0] >= '0' && folded[0] <= '9'))))
            continue;
        if (kept == 3 && (unsigned char)folded[0] == 0xe2) /* a dash or a quotation mark */
            continue;
        if (count == max)
            return max + 1;
        words[count++] = (struct text_ref){.offset = (uint32_t)out->len, .bytes = (uint32_t)kept};
        if (!buffer_append(out, folded, kept))
            return 0;
    }
    return count;
}

enum { NAME_WORDS_MAX = 12 };

static void add_name_words(struct builder *builder, enum lexicon_language language,
                           const struct text_ref *words, size_t count, const struct buffer *folded,
                           struct terminal_record terminal)
{
    uint64_t key = 0;

    for (size_t i = 0; i < count; i++) {
        struct built_name built = {
            .sequence = (uint32_t)(builder->names.len / sizeof(built)),
            .is_prefix = i + 1 < count,
            .terminal = terminal,
        };

        key = format_name_hash(
            strview_slice(buffer_view(folded), words[i].offset, words[i].offset + words[i].bytes),
            key, language);
        built.key = key;
        add(builder, &builder->names, &built, sizeof(built));
    }
}

void builder_add_name(struct builder *builder, enum lexicon_language language, struct strview name,
                      struct terminal_record terminal)
{
    struct buffer folded = {0};
    struct buffer exact = {0};
    struct text_ref words[NAME_WORDS_MAX];
    size_t count = cut_words(name, FORM_EXACT, &folded, words, NAME_WORDS_MAX);

    if (count == 0 || count > NAME_WORDS_MAX)
        goto done;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_append(&exact, " ", 1);
        buffer_append(&exact, folded.data + words[i].offset, words[i].bytes);
    }
    terminal.exact = builder_text(builder, buffer_view(&exact));
    terminal.word_count = (uint8_t)count;
    terminal.language = (uint8_t)language;
    buffer_clear(&folded);
    count = cut_words(name, FORM_MATCHING, &folded, words, NAME_WORDS_MAX);
    add_name_words(builder, language, words, count, &folded, terminal);
done:
    buffer_destroy(&folded);
    buffer_destroy(&exact);
}
