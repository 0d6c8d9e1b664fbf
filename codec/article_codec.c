/* SPDX-License-Identifier: Apache-2.0 */
/* Records to articles: the record's bytes tell what it is (JSON, HTML, plain text), its keys tell
 * the form, and what was found is copied into the article's arena. */
#include "codec/article_codec.h"

#include "codec/input_forms.h"
#include "codec/machine_time.h"
#include "common/utf8.h"
#include "model/trace.h"

#include <jansson.h>
#include <stdio.h>
#include <xxhash.h>

struct decode {
    struct article *article;
    const struct raw_record *record;
    char *reason; /* DECODE_REASON_BYTES */
};

static enum status refuse(const struct decode *decode, enum status status, const char *word,
                          const char *detail)
{
    snprintf(decode->reason, DECODE_REASON_BYTES, "%s: %s", word, detail);
    return status;
}

static bool copy(struct article *article, struct strview text, struct strview *out)
{
    if (text.len == 0)
        return true;
    *out = arena_copy(article->arena, text);
    return out->ptr != NULL;
}

static enum status set_id(struct article *article)
{
    if (article->id.len > 0)
        return STATUS_OK;
    XXH128_hash_t hash;

    if (article->url.len > 0) {
        hash = XXH3_128bits(article->url.ptr, article->url.len);
    } else {
        struct strview title = article->fields[FIELD_TITLE];
        struct strview body = article->fields[FIELD_BODY];

        hash = XXH3_128bits(title.ptr, title.len);
        hash = XXH3_128bits_withSeed(body.ptr, body.len, hash.low64);
    }
    article->id = arena_printf(article->arena, "%016llx%016llx", (unsigned long long)hash.high64,
                               (unsigned long long)hash.low64);
    return article->id.ptr == NULL ? STATUS_LIMIT : STATUS_OK;
}

/* Copies what was told; a record's headers speak where its value is silent. */
static enum status take_parts(const struct decode *decode, const struct input_parts *parts)
{
    struct article *article = decode->article;
    const struct raw_record *record = decode->record;
    struct strview source = parts->source.len > 0 ? parts->source : parts->domain;
    struct strview published = parts->published;

    if (strview_trim(parts->title).len == 0 && strview_trim(parts->body).len == 0)
        return refuse(decode, STATUS_BAD_INPUT, "no_text", "neither title nor body");
    bool is_copied = copy(article, record->id.len > 0 ? record->id : parts->id, &article->id) &&
                     copy(article, parts->url.len > 0 ? parts->url : record->url, &article->url) &&
                     copy(article, source.len > 0 ? source : record->source, &article->source) &&
                     copy(article, parts->author, &article->author) &&
                     copy(article, parts->summary, &article->summary) &&
                     copy(article, parts->language, &article->declared_language) &&
                     copy(article, published, &article->published_text) &&
                     copy(article, parts->title, &article->fields[FIELD_TITLE]) &&
                     copy(article, parts->body, &article->fields[FIELD_BODY]);

    if (!is_copied)
        return STATUS_LIMIT;
    if (!machine_time_parse(published, &article->published))
        machine_time_from_number(parts->published_number, &article->published);
    machine_time_parse(parts->fetched.len > 0 ? parts->fetched : record->fetched,
                       &article->fetched);
    article->body_kind = parts->is_sentence || record->is_sentence ? BODY_SENTENCE
                         : parts->is_teaser                        ? BODY_TEASER
                                                                   : BODY_TEXT;
    trace_add(article, "decode", "form=%s published=\"%.*s\"", parts->form, STRVIEW_ARG(published));
    return set_id(article);
}

static enum status decode_json(const struct decode *decode, struct strview text)
{
    json_error_t error;
    json_t *root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    enum status status = STATUS_BAD_INPUT;

    if (root == NULL) {
        snprintf(decode->reason, DECODE_REASON_BYTES, "not_json: code %d at line %d column %d",
                 (int)json_error_code(&error), error.line, error.column);
        return STATUS_BAD_INPUT;
    }
    const json_t *object = input_find_article(root);
    struct input_parts parts;

    if (object == NULL) {
        status = refuse(decode, STATUS_BAD_INPUT, "not_article", "no object of one article");
    } else {
        input_read_parts(object, &parts);
        status = take_parts(decode, &parts);
    }
    json_decref(root);
    return status;
}

/* The first line with text is the title. */
static enum status decode_plain(const struct decode *decode, struct strview text)
{
    struct input_parts parts = {.form = "text"};
    struct strview rest = text;
    struct strview line;

    if (decode->record->is_sentence) {
        parts.body = text;
        return take_parts(decode, &parts);
    }
    while (parts.title.len == 0 && strview_next(&rest, '\n', &line))
        parts.title = strview_trim(line);
    if (rest.ptr != NULL)
        parts.body = rest;
    return take_parts(decode, &parts);
}

enum status article_decode(struct article *article, const struct raw_record *record,
                           char reason[DECODE_REASON_BYTES])
{
    struct decode decode = {.article = article, .record = record, .reason = reason};
    struct strview text = strview_trim(record->value);

    reason[0] = '\0';
    if (text.len == 0)
        return refuse(&decode, STATUS_BAD_INPUT, "empty", "no bytes but blanks");
    if (!utf8_is_valid(record->value))
        return refuse(&decode, STATUS_BAD_INPUT, "charset", "not UTF-8");
    if (text.ptr[0] == '{' || text.ptr[0] == '[')
        return decode_json(&decode, text);
    return decode_plain(&decode, record->value);
}
