/* SPDX-License-Identifier: Apache-2.0 */
/* Dates in lines. A line becomes date words (numbers, names, signs); every place where a date may
 * begin is tried with each shape; clocks and zones are read from what is left. Of several dates the
 * latest counts (published, then updated), and a Hijri date only where no other one stands. */
#include "normalization/date_line.h"

#include "common/utf8.h"
#include "lexicon/form.h"
#include "normalization/date_words.h"

#include <assert.h>

enum {
    DATES_MAX = 6,
    CLOCKS_MAX = 6,
    PLACEHOLDER_YEAR = 2000, /* a leap year: 29 February fits */
    DAYS_AHEAD = 7,          /* clocks of pages run ahead of ours */
};

struct date_at {
    size_t first; /* words */
    size_t last;  /* included */
    struct civil civil;
    enum calendar_kind calendar;
    enum time_precision precision;
    bool has_year;
    int32_t day;
};

struct clock_at {
    size_t first;
    size_t last;
    int32_t second;
    enum time_precision precision;
};

struct scan {
    struct date_lines *dates;
    const struct date_word *words;
    size_t count;
    bool is_month_first;
};

static const struct date_word *word_at(const struct scan *scan, size_t i)
{
    static const struct date_word none = {.kind = DATE_WORD_END};

    return i < scan->count ? &scan->words[i] : &none;
}

static bool is_sign(const struct scan *scan, size_t i, const char *signs)
{
    const struct date_word *word = word_at(scan, i);

    return word->kind == DATE_WORD_SIGN && strchr(signs, word->sign) != NULL && word->sign != 0;
}

static bool is_number(const struct scan *scan, size_t i, int digits_min, int digits_max)
{
    const struct date_word *word = word_at(scan, i);

    return word->kind == DATE_WORD_NUMBER && word->digits >= digits_min &&
           word->digits <= digits_max;
}

static bool is_month(const struct scan *scan, size_t i)
{
    return word_at(scan, i)->kind == DATE_WORD_NAME && word_at(scan, i)->name->month > 0;
}

static bool is_year(const struct scan *scan, size_t i)
{
    return is_number(scan, i, 4, 4) && word_at(scan, i)->number >= 1200 &&
           word_at(scan, i)->number <= 2200;
}

static size_t skip_signs(const struct scan *scan, size_t i, const char *signs)
{
    while (is_sign(scan, i, signs))
        i++;
    return i;
}

/* 2024-06-09, 25/7/2025, 03.04.23 */
static bool match_numbers(const struct scan *scan, size_t i, struct date_at *date)
{
    if (!is_number(scan, i, 1, 4) || !is_sign(scan, i + 1, "/-.") ||
        !is_number(scan, i + 2, 1, 2) || !is_sign(scan, i + 3, "/-.") ||
        word_at(scan, i + 1)->sign != word_at(scan, i + 3)->sign || !is_number(scan, i + 4, 1, 4))
        return false;
    const struct date_word *a = word_at(scan, i);
    const struct date_word *b = word_at(scan, i + 2);
    const struct date_word *c = word_at(scan, i + 4);

    if (a->digits == 4 && c->digits <= 2)
        date->civil = (struct civil){.year = a->number, .month = b->number, .day = c->number};
    else if (a->digits <= 2 && (c->digits == 4 || c->digits == 2))
        date->civil = (struct civil){.year = c->number, .month = b->number, .day = a->number};
    else
        return false;
    bool is_day_last = a->digits == 4;

    if (!is_day_last && c->digits == 2)
        date->civil.year += c->number < 70 ? 2000 : 1900;
    if (!is_day_last && (b->number > 12 || (scan->is_month_first && a->number <= 12))) {
        date->civil.month = a->number;
        date->civil.day = b->number;
    }
    date->first = i;
    date->last = i + 4;
    date->precision = TIME_DAY;
    date->has_year = true;
    return true;
}

