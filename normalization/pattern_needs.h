/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_PATTERN_NEEDS_H
#define NORMALIZATION_PATTERN_NEEDS_H

#include <stdbool.h>
#include <stdint.h>

/* What a text must hold before a regular expression can match in it: at least one of a few pieces
 * of literal text. Most lines hold none, so that the expression need not be run. */

enum { UNIT_PAIRS = 2048, NEEDS_MAX = 48, NEED_PAIRS_MAX = 4 };

/* The UTF-16 units of a text and its pairs of neighbours, as bits by hash: what is not in it is not
 * in the text. */
struct unit_pairs {
    uint64_t bits[UNIT_PAIRS / 64];
};

/* One piece: pairs that it cannot do without. */
struct need {
    uint16_t pairs[NEED_PAIRS_MAX];
    uint8_t pair_count;
    uint8_t weight; /* how much it tells */
};

/* Every match holds one of the needs; count 0: nothing is known, the expression must be run. */
struct pattern_needs {
    struct need needs[NEEDS_MAX];
    uint8_t count;
};

void unit_pairs_read(const uint16_t *units, int32_t count, struct unit_pairs *pairs);
/* Reads an expression without flags (case and blanks count). What it cannot read has no needs. */
void pattern_needs_read(const uint16_t *units, int32_t count, struct pattern_needs *needs);
/* False: no match of the expression is in the text. */
bool pattern_needs_are_met(const struct pattern_needs *needs, const struct unit_pairs *pairs);

#endif
