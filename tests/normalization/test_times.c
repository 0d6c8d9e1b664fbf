/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/normalize.h"

#include "common/civil.h"
#include "support/support.h"
#include "support/text.h"

#include <stdio.h>
#include <string.h>

enum { LINE_BYTES = 512 };

static int32_t day_of(const char *date)
{
    struct civil civil;

    assert_int_equal(sscanf(date, "%d-%d-%d", &civil.year, &civil.month, &civil.day), 3);
    return civil_to_day(civil);
}

/* The days of the only time in the article that has any, as "start..end", "-" without one. */
static void days_text(const struct article *article, bool is_other, char *out, size_t size)
{
    size_t used = 0;

    for (size_t i = 0; i < article->time_count; i++) {
        const struct time_phrase *t = &article->times[i];
        struct civil start = civil_from_day(is_other ? t->future.start_day : t->range.start_day);
        struct civil end = civil_from_day(t->range.end_day);

        if (t->range.precision == TIME_UNKNOWN || used >= size)
            continue;
        used += (size_t)snprintf(out + used, size - used, "%s%04d-%02d-%02d",
                                 used > 0 ? " and " : "", start.year, start.month, start.day);
        if (!is_other && used < size)
            used += (size_t)snprintf(out + used, size - used, "..%04d-%02d-%02d", end.year,
                                     end.month, end.day);
    }
    if (used == 0)
        snprintf(out, size, "-");
}

/* A row of the table: phrase, first and last day, first day of the other reading. */
static bool row_holds(struct text_fixture *fixture, const char *before, char *line)
{
    char text[LINE_BYTES * 2];
    char wanted[64];
    char found[128];
    char *cells[4] = {0};
    bool is_right;

    for (size_t i = 0; i < 4 && line != NULL; i++)
        cells[i] = strsep(&line, "\t");
    snprintf(text, sizeof(text), "%s %s.", before, cells[0]);
    struct article *article = text_normalized(fixture, text, "2027-03-10");

    days_text(article, false, found, sizeof(found));
    if (strcmp(cells[1], "-") == 0)
        snprintf(wanted, sizeof(wanted), "-");
    else
        snprintf(wanted, sizeof(wanted), "%s..%s", cells[1], cells[2]);
    is_right = strcmp(wanted, found) == 0;
    if (is_right && cells[3] != NULL) {
        days_text(article, true, found, sizeof(found));
        snprintf(wanted, sizeof(wanted), "%s", cells[3]);
        is_right = strcmp(wanted, found) == 0;
    }
    if (!is_right)
        print_message("%s: wanted %s, found %s\n", cells[0], wanted, found);
    return is_right;
}

static void table_holds(struct text_fixture *fixture, const char *path, const char *before)
{
    char line[LINE_BYTES];
    FILE *file = fopen(path, "r");
    unsigned rows = 0;
    unsigned wrong = 0;

    assert_non_null(file);
    while (fgets(line, sizeof(line), file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || strncmp(line, "phrase\t", 7) == 0)
            continue;
        rows++;
        wrong += !row_holds(fixture, before, line);
    }
    fclose(file);
    assert_true(rows > 80);
    assert_int_equal(wrong, 0);
}

static void english_phrases_resolve_against_the_publication(void **state)
{
    table_holds(*state, "tests/normalization/times-en.tsv", "The army shelled the town");
}

static void arabic_phrases_resolve_against_the_publication(void **state)
{
    table_holds(*state, "tests/normalization/times-ar.tsv", "قصف الجيش البلدة");
}

static void a_habit_has_no_day(void **state)
{
    struct article *article = text_normalized(*state, "They shell it daily.", "2027-03-10");

    if (article->time_count > 0)
        assert_int_equal(article->times[0].range.precision, TIME_UNKNOWN);
}

/* «باب المندب» is a strait, «بآب» is in August. */
static void a_door_is_no_month(void **state)
{
    struct article *strait = text_normalized(*state, "لم تسجل هجمات في باب المندب.", "2027-03-10");

    assert_int_equal(strait->time_count, 0);
    struct article *month = text_normalized(*state, "حدد الموعد بآب المقبل.", "2027-03-10");

    assert_int_equal(month->time_count, 1);
}

static void without_a_publication_only_full_dates_resolve(void **state)
{
    struct article *article =
        text_normalized(*state, "It fell on Tuesday. It rose on 2 March 2026.", NULL);

    for (size_t i = 0; i < article->time_count; i++)
        if (article->times[i].range.precision != TIME_UNKNOWN)
            assert_int_equal(article->times[i].range.start_day, day_of("2026-03-02"));
    assert_true(article->time_count >= 1);
}

/* The mark of a range may be the last word of a sentence: the next one's date is its own. */
static void a_range_ends_with_its_sentence(void **state)
{
    struct article *article = text_normalized(
        *state, "The port was closed for repairs from 12 March 2026 to\n14.3.2026 was dry.",
        "2026-03-20");

    assert_int_equal(article->time_count, 2);
    assert_int_equal(article->times[0].range.end_day, day_of("2026-03-12"));
    assert_int_equal(article->times[1].range.start_day, day_of("2026-03-14"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_phrases_resolve_against_the_publication),
        cmocka_unit_test(arabic_phrases_resolve_against_the_publication),
        cmocka_unit_test(a_habit_has_no_day),
        cmocka_unit_test(a_door_is_no_month),
        cmocka_unit_test(without_a_publication_only_full_dates_resolve),
        cmocka_unit_test(a_range_ends_with_its_sentence),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
