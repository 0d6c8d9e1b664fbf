/* SPDX-License-Identifier: Apache-2.0 */
/* Any UTF-8 as a page: every line that is not blank comes out once, in order, whole. */
#include "tests/fuzz/support.h"

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

        fuzz_check(line->span.begin >= at[line->field] && line->span.end > line->span.begin);
        fuzz_check(line->span.end <= text.len && line->segment < article->segment_count);
        fuzz_check(line->is_kept == (line->reason == NULL));
        fuzz_check(utf8_is_valid(article_span_text(article, line->field, line->span)));
        at[line->field] = line->span.end;
    }
    for (size_t field = 0; field < FIELD_COUNT; field++)
        for (size_t i = at[field]; i < article->fields[field].len; i++)
            fuzz_check(is_blank(article->fields[field].ptr[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct strview text = {.ptr = (const char *)data, .len = size};
    struct fuzz_bench *bench = fuzz_bench();
    struct article *article = article_new(bench->arena);
    size_t newline = strview_find(text, STRVIEW("\n"), 0);

    if (article == NULL || !utf8_is_valid(text))
        return 0;
    article->fields[FIELD_TITLE] = strview_slice(text, 0, newline);
    article->fields[FIELD_BODY] = strview_slice(text, newline + 1, size);
    fuzz_check(normalize_segments(bench->normalizer, article) == STATUS_OK);
    check_lines(article);
    for (size_t i = 0; i < article->segment_count; i++)
        fuzz_check(article->segments[i].published.second < 86400);
    return 0;
}
