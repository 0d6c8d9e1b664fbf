/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_DATE_LINE_H
#define NORMALIZATION_DATE_LINE_H

#include "lexicon/lexicon.h"
#include "normalization/calendar.h"
#include "normalization/line_text.h"

/* Publication dates as pages write them: "الأحد 6 أكتوبر 2025 | 14:59", "13th, December 2024 GMT",
 * "5 يناير 2021 | 22 جمادى الأولى 1442هـ", "Jan. 29, 2024, 8:05 a.m. ET". Names of months,
 * weekdays, eras and zones come from language/<lang>/dates.tsv. */
struct date_lines;

/* Reads the names out of the date tables of all languages. The caller owns it; calendar must
 * outlive it. NULL without memory. */
struct date_lines *date_lines_new(const struct lexicon *lexicon, struct calendar *calendar);
void date_lines_free(struct date_lines *dates);

struct date_found {
    struct timestamp time;
    bool has_year;       /* false: time.day is of the year 2000, to be placed by place_year() */
    uint32_t end;        /* byte of the line after the last word of the date */
    size_t other_words;  /* words of the line that tell no date */
    size_t words_before; /* of them, before the first word of the date */
};

/* The latest date that the line tells, with its clock and zone. is_month_first: 11/07/2025 is
 * 7 November. False when it tells none. */
bool date_line_find(struct date_lines *dates, const struct line_text *line, bool is_month_first,
                    struct date_found *found);
/* The year nearest before (or within a week after) the day anchor for a date found without one. */
void date_place_year(struct timestamp *time, int32_t anchor_day);

#endif
