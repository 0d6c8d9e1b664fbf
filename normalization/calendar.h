/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_CALENDAR_H
#define NORMALIZATION_CALENDAR_H

#include "common/civil.h"
#include "common/strview.h"
#include "model/article.h"

/* Other calendars than the Gregorian, and time zones: what needs ICU. Gregorian arithmetic is
 * common/civil.h. One per worker, one thread. */
struct calendar;

enum calendar_kind {
    CALENDAR_GREGORIAN,
    CALENDAR_HIJRI, /* Umm al-Qura, as the press of the Gulf counts */
    CALENDAR_SOLAR, /* Iran's and Afghanistan's solar Hijri */
};

/* The caller owns it. NULL without memory or without ICU's data. */
struct calendar *calendar_new(void);
void calendar_free(struct calendar *calendar);

/* The day (since 1970-01-01) of a date in that calendar; false when there is no such date. */
bool calendar_to_day(struct calendar *calendar, enum calendar_kind kind, struct civil date,
                     int32_t *day);
/* The date of a day in that calendar; false when ICU fails. */
bool calendar_from_day(struct calendar *calendar, enum calendar_kind kind, int32_t day,
                       struct civil *date);

/* Minutes east of UTC of a zone at a local time: "UTC", "UTC+3", "UTC-4:30", "GMT+2", or a tz name
 * with its daylight saving ("Asia/Beirut"). false when there is no such zone. */
bool calendar_zone_minutes(struct calendar *calendar, struct strview zone, int32_t day,
                           int32_t second, int32_t *minutes);

#endif
