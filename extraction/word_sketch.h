/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_WORD_SKETCH_H
#define EXTRACTION_WORD_SKETCH_H

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

static inline void word_sketch_add(struct word_sketch *sketch, struct strview word)
{
    unsigned bit = word_sketch_bit(word);

    sketch->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* False: the word was not added. */
static inline bool word_sketch_may_hold(const struct word_sketch *sketch, struct strview word)
{
    unsigned bit = word_sketch_bit(word);

    return (sketch->bits[bit / 64] >> bit % 64 & 1) != 0;
}

#endif
