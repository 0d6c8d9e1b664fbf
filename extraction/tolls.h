/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_TOLLS_H
#define EXTRACTION_TOLLS_H

#include "extraction/entity_index.h"

/* The inside of the tolls module: the counted items and the words of toll in the tokens that tell
 * one event, and which word counts which item. */

enum {
    ITEMS_MAX = 24,
    WORDS_MAX = 24,
    NOUN_REACH = 10,
    SUBSET_REACH = 6,
    PARTITIVE_REACH = 7,
    BOUND_WORDS = 4,
};

/* What the noun of a phrase that names no person tells: enum filler_class. */
static const uint32_t TALLY_THINGS =
    FILLER_THING | FILLER_WEAPON | FILLER_PLACE | FILLER_EVENT | FILLER_ORGANISATION;

enum toll_kind { TOLL_KILLED, TOLL_INJURED, TOLL_MISSING, TOLL_CAPTURED, TOLL_KIND_COUNT };

/* What a word of toll needs beside it: the code of its row in shapes.tsv. */
enum toll_use {
    TOLL_PLAIN,
    TOLL_OF_SUBJECT, /* "fell": tells of the persons counted right before it, or nothing */
    TOLL_OF_OBJECT,  /* "lost": of those counted behind it, or nothing */
    TOLL_OF_ONE,     /* «أصابه»: its pronoun is the person */
    TOLL_OF_TOTAL,   /* "toll": of a number behind "to" or "at" */
    TOLL_OF_NOBODY,  /* "fell ill" */
};

struct toll_word {
    uint32_t first, last;
    enum toll_kind kind;
    enum toll_use use;
};

struct item {
    uint32_t first, last; /* tokens of the number and its noun */
    uint32_t number_last; /* last token of the number itself */
    double min, max;
    bool is_vague;
    bool is_bounded; /* "at least": words of that stand before the number */
    bool is_subset;
    bool is_of_things;  /* its noun is no person's */
    bool is_weak;       /* told by no noun that the lexicon knows for a person's */
    uint32_t by_syntax; /* the word of toll whose object or subject it is, from 1; else 0 */
    bool is_listed;     /* with others of that kind: all of them count */
    uint32_t unit;      /* entity of the noun, or INDEX_NONE */
    int word;           /* of toll that counts it: index, or -1 */
    uint32_t group;     /* items of one group are added up */
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

/* Punctuation, but not the apostrophe or hyphen of a word ("Forces' men", C-60). */
static inline bool tally_is_break(const struct tally *tally, uint32_t token)
{
    const struct token *t = tally_token(tally, token);
    bool is_tight = token > tally->begin && t[-1].end == t->begin;
    bool is_inside = is_tight && token + 1 < tally->end && t->end == t[1].begin;

    return t->kind == TOKEN_PUNCTUATION &&
           !(is_tight && (strview_is(t->form, "'") || strview_is(t->form, "’"))) &&
           !(is_inside && strview_is(t->form, "-"));
}

static inline bool tally_is_comma(const struct tally *tally, uint32_t token)
{
    struct strview form = tally_token(tally, token)->form;

    return strview_is(form, ",") || strview_is(form, "،");
}

/* «وستة»: number words do not tell their clitics. */
static inline bool tally_is_joined_number(const struct tally *tally, uint32_t token)
{
    uint32_t number = tally->analysis->words[token].number;
    const struct number *n = number == INDEX_NONE ? NULL : &tally->article->numbers[number];

    return n != NULL && n->first_token == token && n->min > 1 &&
           strview_starts_with(tally_token(tally, token)->form, STRVIEW("و"));
}

static inline bool tally_is_conjunction(const struct tally *tally, uint32_t token)
{
    return (tally->analysis->words[token].traits & WORD_CONJUNCTION) != 0 ||
           (tally->is_arabic && tally_is_joined_number(tally, token));
}

/* «لقي عامل مصرعه»: the noun of toll is its subject's own. */
static inline bool tally_is_of_subject(const struct tally *tally, uint32_t token)
{
    return (tally->analysis->words[token].traits & (WORD_POSSESSED | WORD_VERB)) == WORD_POSSESSED;
}

static inline int tally_kind(const struct tally *tally, const struct item *item)
{
    return item->word < 0 ? -1 : (int)tally->words[item->word].kind;
}

/* tolls_items.c */
void tally_find_words(struct tally *tally);
void tally_find_items(struct tally *tally);
/* A word of toll of any use begins there. */
bool tally_is_toll(const struct tally *tally, uint32_t token);
bool tally_is_plain_toll(const struct tally *tally, uint32_t token);
/* The item that holds the token; NULL. */
struct item *tally_item_over(struct tally *tally, uint32_t token);
bool tally_is_inside_item(const struct tally *tally, uint32_t token);
void tally_add_item(struct tally *tally, struct item item);
bool tally_item_begins_at(const struct tally *tally, uint32_t token);
bool tally_word_begins_at(const struct tally *tally, uint32_t token);
/* An item of so many persons without a number's token. */
struct item tally_persons(uint32_t first, uint32_t last, double count, uint32_t unit);
bool tally_counts_persons(const struct tally *tally, const struct item *item);
/* tolls_persons.c */
void tally_find_persons(struct tally *tally);
/* A word that opens one ("a", "his") stands right before. */
bool tally_opens_single(const struct tally *tally, uint32_t token);
/* tolls_assign.c: sets the word of every item that a word of toll counts. */
void tally_assign_words(struct tally *tally);

#endif
