/* SPDX-License-Identifier: Apache-2.0 */
/* From what a phrase says to days. A phrase that leaves the year or the direction open has two
 * readings, the latest up to the publication and the next after it: which one holds is known only
 * when the event is. Without a publication only what is told in full resolves. */
#include "normalization/time_rules.h"

enum { WEEK_DAYS = 7, EPOCH_WEEKDAY = 4 /* 1970-01-01 was a Thursday, ISO 4 */ };

struct resolution {
    struct calendar *calendar;
    const struct time_value *value;
    bool has_today;
    int32_t today;
    struct civil now;
    struct time_phrase *phrase;
};

static int weekday_of(int32_t day)
{
    int weekday = (int)((day + EPOCH_WEEKDAY - 1) % WEEK_DAYS);

    return (weekday < 0 ? weekday + WEEK_DAYS : weekday) + 1;
}

static struct time_range days(enum time_precision precision, int32_t start, int32_t end)
{
    return (struct time_range){.precision = precision,
                               .start_day = start,
                               .end_day = end,
                               .start_minute = MINUTE_UNKNOWN,
                               .end_minute = MINUTE_UNKNOWN};
}

static bool has(const struct resolution *r, uint32_t fields)
{
    return (r->value->has & fields) != 0;
}

static bool date_day(const struct resolution *r, int year, int month, int day, int32_t *out)
{
    return calendar_to_day(r->calendar, r->value->calendar, (struct civil){year, month, day}, out);
}

/* Days of a month in a year; false when there are none. */
static bool month_day_range(const struct resolution *r, int year, int month, struct time_range *out)
{
    int32_t start;
    int32_t end;

    if (!date_day(r, year, month, r->value->day.lo, &start) ||
        !date_day(r, year, month, r->value->day.hi, &end))
        return false;
    *out = days(TIME_DAY, start, end);
    return true;
}

/* Whole months; last is in the next year when it is before first. */
static bool month_range(const struct resolution *r, int year, int first, int last,
                        struct time_range *out)
{
    int32_t start;
    int32_t next;
    int last_year = last < first ? year + 1 : year;

    if (!date_day(r, year, first, 1, &start) ||
        !date_day(r, last == 12 ? last_year + 1 : last_year, last == 12 ? 1 : last + 1, 1, &next))
        return false;
    *out = days(TIME_MONTH, start, next - 1);
    return true;
}

/* The edge of a unit has no day, but what goes on since its start has one. */
static bool is_edge(const struct resolution *r)
{
    return has(r, HAS_EDGE) && !has(r, HAS_DAY) && !has(r, HAS_SINCE);
}

static bool month_reading(const struct resolution *r, int year, struct time_range *out)
{
    int month = r->value->month.lo;

    return has(r, HAS_DAY) ? month_day_range(r, year, month, out)
                           : month_range(r, year, month, r->value->month.hi, out);
}

/* A month without a year: this year's, or the nearest on the other side of the publication. */
static void resolve_open_month(struct resolution *r)
{
    struct civil now = r->now;
    struct time_range this_year = {0};
    struct time_range other = {0};

    if (!r->has_today || (r->value->calendar != CALENDAR_GREGORIAN &&
                          !calendar_from_day(r->calendar, r->value->calendar, r->today, &now)))
        return;
    if (!month_reading(r, now.year, &this_year))
        return;
    if (this_year.start_day <= r->today) {
        r->phrase->range = this_year;
        if (month_reading(r, now.year + 1, &other))
            r->phrase->future = this_year.end_day >= r->today ? this_year : other;
    } else {
        r->phrase->future = this_year;
        if (month_reading(r, now.year - 1, &other))
            r->phrase->range = other;
    }
}

static void resolve_month(struct resolution *r)
{
    struct time_range range = {0};

    if (is_edge(r))
        return; /* "early March" has no day */
    if (!has(r, HAS_YEAR)) {
        resolve_open_month(r);
    } else if (month_reading(r, r->value->year, &range)) {
        r->phrase->range = range;
        r->phrase->future = range;
    }
}

