/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_TIME_MATCH_H
#define NORMALIZATION_TIME_MATCH_H

#include "normalization/time_rules.h"

/* The compiled rows, shared by time_rules.c, which makes them, and time_match.c. */

enum { SLOT_VALUES_MAX = 3, PAIRS_MAX = 5 };

enum time_key {
    KEY_WEEKDAY,
    KEY_DAY,
    KEY_MONTH,
    KEY_YEAR,
    KEY_WEEK,
    KEY_MONTH_RELATIVE,
    KEY_YEAR_RELATIVE,
    KEY_HOUR,
    KEY_MINUTE,
    KEY_OFFSET,
};

/* sign times the slot's value plus the literal; without a slot the literal. */
struct operand {
    enum time_slot slot;
    int8_t sign;
    uint8_t index; /* which of the slots of that kind */
    int16_t literal;
};

struct operands {
    enum time_key key;
    struct operand lo, hi;
};

struct time_entry {
    enum time_kind kind;
    enum calendar_kind calendar;
    uint32_t has; /* what the row says without a number */
    struct operands operands[PAIRS_MAX];
    uint8_t count;
    bool is_cue;
    bool has_zone;
};

struct time_rules {
    struct phrases *phrases;
    struct time_entry *entries; /* by the trie's values; [0] is none */
    size_t count, capacity;
    uint32_t and_word; /* و, which stands on the word after it */
};

#endif
