/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_NORMALIZER_H
#define NORMALIZATION_NORMALIZER_H

#include "normalization/calendar.h"
#include "normalization/normalize.h"

/* The normalizer's inside: one part a step, each made and freed by its own file. A part is NULL
 * while its step needs none. */

struct segment_rules; /* segments.c and its neighbours: clutter rows, date lines */
struct token_rules;   /* tokens.c: ICU break iterators, abbreviations */
struct number_words;  /* numbers.c */
struct time_rules;    /* times.c */

struct normalizer {
    const struct lexicon *lexicon;
    const struct normalize_options *options;
    struct calendar *calendar; /* Hijri dates, time zones; never NULL */
    struct segment_rules *segment_rules;
    struct token_rules *token_rules;
    struct number_words *number_words;
    struct time_rules *time_rules;
};

#endif
