/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_PHRASES_H
#define NORMALIZATION_PHRASES_H

#include "model/article.h"

/* A trie over words for the tables of numbers and times: every word of the tables has an id, a
 * phrase is a path of ids. Ids may also be slots ("{n}"), which the user matches itself. Built
 * once, then only read. */

enum {
    PHRASES_NONE = 0, /* no such word, no such child, no value */
    PHRASES_ROOT = 1,
    PHRASES_FIRST_WORD = 64, /* ids below are the user's slots */
};

struct phrases;

/* The caller owns it. NULL without memory. */
struct phrases *phrases_new(void);
void phrases_free(struct phrases *phrases);

/* The id of a folded word; added when it is new, PHRASES_NONE without memory. */
uint32_t phrases_add_word(struct phrases *phrases, struct strview form);
uint32_t phrases_find_word(const struct phrases *phrases, struct strview form);
/* The child of a node by a word or slot id. */
uint32_t phrases_add_child(struct phrases *phrases, uint32_t node, uint32_t id);
uint32_t phrases_find_child(const struct phrases *phrases, uint32_t node, uint32_t id);
/* Follows the words of a text from a node, adding what is missing; PHRASES_NONE without memory. */
uint32_t phrases_add_text(struct phrases *phrases, uint32_t node, struct strview text);
/* What the user keeps at a node. */
uint32_t phrases_value(const struct phrases *phrases, uint32_t node);
void phrases_set_value(struct phrases *phrases, uint32_t node, uint32_t value);

/* What stands before the word in an Arabic token. */
enum clitic {
    CLITIC_AND = 1 << 0,         /* و ف */
    CLITIC_PREPOSITION = 1 << 1, /* ب ل ك */
    CLITIC_ARTICLE = 1 << 2,     /* ال */
};

struct token_word {
    uint32_t id; /* PHRASES_NONE: the token is no word of the tables */
    uint32_t clitics;
};

/* The words of all tokens, in the article's arena; NULL at its ceiling. The longest reading wins:
 * clitics come off only when the token with them is no word. */
struct token_word *phrases_read(const struct phrases *phrases, const struct article *article);

#endif
