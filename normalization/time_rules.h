/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_TIME_RULES_H
#define NORMALIZATION_TIME_RULES_H

#include "normalization/calendar.h"
#include "normalization/phrases.h"

#include "lexicon/lexicon.h"

/* The tables <lang>/dates as a trie of phrases with slots, and their matching at a token. */

/* Word ids of slots. */
enum time_slot {
    SLOT_NONE,
    SLOT_NUMBER,
    SLOT_WEEKDAY,
    SLOT_MONTH,
    SLOT_YEAR,
    SLOT_CLOCK,
    SLOT_COUNT
};

enum time_kind {
    TIME_KIND_NONE,
    TIME_KIND_DATE, /* patterns, relatives, ago, since, until */
    TIME_KIND_MONTH,
    TIME_KIND_WEEKDAY,
    TIME_KIND_PART,      /* "at dawn" */
    TIME_KIND_PART_NOUN, /* "dawn": says something only beside a day */
    TIME_KIND_EDGE,
    TIME_KIND_DIRECTION, /* last, next */
    TIME_KIND_CLOCK,     /* half past */
    TIME_KIND_MARK,      /* era, zone, a.m. */
    TIME_KIND_HOLIDAY,
    TIME_KIND_VAGUE,
    TIME_KIND_DURATION,
    TIME_KIND_HABITUAL,
    TIME_KIND_FILLER,        /* may stand between the parts of one time */
    TIME_KIND_RANGE_FROM,    /* stands before a range: from */
    TIME_KIND_RANGE_BETWEEN, /* between: its ends are joined by "and" */
    TIME_KIND_RANGE_TO,      /* stands between its ends: to, until */
    TIME_KIND_RANGE_AND,
};

/* What is told, before it is resolved: one bit a field. */
enum time_field {
    HAS_WEEKDAY = 1 << 0,
    HAS_DAY = 1 << 1, /* of the month */
    HAS_MONTH = 1 << 2,
    HAS_YEAR = 1 << 3,
    HAS_RELATIVE_DAY = 1 << 4,
    HAS_RELATIVE_WEEK = 1 << 5,
    HAS_RELATIVE_MONTH = 1 << 6,
    HAS_RELATIVE_YEAR = 1 << 7,
    HAS_RELATIVE_HOUR = 1 << 8,
    HAS_HOUR = 1 << 9,
    HAS_PART = 1 << 10,
    HAS_EDGE = 1 << 11,
    HAS_PAST = 1 << 12,
    HAS_FUTURE = 1 << 13,
    HAS_SINCE = 1 << 14,
    HAS_UNTIL = 1 << 15,
    HAS_ANCHOR = 1 << 16, /* counts from another event */
    HAS_HABIT = 1 << 17,
    HAS_OFFSET = 1 << 18,
    HAS_AM = 1 << 19,
    HAS_PM = 1 << 20,
    HAS_AGO = 1 << 21, /* counted back: a week ago is a day, last week is a week */
    HAS_MINUTE = 1 << 22,
    HAS_VAGUE = 1 << 23,
    HAS_DURATION = 1 << 24,
    HAS_HOLIDAY = 1 << 25,
    HAS_CLOCK_PART = 1 << 26, /* the part is after noon: evening, afternoon, night */
    HAS_NIGHT = 1 << 27,      /* the part is the night */
};

struct bounds {
    int lo;
    int hi;
};

struct time_value {
    uint32_t has;
    enum calendar_kind calendar;
    struct bounds weekday, day, month, relative_day, relative_week, relative_month, relative_year;
    int year, relative_hour, minute_of_day, minute, offset;
};

struct time_rules;

/* The caller owns it. NULL without memory. */
struct time_rules *time_rules_new(const struct lexicon *lexicon);
void time_rules_free(struct time_rules *rules);
const struct phrases *time_rules_phrases(const struct time_rules *rules);

/* A sentence to match in. numbers[token - first] is 1 + the index of the number that begins there,
 * or 0. */
struct time_reader {
    const struct time_rules *rules;
    struct article *article;
    const struct token_word *words; /* of all tokens */
    const uint32_t *number_at;      /* by token */
    size_t first, end;              /* of the sentence, in tokens */
    const struct timestamp *published;
};

struct time_atom {
    enum time_kind kind;
    struct time_value value;
    size_t end;
    bool is_cue; /* counts only inside a larger phrase */
};

/* The longest phrase of the tables at a token; false when there is none. */
bool time_rules_match(const struct time_reader *reader, size_t at, struct time_atom *atom);
/* The kind of the one word at a token, TIME_KIND_NONE: in no table. */
enum time_kind time_rules_word_kind(const struct time_reader *reader, size_t at);
/* Four digits that a month may have behind it as its year; false when there are none. */
bool time_rules_year(const struct time_reader *reader, size_t at, int *year);

/* Resolves a value against the day of publication (has_published false: absolute dates only) into
 * phrase->range, future and flags. */
void time_resolve(struct calendar *calendar, const struct time_value *value,
                  const struct timestamp *published, struct time_phrase *phrase);

#endif
