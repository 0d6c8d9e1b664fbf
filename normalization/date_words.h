/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_DATE_WORDS_H
#define NORMALIZATION_DATE_WORDS_H

#include "normalization/date_line.h"

/* The words of a line as dates see them: numbers apart from the letters glued to them ("13th",
 * "9pm", "2024م"), names of language/<lang>/dates.tsv, signs. Inside of date_line.c. */

enum { DATE_WORDS_MAX = LINE_PIECES_MAX * 2 };

enum date_word_kind {
    DATE_WORD_END,
    DATE_WORD_NUMBER,
    DATE_WORD_NAME,
    DATE_WORD_SIGN,
    DATE_WORD_OTHER,
};

enum date_half { DATE_HALF_NONE, DATE_HALF_AM, DATE_HALF_PM };

/* Everything that one form means; several rows of a form are put together. */
struct date_name {
    struct strview form; /* pieces with one blank between; in date_lines' memory */
    int month;           /* 0: no month */
    int weekday;         /* 0: no weekday */
    enum calendar_kind calendar;
    enum date_half half;
    bool is_era;
    struct strview zone; /* empty: no zone */
};

struct date_word {
    enum date_word_kind kind;
    int number;
    int digits;
    int letters;   /* of a name or another word */
    char sign;     /* '/', '-', '.', ':', ',', '+', '(', ')'; dashes of all kinds are '-' */
    bool is_apart; /* a blank stands before it */
    const struct date_name *name;
    uint32_t end; /* byte of the line */
};

struct date_lines {
    struct calendar *calendar;
    struct date_name *names; /* sorted by form */
    size_t name_count;
    char *forms;
};

size_t date_words_read(const struct date_lines *dates, const struct line_text *line,
                       struct date_word words[DATE_WORDS_MAX]);

#endif
