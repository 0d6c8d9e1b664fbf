/* SPDX-License-Identifier: Apache-2.0 */
/* What the argument modules share, made once from the tables: shapes hashed by their first word,
 * event codes, columns. */
#include "extraction/entity_index.h"

#include <assert.h>
#include <stdlib.h>
#include <xxhash.h>

#include "lexicon/form.h"

static const char *const shape_names[SHAPE_CLASS_COUNT] = {
    [SHAPE_ORGANISATION] = "organisation",
    [SHAPE_LINK] = "link",
    [SHAPE_PARTICLE] = "particle",
    [SHAPE_WORK] = "work",
    [SHAPE_KILLED] = "killed",
    [SHAPE_INJURED] = "injured",
    [SHAPE_MISSING] = "missing",
    [SHAPE_CAPTURED] = "captured",
    [SHAPE_SUBSET] = "subset",
    [SHAPE_SINGLE] = "single",
};

bool lexicon_language_of(enum language language, enum lexicon_language *out)
{
    *out = language == LANGUAGE_AR ? LEXICON_AR : LEXICON_EN;
    return language == LANGUAGE_AR || language == LANGUAGE_EN;
}

static size_t bucket_of(const struct entity_index *index, enum lexicon_language language,
                        struct strview word)
{
    return (size_t)XXH3_64bits_withSeed(word.ptr, word.len, (XXH64_hash_t)language) &
           (index->bucket_count - 1);
}

static bool read_shape(struct table table, size_t row, const int columns[4], struct shape *shape,
                       char **text)
{
    struct strview class_name = table_cell(table, row, columns[2]);
    struct strview rest = table_cell(table, row, columns[1]);
    struct strview word;
    size_t class = 0;

    while (class < SHAPE_CLASS_COUNT && !strview_is(class_name, shape_names[class]))
        class ++;
    if (class == SHAPE_CLASS_COUNT)
        return false;
    shape->language =
        strview_is(table_cell(table, row, columns[0]), "ar") ? LEXICON_AR : LEXICON_EN;
    shape->class = (enum shape_class) class;
    shape->code = table_cell(table, row, columns[3]);
    while (strview_next(&rest, ' ', &word)) {
        size_t room = word.len * 4 + 8;

        if (shape->word_count == SHAPE_WORDS_MAX)
            return false;
        size_t len = form_fold(word, FORM_MATCHING, *text, room);

        if (len == 0 || len > room)
            return false;
        shape->words[shape->word_count++] = (struct strview){*text, len};
        *text += len;
    }
    return shape->word_count > 0;
}

static size_t text_room(struct table table, int column)
{
    size_t bytes = 0;

    for (size_t row = 0; row < table_row_count(table); row++)
        bytes += table_cell(table, row, column).len * 4 + 8 * SHAPE_WORDS_MAX;
    return bytes;
}

static bool read_shapes(struct entity_index *index)
{
    struct table table = lexicon_table(index->lexicon, "common/shapes");
    size_t rows = table_row_count(table);
    int columns[4] = {table_column(table, "lang"), table_column(table, "form"),
                      table_column(table, "class"), table_column(table, "code")};
    char *text = calloc(1, text_room(table, columns[1]) + 1);

    index->text = text;
    index->bucket_count = 1024;
    index->buckets = malloc(index->bucket_count * sizeof(*index->buckets));
    index->shapes = calloc(rows + 1, sizeof(*index->shapes));
    if (text == NULL || index->buckets == NULL || index->shapes == NULL || rows == 0)
        return false;
    memset(index->buckets, 0xff, index->bucket_count * sizeof(*index->buckets));
    for (size_t row = 0; row < rows; row++) {
        struct shape *shape = &index->shapes[index->shape_count];

        if (!read_shape(table, row, columns, shape, &text))
            return false;
        size_t bucket = bucket_of(index, shape->language, shape->words[0]);

        word_sketch_add(&index->begins[shape->class], shape->words[0]);
        shape->next = index->buckets[bucket];
        index->buckets[bucket] = (uint32_t)index->shape_count++;
    }
    return true;
}

struct entity_index *entities_open(const struct lexicon *lexicon)
{
    struct entity_index *index = calloc(1, sizeof(*index));

    if (index == NULL)
        return NULL;
    index->lexicon = lexicon;
    index->countries = lexicon_table(lexicon, "common/countries");
    index->country_adjective = table_column(index->countries, "adjective_en");
    index->country_note = table_column(index->countries, "note");
    index->actors = lexicon_table(lexicon, "common/actors");
    index->actor_note = table_column(index->actors, "note");
    index->given_names = lexicon_table(index->lexicon, "ar/given_names");
    index->given_name_word = table_column(index->given_names, "word");
    if (!read_shapes(index)) {
        entities_close(index);
        return NULL;
    }
    return index;
}

void entities_close(struct entity_index *index)
{
    if (index == NULL)
        return;
    free(index->shapes);
    free(index->buckets);
    free(index->text);
    free(index);
}

/* The word without its clitics where the grammar has read it, else as it stands. */
static struct strview word_stem(const struct analysis *analysis, uint32_t token)
{
    if (analysis->words != NULL && analysis->words[token].stem.len > 0)
        return analysis->words[token].stem;
    return analysis->article->tokens[token].form;
}

static bool shape_matches(const struct analysis *analysis, const struct shape *shape, uint32_t at,
                          uint32_t end)
{
    if (shape->word_count > end - at)
        return false;
    for (size_t i = 0; i < shape->word_count; i++) {
        uint32_t token = at + (uint32_t)i;

        if (!strview_equal(shape->words[i], analysis->article->tokens[token].form) &&
            !strview_equal(shape->words[i], word_stem(analysis, token)))
            return false;
    }
    return true;
}

static const struct shape *longest_in_bucket(const struct entity_index *index,
                                             const struct analysis *analysis,
                                             enum shape_class class, const uint32_t range[2],
                                             struct strview first)
{
    const struct article *article = analysis->article;
    enum lexicon_language language;
    const struct shape *best = NULL;

    if (!lexicon_language_of(article->sentences[article->tokens[range[0]].sentence].language,
                             &language))
        return NULL;
    for (uint32_t i = index->buckets[bucket_of(index, language, first)]; i != INDEX_NONE;
         i = index->shapes[i].next) {
        const struct shape *shape = &index->shapes[i];

        if (shape->class == class && shape->language == language &&
            (best == NULL || shape->word_count > best->word_count) &&
            shape_matches(analysis, shape, range[0], range[1]))
            best = shape;
    }
    return best;
}

const struct shape *shape_at(const struct entity_index *index, const struct analysis *analysis,
                             enum shape_class class, uint32_t at, uint32_t end)
{
    assert(at < end);
    const uint32_t range[2] = {at, end};
    struct strview form = analysis->article->tokens[at].form;
    struct strview stem = word_stem(analysis, at);
    const struct shape *found = NULL;

    if (word_sketch_may_hold(&index->begins[class], form))
        found = longest_in_bucket(index, analysis, class, range, form);
    if (found == NULL && word_sketch_may_hold(&index->begins[class], stem) &&
        !strview_equal(form, stem))
        found = longest_in_bucket(index, analysis, class, range, stem);
    return found;
}
