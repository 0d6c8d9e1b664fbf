/* SPDX-License-Identifier: Apache-2.0 */
/* Times of metadata. English month names and zone letters in here are part of RFC 822, not
 * language. A hand-written reader, because strptime() knows neither lost zones nor precision. */
#include "codec/machine_time.h"

#include "common/civil.h"

#include <math.h>

enum { DAY_SECONDS = 86400, DAY_MINUTES = 1440 };

struct cursor {
    struct strview text;
    size_t at;
};

static char peek(const struct cursor *c)
{
    return c->at < c->text.len ? c->text.ptr[c->at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool take(struct cursor *c, char wanted)
{
    if (peek(c) != wanted)
        return false;
    c->at++;
    return true;
}

static void skip_blanks(struct cursor *c)
{
    while (peek(c) == ' ' || peek(c) == '\t')
        c->at++;
}

/* min to max digits as a number; -1 when there are fewer. */
static int take_digits(struct cursor *c, size_t min, size_t max)
{
    size_t begin = c->at;
    int value = 0;

    while (c->at - begin < max && is_digit(peek(c)))
        value = value * 10 + (c->text.ptr[c->at++] - '0');
    if (c->at - begin < min) {
        c->at = begin;
        return -1;
    }
    return value;
}

/* A word of a table, by its first three letters; the rest of the word is skipped. */
static int take_name(struct cursor *c, const char *const names[], int count)
{
    size_t begin = c->at;

    while ((peek(c) | 0x20) >= 'a' && (peek(c) | 0x20) <= 'z')
        c->at++;
    struct strview word = strview_slice(c->text, begin, c->at);

    for (int i = 0; i < count && word.len >= 3; i++)
        if (strview_equal_ascii_case(strview_slice(word, 0, 3), strview_from(names[i])))
            return i + 1;
    c->at = begin;
    return -1;
}

static int take_month(struct cursor *c)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};

    return take_name(c, months, 12);
}

static void skip_weekday(struct cursor *c)
{
    static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

    if (take_name(c, weekdays, 7) > 0)
        take(c, ',');
    skip_blanks(c);
}

/* RFC 822's zone letters. */
static bool take_named_zone(struct cursor *c, int *minutes)
{
    static const struct {
        const char *name;
        int minutes;
    } zones[] = {{"GMT", 0},    {"UTC", 0},    {"UT", 0},     {"Z", 0},
                 {"EST", -300}, {"EDT", -240}, {"CST", -360}, {"CDT", -300},
                 {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420}};

    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        struct strview name = strview_from(zones[i].name);

        if (!strview_equal_ascii_case(strview_slice(c->text, c->at, c->at + name.len), name))
            continue;
        c->at += name.len;
        *minutes = zones[i].minutes;
        return true;
    }
    return false;
}

static bool take_offset(struct cursor *c, int *minutes)
{
    int sign = peek(c) == '-' ? -1 : 1;

    if (peek(c) != '+' && peek(c) != '-')
        return false;
    c->at++;
    int hours = take_digits(c, 2, 2);

    take(c, ':');
    int rest = take_digits(c, 2, 2);

    if (hours < 0 || hours > 18 || rest > 59)
        return false;
    *minutes = sign * (hours * 60 + (rest < 0 ? 0 : rest));
    return true;
}

static bool take_zone(struct cursor *c, struct timestamp *out)
{
    int minutes = 0;

    skip_blanks(c);
    if (c->at == c->text.len)
        return true;
    if (!take_named_zone(c, &minutes) && !take_offset(c, &minutes))
        return false;
    /* "GMT+3" and "Z[Europe/Paris]": an offset after the letters counts, a bracket is a comment. */
    take_offset(c, &minutes);
    out->is_zone_known = true;
    out->zone_minutes = minutes;
    if (peek(c) == '[' || peek(c) == '(' || peek(c) == ' ')
        c->at = c->text.len;
    return c->at == c->text.len;
}

static bool take_clock(struct cursor *c, struct timestamp *out)
{
    bool is_basic = false;
    int hour = take_digits(c, 1, 2);

    if (hour < 0)
        return false;
    if (!take(c, ':'))
        is_basic = true;
    int minute = take_digits(c, 2, 2);

    if (minute < 0 && !is_basic)
        return false;
    int second = 0;

    if (take(c, ':') || (is_basic && is_digit(peek(c))))
        second = take_digits(c, 2, 2);
    if (take(c, '.') || take(c, ','))
        while (is_digit(peek(c)))
            c->at++;
    if (hour > 24 || minute > 59 || second > 60 || second < 0)
        return false;
    out->precision = minute < 0 ? TIME_HOUR : TIME_MINUTE;
    out->second = hour * 3600 + (minute < 0 ? 0 : minute) * 60 + (second > 59 ? 59 : second);
    if (out->second >= DAY_SECONDS) { /* 24:00 */
        out->second -= DAY_SECONDS;
        out->day++;
    }
    return true;
}

