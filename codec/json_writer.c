/* SPDX-License-Identifier: Apache-2.0 */
/* A failure is kept to the end: what is written after it does no harm, and one look decides. */
#include "codec/json_writer.h"

#include "codec/output_text.h"

#include <math.h>
#include <stdio.h>

enum { NUMBER_BYTES = 40, REAL_DIGITS = 9 }; /* coordinates: three before the point, six after */

void json_writer_init(struct json_writer *writer, struct buffer *out)
{
    *writer = (struct json_writer){.out = out};
}

void json_writer_destroy(struct json_writer *writer)
{
    buffer_destroy(&writer->clean);
}

static void append(struct json_writer *writer, const char *bytes, size_t len)
{
    writer->has_failed |= !buffer_append(writer->out, bytes, len);
}

/* The comma before a value, and its key. Keys are ours and need no escape. */
static void open_value(struct json_writer *writer, const char *key)
{
    if (writer->needs_comma)
        append(writer, ",", 1);
    writer->needs_comma = true;
    if (key == NULL)
        return;
    append(writer, "\"", 1);
    append(writer, key, strlen(key));
    append(writer, "\":", 2);
}

void json_write_begin(struct json_writer *writer, const char *key, char bracket)
{
    open_value(writer, key);
    append(writer, &bracket, 1);
    writer->needs_comma = false;
}

void json_write_end(struct json_writer *writer, char bracket)
{
    append(writer, &bracket, 1);
    writer->needs_comma = true;
}

static void append_escaped(struct json_writer *writer, unsigned char c)
{
    static const char short_names[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    char bytes[8];

    for (size_t i = 0; i + 1 < sizeof(short_names); i += 2)
        if ((unsigned char)short_names[i] == c) {
            bytes[0] = '\\';
            bytes[1] = short_names[i + 1];
            append(writer, bytes, 2);
            return;
        }
    int len = snprintf(bytes, sizeof(bytes), "\\u%04X", c);

    append(writer, bytes, (size_t)len);
}

void json_write_plain(struct json_writer *writer, const char *key, struct strview text)
{
    size_t copied = 0;

    open_value(writer, key);
    append(writer, "\"", 1);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        append(writer, text.ptr + copied, i - copied);
        append_escaped(writer, c);
        copied = i + 1;
    }
    append(writer, text.ptr + copied, text.len - copied);
    append(writer, "\"", 1);
}

void json_write_text(struct json_writer *writer, const char *key, struct strview text)
{
    if (text.len == 0)
        return;
    buffer_clear(&writer->clean);
    if (!output_text(&writer->clean, text))
        writer->has_failed = true;
    else if (writer->clean.len > 0)
        json_write_plain(writer, key, buffer_view(&writer->clean));
}

void json_write_string(struct json_writer *writer, const char *key, const char *string)
{
    json_write_text(writer, key, strview_from(string));
}

void json_write_integer(struct json_writer *writer, const char *key, int64_t value)
{
    char digits[NUMBER_BYTES];
    size_t at = sizeof(digits);
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (value < 0)
        digits[--at] = '-';
    open_value(writer, key);
    append(writer, digits + at, sizeof(digits) - at);
}

/* Takes the plus and the leading zeros out of an exponent. */
static size_t trim_exponent(char *digits, size_t len)
{
    char *exponent = memchr(digits, 'e', len);

    if (exponent == NULL)
        return len;
    char *end = digits + len;
    char *to = exponent + 1 + (exponent[1] == '-');
    char *from = exponent + 2;

    while (from + 1 < end && *from == '0')
        from++;
    memmove(to, from, (size_t)(end - from));
    return (size_t)(to + (end - from) - digits);
}

void json_write_number(struct json_writer *writer, const char *key, double value)
{
    char digits[NUMBER_BYTES];

    if (!isfinite(value)) {
        writer->has_failed = true;
        return;
    }
    if (value == floor(value) && fabs(value) < 1e15) {
        json_write_integer(writer, key, (int64_t)value);
        return;
    }
    size_t len = (size_t)snprintf(digits, sizeof(digits), "%.*g", REAL_DIGITS, value);
    bool is_real = memchr(digits, '.', len) != NULL || memchr(digits, 'e', len) != NULL;

    open_value(writer, key);
    append(writer, digits, trim_exponent(digits, len));
    if (!is_real) /* rounded to a whole number, and a fraction all the same */
        append(writer, ".0", 2);
}
