/* SPDX-License-Identifier: Apache-2.0 */
/* Calendars and zones by ICU. Opening an ICU calendar with a zone costs some 20 µs, so the last few
 * zones stay open: the pages of one worker come from few places. */
#include "normalization/calendar.h"

#include <assert.h>
#include <stdlib.h>
#include <unicode/ucal.h>

enum { ZONES_KEPT = 8, ZONE_NAME_BYTES = 64, DAY_MS = 86400000, MINUTE_MS = 60000 };

struct zone {
    char name[ZONE_NAME_BYTES]; /* empty: unused */
    UCalendar *calendar;        /* NULL: no such zone */
};

struct calendar {
    UCalendar *hijri;
    UCalendar *solar;
    struct zone zones[ZONES_KEPT];
    size_t next_zone; /* the one replaced next */
};

static UCalendar *open_calendar(const char *locale)
{
    static const UChar utc[] = {'U', 'T', 'C', 0};
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(utc, -1, locale, UCAL_DEFAULT, &error);

    if (U_FAILURE(error))
        return NULL;
    return calendar;
}

struct calendar *calendar_new(void)
{
    struct calendar *calendar = calloc(1, sizeof(*calendar));

    if (calendar == NULL)
        return NULL;
    calendar->hijri = open_calendar("@calendar=islamic-umalqura");
    calendar->solar = open_calendar("@calendar=persian");
    if (calendar->hijri == NULL || calendar->solar == NULL) {
        calendar_free(calendar);
        return NULL;
    }
    return calendar;
}

void calendar_free(struct calendar *calendar)
{
    if (calendar == NULL)
        return;
    for (size_t i = 0; i < ZONES_KEPT; i++)
        if (calendar->zones[i].calendar != NULL)
            ucal_close(calendar->zones[i].calendar);
    if (calendar->hijri != NULL)
        ucal_close(calendar->hijri);
    if (calendar->solar != NULL)
        ucal_close(calendar->solar);
    free(calendar);
}

static UCalendar *calendar_of(struct calendar *calendar, enum calendar_kind kind)
{
    return kind == CALENDAR_HIJRI ? calendar->hijri : calendar->solar;
}

bool calendar_from_day(struct calendar *calendar, enum calendar_kind kind, int32_t day,
                       struct civil *date)
{
    UErrorCode error = U_ZERO_ERROR;

    if (kind == CALENDAR_GREGORIAN) {
        *date = civil_from_day(day);
        return true;
    }
    UCalendar *icu = calendar_of(calendar, kind);

    ucal_setMillis(icu, (UDate)day * DAY_MS, &error);
    date->year = ucal_get(icu, UCAL_EXTENDED_YEAR, &error);
    date->month = ucal_get(icu, UCAL_MONTH, &error) + 1;
    date->day = ucal_get(icu, UCAL_DAY_OF_MONTH, &error);
    return U_SUCCESS(error);
}

bool calendar_to_day(struct calendar *calendar, enum calendar_kind kind, struct civil date,
                     int32_t *day)
{
    UErrorCode error = U_ZERO_ERROR;
    struct civil back;

    if (kind == CALENDAR_GREGORIAN) {
        if (!civil_is_valid(date))
            return false;
        *day = civil_to_day(date);
        return true;
    }
    if (date.year < 1 || date.year > 2000 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > 31)
        return false;
    UCalendar *icu = calendar_of(calendar, kind);

    ucal_clear(icu);
    ucal_set(icu, UCAL_EXTENDED_YEAR, date.year);
    ucal_set(icu, UCAL_MONTH, date.month - 1);
    ucal_set(icu, UCAL_DAY_OF_MONTH, date.day);
    UDate millis = ucal_getMillis(icu, &error);

    if (U_FAILURE(error))
        return false;
    *day = (int32_t)(millis / DAY_MS) - (millis < 0 && (int64_t)millis % DAY_MS != 0);
    /* ICU is lenient: the 30th of a month of 29 days would be the next month's first. */
    return calendar_from_day(calendar, kind, *day, &back) && back.month == date.month &&
           back.day == date.day;
}

/* "UTC+3", "GMT-4:30", "+03:00": the letters may be missing. */
static bool parse_offset(struct strview zone, int32_t *minutes)
{
    unsigned long long hours = 0;
    unsigned long long rest = 0;

    if (strview_starts_with(zone, STRVIEW("UTC")) || strview_starts_with(zone, STRVIEW("GMT")))
        zone = strview_slice(zone, 3, zone.len);
    if (zone.len == 0) {
        *minutes = 0;
        return true;
    }
    if (zone.ptr[0] != '+' && zone.ptr[0] != '-')
        return false;
    int32_t sign = zone.ptr[0] == '-' ? -1 : 1;
    size_t colon = strview_find(zone, STRVIEW(":"), 0);

    if (!strview_to_unsigned(strview_slice(zone, 1, colon), &hours) || hours > 14)
        return false;
    if (colon < zone.len &&
        (!strview_to_unsigned(strview_slice(zone, colon + 1, zone.len), &rest) || rest > 59))
        return false;
    *minutes = sign * (int32_t)(hours * 60 + rest);
    return true;
}

static UCalendar *open_zone(const char *name)
{
    UChar id[ZONE_NAME_BYTES];
    UChar canonical[ZONE_NAME_BYTES];
    UBool is_system = 0;
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = (int32_t)strlen(name);

    u_charsToUChars(name, id, length);
    ucal_getCanonicalTimeZoneID(id, length, canonical, ZONE_NAME_BYTES, &is_system, &error);
    if (U_FAILURE(error) || !is_system)
        return NULL; /* ucal_open() would take GMT in silence */
    UCalendar *calendar = ucal_open(id, length, "", UCAL_GREGORIAN, &error);

    return U_FAILURE(error) ? NULL : calendar;
}

static UCalendar *zone_calendar(struct calendar *calendar, struct strview zone)
{
    for (size_t i = 0; i < ZONES_KEPT; i++)
        if (calendar->zones[i].name[0] != '\0' && strview_is(zone, calendar->zones[i].name))
            return calendar->zones[i].calendar;

    struct zone *kept = &calendar->zones[calendar->next_zone];

    calendar->next_zone = (calendar->next_zone + 1) % ZONES_KEPT;
    if (kept->calendar != NULL)
        ucal_close(kept->calendar);
    memcpy(kept->name, zone.ptr, zone.len);
    kept->name[zone.len] = '\0';
    kept->calendar = open_zone(kept->name);
    return kept->calendar;
}

bool calendar_zone_minutes(struct calendar *calendar, struct strview zone, int32_t day,
                           int32_t second, int32_t *minutes)
{
    UErrorCode error = U_ZERO_ERROR;

    if (parse_offset(zone, minutes))
        return true;
    if (zone.len == 0 || zone.len >= ZONE_NAME_BYTES)
        return false;
    for (size_t i = 0; i < zone.len; i++) {
        char c = zone.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '/' || c == '_' || c == '-' || c == '+'))
            return false;
    }
    UCalendar *icu = zone_calendar(calendar, zone);
    struct civil date = civil_from_day(day);

    if (icu == NULL)
        return false;
    if (second < 0)
        second = 0;
    ucal_clear(icu);
    ucal_setDateTime(icu, date.year, date.month - 1, date.day, second / 3600, second / 60 % 60,
                     second % 60, &error);
    int32_t millis =
        ucal_get(icu, UCAL_ZONE_OFFSET, &error) + ucal_get(icu, UCAL_DST_OFFSET, &error);

    *minutes = millis / MINUTE_MS;
    return U_SUCCESS(error);
}