static bool set_date(struct timestamp *out, struct civil civil)
{
    if (!civil_is_valid(civil))
        return false;
    out->day = civil_to_day(civil);
    out->second = -1;
    out->precision = TIME_DAY;
    return true;
}

/* 2026-11-20, 2026-11, 2026/11/20, 20261120; then T or a blank, clock and zone. */
static bool parse_iso(struct cursor *c, struct timestamp *out)
{
    struct civil civil = {.year = take_digits(c, 4, 4)};
    char separator = peek(c) == '-' || peek(c) == '/' ? peek(c) : '\0';

    if (civil.year < 0)
        return false;
    if (separator != '\0')
        c->at++;
    civil.month = take_digits(c, separator == '\0' ? 2 : 1, 2);
    if (civil.month < 0)
        return false;
    if (separator != '\0' && c->at == c->text.len) {
        civil.day = 1;
        if (!set_date(out, civil))
            return false;
        out->precision = TIME_MONTH;
        return true;
    }
    if (separator != '\0' && !take(c, separator))
        return false;
    civil.day = take_digits(c, separator == '\0' ? 2 : 1, 2);
    if (civil.day < 0 || !set_date(out, civil))
        return false;
    if (c->at == c->text.len)
        return true;
    if (!take(c, 'T') && !take(c, 't') && peek(c) != ' ')
        return false;
    skip_blanks(c);
    return take_clock(c, out) && take_zone(c, out);
}

/* Fri, 20 Nov 2026 14:35:00 +0300; 20-Nov-26; the clock may be missing. */
static bool parse_rfc822(struct cursor *c, struct timestamp *out)
{
    struct civil civil;

    skip_weekday(c);
    civil.day = take_digits(c, 1, 2);
    if (civil.day < 0 || (!take(c, '-') && peek(c) != ' '))
        return false;
    skip_blanks(c);
    civil.month = take_month(c);
    if (!take(c, '-'))
        skip_blanks(c);
    civil.year = take_digits(c, 2, 4);
    if (civil.month < 0 || civil.year < 0)
        return false;
    if (civil.year < 100)
        civil.year += civil.year < 70 ? 2000 : 1900;
    if (!set_date(out, civil))
        return false;
    skip_blanks(c);
    return c->at == c->text.len || (take_clock(c, out) && take_zone(c, out));
}

/* Fri Nov 20 14:35:00 2026 */
static bool parse_asctime(struct cursor *c, struct timestamp *out)
{
    struct timestamp clock = {0};

    skip_weekday(c);
    struct civil civil = {.month = take_month(c)};

    skip_blanks(c);
    civil.day = take_digits(c, 1, 2);
    skip_blanks(c);
    if (civil.month < 0 || civil.day < 0 || !take_clock(c, &clock))
        return false;
    skip_blanks(c);
    civil.year = take_digits(c, 4, 4);
    if (civil.year < 0 || c->at != c->text.len || !set_date(out, civil))
        return false;
    out->precision = clock.precision;
    out->second = clock.second;
    out->day += clock.day;
    return true;
}

bool machine_time_from_number(double number, struct timestamp *out)
{
    if (!isfinite(number) || number < 1e8 || number >= 1e14)
        return false;
    /* 1e11 seconds are the year 5138: whatever is larger counts milliseconds. */
    int64_t seconds = (int64_t)(number >= 1e11 ? number / 1000 : number);

    *out = (struct timestamp){.precision = TIME_MINUTE,
                              .day = (int32_t)(seconds / DAY_SECONDS),
                              .second = (int32_t)(seconds % DAY_SECONDS),
                              .is_zone_known = true};
    return true;
}

bool machine_time_parse(struct strview text, struct timestamp *out)
{
    static bool (*const parsers[])(struct cursor *, struct timestamp *) = {parse_iso, parse_rfc822,
                                                                           parse_asctime};
    unsigned long long number = 0;

    text = strview_trim(text);
    if (text.len >= 9 && strview_to_unsigned(text, &number))
        return machine_time_from_number((double)number, out);
    for (size_t i = 0; i < sizeof(parsers) / sizeof(parsers[0]); i++) {
        struct cursor cursor = {.text = text};
        struct timestamp found = {.second = -1};

        if (!parsers[i](&cursor, &found))
            continue;
        /* Extractors that lost the clock and the zone write midnight. */
        if (found.second == 0 && !found.is_zone_known) {
            found.second = -1;
            found.precision = TIME_DAY;
        }
        *out = found;
        return true;
    }
    return false;
}
