/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/normalize.h"

#include "common/civil.h"
#include "support/support.h"
#include "support/text.h"

#include <stdio.h>

/* Published Wednesday 10 March 2027. */
static const struct {
    const char *text;
    const char *start, *end; /* of the past reading; NULL: no range */
    const char *future;      /* start of the other reading; NULL: not asked */
} cases[] = {
    {"The raid came on Tuesday.", "2027-03-09", "2027-03-09", "2027-03-16"},
    {"The raid came yesterday.", "2027-03-09", "2027-03-09", NULL},
    {"It was signed on 2 March.", "2027-03-02", "2027-03-02", NULL},
    {"It was signed on March 2, 2026.", "2026-03-02", "2026-03-02", NULL},
    {"Talks open on Dec 3.", "2026-12-03", "2026-12-03", "2027-12-03"},
    {"Talks resumed last week.", "2027-03-01", "2027-03-07", NULL},
    {"Talks resume next week.", "2027-03-15", "2027-03-21", NULL},
    {"It fell last month.", "2027-02-01", "2027-02-28", NULL},
    {"It fell in January 2026.", "2026-01-01", "2026-01-31", NULL},
    {"It fell three days ago.", "2027-03-07", "2027-03-07", NULL},
    {"It has been shut since Sunday.", "2027-03-07", "2027-03-10", NULL},
    {"قصفت الطائرات البلدة أمس.", "2027-03-09", "2027-03-09", NULL},
    {"وصل الوفد مساء الاثنين.", "2027-03-08", "2027-03-08", NULL},
    {"وقع الاتفاق في 2 آذار 2026.", "2026-03-02", "2026-03-02", NULL},
    {"اجتمع الوفدان الأسبوع الماضي.", "2027-03-01", "2027-03-07", NULL},
};

static int32_t day_of(const char *date)
{
    struct civil civil;

    assert_int_equal(sscanf(date, "%d-%d-%d", &civil.year, &civil.month, &civil.day), 3);
    return civil_to_day(civil);
}

static void each_phrase_resolves_against_the_publication(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct article *article = text_normalized(*state, cases[i].text, "2027-03-10");

        print_message("%s\n", cases[i].text);
        assert_int_equal(article->time_count, 1);
        assert_int_equal(article->times[0].range.start_day, day_of(cases[i].start));
        assert_int_equal(article->times[0].range.end_day, day_of(cases[i].end));
        if (cases[i].future != NULL)
            assert_int_equal(article->times[0].future.start_day, day_of(cases[i].future));
    }
}

static void a_habit_has_no_day(void **state)
{
    struct article *article = text_normalized(*state, "They shell it daily.", "2027-03-10");

    if (article->time_count > 0)
        assert_int_equal(article->times[0].range.precision, TIME_UNKNOWN);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_phrase_resolves_against_the_publication),
        cmocka_unit_test(a_habit_has_no_day),
        cmocka_unit_test(without_a_publication_only_full_dates_resolve),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
