/* SPDX-License-Identifier: Apache-2.0 */
/* Any UTF-8 as a page: every line that is not blank comes out once, in order, whole. */
#include "common/utf8.h"
#include "normalization/normalize.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool is_true)
{
    if (!is_true)
        abort();
}

static struct normalizer *open_normalizer(void)
{
    static const struct normalize_options options;
    static struct lexicon *lexicon;
    const char *path = getenv("RASID_LEXICON");
    char error[256];

    check(lexicon_open(path != NULL ? path : "build/fuzz/rasid.lexicon", &lexicon, error,
                       sizeof(error)) == STATUS_OK);
    return normalizer_new(lexicon, &options);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Between two lines of the article only blanks are left out. */
static void check_lines(const struct article *article)
{
    uint32_t at[FIELD_COUNT] = {0};

    for (size_t i = 0; i < article->line_count; i++) {
        const struct line *line = &article->lines[i];
        struct strview text = article->fields[line->field];

        check(line->span.begin >= at[line->field] && line->span.end > line->span.begin);
        check(line->span.end <= text.len && line->segment < article->segment_count);
        check(line->is_kept == (line->reason == NULL));
        check(utf8_is_valid(article_span_text(article, line->field, line->span)));
        at[line->field] = line->span.end;
    }
    for (size_t field = 0; field < FIELD_COUNT; field++)
        for (size_t i = at[field]; i < article->fields[field].len; i++)
            check(is_blank(article->fields[field].ptr[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct normalizer *normalizer;
    static struct arena *arena;
    struct strview text = {.ptr = (const char *)data, .len = size};

    if (normalizer == NULL) {
        arena = arena_new(1 << 16, 256 << 20);
        normalizer = open_normalizer();
        check(normalizer != NULL);
    }
    arena_reset(arena);
    struct article *article = article_new(arena);
    size_t newline = strview_find(text, STRVIEW("\n"), 0);

    if (article == NULL || !utf8_is_valid(text))
        return 0;
    article->fields[FIELD_TITLE] = strview_slice(text, 0, newline);
    article->fields[FIELD_BODY] = strview_slice(text, newline + 1, size);
    check(normalize_segments(normalizer, article) == STATUS_OK);
    check_lines(article);
    for (size_t i = 0; i < article->segment_count; i++)
        check(article->segments[i].published.second < 86400);
    return 0;
}
