/* SPDX-License-Identifier: Apache-2.0 */
#include "support/corpus.h"

#include "support/support.h"

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static struct strview keep(struct strview text)
{
    char *copy = malloc(text.len + 1);

    assert_non_null(copy);
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return (struct strview){.ptr = copy, .len = text.len};
}

static void add(struct corpus *corpus, struct strview title, struct strview body)
{
    if (corpus->count == corpus->capacity) {
        corpus->capacity = corpus->capacity * 2 + 64;
        corpus->articles = realloc(corpus->articles, corpus->capacity * sizeof(*corpus->articles));
        assert_non_null(corpus->articles);
    }
    corpus->articles[corpus->count++] =
        (struct corpus_article){.title = keep(title), .body = keep(body)};
}

static struct strview member(const json_t *object, const char *key)
{
    return strview_from(json_string_value(json_object_get(object, key)));
}

/* An article, or what holds one. */
static void add_json(struct corpus *corpus, struct strview text)
{
    json_t *root = json_loadb(text.ptr, text.len, 0, NULL);
    const json_t *article = json_object_get(root, "article");

    if (article == NULL)
        article = root;
    add(corpus, member(article, "title"), member(article, "body"));
    json_decref(root);
}

/* language/TRAINING.md: date, title and body, with [type#id: …] around clauses. The marks go. */
static void add_marked(struct corpus *corpus, struct strview text)
{
    char *plain = malloc(text.len + 1);
    size_t len = 0;
    size_t begin = strview_find(text, STRVIEW("\n"), 0) + 1; /* the date */

    assert_non_null(plain);
    for (size_t at = begin; at < text.len; at++) {
        if (text.ptr[at] == '[' && at + 1 < text.len && text.ptr[at + 1] >= 'a' &&
            text.ptr[at + 1] <= 'z')
            at = strview_find(text, STRVIEW(": "), at) + 1;
        else if (text.ptr[at] != ']')
            plain[len++] = text.ptr[at];
    }
    struct strview whole = {.ptr = plain, .len = len};
    size_t title = strview_find(whole, STRVIEW("\n"), 0);

    add(corpus, strview_slice(whole, 0, title), strview_slice(whole, title + 1, len));
    free(plain);
}

static void add_file(struct corpus *corpus, struct strview text, const char *path)
{
    struct strview name = strview_from(path);
    struct strview piece;

    if (strview_ends_with(name, STRVIEW(".json"))) {
        add_json(corpus, text);
    } else if (strview_ends_with(name, STRVIEW(".jsonl"))) {
        while (strview_next(&text, '\n', &piece))
            if (piece.len > 0)
                add_json(corpus, piece);
    } else if (strview_starts_with(name, STRVIEW("language/"))) {
        for (size_t at = 0; at < text.len;) {
            size_t end = strview_find(text, STRVIEW("\n---\n"), at);

            add_marked(corpus, strview_slice(text, at, end));
            at = end + 5;
        }
    } else {
        add(corpus, (struct strview){0}, text);
    }
}

static void read_file(struct corpus *corpus, const char *path)
{
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    char *text = malloc(size + 1);

    assert_non_null(text);
    rewind(file);
    assert_int_equal(fread(text, 1, size, file), size);
    fclose(file);
    add_file(corpus, (struct strview){.ptr = text, .len = size}, path);
    free(text);
}

void corpus_load(struct corpus *corpus)
{
    static const char *const patterns[] = {
        "samples/*.json",
        "samples/page-*.txt",
        "tests/golden/*/*.json",
        "language/*/training/*.jsonl",
        "language/*/training/*.txt",
    };

    *corpus = (struct corpus){0};
    for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
        glob_t found;

        assert_int_equal(glob(patterns[i], 0, NULL, &found), 0);
        for (size_t k = 0; k < found.gl_pathc; k++)
            read_file(corpus, found.gl_pathv[k]);
        globfree(&found);
    }
    assert_true(corpus->count > 0);
}

void corpus_free(struct corpus *corpus)
{
    for (size_t i = 0; i < corpus->count; i++) {
        free((char *)corpus->articles[i].title.ptr);
        free((char *)corpus->articles[i].body.ptr);
    }
    free(corpus->articles);
}
