/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_WORD_SKETCH_H
#define LEXICON_WORD_SKETCH_H

#include "common/strview.h"

#include <stdint.h>

/* Which words a small set may hold, told by a few of their bytes: nearly every word of a text is in
 * none, and is known for it without a hash or a comparison. */

enum { WORD_SKETCH_BITS = 1024 };

struct word_sketch {
    uint64_t bits[WORD_SKETCH_BITS / 64];
};

static inline unsigned word_sketch_bit(struct strview word)
{
    const unsigned char *bytes = (const unsigned char *)word.ptr;

    return word.len == 0
               ? 0
               : (unsigned)(word.len * 61 + bytes[word.len - 1] + bytes[word.len / 2] * 7u) %
                     WORD_SKETCH_BITS;
}

/* Lexemes may stand in a sketch beside words. */
static inline unsigned word_sketch_lexeme_bit(uint32_t lexeme)
{
    return lexeme % WORD_SKETCH_BITS;
}

static inline void word_sketch_set(struct word_sketch *sketch, unsigned bit)
{
    sketch->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static inline bool word_sketch_has(const struct word_sketch *sketch, unsigned bit)
{
    return (sketch->bits[bit / 64] >> bit % 64 & 1) != 0;
}

static inline void word_sketch_add(struct word_sketch *sketch, struct strview word)
{
    word_sketch_set(sketch, word_sketch_bit(word));
}

/* False: the word was not added. */
static inline bool word_sketch_may_hold(const struct word_sketch *sketch, struct strview word)
{
    return word_sketch_has(sketch, word_sketch_bit(word));
}

#endif
