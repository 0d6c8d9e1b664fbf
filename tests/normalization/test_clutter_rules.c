/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/clutter_rules.h"

#include "support/support.h"

#include <stdio.h>

static struct lexicon *lexicon;
static struct clutter_rules *rules;
static struct line_text line;

static int open_rules(void **state)
{
    char error[256] = "";

    (void)state;
    if (lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)) != STATUS_OK)
        return -1;
    rules = clutter_rules_new(lexicon, error, sizeof(error));
    if (rules == NULL)
        fprintf(stderr, "%s\n", error);
    return rules == NULL;
}

static int close_rules(void **state)
{
    (void)state;
    clutter_rules_free(rules);
    lexicon_close(lexicon);
    return 0;
}

static struct clutter_match match_of(struct strview text)
{
    line_text_set(&line, text);
    return clutter_rules_match(rules, &line, true);
}

/* A row's example is matched by a row that does the same or is stronger. */
static int check_examples(const char *name)
{
    struct table table = lexicon_table(lexicon, name);
    int action = table_column(table, "action");
    int example = table_column(table, "example");
    int wrong = 0;

    assert_true(table_row_count(table) > 200);
    for (size_t row = 0; row < table_row_count(table); row++) {
        struct strview text = table_cell(table, row, example);
        struct strview wanted = table_cell(table, row, action);
        struct clutter_match match = match_of(text);
        bool is_kept = strview_is(wanted, "keep");
        bool is_right = is_kept ? match.action == CLUTTER_KEEP
                                : match.action != CLUTTER_NONE && match.action != CLUTTER_KEEP;

        if (strview_is(wanted, "field:published"))
            is_right &= match.has_field[CLUTTER_PUBLISHED];
        if (strview_is(wanted, "field:source"))
            is_right &= match.has_field[CLUTTER_SOURCE] && match.values[CLUTTER_SOURCE].len > 0;
        if (strview_is(wanted, "field:author"))
            is_right &= match.has_field[CLUTTER_AUTHOR] && match.values[CLUTTER_AUTHOR].len > 0;
        if (is_right)
            continue;
        wrong++;
        fprintf(stderr, "%s:%u: action %d for \"%.*s\"\n", name, table_line(table, row),
                (int)match.action, STRVIEW_ARG(text));
    }
    return wrong;
}

static void every_arabic_row_matches_its_example(void **state)
{
    (void)state;
    assert_int_equal(check_examples("ar/clutter"), 0);
}

static void every_english_row_matches_its_example(void **state)
{
    (void)state;
    assert_int_equal(check_examples("en/clutter"), 0);
}

static void leaves_sentences_alone(void **state)
{
    static const char *const sentences[] = {
        "قُتل خمسة أشخاص في غارة على مدينة إدلب يوم الجمعة 13 ديسمبر 2024، بحسب المصدر نفسه.",
        "وقال المصدر: إن القوات انسحبت من المدينة بعد منتصف الليل.",
        "شارك آلاف المتظاهرين في مسيرة وسط العاصمة احتجاجا على القرار.",
        "تابع الوزير أن المفاوضات ستستأنف الأسبوع المقبل في الدوحة.",
        "Related protests were held in Tunis, where police fired tear gas at a crowd of hundreds.",
        "Source of the fire was a drone that crashed into the depot, the governor said on Monday.",
        "By Monday the army had taken back the town, and shops were open again.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
        assert_int_equal(match_of(strview_from(sentences[i])).action, CLUTTER_NONE);
}

static void cuts_only_the_tail_that_is_glued_to_a_sentence(void **state)
{
    struct strview text = STRVIEW("وعاد الهدوء إلى الحي. المصدر: وكالة الشرق");
    struct clutter_match match = match_of(text);

    (void)state;
    assert_int_equal(match.action, CLUTTER_FIELD);
    assert_true(match.is_part);
    assert_strview_equal(strview_slice(text, match.begin, match.end), "المصدر: وكالة الشرق");
    assert_strview_equal(match.values[CLUTTER_SOURCE], "وكالة الشرق");
}

static void sees_through_marks_tatweel_and_direction_controls(void **state)
{
    (void)state;
    assert_int_equal(match_of(STRVIEW("الـمـصـدر: وكالات")).action, CLUTTER_FIELD);
    assert_int_equal(match_of(STRVIEW("\xe2\x80\x8fنُشر في ٢٤ آذار ٢٠٢٣")).action, CLUTTER_FIELD);
    assert_int_equal(match_of(STRVIEW("إقرأ أيضاً:")).action, CLUTTER_NEW_SEGMENT);
}

/* Lines made to send a backtracking engine astray. */
static void answers_within_ten_milliseconds_on_hostile_lines(void **state)
{
    static const char *const pieces[] = {"ا ب ", "a|", "1 ", "- ", "كلمة ", "[", "\\W", "\t"};
    static char text[64 * 1024];

    (void)state;
    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
        for (size_t length = 100; length < sizeof(text); length *= 5) {
            size_t used = 0;

            while (used + strlen(pieces[i]) < length) {
                memcpy(text + used, pieces[i], strlen(pieces[i]));
                used += strlen(pieces[i]);
            }
            double begin = support_cpu_ms();

            match_of((struct strview){.ptr = text, .len = used});
            double ms = support_cpu_ms() - begin;

            if (ms > 10)
                fprintf(stderr, "%.3f ms for %zu bytes of \"%s\"\n", ms, used, pieces[i]);
#ifndef RASID_ASAN
            support_assert_ms(ms, 10);
#endif
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_arabic_row_matches_its_example),
        cmocka_unit_test(every_english_row_matches_its_example),
        cmocka_unit_test(leaves_sentences_alone),
        cmocka_unit_test(cuts_only_the_tail_that_is_glued_to_a_sentence),
        cmocka_unit_test(sees_through_marks_tatweel_and_direction_controls),
        cmocka_unit_test(answers_within_ten_milliseconds_on_hostile_lines),
    };

    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
