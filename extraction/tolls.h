/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_TOLLS_H
#define EXTRACTION_TOLLS_H

#include "extraction/entity_index.h"

/* The inside of the tolls module: the counted items and the words of toll in the tokens that tell
 * one event, and which word counts which item. */

enum { ITEMS_MAX = 24, WORDS_MAX = 24, NOUN_REACH = 7, SUBSET_REACH = 4, BOUND_WORDS = 4 };

enum toll_kind { TOLL_KILLED, TOLL_INJURED, TOLL_MISSING, TOLL_CAPTURED, TOLL_KIND_COUNT };

struct toll_word {
    uint32_t first, last;
    enum toll_kind kind;
};

struct item {
    uint32_t first, last; /* tokens of the number and its noun */
    uint32_t number_last; /* last token of the number itself */
    double min, max;
    bool is_vague;
    bool is_bounded; /* "at least": words of that stand before the number */
    bool is_subset;
    uint32_t unit; /* entity of the noun, or INDEX_NONE */
    int kind;      /* enum toll_kind, or -1 */
};

struct tally {
    const struct entity_index *index;
    const struct analysis *analysis;
    const struct article *article;
    uint32_t begin, end;
    bool is_arabic;
    struct toll_word words[WORDS_MAX];
    size_t word_count;
    struct item items[ITEMS_MAX];
    size_t item_count;
};

static inline const struct token *tally_token(const struct tally *tally, uint32_t token)
{
    return &tally->article->tokens[token];
}

static inline bool tally_is_break(const struct tally *tally, uint32_t token)
{
    return tally_token(tally, token)->kind == TOKEN_PUNCTUATION;
}

static inline bool tally_is_conjunction(const struct tally *tally, uint32_t token)
{
    return (tally->analysis->words[token].traits & WORD_CONJUNCTION) != 0;
}

/* tolls_items.c */
void tally_find_words(struct tally *tally);
void tally_find_items(struct tally *tally);
/* A single person or noun stands there that opens one ("a", "his"). */
bool tally_opens_single(const struct tally *tally, uint32_t token);
bool tally_item_begins_at(const struct tally *tally, uint32_t token);
bool tally_word_begins_at(const struct tally *tally, uint32_t token);
/* tolls_assign.c: sets the kind of every item that a word of toll counts. */
void tally_assign_kinds(struct tally *tally);

#endif
