/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_LINE_TEXT_H
#define NORMALIZATION_LINE_TEXT_H

#include "common/strview.h"

#include <stdint.h>

/* One line of a page prepared for the clutter rules and the date lines: cut into pieces with their
 * matching forms, and as UTF-16 for regular expressions. Every position leads back to a byte of the
 * line. Reused from line to line; sizes are fixed, since clutter is short: of a longer line only
 * the pieces at its start and the characters at its end are prepared. */

enum {
    LINE_PIECES_MAX = 72,
    LINE_FORM_BYTES = 4096,
    LINE_UNITS_MAX = 400,   /* UTF-16 units of the regular expressions' text */
    LINE_TAIL_CHARS = 300,  /* of a line that is longer than LINE_WHOLE_CHARS */
    LINE_WHOLE_CHARS = 330, /* the longest clutter row reaches over 320 */
};

struct line_piece {
    uint32_t begin; /* bytes in the line */
    uint32_t end;
    struct strview form;
    bool is_word; /* letters or digits; else one sign */
};

struct line_text {
    struct strview text;
    uint32_t char_count; /* code points of the line */
    uint32_t letter_count;
    bool has_digit;
    bool may_be_date; /* for the caller to clear: no date is in it, whatever its digits */
    bool has_latin;
    bool has_arabic;
    /* Pieces from the start of the line; is_whole when they reach its end. */
    struct line_piece pieces[LINE_PIECES_MAX];
    size_t piece_count;
    bool is_whole;
    /* NFC; marks, tatweel and format controls out; digits to 0-9; blanks to one space each. */
    uint16_t units[LINE_UNITS_MAX];
    uint32_t unit_at[LINE_UNITS_MAX + 1]; /* byte of each unit, and the line's end */
    int32_t unit_count;
    bool is_tail; /* units begin inside the line */
    char forms[LINE_FORM_BYTES];
};

/* The next piece at or after *at, as lines are cut: a word as tokens are, but signs inside of it
 * are pieces of their own, so that "16:40", "15.4.2022" and "p.m." are read part by part. Empty at
 * the end. */
struct strview line_next_piece(struct strview text, size_t *at);
void line_text_set(struct line_text *line, struct strview text);
/* The last code point that is no blank, bracket or quotation mark closes a sentence. */
bool line_text_is_closed(const struct line_text *line);
/* How many pieces are words. */
size_t line_text_word_count(const struct line_text *line);

#endif
