/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_ENGLISH_H
#define LEXICON_ENGLISH_H

#include "lexicon/format.h"

/* English inflection at compile time, by rule; what the rules do not give stands in the tables. */

enum { ENGLISH_WORD_MAX = 96 };

/* Each writes at most ENGLISH_WORD_MAX bytes and returns what it wrote. */
struct strview english_third_person(struct strview base, char *out); /* also the plural of nouns */
struct strview english_past(struct strview base, char *out);
/* past: the regular or irregular past, which shows whether the last consonant doubles. */
struct strview english_gerund(struct strview base, struct strview past, char *out);

#endif
