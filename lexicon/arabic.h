/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_ARABIC_H
#define LEXICON_ARABIC_H

#include "lexicon/format.h"

#include <uchar.h>

/* Inflection of Arabic words at compile time, on unvowelled letters as news writes them. */

enum { LETTERS_MAX = 40 };

struct letters {
    uint16_t at[LETTERS_MAX];
    size_t count; /* LETTERS_MAX + 1: did not fit */
};

enum arabic_letter {
    HAMZA = 0x621,
    ALEF_MADDA = 0x622,
    ALEF_HAMZA = 0x623,
    WAW_HAMZA = 0x624,
    ALEF_HAMZA_BELOW = 0x625,
    YEH_HAMZA = 0x626,
    ALEF = 0x627,
    TEH_MARBUTA = 0x629,
    TEH = 0x62a,
    KAF = 0x643,
    LAM = 0x644,
    MEEM = 0x645,
    NOON = 0x646,
    HEH = 0x647,
    WAW = 0x648,
    ALEF_MAKSURA = 0x649,
    YEH = 0x64a,
};

/* Without vowel marks and tatweel. False when a letter is none of the Arabic block or there are too
 * many. */
bool letters_from(struct strview text, struct letters *out);
/* As UTF-8, with two alefs joined to a madda; returns the bytes. out holds 4 × LETTERS_MAX. */
size_t letters_to_text(const struct letters *letters, char *out);
/* stem without its last `cut` letters, with the ending (a string of 16-bit letters) on it; a hamza
 * after yā then has a seat. */
struct letters letters_with(const struct letters *stem, size_t cut, const char16_t *ending);
struct letters letters_after(uint16_t prefix, const struct letters *stem);
/* The letter `back` from the end (0: last); 0 when there is none. */
uint16_t letters_last(const struct letters *letters, size_t back);
bool letters_equal(const struct letters *a, const struct letters *b);

/* Takes each form as it is made. */
struct form_sink {
    void (*put)(struct form_sink *sink, const struct letters *word, struct features features);
};

/* All forms of a verb. */
struct arabic_verb {
    struct letters past, present; /* 3rd person masculine singular */
    struct letters root;          /* 3 or 4 letters, hamza as ء */
    unsigned form;                /* 1 to 10; 0: quadriliteral */
    bool is_passive;              /* the lemma is a passive and has no other forms */
};
/* False when the past, present and root do not belong together. */
bool arabic_verb_forms(const struct arabic_verb *verb, struct form_sink *sink);

/* What noun forms are made from one given form. */
enum noun_kind {
    NOUN_SINGULAR = 1 << 0,        /* the form itself, with its accusative alef and pronoun stems */
    NOUN_DUAL = 1 << 1,            /* all cases, from the singular */
    NOUN_SOUND_MASCULINE = 1 << 2, /* -ūn, -īn and before a genitive, from the singular */
    NOUN_SOUND_FEMININE = 1 << 3,  /* -āt, from the singular */
    NOUN_GIVEN = 1 << 5,           /* the form itself and its pronoun stems alone */
    NOUN_FEMININE = 1 << 4,        /* -a with its dual and -āt, from the masculine singular */
};
/* base holds form, gender and number of the singular. */
void arabic_noun_forms(const struct letters *singular, unsigned kinds, struct features base,
                       struct form_sink *sink);
/* As written, where the table gives the form itself: a plural, a dual. */
void arabic_given_form(const struct letters *word, struct features features,
                       struct form_sink *sink);

#endif
