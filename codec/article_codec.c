/* SPDX-License-Identifier: Apache-2.0 */
/* Records to articles: the record's bytes tell what it is (JSON, HTML, plain text), its keys tell
 * the form, and what was found is copied into the article's arena. */
#include "codec/article_codec.h"

#include "codec/base64.h"
#include "codec/canonical_url.h"
#include "codec/charset.h"
#include "codec/html_page.h"
#include "codec/input_forms.h"
#include "codec/machine_time.h"
#include "model/trace.h"

#include <jansson.h>
#include <stdio.h>
#include <xxhash.h>

enum {
    UNWRAP_MAX = 2, /* an envelope in an envelope is the most that relays make */
    SNIFF_BYTES = 1024,
};

struct decode {
    struct article *article;
    const struct raw_record *record;
    char *reason;      /* DECODE_REASON_BYTES */
    struct strview id; /* of an envelope around the article */
    int unwrapped;
};

static enum status decode_bytes(struct decode *decode, struct strview bytes,
                                struct strview content_type);

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

static struct strview first_of(struct strview a, struct strview b)
{
    return a.len > 0 ? a : b;
}

/* The id as told, else the hash of the canonical URL, else of the text. */
static enum status set_id(struct article *article)
{
    XXH128_hash_t hash;

    if (article->id.len > 0)
        return STATUS_OK;
    if (article->url.len > 0) {
        struct strview url = canonical_url(article->arena, article->url);

        if (url.ptr == NULL)
            return STATUS_LIMIT;
        hash = XXH3_128bits(url.ptr, url.len);
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

/* A field that holds HTML becomes the text that a reader sees; any other stays as received. A form
 * that is plain text by its definition is HTML only where it has HTML's paragraphs. */
static enum status take_text(struct article *article, struct strview text, enum html_markup least,
                             enum field field)
{
    struct strview *out = &article->fields[field];

    if (html_markup_of(text) < least)
        return copy(article, text, out) ? STATUS_OK : STATUS_LIMIT;
    return html_read_fragment(article, text, field == FIELD_BODY, out);
}

static bool is_html_type(struct strview content_type)
{
    struct strview type =
        strview_trim(strview_slice(content_type, 0, strview_find(content_type, STRVIEW(";"), 0)));

    return strview_equal_ascii_case(type, STRVIEW("text/html")) ||
           strview_equal_ascii_case(type, STRVIEW("application/xhtml+xml")) ||
           strview_equal_ascii_case(type, STRVIEW("html"));
}

/* Copies what was told; a record's headers speak where its value is silent. The title and body of
 * an article that is set already (a page's) stay. */
static enum status take_parts(const struct decode *decode, const struct input_parts *parts)
{
    struct article *article = decode->article;
    const struct raw_record *record = decode->record;
    struct strview url = first_of(parts->url, record->url);
    struct strview source = first_of(first_of(parts->source, parts->domain), record->source);

    bool is_copied =
        copy(article, first_of(first_of(record->id, decode->id), parts->id), &article->id) &&
        copy(article, url, &article->url) &&
        copy(article, first_of(source, url_host(url)), &article->source) &&
        copy(article, parts->author, &article->author) &&
        copy(article, parts->summary, &article->summary) &&
        copy(article, parts->language, &article->declared_language) &&
        copy(article, parts->published, &article->published_text);

    if (!is_copied)
        return STATUS_LIMIT;
    enum html_markup least = parts->is_plain ? HTML_BLOCKS : HTML_INLINE;
    enum status status = take_text(article, parts->title, least, FIELD_TITLE);

    if (status == STATUS_OK && article->body_kind != BODY_PAGE)
        status = take_text(article, parts->body, is_html_type(parts->body_type) ? HTML_NONE : least,
                           FIELD_BODY);
    if (status != STATUS_OK)
        return status;
    if (strview_trim(article->fields[FIELD_TITLE]).len == 0 &&
        strview_trim(article->fields[FIELD_BODY]).len == 0)
        return refuse(decode, STATUS_BAD_INPUT, "no_text", "neither title nor body");
    if (!machine_time_parse(parts->published, &article->published))
        machine_time_from_number(parts->published_number, &article->published);
    machine_time_parse(first_of(parts->fetched, record->fetched), &article->fetched);
    if (article->body_kind != BODY_PAGE)
        article->body_kind = parts->is_sentence || record->is_sentence ? BODY_SENTENCE
                             : parts->is_teaser                        ? BODY_TEASER
                                                                       : BODY_TEXT;
    trace_add(article, "decode", "form=%s published=\"%.*s\"", parts->form,
              STRVIEW_ARG(parts->published));
    return set_id(article);
}

/* What JSON-LD in a page tells goes before its meta elements. */
static void merge_json_ld(const json_t *root, struct input_parts *parts)
{
    struct input_parts found;
    const json_t *object = input_find_article(root);

    if (object == NULL)
        return;
    input_read_parts(object, &found);
    parts->title = first_of(found.title, parts->title);
    parts->published = first_of(found.published, parts->published);
    parts->language = first_of(found.language, parts->language);
    parts->source = first_of(found.source, parts->source);
    parts->author = first_of(found.author, parts->author);
    parts->summary = first_of(found.summary, parts->summary);
    parts->url = first_of(parts->url, found.url);
}

static enum status decode_html(struct decode *decode, struct strview html)
{
    struct html_page page;
    json_t *roots[HTML_JSON_LD_MAX] = {NULL};
    enum status status = html_read_page(decode->article, html, &page);

    if (status != STATUS_OK)
        return status;
    struct input_parts parts = {.form = "html",
                                .url = page.canonical,
                                .title = page.title,
                                .summary = page.description,
                                .published = page.published,
                                .language = page.language,
                                .source = page.site,
                                .author = page.author};

    for (size_t i = 0; i < page.json_ld_count; i++) {
        roots[i] = json_loadb(page.json_ld[i].ptr, page.json_ld[i].len, JSON_ALLOW_NUL, NULL);
        if (roots[i] != NULL)
            merge_json_ld(roots[i], &parts);
    }
    decode->article->body_kind = BODY_PAGE;
    decode->article->fields[FIELD_BODY] = page.body;
    status = take_parts(decode, &parts);
    for (size_t i = 0; i < page.json_ld_count; i++)
        json_decref(roots[i]);
    return status;
}

/* CloudEvents' data: an object as it is, text and base64 as a record of its own. */
static enum status decode_event(struct decode *decode, const json_t *root, const json_t *data,
                                struct strview type, bool is_base64)
{
    struct strview text = input_string(data);

    if (decode->unwrapped++ == UNWRAP_MAX)
        return refuse(decode, STATUS_BAD_INPUT, "too_deep", "envelopes in envelopes");
    decode->id = input_string(json_object_get(root, "id"));
    if (is_base64) {
        text = base64_decode(decode->article->arena, text);
        if (text.ptr == NULL)
            return refuse(decode, STATUS_BAD_INPUT, "not_article", "data_base64 is no base64");
    }
    if (strview_trim(text).len == 0)
        return refuse(decode, STATUS_BAD_INPUT, "no_text", "an event without data");
    return decode_bytes(decode, text, type);
}

static enum status decode_object(struct decode *decode, const json_t *root)
{
    const json_t *data = NULL;
    struct strview type = {0};
    bool is_base64 = false;
    struct input_parts parts;

    if (input_unwrap_event(root, &data, &type, &is_base64)) {
        if (!json_is_object(data) && !json_is_array(data))
            return decode_event(decode, root, data, type, is_base64);
        decode->id = input_string(json_object_get(root, "id"));
        root = data;
    }
    const json_t *object = input_find_article(root);

    if (object == NULL)
        return refuse(decode, STATUS_BAD_INPUT, "not_article", "no object of one article");
    input_read_parts(object, &parts);
    return take_parts(decode, &parts);
}

static enum status decode_json(struct decode *decode, struct strview text)
{
    json_error_t error;
    json_t *root = json_loadb(text.ptr, text.len,
                              JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);

    if (root == NULL) {
        enum json_error_code code = json_error_code(&error);
        const char *word = code == json_error_duplicate_key           ? "duplicate_key"
                           : code == json_error_stack_overflow        ? "too_deep"
                           : code == json_error_end_of_input_expected ? "trailing_data"
                                                                      : "not_json";

        snprintf(decode->reason, DECODE_REASON_BYTES, "%s: code %d at line %d column %d", word,
                 (int)code, error.line, error.column);
        return STATUS_BAD_INPUT;
    }
    enum status status = decode_object(decode, root);

    json_decref(root);
    return status;
}

/* The first line with text is the title. */
static enum status decode_plain(const struct decode *decode, struct strview text)
{
    struct input_parts parts = {.form = "text", .is_plain = true};
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

static bool has_word(struct strview head, const char *word)
{
    struct strview wanted = strview_from(word);

    for (size_t i = 0; i + wanted.len <= head.len; i++)
        if (strview_equal_ascii_case(strview_slice(head, i, i + wanted.len), wanted))
            return true;
    return false;
}

static bool looks_like_html(struct strview text)
{
    struct strview head = strview_slice(text, 0, SNIFF_BYTES);

    return text.ptr[0] == '<' &&
           (has_word(head, "<!doctype html") || has_word(head, "<html") ||
            has_word(head, "<head") || has_word(head, "<body") || has_word(head, "<article") ||
            has_word(head, "<div") || has_word(head, "<p>") || has_word(head, "<p "));
}

/* Scalars of JSON are no article, and no text either; a plain text may begin with a quotation or
 * with "[Breaking]". */
static bool looks_like_json(struct strview text)
{
    struct strview inside = strview_trim(strview_slice(text, 1, text.len));

    if (text.ptr[0] == '"')
        return text.len > 1 && text.ptr[text.len - 1] == '"' &&
               memchr(text.ptr, '\n', text.len) == NULL;
    if (text.ptr[0] == '[')
        return inside.len > 0 && strchr("{[\"]0123456789-", inside.ptr[0]) != NULL;
    return text.ptr[0] == '{' || strview_is(text, "null") || strview_is(text, "true") ||
           strview_is(text, "false");
}

/* Control characters beyond blanks, escapes and NULs that slip into texts. */
static bool is_binary(struct strview text)
{
    size_t controls = 0;

    for (size_t i = 0; i < text.len; i++)
        controls += (unsigned char)text.ptr[i] < 9;
    return controls * 100 > text.len;
}

static enum status decode_bytes(struct decode *decode, struct strview bytes,
                                struct strview content_type)
{
    const char *format = charset_binary_format(bytes);
    struct charset_text charset;

    if (format != NULL)
        return refuse(decode, STATUS_BAD_INPUT, "binary", format);
    enum status status = charset_to_utf8(decode->article->arena, bytes, content_type, &charset);

    if (status == STATUS_BAD_INPUT)
        return refuse(decode, STATUS_BAD_INPUT, "charset", charset.trouble);
    if (status != STATUS_OK)
        return status;
    decode->article->charset_loss += charset.loss;
    struct strview text = strview_trim(charset.text);

    if (text.len == 0)
        return refuse(decode, STATUS_BAD_INPUT, "empty", "no bytes but blanks");
    if (is_binary(text))
        return refuse(decode, STATUS_BAD_INPUT, "binary", "control characters");
    if (is_html_type(content_type) || looks_like_html(text))
        return decode_html(decode, text);
    if (looks_like_json(text))
        return decode_json(decode, text);
    if (text.ptr[0] == '<' && has_word(strview_slice(text, 0, 6), "<?xml"))
        return refuse(decode, STATUS_BAD_INPUT, "not_article", "XML that is no page");
    return decode_plain(decode, charset.text);
}

enum status article_decode(struct article *article, const struct raw_record *record,
                           char reason[DECODE_REASON_BYTES])
{
    struct decode decode = {.article = article, .record = record, .reason = reason};

    reason[0] = '\0';
    if (strview_trim(record->value).len == 0)
        return refuse(&decode, STATUS_BAD_INPUT, "empty", "no bytes but blanks");
    return decode_bytes(&decode, record->value, record->content_type);
}
