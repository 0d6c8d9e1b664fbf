/* SPDX-License-Identifier: Apache-2.0 */
/* Lines and segments. */
#include "normalization/normalizer.h"

static enum status add_lines(struct article *article, enum field field)
{
    struct strview text = article->fields[field];
    size_t begin = 0;

    while (begin < text.len) {
        const char *newline = memchr(text.ptr + begin, '\n', text.len - begin);
        size_t end = newline == NULL ? text.len : (size_t)(newline - text.ptr);
        struct strview line_text = strview_trim(strview_slice(text, begin, end));

        if (line_text.len > 0) {
            struct line *line = article_add_line(article);

            if (line == NULL)
                return STATUS_LIMIT;
            line->field = field;
            line->is_kept = true;
            line->span.begin = (uint32_t)(line_text.ptr - text.ptr);
            line->span.end = (uint32_t)(line->span.begin + line_text.len);
        }
        begin = end + 1;
    }
    return STATUS_OK;
}

enum status normalize_segments(struct normalizer *normalizer, struct article *article)
{
    struct segment *segment = article_add_segment(article);

    (void)normalizer;
    if (segment == NULL)
        return STATUS_LIMIT;
    segment->title = strview_trim(article->fields[FIELD_TITLE]);
    segment->title_field = FIELD_TITLE;
    if (segment->title.len > 0) {
        segment->title_span.begin =
            (uint32_t)(segment->title.ptr - article->fields[FIELD_TITLE].ptr);
        segment->title_span.end = (uint32_t)(segment->title_span.begin + segment->title.len);
    }
    segment->published = article->published;
    segment->source = article->source;
    segment->author = article->author;
    enum status status = add_lines(article, FIELD_TITLE);

    return status == STATUS_OK ? add_lines(article, FIELD_BODY) : status;
}
