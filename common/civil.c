/* SPDX-License-Identifier: Apache-2.0 */
/* Dates to day numbers and back, by Howard Hinnant's method: eras of 400 years that begin in March,
 * so that the leap day is the last of its year and no table is needed. */
#include "common/civil.h"

#include <assert.h>

enum {
    ERA_YEARS = 400,
    ERA_DAYS = 146097,
    EPOCH_SHIFT = 719468, /* days from 0000-03-01 to 1970-01-01 */
    YEAR_MAX = 9999
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int civil_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    assert(month >= 1 && month <= 12);
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool civil_is_valid(struct civil civil)
{
    return civil.year >= 1 && civil.year <= YEAR_MAX && civil.month >= 1 && civil.month <= 12 &&
           civil.day >= 1 && civil.day <= civil_days_in_month(civil.year, civil.month);
}

int32_t civil_to_day(struct civil civil)
{
    assert(civil_is_valid(civil));

    int year = civil.year - (civil.month <= 2);
    int era = year / ERA_YEARS;
    int year_of_era = year - era * ERA_YEARS;
    int month = (civil.month + 9) % 12; /* March 0 */
    int day_of_year = (153 * month + 2) / 5 + civil.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * ERA_DAYS + day_of_era - EPOCH_SHIFT;
}

struct civil civil_from_day(int32_t day)
{
    int64_t shifted = (int64_t)day + EPOCH_SHIFT;
    int64_t era = (shifted >= 0 ? shifted : shifted - (ERA_DAYS - 1)) / ERA_DAYS;
    int day_of_era = (int)(shifted - era * ERA_DAYS);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (ERA_DAYS - 1)) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month = (5 * day_of_year + 2) / 153;
    struct civil civil = {.month = month < 10 ? month + 3 : month - 9,
                          .day = day_of_year - (153 * month + 2) / 5 + 1};

    civil.year = (int)(era * ERA_YEARS) + year_of_era + (civil.month <= 2);
    return civil;
}

int civil_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    int weekday = (int)(((int64_t)day + 3) % 7);

    return (weekday < 0 ? weekday + 7 : weekday) + 1;
}
