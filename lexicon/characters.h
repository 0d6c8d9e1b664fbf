/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_CHARACTERS_H
#define LEXICON_CHARACTERS_H

#include "common/strview.h"

#include <stdint.h>

/* What a code point is to the tokenizer. */
enum character_class {
    CHARACTER_OTHER, /* controls, unassigned: white space to us */
    CHARACTER_SPACE,
    CHARACTER_ARABIC, /* a letter of the Arabic script */
    CHARACTER_LATIN,
    CHARACTER_LETTER, /* of another script */
    CHARACTER_MARK,   /* combining marks, tatweel, joiners, bidi controls: belong to what they stand
                         on */
    CHARACTER_DIGIT,
    CHARACTER_PUNCTUATION,
    CHARACTER_SYMBOL,
};

enum character_class character_class(uint32_t code_point);
bool character_is_upper(uint32_t code_point);
bool character_is_lower(uint32_t code_point);

/* The code point at *at, which moves past it; ASCII without a call. */
uint32_t character_next(struct strview text, size_t *at);
/* The code point that ends at `at`, and where it begins; 0 at the begin of the text. */
uint32_t character_before(struct strview text, size_t at, size_t *begin);

#endif
