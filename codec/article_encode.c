/* SPDX-License-Identifier: Apache-2.0 */
/* The clean article to a record of articles.normalized (docs/articles.md). Title and body go out as
 * they were read, control characters and all, because every position counts in them. A failed
 * allocation leaves a NULL that jansson's setters answer with -1; one look at the end decides. */
#include "codec/article_codec.h"

#include "codec/event_parts.h"

#include <jansson.h>
#include <stdio.h>

struct writer {
    const struct article *article;
    int failed; /* not 0: some value could not be made */
    struct code_point_cursor cursors[FIELD_COUNT];
};

static void set(struct writer *writer, json_t *object, const char *key, json_t *value)
{
    writer->failed |= json_object_set_new(object, key, value);
}

static void append(struct writer *writer, json_t *array, json_t *value)
{
    writer->failed |= json_array_append_new(array, value);
}

static void set_text(struct writer *writer, json_t *object, const char *key, struct strview text)
{
    if (text.len > 0)
        set(writer, object, key, json_stringn(text.ptr, text.len));
}

static void set_time(struct writer *writer, json_t *object, const char *key,
                     const struct timestamp *time)
{
    char text[TIME_TEXT_BYTES];

    timestamp_format(time, text);
    set_text(writer, object, key, strview_from(text));
}

static void set_language(struct writer *writer, json_t *object, enum language language)
{
    set_text(writer, object, "lang", strview_from(language_name(language)));
}

/* field, start and end, in code points. */
static void set_span(struct writer *writer, json_t *object, enum field field, struct span span)
{
    struct code_point_cursor *cursor = &writer->cursors[field];

    set(writer, object, "field", json_string(field_name(field)));
    set(writer, object, "start", json_integer((json_int_t)code_point_at(cursor, span.begin)));
    set(writer, object, "end", json_integer((json_int_t)code_point_at(cursor, span.end)));
}

static const char *sentence_kind_name(enum sentence_kind kind)
{
    switch (kind) {
    case SENTENCE_TITLE:
        return "title";
    case SENTENCE_SUBTITLE:
        return "subtitle";
    default:
        return "body";
    }
}

static const char *body_kind_name(enum body_kind kind)
{
    switch (kind) {
    case BODY_PAGE:
        return "page";
    case BODY_TEASER:
        return "teaser";
    case BODY_SENTENCE:
        return "sentence";
    default:
        return "text";
    }
}

static json_t *sentences_of(struct writer *writer, const struct segment *segment)
{
    json_t *array = json_array();

    for (uint32_t i = 0; i < segment->sentence_count; i++) {
        const struct sentence *sentence = &writer->article->sentences[segment->first_sentence + i];
        json_t *object = json_object();

        set_span(writer, object, sentence->field, sentence->span);
        set(writer, object, "kind", json_string(sentence_kind_name(sentence->kind)));
        set(writer, object, "paragraph", json_integer(sentence->paragraph));
        set_language(writer, object, sentence->language);
        append(writer, array, object);
    }
    return array;
}

static json_t *segment_of(struct writer *writer, size_t index)
{
    const struct segment *segment = &writer->article->segments[index];
    json_t *object = json_object();

    set(writer, object, "segment", json_integer((json_int_t)index));
    set_text(writer, object, "title", segment->title);
    if (segment->title_span.end > segment->title_span.begin) {
        json_t *at = json_object();

        set_span(writer, at, segment->title_field, segment->title_span);
        set(writer, object, "title_at", at);
    }
    set_time(writer, object, "published", &segment->published);
    set(writer, object, "has_own_date", json_boolean(segment->has_own_date));
    set_text(writer, object, "source", segment->source);
    set_text(writer, object, "author", segment->author);
    set_language(writer, object, segment->language);
    set(writer, object, "sentences", sentences_of(writer, segment));
    return object;
}

static json_t *cuts_of(struct writer *writer)
{
    json_t *array = json_array();

    for (size_t i = 0; i < writer->article->line_count; i++) {
        const struct line *line = &writer->article->lines[i];

        if (line->is_kept)
            continue;
        json_t *object = json_object();

        set_span(writer, object, line->field, line->span);
        set(writer, object, "segment", json_integer(line->segment));
        set_text(writer, object, "reason", strview_from(line->reason));
        set_text(writer, object, "rule", line->rule);
        append(writer, array, object);
    }
    return array;
}

static json_t *article_object(struct writer *writer)
{
    const struct article *article = writer->article;
    json_t *object = json_object();
    json_t *segments = json_array();
    char fingerprint[FINGERPRINT_BYTES];

    fingerprint_format(article->segments[0].fingerprint, fingerprint);
    set(writer, object, "schema", json_string("article/1"));
    set_text(writer, object, "id", article->id);
    set_text(writer, object, "url", article->url);
    set_text(writer, object, "source", article->source);
    set_text(writer, object, "author", article->author);
    set_time(writer, object, "published", &article->segments[0].published);
    set(writer, object, "zone_known", json_boolean(article->segments[0].published.is_zone_known));
    set_time(writer, object, "fetched", &article->fetched);
    set_language(writer, object, article->language);
    set_text(writer, object, "declared_lang", article->declared_language);
    set_text(writer, object, "title", article->fields[FIELD_TITLE]);
    set_text(writer, object, "body", article->fields[FIELD_BODY]);
    set(writer, object, "body_kind", json_string(body_kind_name(article->body_kind)));
    set_text(writer, object, "summary", article->summary);
    set(writer, object, "charset_loss", json_integer(article->charset_loss));
    set(writer, object, "fingerprint", json_string(fingerprint));
    for (size_t i = 0; i < article->segment_count; i++)
        append(writer, segments, segment_of(writer, i));
    set(writer, object, "segments", segments);
    set(writer, object, "cut", cuts_of(writer));
    return object;
}

static int append_to_buffer(const char *bytes, size_t length, void *data)
{
    return buffer_append(data, bytes, length) ? 0 : -1;
}

enum status article_encode(const struct article *article, struct buffer *out)
{
    struct writer writer = {.article = article};
    size_t before = out->len;

    if (article->segment_count == 0) /* not normalized */
        return STATUS_BAD_INPUT;
    for (size_t field = 0; field < FIELD_COUNT; field++)
        writer.cursors[field].text = article->fields[field];
    json_t *object = article_object(&writer);
    int failed = writer.failed;

    if (failed == 0)
        failed = json_dump_callback(object, append_to_buffer, out, JSON_COMPACT);
    json_decref(object);
    if (failed == 0)
        return STATUS_OK;
    out->len = before;
    return STATUS_NO_MEMORY;
}