/* The month's name, and the other name of the same month beside it: "آب/أغسطس", "مايو (أيار)". */
static size_t skip_month(const struct scan *scan, size_t i)
{
    size_t other = skip_signs(scan, i + 1, "/-(");

    if (is_month(scan, other) && word_at(scan, other)->name->month == word_at(scan, i)->name->month)
        return skip_signs(scan, other + 1, ")");
    return i + 1;
}

static void set_year(const struct scan *scan, size_t i, struct date_at *date)
{
    size_t year = skip_signs(scan, i, ",-/.");

    if (!is_year(scan, year))
        return;
    date->civil.year = word_at(scan, year)->number;
    date->has_year = true;
    date->last = year;
}

/* 13th, December 2024; 11-كانون الأول-2020; the 4th of December 2020; 31 يناير */
static bool match_day_month(const struct scan *scan, size_t i, struct date_at *date)
{
    if (!is_number(scan, i, 1, 2))
        return false;
    size_t month = skip_signs(scan, i + 1, ",-/.");

    if (word_at(scan, month)->kind == DATE_WORD_OTHER && word_at(scan, month)->letters <= 3)
        month++; /* "of" */
    if (!is_month(scan, month))
        return false;
    size_t after = skip_month(scan, month);

    date->civil.day = word_at(scan, i)->number;
    date->civil.month = word_at(scan, month)->name->month;
    date->calendar = word_at(scan, month)->name->calendar;
    date->precision = TIME_DAY;
    date->first = i;
    date->last = after - 1;
    set_year(scan, after, date);
    return true;
}

/* Sept 12, 2019; مارس 14, 2026; Oct 16; April 2019 */
static bool match_month_first(const struct scan *scan, size_t i, struct date_at *date)
{
    if (!is_month(scan, i))
        return false;
    size_t after = skip_month(scan, i);

    date->civil.month = word_at(scan, i)->name->month;
    date->calendar = word_at(scan, i)->name->calendar;
    date->first = i;
    date->last = after - 1;
    if (is_number(scan, after, 1, 2) && !is_sign(scan, after + 1, ":")) {
        date->civil.day = word_at(scan, after)->number;
        date->precision = TIME_DAY;
        date->last = after;
        set_year(scan, after + 1, date);
        return true;
    }
    date->civil.day = 1;
    date->precision = TIME_MONTH;
    set_year(scan, after, date);
    return date->has_year;
}

/* An era's mark behind the year: "1442هـ", "2024 م". */
static void read_era(const struct scan *scan, struct date_at *date)
{
    const struct date_word *word = word_at(scan, date->last + 1);

    if (word->kind != DATE_WORD_NAME || !word->name->is_era)
        return;
    date->calendar = word->name->calendar;
    date->last++;
}

static bool match_date(const struct scan *scan, size_t i, struct date_at *date)
{
    static bool (*const shapes[])(const struct scan *, size_t, struct date_at *) = {
        match_numbers, match_day_month, match_month_first};

    for (size_t shape = 0; shape < sizeof(shapes) / sizeof(shapes[0]); shape++) {
        *date = (struct date_at){0};
        if (!shapes[shape](scan, i, date))
            continue;
        if (date->has_year)
            read_era(scan, date);
        else
            date->civil.year = PLACEHOLDER_YEAR;
        if (!date->has_year && date->calendar != CALENDAR_GREGORIAN)
            continue;
        if (calendar_to_day(scan->dates->calendar, date->calendar, date->civil, &date->day))
            return true;
    }
    return false;
}

static size_t find_dates(const struct scan *scan, struct date_at dates[DATES_MAX])
{
    size_t count = 0;

    for (size_t i = 0; i < scan->count && count < DATES_MAX; i++)
        if (match_date(scan, i, &dates[count])) {
            i = dates[count].last;
            count++;
        }
    return count;
}

