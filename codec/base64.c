/* SPDX-License-Identifier: Apache-2.0 */
/* base64, of which none of our libraries has a decoder. */
#include "codec/base64.h"

#include <stdint.h>

static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

struct strview base64_decode(struct arena *arena, struct strview text)
{
    struct strview none = {0};
    char *out = arena_alloc(arena, text.len / 4 * 3 + 3);
    uint32_t bits = 0;
    size_t count = 0;
    size_t used = 0;

    while (text.len > 0 && strchr("= \r\n", text.ptr[text.len - 1]) != NULL)
        text.len--;
    for (size_t i = 0; out != NULL && i < text.len; i++) {
        int value = value_of(text.ptr[i]);

        if (text.ptr[i] == '\r' || text.ptr[i] == '\n')
            continue;
        if (value < 0)
            return none;
        bits = bits << 6 | (uint32_t)value;
        if (++count % 4 != 1)
            out[used++] = (char)(bits >> (6 - 2 * ((count - 1) % 4)));
    }
    if (out == NULL || count % 4 == 1)
        return none;
    return (struct strview){.ptr = out, .len = used};
}
