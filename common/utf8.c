/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 as RFC 3629 defines it (table 3-7 of the Unicode standard for the bounds of the second
 * byte). */
#include "common/utf8.h"

/* Length of the well-formed sequence at text, or 0. */
static size_t sequence_bytes(const unsigned char *text, size_t len)
{
    unsigned char lead = text[0];

    if (lead < 0x80)
        return 1;
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    size_t bytes = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

    if (bytes > len)
        return 0;
    unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;

    if (text[1] < low || text[1] > high)
        return 0;
    for (size_t i = 2; i < bytes; i++)
        if ((text[i] & 0xc0) != 0x80)
            return 0;
    return bytes;
}

uint32_t utf8_next(struct strview text, size_t *at)
{
    const unsigned char *s = (const unsigned char *)text.ptr + *at;
    size_t bytes = sequence_bytes(s, text.len - *at);

    switch (bytes) {
    case 1:
        *at += 1;
        return s[0];
    case 2:
        *at += 2;
        return (uint32_t)(s[0] & 0x1f) << 6 | (s[1] & 0x3f);
    case 3:
        *at += 3;
        return (uint32_t)(s[0] & 0x0f) << 12 | (uint32_t)(s[1] & 0x3f) << 6 | (s[2] & 0x3f);
    case 4:
        *at += 4;
        return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3f) << 12 |
               (uint32_t)(s[2] & 0x3f) << 6 | (s[3] & 0x3f);
    default:
        *at += 1;
        return 0xfffd;
    }
}

size_t utf8_put(uint32_t code_point, char out[4])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xc0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3f));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xe0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code_point & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code_point & 0x3f));
    return 4;
}

bool utf8_is_valid(struct strview text)
{
    const unsigned char *s = (const unsigned char *)text.ptr;
    size_t at = 0;

    while (at < text.len) {
        size_t bytes = sequence_bytes(s + at, text.len - at);

        if (bytes == 0)
            return false;
        at += bytes;
    }
    return true;
}

size_t utf8_count(struct strview text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    return count;
}
