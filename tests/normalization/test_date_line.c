/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/date_line.h"

#include "support/support.h"

#include <stdio.h>

static struct lexicon *lexicon;
static struct calendar *calendar;
static struct date_lines *dates;
static struct line_text line;

static int open_dates(void **state)
{
    char error[256];

    (void)state;
    if (lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)) != STATUS_OK)
        return -1;
    calendar = calendar_new();
    dates = date_lines_new(lexicon, calendar);
    return dates == NULL;
}

static int close_dates(void **state)
{
    (void)state;
    date_lines_free(dates);
    calendar_free(calendar);
    lexicon_close(lexicon);
    return 0;
}

/* "2025-09-20T22:10", "2021-03", "--01-31" and "2015-11-09T10" as the tables of samples write. */
static void print_iso(const struct date_found *found, char out[32])
{
    struct civil civil = civil_from_day(found->time.day);
    int length = found->has_year ? snprintf(out, 32, "%04d-%02d", civil.year, civil.month)
                                 : snprintf(out, 32, "--%02d", civil.month);

    if (found->time.precision != TIME_MONTH)
        length += snprintf(out + length, 32 - (size_t)length, "-%02d", civil.day);
    if (found->time.second >= 0)
        length += snprintf(out + length, 32 - (size_t)length, "T%02d", found->time.second / 3600);
    if (found->time.precision == TIME_MINUTE)
        snprintf(out + length, 32 - (size_t)length, ":%02d", found->time.second / 60 % 60);
}

static int check_sample(struct strview text, struct strview iso, struct strview zone)
{
    struct date_found found = {0};
    char printed[32] = "none";
    int32_t minutes = 0;

    line_text_set(&line, text);
    if (date_line_find(dates, &line, false, &found))
        print_iso(&found, printed);
    bool has_zone = zone.len > 0 && calendar_zone_minutes(calendar, zone, found.time.day,
                                                          found.time.second, &minutes);
    bool is_zone_right =
        has_zone == found.time.is_zone_known && (!has_zone || minutes == found.time.zone_minutes);

    if (strview_is(iso, printed) && is_zone_right)
        return 0;
    fprintf(stderr, "\"%.*s\": %s zone %d (%d), wanted %.*s %.*s\n", STRVIEW_ARG(text), printed,
            found.time.is_zone_known, found.time.zone_minutes, STRVIEW_ARG(iso), STRVIEW_ARG(zone));
    return 1;
}

static void check_table(const char *path)
{
    char row[1024];
    FILE *file = fopen(path, "re");
    int count = 0;
    int wrong = 0;

    assert_non_null(file);
    while (fgets(row, sizeof(row), file) != NULL) {
        struct strview rest = strview_from(row);
        struct strview cells[4] = {{0}};

        rest.len -= rest.len > 0 && rest.ptr[rest.len - 1] == '\n';
        for (size_t i = 0; i < 4; i++)
            strview_next(&rest, '\t', &cells[i]);
        if (row[0] == '#' || strview_is(cells[0], "line"))
            continue;
        count++;
        wrong += check_sample(cells[0], cells[1], cells[3]);
    }
    fclose(file);
    assert_in_range(count, 50, 1000);
    assert_int_equal(wrong, 0);
}

static void reads_every_habit_of_the_arabic_press(void **state)
{
    (void)state;
    check_table("language/ar/dateline_samples.tsv");
}

static void reads_every_habit_of_the_english_press(void **state)
{
    (void)state;
    check_table("language/en/dateline_samples.tsv");
}

static void reads_two_more_habits(void **state)
{
    (void)state;
    assert_int_equal(check_sample(STRVIEW("تاريخ النشر: 13th, December 2024 GMT"),
                                  STRVIEW("2024-12-13"), STRVIEW("UTC")),
                     0);
    assert_int_equal(check_sample(STRVIEW("الأحد 6 أكتوبر 2025 | 14:59"),
                                  STRVIEW("2025-10-06T14:59"), STRVIEW("")),
                     0);
}

static void takes_the_month_first_where_the_source_does(void **state)
{
    struct date_found found;

    (void)state;
    line_text_set(&line, STRVIEW("11/07/2025"));
    assert_true(date_line_find(dates, &line, true, &found));
    assert_int_equal(found.time.day, civil_to_day((struct civil){2025, 11, 7}));
    assert_true(date_line_find(dates, &line, false, &found));
    assert_int_equal(found.time.day, civil_to_day((struct civil){2025, 7, 11}));
}

static void finds_no_date_in_text_without_one(void **state)
{
    static const char *const texts[] = {
        "قُتل 12 شخصا وجُرح 30 في غارة",
        "مباراة انتهت 2-1",
        "The deal is worth $1.5 million",
        "رقم الخبر: 1440219",
        "Chapter 7, verse 12.5",
        "32/13/2024",
        "السعر 45.30 ليرة",
        "",
    };
    struct date_found found;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        line_text_set(&line, strview_from(texts[i]));
        assert_false(date_line_find(dates, &line, false, &found));
    }
}

static void places_a_date_without_a_year_by_its_anchor(void **state)
{
    int32_t anchor = civil_to_day((struct civil){2025, 1, 5});
    struct timestamp time = {.day = civil_to_day((struct civil){2000, 12, 30})};

    (void)state;
    date_place_year(&time, anchor);
    assert_int_equal(time.day, civil_to_day((struct civil){2024, 12, 30}));
    time.day = civil_to_day((struct civil){2000, 1, 6});
    date_place_year(&time, anchor);
    assert_int_equal(time.day, civil_to_day((struct civil){2025, 1, 6}));
    time.day = civil_to_day((struct civil){2000, 2, 29});
    date_place_year(&time, anchor);
    assert_int_equal(time.day, civil_to_day((struct civil){2024, 2, 29}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_habit_of_the_arabic_press),
        cmocka_unit_test(reads_every_habit_of_the_english_press),
        cmocka_unit_test(reads_two_more_habits),
        cmocka_unit_test(takes_the_month_first_where_the_source_does),
        cmocka_unit_test(finds_no_date_in_text_without_one),
        cmocka_unit_test(places_a_date_without_a_year_by_its_anchor),
    };

    return cmocka_run_group_tests(tests, open_dates, close_dates);
}
