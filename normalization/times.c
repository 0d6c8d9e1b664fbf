/* SPDX-License-Identifier: Apache-2.0 */
/* Times told in the text. What the tables match at a token is joined with what stands right beside
 * it as long as the two say different things ("on Tuesday, 3 March, at dawn"), and the whole is
 * resolved against the publication of its segment. */
#include "normalization/normalizer.h"
#include "normalization/time_rules.h"

enum { GAP_MAX = 2, DEADLINE_STEP = 512 };
enum {
    DAY_FIELDS = HAS_WEEKDAY | HAS_DAY | HAS_MONTH | HAS_YEAR | HAS_RELATIVE_DAY |
                 HAS_RELATIVE_WEEK | HAS_RELATIVE_MONTH | HAS_RELATIVE_YEAR,
    OTHER_FIELDS = HAS_HABIT | HAS_ANCHOR | HAS_DURATION | HAS_RELATIVE_HOUR,
};

/* A weekday and a day counted from the publication that are not the same day are two times. */
static bool weekday_agrees(const struct time_reader *reader, const struct time_value *a,
                           const struct time_value *b)
{
    const struct time_value *named = (a->has & HAS_WEEKDAY) != 0 ? a : b;
    const struct time_value *counted = named == a ? b : a;

    if ((named->has & HAS_WEEKDAY) == 0 || (counted->has & HAS_RELATIVE_DAY) == 0 ||
        reader->published->precision == TIME_UNKNOWN)
        return true;
    return civil_weekday(reader->published->day + counted->relative_day.lo) == named->weekday.lo;
}

/* May the second be told of the same time as the first? */
static bool may_join(const struct time_reader *reader, const struct time_value *a,
                     const struct time_value *b)
{
    uint32_t told = a->has & DAY_FIELDS;
    uint32_t more = b->has & DAY_FIELDS;

    if (((a->has | b->has) & OTHER_FIELDS) != 0 || (told & more) != 0)
        return false;
    if (told == 0 || more == 0)
        return ((a->has | b->has) & DAY_FIELDS) != 0 || (a->has & b->has) == 0;
    /* A weekday with its date, a date with its year; two relative days are two times. */
    if (told == HAS_WEEKDAY || more == HAS_WEEKDAY)
        return weekday_agrees(reader, a, b);
    return ((told | more) & HAS_YEAR) != 0 && ((told | more) & HAS_MONTH) != 0;
}

static void join(struct time_value *a, const struct time_value *b)
{
    uint32_t more = b->has & ~a->has;

    if ((more & HAS_WEEKDAY) != 0)
        a->weekday = b->weekday;
    if ((more & HAS_DAY) != 0)
        a->day = b->day;
    if ((more & HAS_MONTH) != 0) {
        a->month = b->month;
        a->calendar = b->calendar;
    }
    if ((more & HAS_YEAR) != 0)
        a->year = b->year;
    if ((more & HAS_RELATIVE_DAY) != 0)
        a->relative_day = b->relative_day;
    if ((more & HAS_RELATIVE_WEEK) != 0)
        a->relative_week = b->relative_week;
    if ((more & HAS_RELATIVE_MONTH) != 0)
        a->relative_month = b->relative_month;
    if ((more & HAS_RELATIVE_YEAR) != 0)
        a->relative_year = b->relative_year;
    if ((more & HAS_HOUR) != 0)
        a->minute_of_day = b->minute_of_day;
    if ((more & HAS_MINUTE) != 0)
        a->minute = b->minute;
    if ((more & HAS_OFFSET) != 0)
        a->offset = b->offset;
    a->has |= more;
}

/* A comma or a word of the tables that says nothing. */
static bool is_gap(const struct time_reader *reader, size_t at)
{
    const struct token *token = &reader->article->tokens[at];

    if (token->kind == TOKEN_PUNCTUATION)
        return strview_is(token->form, ",") || strview_is(token->form, "،") ||
               strview_is(token->form, "(") || strview_is(token->form, ")");
    return time_rules_word_kind(reader, at) == TIME_KIND_FILLER;
}

