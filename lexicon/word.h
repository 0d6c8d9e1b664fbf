/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_WORD_H
#define LEXICON_WORD_H

#include "common/strview.h"

#include <stdint.h>

/* How text is cut into words, the same for articles and for the tables' forms. */

enum word_kind { WORD_LETTERS, WORD_DIGITS, WORD_PUNCTUATION, WORD_SYMBOL };

struct word {
    size_t begin;
    size_t end;
    enum word_kind kind;
    uint32_t first;   /* its first code point */
    uint16_t letters; /* at most 65535 */
    bool has_arabic;
    bool has_latin;
    bool has_lower;
    bool is_capitalized;
    bool is_space_before; /* white space, or the begin of the text */
};

/* The next word at or after *at, which moves past it; false at the end of the text.
 *   - Letters with their marks are one word. "al-Assad" is al, -, Assad; "Israel's" is Israel, 's;
 *     "don't" is one; "U.N." and "ت.غ" are one with their dots; "50th", "30k" and "F16" are one.
 *   - Digits with separators inside are one: 1,250  3.5  10:30  ١٬٢٥٠٫٥. An Arabic letter before or
 *     after digits is another word: الـ, 24.
 *   - URLs, e-mail addresses and @names are one symbol.
 *   - The same punctuation mark repeated is one word: "..", "---". */
bool word_next(struct strview text, size_t *at, struct word *word);

#endif
