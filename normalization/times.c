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

/* May the second be told of the same time as the first? */
static bool may_join(const struct time_value *a, const struct time_value *b)
{
    uint32_t told = a->has & DAY_FIELDS;
    uint32_t more = b->has & DAY_FIELDS;

    if (((a->has | b->has) & OTHER_FIELDS) != 0 || (told & more) != 0)
        return false;
    if (told == 0 || more == 0)
        return ((a->has | b->has) & DAY_FIELDS) != 0 || (a->has & b->has) == 0;
    /* A weekday with its date, a date with its year; two relative days are two times. */
    if (told == HAS_WEEKDAY || more == HAS_WEEKDAY)
        return true;
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

    return token->kind == TOKEN_PUNCTUATION &&
           (strview_is(token->form, ",") || strview_is(token->form, "،") ||
            strview_is(token->form, "(") || strview_is(token->form, ")"));
}

/* The whole time from an atom on; its end in atom->end. */
static void read_whole(const struct time_reader *reader, struct time_atom *atom)
{
    for (bool grew = true; grew;) {
        size_t at = atom->end;

        grew = false;
        for (size_t gap = 0; gap <= GAP_MAX && at < reader->end && !grew; gap++) {
            struct time_atom next;

            if (time_rules_match(reader, at, &next) && may_join(&atom->value, &next.value)) {
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

static enum status read_sentence(struct normalizer *normalizer, struct article *article,
                                 struct time_reader *reader, const struct sentence *sentence)
{
    const struct timestamp *published = &article->segments[sentence->segment].published;

    reader->end = sentence->first_token + sentence->token_count;
    for (size_t at = sentence->first_token; at < reader->end;) {
        struct time_atom atom;

        if (!time_rules_match(reader, at, &atom)) {
            at++;
            continue;
        }
        read_whole(reader, &atom);
        if (!says_something(&atom)) {
            at++;
            continue;
        }
        struct time_phrase *phrase = article_add_time(article);

        if (phrase == NULL)
            return STATUS_LIMIT;
        phrase->first_token = (uint32_t)at;
        phrase->token_count = (uint32_t)(atom.end - at);
        time_resolve(normalizer->calendar, &atom.value, published, phrase);
        at = atom.end;
    }
    return STATUS_OK;
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
