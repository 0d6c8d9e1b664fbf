/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_NUMBER_WORDS_H
#define NORMALIZATION_NUMBER_WORDS_H

#include "normalization/phrases.h"

#include "lexicon/lexicon.h"

/* The tables of numbers, counted nouns and agents as one trie of phrases. */

enum number_kind {
    NUMBER_CARDINAL = 1 << 0,
    NUMBER_MULTIPLIER = 1 << 1, /* hundred, thousand …; multiplies what stands before it */
    NUMBER_VAGUE_WORD = 1 << 2,
    NUMBER_ORDINAL_WORD = 1 << 3,
    NUMBER_FRACTION = 1 << 4,
    NUMBER_APPROXIMATOR = 1 << 5, /* changes the number after it */
    NUMBER_FOLLOWER = 1 << 6,     /* an approximator that may stand after its number */
    NUMBER_ARTICLE = 1 << 7,      /* "a": one before a multiplier only */
    NUMBER_PARTITIVE = 1 << 8,    /* one of …: counts only as a part of a longer number */
    NUMBER_JOINER = 1 << 9,       /* "and" between the parts of a number */
    NUMBER_DUAL_NOUN = 1 << 10,
    NUMBER_PLURAL_NOUN = 1 << 11, /* the same word is a plural too: no dual */
    NUMBER_CONTEXT = 1 << 12,     /* a pattern around a number that counts nothing */
    NUMBER_RANGE = 1 << 13,       /* a pattern of two numbers */
    NUMBER_PREDICATE = 1 << 14,   /* an approximator that is its clause's verb: «تجاوز» */
};

enum { NUMBER_SLOT = 1 }; /* the id of "{n}" in patterns */

struct number_entry {
    unsigned kinds;
    double value; /* of a cardinal, an ordinal or a fraction */
    double multiplier;
    double vague_min, vague_max;
    unsigned flags;    /* enum number_flag that an approximator sets */
    bool needs_number; /* a multiplier that does not stand alone (English) */
};

struct number_words {
    struct phrases *phrases;
    struct number_entry *entries; /* by the trie's values; [0] is empty */
    size_t count, capacity;
};

/* The caller owns it. NULL without memory. */
struct number_words *number_words_new(const struct lexicon *lexicon);
void number_words_free(struct number_words *words);

/* The entry at a node; an empty one when there is none. */
const struct number_entry *number_words_at(const struct number_words *words, uint32_t node);

#endif
