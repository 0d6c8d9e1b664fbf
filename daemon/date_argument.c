/* SPDX-License-Identifier: Apache-2.0 */
/* A date from the command line. Strict, unlike the dates of articles. */
#include "daemon/date_argument.h"

/* Days from 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms"). */
static int32_t days_from_civil(int year, int month, int day)
{
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

/* A number of exactly digits digits off the front. */
static bool take_number(struct strview *rest, size_t digits, int *out)
{
    unsigned long long value = 0;

    if (rest->len < digits || !strview_to_unsigned(strview_slice(*rest, 0, digits), &value))
        return false;
    *out = (int)value;
    *rest = strview_slice(*rest, digits, rest->len);
    return true;
}

static bool take_letter(struct strview *rest, char letter)
{
    if (rest->len == 0 || rest->ptr[0] != letter)
        return false;
    *rest = strview_slice(*rest, 1, rest->len);
    return true;
}

static bool take_clock(struct strview *rest, struct timestamp *out)
{
    int hour = 0;
    int minute = 0;
    int second = 0;

    if (!take_number(rest, 2, &hour) || !take_letter(rest, ':') || !take_number(rest, 2, &minute))
        return false;
    if (take_letter(rest, ':') && !take_number(rest, 2, &second))
        return false;
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    out->second = hour * 3600 + minute * 60 + second;
    out->precision = TIME_MINUTE;
    return true;
}

static bool take_zone(struct strview *rest, struct timestamp *out)
{
    bool is_west = rest->len > 0 && rest->ptr[0] == '-';
    int hour = 0;
    int minute = 0;

    out->is_zone_known = true;
    if (take_letter(rest, 'Z'))
        return true;
    if (!take_letter(rest, is_west ? '-' : '+') || !take_number(rest, 2, &hour))
        return false;
    take_letter(rest, ':');
    if (!take_number(rest, 2, &minute) || hour > 14 || minute > 59)
        return false;
    out->zone_minutes = (hour * 60 + minute) * (is_west ? -1 : 1);
    return true;
}

bool date_argument_parse(struct strview text, struct timestamp *out)
{
    int year = 0;
    int month = 0;
    int day = 0;

    *out = (struct timestamp){.precision = TIME_DAY, .second = -1};
    if (!take_number(&text, 4, &year) || !take_letter(&text, '-') ||
        !take_number(&text, 2, &month) || !take_letter(&text, '-') || !take_number(&text, 2, &day))
        return false;
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return false;
    out->day = days_from_civil(year, month, day);
    if (text.len == 0)
        return true;
    if (!take_letter(&text, 'T') && !take_letter(&text, ' '))
        return false;
    if (!take_clock(&text, out))
        return false;
    if (text.len > 0 && !take_zone(&text, out))
        return false;
    return text.len == 0;
}
