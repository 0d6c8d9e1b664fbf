/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_JSON_WRITER_H
#define CODEC_JSON_WRITER_H

#include "common/buffer.h"

#include <stdint.h>

/* JSON written straight to a buffer, key by key and without blanks, as jansson's JSON_COMPACT
 * writes it: a tree first cost a fifth of an extraction. Private to codec/. */

struct json_writer {
    struct buffer *out;
    struct buffer clean; /* a text being made fit for output */
    bool needs_comma;
    bool has_failed; /* no memory, a full buffer, or a value that JSON has not */
};

void json_writer_init(struct json_writer *writer, struct buffer *out);
void json_writer_destroy(struct json_writer *writer);

/* key NULL everywhere: an item of an array. An object '{' or array '['; end with '}' or ']'. */
void json_write_begin(struct json_writer *writer, const char *key, char bracket);
void json_write_end(struct json_writer *writer, char bracket);
/* UTF-8 as it is, for texts of our own tables. */
void json_write_plain(struct json_writer *writer, const char *key, struct strview text);
/* Text of articles, made fit by output_text(); nothing where nothing is left of it. */
void json_write_text(struct json_writer *writer, const char *key, struct strview text);
void json_write_string(struct json_writer *writer, const char *key, const char *string);
void json_write_integer(struct json_writer *writer, const char *key, int64_t value);
/* Nine digits; whole numbers without a fraction, as a reader wrote them. */
void json_write_number(struct json_writer *writer, const char *key, double value);

#endif
