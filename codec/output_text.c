/* SPDX-License-Identifier: Apache-2.0 */
/* Cleaning text for output. Most text is in NFC already and is copied in runs; the first code point
 * that might not be sends the rest through ICU, in pieces that end where normalization may be cut.
 * Zero-width joiners stay: they are spelling, not control. */
#include "codec/output_text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "common/utf8.h"

enum {
    MARKS_MAX = 30, /* of UAX #15, stream-safe text format */
    PIECE_UNITS = 96,
    PIECE_MAX = PIECE_UNITS + 2 * MARKS_MAX + 8,
    NORMAL_MAX = PIECE_MAX * 3, /* NFC grows UTF-16 at most three times */
};

bool output_text_is_dropped(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x61c || c == 0x200b || c == 0x200e ||
           c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0xfeff;
}

static bool is_blank_control(uint32_t c)
{
    return (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7f;
}

/* Certainly NFC after any such code point: Latin-1, the Arabic block without what composes or
 * reorders, general punctuation. A vowel mark is safe when none stands before it. */
static bool is_safe(uint32_t c, uint32_t before)
{
    if (c < 0x300)
        return true;
    if ((c >= 0x64b && c <= 0x652) || c == 0x670)
        return !((before >= 0x64b && before <= 0x65f) || before == 0x670);
    return (c >= 0x61b && c <= 0x64a) || (c >= 0x660 && c <= 0x66f) || (c >= 0x671 && c <= 0x6bf) ||
           c == 0x6cc || (c >= 0x2010 && c <= 0x2027) || c == 0x20ac;
}

static bool append_code_point(struct buffer *out, uint32_t c)
{
    char bytes[4];

    return buffer_append(out, bytes, utf8_put(c, bytes));
}

/* U16_NEXT() as a function, with the sign conversions that the macro leaves out. */
static uint32_t utf16_next(const UChar *text, int32_t *at, int32_t count)
{
    uint32_t lead = text[(*at)++];

    if ((lead & 0xfc00) != 0xd800 || *at == count)
        return lead;
    return 0x10000 + ((lead & 0x3ff) << 10) + (text[(*at)++] & 0x3ffu);
}

static bool append_piece(struct buffer *out, const UChar *piece, int32_t units)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar normal[NORMAL_MAX];
    int32_t count =
        unorm2_normalize(unorm2_getNFCInstance(&error), piece, units, normal, NORMAL_MAX, &error);

    if (U_FAILURE(error))
        return false;
    for (int32_t i = 0; i < count;) {
        if (!append_code_point(out, utf16_next(normal, &i, count)))
            return false;
    }
    return true;
}

static bool append_normalized(struct buffer *out, struct strview text)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFCInstance(&error);
    UChar piece[PIECE_MAX];
    int32_t units = 0;
    unsigned marks = 0;

    if (U_FAILURE(error))
        return false;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);

        if (is_blank_control(c))
            c = ' ';
        marks = u_getCombiningClass((UChar32)c) == 0 ? 0 : marks + 1;
        if (output_text_is_dropped(c) || marks > MARKS_MAX)
            continue;
        if (units >= PIECE_MAX - 2 ||
            (units >= PIECE_UNITS && unorm2_hasBoundaryBefore(normalizer, (UChar32)c))) {
            if (!append_piece(out, piece, units))
                return false;
            units = 0;
        }
        U16_APPEND_UNSAFE(piece, units, c);
    }
    return append_piece(out, piece, units);
}

bool output_text(struct buffer *out, struct strview text)
{
    uint32_t before = 0;
    size_t copied = 0;
    size_t last = 0; /* where the code point before begins */

    for (size_t at = 0; at < text.len;) {
        if (is_plain(text.ptr[at])) {
            before = ' ';
            last = at++;
            continue;
        }
        size_t begin = at;
        uint32_t c = utf8_next(text, &at);

        if (is_blank_control(c)) {
            if (!buffer_append(out, text.ptr + copied, begin - copied) ||
                !append_code_point(out, ' '))
                return false;
            copied = at;
            before = ' ';
        } else if (output_text_is_dropped(c) || !is_safe(c, before)) {
            /* From the base letter on: what follows may compose with it. */
            size_t from = last > copied ? last : copied;

            return buffer_append(out, text.ptr + copied, from - copied) &&
                   append_normalized(out, strview_slice(text, from, text.len));
        } else {
            before = c;
            last = begin;
        }
    }
    return buffer_append(out, text.ptr + copied, text.len - copied);
}