/* The year behind a month, after a comma or none. */
static bool read_year(const struct time_reader *reader, struct time_atom *atom)
{
    size_t at = atom->end;
    int year;

    if ((atom->value.has & HAS_MONTH) == 0 || (atom->value.has & HAS_YEAR) != 0)
        return false;
    at += at + 1 < reader->end && strview_is(reader->article->tokens[at].form, ",");
    if (at >= reader->end || !time_rules_year(reader, at, &year))
        return false;
    atom->value.has |= HAS_YEAR;
    atom->value.year = year;
    atom->end = at + 1;
    return true;
}

/* The whole time from an atom on; its end in atom->end. */
static void read_whole(const struct time_reader *reader, struct time_atom *atom)
{
    for (bool grew = true; grew;) {
        size_t at = atom->end;

        grew = read_year(reader, atom);
        for (size_t gap = 0; gap <= GAP_MAX && at < reader->end && !grew; gap++) {
            struct time_atom next;

            if (time_rules_match(reader, at, &next) &&
                may_join(reader, &atom->value, &next.value)) {
                join(&atom->value, &next.value);
                atom->end = next.end;
                atom->is_cue = false;
                grew = true;
            } else if (!is_gap(reader, at)) {
                break;
            }
            at++;
        }
    }
}

static bool says_something(const struct time_atom *atom)
{
    const struct time_value *v = &atom->value;

    if (atom->kind == TIME_KIND_MARK || atom->kind == TIME_KIND_DIRECTION ||
        atom->kind == TIME_KIND_FILLER)
        return false;
    if (atom->is_cue && (v->has & DAY_FIELDS & ~(uint32_t)(HAS_WEEKDAY | HAS_MONTH)) == 0 &&
        (v->has & (HAS_PART | HAS_PAST | HAS_FUTURE | HAS_SINCE | HAS_UNTIL | HAS_YEAR)) == 0)
        return false;
    return (v->has & (DAY_FIELDS | OTHER_FIELDS | HAS_VAGUE | HAS_HOLIDAY | HAS_PART | HAS_HOUR)) !=
           0;
}

/* The mark between the ends of a range that ends an atom; its token's end, 0: none. */
static size_t range_mark(const struct time_reader *reader, const struct time_atom *atom,
                         enum time_kind opener)
{
    size_t at = atom->end;

    if (at >= reader->end)
        return 0;
    enum time_kind kind = time_rules_word_kind(reader, at);

    if (opener == TIME_KIND_RANGE_BETWEEN) {
        if ((reader->words[at].clitics & CLITIC_AND) != 0)
            return at;
        return kind == TIME_KIND_RANGE_AND ? at + 1 : 0;
    }
    return kind == TIME_KIND_RANGE_TO ? at + 1 : 0;
}

/* The last end of a range that atom begins: "from 28 February to 3 March". Dates with a month need
 * no opener. */
static bool read_range_end(const struct time_reader *reader, size_t at, struct time_atom *atom,
                           struct time_atom *last)
{
    enum time_kind opener =
        at > reader->first ? time_rules_word_kind(reader, at - 1) : TIME_KIND_NONE;
    bool is_dated = (atom->value.has & HAS_DAY) != 0 && (atom->value.has & HAS_MONTH) != 0;
    size_t mark = range_mark(reader, atom, opener);

    if (mark == 0 || (atom->value.has & DAY_FIELDS) == 0 ||
        (!is_dated && opener != TIME_KIND_RANGE_FROM && opener != TIME_KIND_RANGE_BETWEEN &&
         (atom->value.has & HAS_SINCE) == 0) ||
        !time_rules_match(reader, mark, last))
        return false;
    read_whole(reader, last);
    uint32_t wanted = atom->value.has & (HAS_DAY | HAS_WEEKDAY | HAS_MONTH);