/* am and pm behind a clock; *last moves onto it. */
static bool read_half(const struct scan *scan, size_t *last, int *hour)
{
    const struct date_word *word = word_at(scan, *last + 1);

    if (word->kind != DATE_WORD_NAME || word->name->half == DATE_HALF_NONE)
        return false;
    if (*hour > 12)
        return true;
    if (word->name->half == DATE_HALF_PM && *hour < 12)
        *hour += 12;
    if (word->name->half == DATE_HALF_AM && *hour == 12)
        *hour = 0;
    ++*last;
    return true;
}

/* 14:59, 09:15:20, 19.30, 10 a.m. */
static bool match_clock(const struct scan *scan, size_t i, struct clock_at *clock)
{
    if (!is_number(scan, i, 1, 2))
        return false;
    int hour = word_at(scan, i)->number;
    int minute = 0;

    *clock = (struct clock_at){.first = i, .last = i, .precision = TIME_HOUR};
    if (is_sign(scan, i + 1, ":.") && is_number(scan, i + 2, 2, 2)) {
        minute = word_at(scan, i + 2)->number;
        clock->last = i + 2;
        clock->precision = TIME_MINUTE;
        if (is_sign(scan, i + 3, ":") && is_number(scan, i + 4, 2, 2))
            clock->last = i + 4;
    }
    bool has_half = read_half(scan, &clock->last, &hour);

    if (hour > 23 || minute > 59 || (clock->precision == TIME_HOUR && !has_half))
        return false;
    clock->second = hour * 3600 + minute * 60;
    return true;
}

static size_t find_clocks(const struct scan *scan, const struct date_at dates[], size_t date_count,
                          struct clock_at clocks[CLOCKS_MAX])
{
    size_t count = 0;
    size_t date = 0;

    for (size_t i = 0; i < scan->count && count < CLOCKS_MAX; i++) {
        while (date < date_count && dates[date].last < i)
            date++;
        if (date < date_count && i >= dates[date].first) {
            i = dates[date].last;
            continue;
        }
        if (match_clock(scan, i, &clocks[count])) {
            i = clocks[count].last;
            count++;
        }
    }
    return count;
}

/* "+0200", "+3", "-04:30" at i, as minutes. */
static bool read_offset(const struct scan *scan, size_t i, int32_t *minutes, size_t *last)
{
    if (!is_sign(scan, i, "+-") || !is_number(scan, i + 1, 1, 4) || word_at(scan, i + 1)->is_apart)
        return false;
    const struct date_word *word = word_at(scan, i + 1);
    int32_t value =
        word->digits <= 2 ? word->number * 60 : word->number / 100 * 60 + word->number % 100;

    *last = i + 1;
    if (word->digits <= 2 && is_sign(scan, i + 2, ":") && is_number(scan, i + 3, 2, 2)) {
        value += word_at(scan, i + 3)->number;
        *last = i + 3;
    }
    if (value > 14 * 60)
        return false;
    *minutes = word_at(scan, i)->sign == '-' ? -value : value;
    return true;
}

/* The zone that the line names, or the offset right behind the clock. Marks its words used. */
static void read_zone(const struct scan *scan, const struct clock_at *clock, bool used[],
                      struct timestamp *time)
{
    size_t last = 0;

    if (clock != NULL && read_offset(scan, clock->last + 1, &time->zone_minutes, &last)) {
        time->is_zone_known = true;
        for (size_t i = clock->last + 1; i <= last; i++)
            used[i] = true;
        return;
    }
    for (size_t i = 0; i < scan->count; i++) {
        const struct date_word *word = &scan->words[i];

        if (word->kind != DATE_WORD_NAME || word->name->zone.len == 0)
            continue;
        used[i] = true;
        if (!calendar_zone_minutes(scan->dates->calendar, word->name->zone, time->day, time->second,
                                   &time->zone_minutes))
            continue; /* "local time" */
        time->is_zone_known = true;
        if (time->zone_minutes == 0)
            read_offset(scan, i + 1, &time->zone_minutes, &last);
    }
}

/* The clock of a date: the nearest behind it and before the next date, else one before the first
 * date. */
