/* SPDX-License-Identifier: Apache-2.0 */
/* Classes of code points. ASCII and the Arabic block, which are nearly all of the news, are decided
 * here; the rest by ICU's properties. */
#include "lexicon/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "common/utf8.h"

static enum character_class ascii_class(uint32_t c)
{
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return CHARACTER_LATIN;
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return CHARACTER_SPACE;
    if (c >= '0' && c <= '9')
        return CHARACTER_DIGIT;
    if (c < 0x20 || c == 0x7f)
        return CHARACTER_OTHER;
    return c == '$' || c == '+' || c == '<' || c == '=' || c == '>' || c == '^' || c == '`' ||
                   c == '|' || c == '~'
               ? CHARACTER_SYMBOL
               : CHARACTER_PUNCTUATION;
}

static enum character_class letter_class(uint32_t c)
{
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &error);

    if (script == USCRIPT_ARABIC)
        return CHARACTER_ARABIC;
    return script == USCRIPT_LATIN ? CHARACTER_LATIN : CHARACTER_LETTER;
}

static enum character_class unicode_class(uint32_t c)
{
    uint32_t mask = U_MASK(u_charType((UChar32)c));

    if (c == 0x640)
        return CHARACTER_MARK;
    if ((mask & U_GC_L_MASK) != 0)
        return letter_class(c);
    if ((mask & (U_GC_M_MASK | U_GC_CF_MASK)) != 0)
        return c >= 0x600 && c <= 0x605 ? CHARACTER_SYMBOL : CHARACTER_MARK;
    if ((mask & U_GC_ND_MASK) != 0)
        return CHARACTER_DIGIT;
    if ((mask & U_GC_P_MASK) != 0)
        return CHARACTER_PUNCTUATION;
    if ((mask & (U_GC_S_MASK | U_GC_N_MASK)) != 0)
        return CHARACTER_SYMBOL;
    return (mask & U_GC_Z_MASK) != 0 || c == 0x85 ? CHARACTER_SPACE : CHARACTER_OTHER;
}

enum character_class character_class(uint32_t c)
{
    if (c < 0x80)
        return ascii_class(c);
    if ((c >= 0x620 && c <= 0x63f) || (c >= 0x641 && c <= 0x64a))
        return CHARACTER_ARABIC;
    if (c >= 0x64b && c <= 0x65f)
        return CHARACTER_MARK;
    if (c == 0x60c || c == 0x61b || c == 0x61f || c == 0xab || c == 0xbb)
        return CHARACTER_PUNCTUATION;
    return unicode_class(c);
}

bool character_is_upper(uint32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isUUppercase((UChar32)c) || u_istitle((UChar32)c);
}

bool character_is_lower(uint32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : u_isULowercase((UChar32)c);
}

uint32_t character_next(struct strview text, size_t *at)
{
    const unsigned char *s = (const unsigned char *)text.ptr + *at;
    size_t left = text.len - *at;

    if (s[0] < 0x80) {
        *at += 1;
        return s[0];
    }
    if (left >= 2 && s[0] >= 0xc2 && s[0] < 0xe0 && (s[1] & 0xc0) == 0x80) {
        *at += 2;
        return (uint32_t)(s[0] & 0x1f) << 6 | (s[1] & 0x3fu);
    }
    return utf8_next(text, at);
}

uint32_t character_before(struct strview text, size_t at, size_t *begin)
{
    size_t from = at;

    if (at == 0) {
        *begin = 0;
        return 0;
    }
    do
        from--;
    while (from > 0 && at - from < 4 && ((unsigned char)text.ptr[from] & 0xc0) == 0x80);
    size_t end = from;
    uint32_t c = utf8_next(text, &end);

    if (end != at) { /* malformed: one byte */
        *begin = at - 1;
        return 0xfffd;
    }
    *begin = from;
    return c;
}