    if ((last->value.has & DAY_FIELDS) == 0 || (last->value.has & OTHER_FIELDS) != 0 ||
        (last->value.has & wanted) == 0)
        return false;
    if ((last->value.has & HAS_YEAR) != 0 &&
        (atom->value.has & (HAS_YEAR | HAS_MONTH)) == HAS_MONTH) {
        atom->value.has |= HAS_YEAR;
        atom->value.year = last->value.year - (atom->value.month.lo > last->value.month.lo);
    }
    atom->value.has &= ~(uint32_t)HAS_SINCE;
    return true;
}

static struct time_range span_of(const struct time_range *first, const struct time_range *last,
                                 const struct time_range *later)
{
    struct time_range range = *first;

    range.end_day = last->end_day >= first->start_day ? last->end_day : later->end_day;
    if (range.precision == TIME_UNKNOWN || last->precision == TIME_UNKNOWN ||
        range.end_day < range.start_day)
        range.precision = TIME_UNKNOWN;
    return range;
}

/* Numbers that a time of several words is told in count nothing; «اثنين» alone is two as well as
 * Monday. */
static void mark_numbers(const struct time_reader *reader, const struct time_phrase *phrase)
{
    for (uint32_t i = 0; i < phrase->token_count && phrase->token_count > 1; i++) {
        uint32_t number = reader->number_at[phrase->first_token + i];

        if (number != 0)
            reader->article->numbers[number - 1].flags |= NUMBER_NO_COUNT;
    }
}

/* The time that begins at *at, which moves behind it. */
static enum status read_time(struct normalizer *normalizer, const struct time_reader *reader,
                             size_t *at)
{
    struct time_phrase *phrase;
    struct time_atom atom;
    struct time_atom last;

    if (!time_rules_match(reader, *at, &atom)) {
        *at += 1;
        return STATUS_OK;
    }
    read_whole(reader, &atom);
    if (!says_something(&atom)) {
        *at += 1;
        return STATUS_OK;
    }
    phrase = article_add_time(reader->article);
    if (phrase == NULL)
        return STATUS_LIMIT;
    phrase->first_token = (uint32_t)*at;
    if (read_range_end(reader, *at, &atom, &last)) {
        struct time_phrase end = {.first_token = 0};

        time_resolve(normalizer->calendar, &atom.value, reader->published, phrase);
        time_resolve(normalizer->calendar, &last.value, reader->published, &end);
        phrase->range = span_of(&phrase->range, &end.range, &end.future);
        phrase->future = span_of(&phrase->future, &end.future, &end.future);
        atom.end = last.end;
    } else {
        time_resolve(normalizer->calendar, &atom.value, reader->published, phrase);
    }
    phrase->token_count = (uint32_t)(atom.end - *at);
    mark_numbers(reader, phrase);
    *at = atom.end;
    return STATUS_OK;
}

static enum status read_sentence(struct normalizer *normalizer, struct article *article,
                                 struct time_reader *reader, const struct sentence *sentence)
{
    enum status status = STATUS_OK;

    reader->published = &article->segments[sentence->segment].published;
    reader->first = sentence->first_token;
    reader->end = sentence->first_token + sentence->token_count;
    for (size_t at = reader->first; at < reader->end && status == STATUS_OK;)
        status = read_time(normalizer, reader, &at);
    return status;
}

enum status normalize_times(struct normalizer *normalizer, struct article *article)
{
    struct time_reader reader = {.rules = normalizer->time_rules, .article = article};
    uint32_t *number_at = arena_array(article->arena, article->token_count + 1, sizeof(*number_at));

    reader.words = phrases_read(time_rules_phrases(normalizer->time_rules), article);
    reader.number_at = number_at;
    if (number_at == NULL || reader.words == NULL)
        return STATUS_LIMIT;
    for (size_t i = 0; i < article->number_count; i++)
        number_at[article->numbers[i].first_token] = (uint32_t)i + 1;
    for (size_t i = 0; i < article->sentence_count; i++) {
        enum status status = read_sentence(normalizer, article, &reader, &article->sentences[i]);

        if (status != STATUS_OK)
            return status;
        if (i % DEADLINE_STEP == DEADLINE_STEP - 1 && article_is_overdue(article))
            return STATUS_LIMIT;
    }
    return article_is_overdue(article) ? STATUS_LIMIT : STATUS_OK;
}
