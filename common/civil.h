/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMMON_CIVIL_H
#define COMMON_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

/* The proleptic Gregorian calendar. Days count from 1970-01-01. */

struct civil {
    int year;
    int month; /* 1-12 */
    int day;   /* 1-31 */
};

/* A date that exists, in the years 1 to 9999. */
bool civil_is_valid(struct civil civil);
int civil_days_in_month(int year, int month);
/* The day of a valid date, and the date of a day. */
int32_t civil_to_day(struct civil civil);
struct civil civil_from_day(int32_t day);
/* 1 Monday to 7 Sunday, as ISO 8601 counts. */
int civil_weekday(int32_t day);

#endif
