/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_ARTICLE_CODEC_H
#define CODEC_ARTICLE_CODEC_H

#include "common/buffer.h"
#include "model/article.h"

/* Records to articles, and the clean article to a record. jansson, the HTML parser and charset
 * conversion live here. */

/* A record as it came: from Kafka, a file or standard input. */
struct raw_record {
    struct strview value;
    struct strview key;
    struct strview content_type; /* header content-type; empty: told from the value */
    struct strview url;          /* header url, for HTML and plain text */
    struct strview fetched;      /* header fetched time, RFC 3339, for HTML and plain text */
    struct strview id;           /* header ce_id */
    struct strview source;       /* header source */
    bool is_sentence;            /* {id, text, date}: one sentence alone */
};

enum { DECODE_REASON_BYTES = 256 };

/* Decodes any input form of docs/input.md into article (from article_new()): fields, dates,
 * language as declared, id. Everything is copied into the article's arena. STATUS_BAD_INPUT and
 * STATUS_LIMIT write a machine-readable word, then a colon and detail, to reason: "not_json: …",
 * "no_text: …", "charset: …". */
enum status article_decode(struct article *article, const struct raw_record *record,
                           char reason[DECODE_REASON_BYTES]) MUST_CHECK;

/* Appends the article of the topic articles.normalized, one JSON object (docs/article.schema.json).
 */
enum status article_encode(const struct article *article, struct buffer *out) MUST_CHECK;

#endif