static const struct clock_at *clock_of(const struct date_at dates[], size_t date_count, size_t date,
                                       const struct clock_at clocks[], size_t clock_count)
{
    for (size_t i = 0; i < clock_count; i++) {
        bool is_behind = clocks[i].first > dates[date].last;
        bool is_before_next = date + 1 == date_count || clocks[i].first < dates[date + 1].first;

        if (is_behind && is_before_next)
            return &clocks[i];
    }
    return clock_count > 0 && clocks[0].first < dates[0].first ? &clocks[0] : NULL;
}

static struct timestamp time_of(const struct date_at *date, const struct clock_at *clock)
{
    struct timestamp time = {.precision = date->precision, .day = date->day, .second = -1};

    if (clock != NULL && date->precision == TIME_DAY) {
        time.precision = clock->precision;
        time.second = clock->second;
    }
    return time;
}

static bool is_better(const struct date_at *date, const struct timestamp *time,
                      const struct date_at *best, const struct timestamp *best_time)
{
    if (date->has_year != best->has_year)
        return date->has_year;
    bool is_gregorian = date->calendar == CALENDAR_GREGORIAN;

    if (is_gregorian != (best->calendar == CALENDAR_GREGORIAN))
        return is_gregorian;
    if (date->precision != best->precision)
        return date->precision < best->precision;
    return time->day > best_time->day ||
           (time->day == best_time->day && time->second > best_time->second);
}

static void count_other_words(const struct scan *scan, const bool used[], size_t first,
                              struct date_found *found)
{
    found->other_words = 0;
    found->words_before = 0;
    for (size_t i = 0; i < scan->count; i++) {
        const struct date_word *word = &scan->words[i];
        bool is_other = word->kind == DATE_WORD_OTHER || word->kind == DATE_WORD_NUMBER;

        if (used[i] || !is_other)
            continue;
        found->other_words++;
        found->words_before += i < first;
    }
}

bool date_line_find(struct date_lines *dates, const struct line_text *line, bool is_month_first,
                    struct date_found *found)
{
    struct date_word words[DATE_WORDS_MAX];
    struct date_at at[DATES_MAX];
    struct clock_at clocks[CLOCKS_MAX];
    bool used[DATE_WORDS_MAX + 4] = {false};

    if (!line->has_digit)
        return false;
    struct scan scan = {.dates = dates,
                        .words = words,
                        .count = date_words_read(dates, line, words),
                        .is_month_first = is_month_first};
    size_t date_count = find_dates(&scan, at);

    if (date_count == 0)
        return false;
    size_t clock_count = find_clocks(&scan, at, date_count, clocks);
    const struct clock_at *best_clock = NULL;
    size_t best = 0;

    for (size_t i = 0; i < date_count; i++) {
        const struct clock_at *clock = clock_of(at, date_count, i, clocks, clock_count);
        struct timestamp time = time_of(&at[i], clock);

        for (size_t w = at[i].first; w <= at[i].last; w++)
            used[w] = true;
        if (i > 0 && !is_better(&at[i], &time, &at[best], &found->time))
            continue;
        best = i;
        best_clock = clock;
        found->time = time;
    }
    for (size_t i = 0; i < clock_count; i++)
        for (size_t w = clocks[i].first; w <= clocks[i].last; w++)
            used[w] = true;
    read_zone(&scan, best_clock, used, &found->time);
    found->has_year = at[best].has_year;
    found->end = words[at[best].last].end;
    count_other_words(&scan, used, at[0].first, found);
    return true;
}

/* The day of that month and day in a year; 29 February becomes the 28th where there is none. */
static int32_t day_in_year(struct civil civil, int year)
{
    civil.year = year;
    if (!civil_is_valid(civil))
        civil.day = civil_days_in_month(year, civil.month);
    return civil_to_day(civil);
}

void date_place_year(struct timestamp *time, int32_t anchor_day)
{
    int year = civil_from_day(anchor_day).year;
    struct civil civil = civil_from_day(time->day);

    time->day = day_in_year(civil, year);
    if (time->day > anchor_day + DAYS_AHEAD)
        time->day = day_in_year(civil, year - 1);
}