static void resolve_year(struct resolution *r, int year)
{
    int32_t start;
    int32_t next;

    if (date_day(r, year, 1, 1, &start) && date_day(r, year + 1, 1, 1, &next))
        r->phrase->range = r->phrase->future = days(TIME_YEAR, start, next - 1);
}

static void resolve_relative_month(struct resolution *r)
{
    int months = r->now.year * 12 + r->now.month - 1 + r->value->relative_month.lo;
    int month = months % 12 + 1;
    struct time_range range = {0};

    if (!r->has_today || is_edge(r))
        return;
    if (has(r, HAS_DAY) ? month_day_range(r, months / 12, month, &range)
                        : month_range(r, months / 12, month, month, &range))
        r->phrase->range = r->phrase->future = range;
}

static int32_t monday_of(const struct resolution *r, int weeks)
{
    return r->today - (weekday_of(r->today) - 1) + WEEK_DAYS * weeks;
}

static void resolve_weekday(struct resolution *r)
{
    int lo = r->value->weekday.lo;
    int span = (r->value->weekday.hi - lo + WEEK_DAYS) % WEEK_DAYS;
    int back = (weekday_of(r->today) - lo + WEEK_DAYS) % WEEK_DAYS;

    if (!r->has_today)
        return;
    if (has(r, HAS_RELATIVE_WEEK)) {
        int32_t day = monday_of(r, r->value->relative_week.lo) + lo - 1;

        r->phrase->range = r->phrase->future = days(TIME_DAY, day, day + span);
        return;
    }
    if (back == 0 && has(r, HAS_PAST))
        back = WEEK_DAYS;
    int32_t past = r->today - back;
    int32_t future = back == 0 || back == WEEK_DAYS
                         ? r->today + (has(r, HAS_FUTURE) ? WEEK_DAYS : 0)
                         : past + WEEK_DAYS;

    r->phrase->range = days(TIME_DAY, past, past + span);
    r->phrase->future = days(TIME_DAY, future, future + span);
    r->phrase->flags |= TIME_WEEKDAY_ONLY;
}

static void resolve_relative(struct resolution *r)
{
    const struct time_value *v = r->value;
    struct time_range range = {0};

    if (!r->has_today)
        return;
    if (has(r, HAS_RELATIVE_DAY)) {
        range = days(TIME_DAY, r->today + v->relative_day.lo, r->today + v->relative_day.hi);
    } else if (has(r, HAS_RELATIVE_WEEK)) {
        int32_t monday = monday_of(r, v->relative_week.lo);

        if (is_edge(r))
            return;
        range = has(r, HAS_AGO) ? days(TIME_DAY, r->today + WEEK_DAYS * v->relative_week.lo,
                                       r->today + WEEK_DAYS * v->relative_week.lo)
                                : days(TIME_WEEK, monday, monday + WEEK_DAYS - 1);
    } else if (has(r, HAS_RELATIVE_HOUR)) {
        range = days(TIME_DAY, r->today, r->today);
    } else {
        return;
    }
    if (range.start_day > range.end_day) {
        int32_t swapped = range.start_day;

        range.start_day = range.end_day;
        range.end_day = swapped;
    }
    r->phrase->range = r->phrase->future = range;
}

static void resolve_days(struct resolution *r)
{
    if (has(r, HAS_MONTH))
        resolve_month(r);
    else if (has(r, HAS_RELATIVE_MONTH))
        resolve_relative_month(r);
    else if (has(r, HAS_RELATIVE_DAY))
        resolve_relative(r);
    else if (has(r, HAS_WEEKDAY))
        resolve_weekday(r);
    else if (has(r, HAS_YEAR))
        resolve_year(r, r->value->year);
    else if (has(r, HAS_RELATIVE_YEAR) && r->has_today && !is_edge(r))
        resolve_year(r, r->now.year + r->value->relative_year.lo);
    else
        resolve_relative(r);
}

