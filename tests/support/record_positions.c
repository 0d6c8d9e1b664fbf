/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/article_codec.h"
#include "codec/event_codec.h"
#include "codec/output_text.h"
#include "common/utf8.h"
#include "model/event.h"
#include "support/positions.h"

#include <jansson.h>

static struct strview string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    return (struct strview){.ptr = json_string_value(value), .len = json_string_length(value)};
}

/* The text between the start and the end, in code points, that an object gives. */
static struct strview told_text(struct strview text, const json_t *object)
{
    json_int_t start = json_integer_value(json_object_get(object, "start"));
    json_int_t end = json_integer_value(json_object_get(object, "end"));
    size_t begin = text.len;
    size_t at = 0;

    for (json_int_t i = 0; i < end && at < text.len; i++) {
        if (i == start)
            begin = at;
        utf8_next(text, &at);
    }
    return strview_slice(text, begin, at);
}

static struct strview field_of(const json_t *record, const json_t *object)
{
    const char *name = json_string_value(json_object_get(object, "field"));

    return name == NULL ? (struct strview){0} : string_of(record, name);
}

static const char *sentences_wrong(const struct article *article, const json_t *record)
{
    const json_t *segments = json_object_get(record, "segments");

    if (json_array_size(segments) != article->segment_count)
        return "segments of the record";
    for (size_t i = 0; i < article->segment_count; i++) {
        const struct segment *s = &article->segments[i];
        const json_t *told = json_object_get(json_array_get(segments, i), "sentences");

        if (json_array_size(told) != s->sentence_count)
            return "sentences of the record";
        for (uint32_t k = 0; k < s->sentence_count; k++) {
            const json_t *sentence = json_array_get(told, k);

            if (!strview_equal(told_text(field_of(record, sentence), sentence),
                               article_sentence_text(article, s->first_sentence + k)))
                return "a sentence of the record";
        }
    }
    return NULL;
}

static const char *cuts_wrong(const struct article *article, const json_t *record)
{
    size_t cut = 0;

    for (size_t i = 0; i < article->line_count; i++) {
        const struct line *line = &article->lines[i];
        const json_t *told = json_array_get(json_object_get(record, "cut"), cut);

        if (line->is_kept)
            continue;
        if (!strview_equal(told_text(field_of(record, told), told),
                           article_span_text(article, line->field, line->span)))
            return "a cut of the record";
        cut++;
    }
    return NULL;
}

/* A mention's text is the sentence in the form of output: NFC, without controls. */
static const char *mention_wrong(const struct article *article, const json_t *told,
                                 const struct mention *mention)
{
    struct strview field = article->fields[mention->field];
    struct strview text = told_text(field, told);
    struct buffer out = {0};
    const char *wrong = NULL;

    if (!strview_equal(text, article_span_text(article, mention->field, mention->span)))
        wrong = "a mention of the event";
    else if (!strview_equal(told_text(field, json_object_get(told, "trigger")),
                            article_span_text(article, mention->field, mention->trigger)))
        wrong = "a trigger of the event";
    else if (!output_text(&out, text) || !strview_equal(buffer_view(&out), string_of(told, "text")))
        wrong = "a mention's text";
    buffer_destroy(&out);
    return wrong;
}

static const char *event_wrong(const struct article *article, const struct event *event)
{
    static const struct event_encode_options options = {
        .format = FORMAT_EVENT, .extractor = {"rasid", "0", "0000000000000000"}};
    struct buffer out = {0};
    enum status status = event_encode(article, event, &options, 0, &out);
    json_t *record = status == STATUS_OK ? json_loadb(out.data, out.len, 0, NULL) : NULL;
    const json_t *mentions = json_object_get(record, "mentions");
    const char *wrong = json_array_size(mentions) == event->mention_count ? NULL : "event's record";

    for (size_t i = 0; wrong == NULL && i < event->mention_count; i++)
        wrong = mention_wrong(article, json_array_get(mentions, i), &event->mentions[i]);
    json_decref(record);
    buffer_destroy(&out);
    return wrong;
}

const char *record_positions_wrong(const struct article *article)
{
    struct buffer out = {0};
    enum status status = article_encode(article, &out);
    json_t *record =
        status == STATUS_OK ? json_loadb(out.data, out.len, JSON_ALLOW_NUL, NULL) : NULL;
    const char *wrong = sentences_wrong(article, record);

    if (wrong == NULL)
        wrong = cuts_wrong(article, record);
    for (size_t i = 0; wrong == NULL && i < article->event_count; i++)
        wrong = event_wrong(article, &article->events[i]);
    json_decref(record);
    buffer_destroy(&out);
    return wrong;
}
