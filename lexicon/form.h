/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_FORM_H
#define LEXICON_FORM_H

#include "common/strview.h"

#include <stdint.h>

/* The forms that words are compared by: the text's tokens and the tables' words go through the same
 * folding, so that a look-up is a comparison of bytes. Text of any length costs linear time: runs
 * of combining marks are cut to 30 (Unicode's stream-safe format) before anything is normalized. */

enum form_kind {
    /* NFKC, case folded; diacritics, tatweel, zero-width and bidi controls out; hamza carriers and
     * alefs to bare alef (أإآٱ to ا), ى to ي, ة to ه, ؤ to و, ئ to ي; Persian ک and ی to ك and ي;
     * digits of any script to 0-9; ’ to '. Clitics stay on. */
    FORM_MATCHING,
    /* As FORM_MATCHING, but hamza forms, ta marbuta and alef maqsura stay. */
    FORM_EXACT,
};

/* Writes at most capacity bytes of the form and returns the length needed. Never longer than
 * 11 times the word. */
size_t form_fold(struct strview word, enum form_kind kind, char *out, size_t capacity);
/* Writes the matching form of the word whose exact form is given: as many bytes. */
void form_plain(struct strview exact, char *out);
/* Where in the word the letter comes from that stands at a byte of its form: the begin of its code
 * point, or of the first of those that normalization joins (a letter and its combining hamza). What
 * folding drops belongs to the letter before it; what stands before all letters, to none. The
 * word's length for the form's end. Folding the bytes between the origins of two letters gives what
 * the form has between them. */
size_t form_origin(struct strview word, enum form_kind kind, size_t form_byte);
/* What the matching form has for a letter that writers mix up (hamza carriers, alefs, ى, ة); any
 * other letter is itself. */
uint32_t form_plain_letter(uint32_t letter);
/* True when the word is its own form of this kind, told without folding; false may be wrong. */
bool form_is_folded(struct strview word, enum form_kind kind);

/* The next word of a table's form at or after *at, cut as text is (lexicon/word.h). Empty at the
 * end. */
struct strview form_next_word(struct strview text, size_t *at);

#endif