/* An hour told in figures sharpens a single day. */
static void add_hour(const struct time_value *v, struct time_range *range)
{
    int minute = v->minute_of_day + ((v->has & HAS_MINUTE) != 0 ? v->minute : 0) +
                 ((v->has & HAS_OFFSET) != 0 ? v->offset : 0);

    if (range->precision != TIME_DAY || range->start_day != range->end_day)
        return;
    if (((v->has & HAS_PM) != 0 || (v->has & HAS_CLOCK_PART) != 0) && minute < 12 * 60)
        minute += 12 * 60;
    if (minute < 0 || minute >= 24 * 60)
        return;
    range->precision = TIME_HOUR;
    range->start_minute = range->end_minute = minute;
}

/* "Earlier this month" ends with the publication, "later this month" begins with it. */
static void cut_at_today(const struct resolution *r, struct time_range *range)
{
    if (!r->has_today || range->precision == TIME_UNKNOWN || range->start_day > r->today ||
        range->end_day < r->today)
        return;
    if (has(r, HAS_PAST))
        range->end_day = r->today;
    if (has(r, HAS_FUTURE))
        range->start_day = r->today;
}

static void close_since(struct resolution *r)
{
    if (has(r, HAS_SINCE) && r->phrase->range.precision != TIME_UNKNOWN) {
        r->phrase->flags |= TIME_SINCE;
        if (r->has_today && r->phrase->range.start_day <= r->today)
            r->phrase->range.end_day = r->today;
        r->phrase->future = r->phrase->range;
    }
    if (has(r, HAS_UNTIL))
        r->phrase->flags |= TIME_UNTIL;
}

void time_resolve(struct calendar *calendar, const struct time_value *value,
                  const struct timestamp *published, struct time_phrase *phrase)
{
    static const struct {
        uint32_t has;
        enum time_flag flag;
    } flags[] = {
        {HAS_HABIT, TIME_HABITUAL},    {HAS_VAGUE, TIME_VAGUE},
        {HAS_DURATION, TIME_DURATION}, {HAS_ANCHOR, TIME_RELATIVE_TO_EVENT},
        {HAS_FUTURE, TIME_FUTURE},     {HAS_PAST, TIME_PAST},
        {HAS_HOLIDAY, TIME_HOLIDAY},   {HAS_PART, TIME_PART_OF_DAY},
        {HAS_NIGHT, TIME_NIGHT},
    };
    struct resolution r = {.calendar = calendar,
                           .value = value,
                           .has_today = published->precision != TIME_UNKNOWN,
                           .today = published->day,
                           .phrase = phrase};

    for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
        if ((value->has & flags[i].has) != 0)
            phrase->flags |= (uint16_t)flags[i].flag;
    if ((value->has & HAS_ANCHOR) != 0 && (value->has & HAS_RELATIVE_DAY) != 0)
        phrase->shift = value->relative_day.lo;
    if ((value->has & (HAS_HABIT | HAS_ANCHOR | HAS_DURATION)) != 0)
        return;
    if (r.has_today)
        r.now = civil_from_day(r.today);
    resolve_days(&r);
    if (r.has_today && phrase->range.precision != TIME_UNKNOWN &&
        phrase->range.start_day > r.today &&
        (value->has & (HAS_RELATIVE_DAY | HAS_RELATIVE_WEEK | HAS_RELATIVE_MONTH)) != 0)
        phrase->flags |= TIME_FUTURE;
    if ((value->has & HAS_FUTURE) != 0 && phrase->future.precision != TIME_UNKNOWN)
        phrase->range = phrase->future;
    if ((value->has & HAS_PAST) != 0 && phrase->range.precision != TIME_UNKNOWN)
        phrase->future = phrase->range;
    cut_at_today(&r, &phrase->range);
    cut_at_today(&r, &phrase->future);
    if ((value->has & HAS_HOUR) != 0) {
        add_hour(value, &phrase->range);
        add_hour(value, &phrase->future);
    }
    close_since(&r);
}
