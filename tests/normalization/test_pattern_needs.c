/* SPDX-License-Identifier: Apache-2.0 */
/* An expression that could match must never be passed over; one that cannot should be. */
#include "normalization/pattern_needs.h"

#include "lexicon/lexicon.h"
#include "normalization/line_text.h"
#include "support/support.h"

#include <unicode/uregex.h>
#include <unicode/ustring.h>

enum { UNITS_MAX = 2048 };

static int32_t to_units(const char *text, uint16_t units[UNITS_MAX])
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = 0;

    u_strFromUTF8(units, UNITS_MAX, &count, text, -1, &error);
    assert_true(U_SUCCESS(error));
    return count;
}

static bool may_match(const char *pattern, const char *text)
{
    uint16_t units[UNITS_MAX];
    struct pattern_needs needs;
    struct unit_pairs pairs;

    pattern_needs_read(units, to_units(pattern, units), &needs);
    unit_pairs_read(units, to_units(text, units), &pairs);
    return pattern_needs_are_met(&needs, &pairs);
}

static void literal_text_is_needed(void **state)
{
    (void)state;
    assert_true(may_match("^Read more.*$", "Read more"));
    assert_false(may_match("^Read more.*$", "The port reopened."));
    assert_true(may_match("مواضيع متعلقة", "مواضيع متعلقة:"));
    assert_false(may_match("مواضيع متعلقة", "أعلن الجيش"));
}

static void one_branch_is_enough(void **state)
{
    (void)state;
    assert_true(may_match("^(Share|Print|Email)$", "Print"));
    assert_false(may_match("^(Share|Print|Email)$", "Paint"));
    assert_true(may_match("One|Two", "Two"));
    /* a branch of which nothing is known */
    assert_true(may_match("^(Share|\\d+)$", "12"));
    assert_true(may_match("^(Share|)$", ""));
}

static void what_may_be_left_out_is_not_needed(void **state)
{
    (void)state;
    assert_true(may_match("colou?r", "color"));
    assert_true(may_match("colou?r", "colour"));
    assert_true(may_match("^(Photo )?gallery$", "gallery"));
    assert_true(may_match("^(no|yes)*ab$", "ab"));
    assert_true(may_match("xy{0,2}ab", "xab"));
    assert_true(may_match("^ab+?c$", "abbc"));
    assert_true(may_match("ab{2}c", "abbc"));
    assert_true(may_match("(ab)+", "ab"));
    assert_false(may_match("(ab){1,3}", "ba"));
}

static void looking_around_needs_nothing(void **state)
{
    (void)state;
    assert_true(may_match("^(?!.*said)Mo$", "Mo"));
    assert_true(may_match("(?<!not )known", "known"));
    assert_true(may_match("(?<value>[A-Z]) desk", "A desk"));
    assert_false(may_match("(?<value>[A-Z]) desk", "A chair"));
    assert_true(may_match("(?:from|to) Rome", "to Rome"));
}

static void classes_are_no_text(void **state)
{
    (void)state;
    assert_true(may_match("[A-Z]x", "Qx"));
    assert_true(may_match("^[^.]+$", "abc"));
    assert_true(may_match("[\\d]", "7"));
    assert_true(may_match("^[|·]+$", "·"));
    assert_false(may_match("^\\w+ [|·] \\w+$", "one two"));
    assert_true(may_match("[\\]\\[]", "["));
}

static void escapes_are_read(void **state)
{
    (void)state;
    assert_true(may_match("\\(c\\)", "(c)"));
    assert_false(may_match("\\(c\\)", "c"));
    assert_true(may_match("a\\d", "a1"));
    assert_true(may_match("a\\bb*", "a"));
}

/* What it does not know is run. */
static void unknown_syntax_has_no_needs(void **state)
{
    (void)state;
    assert_true(may_match("(?i)read", "READ"));
    assert_true(may_match("\\p{L}abc", "zzz"));
    assert_true(may_match("\\x41bc", "Abc"));
    assert_true(may_match("[[a-z]&&[b]]zz", "bzz"));
    assert_true(may_match("(((((((((abc)))))))))", "zzz"));
    assert_true(may_match("abc)", "zzz"));
    assert_true(may_match("😀?", "zzz"));
}

/* Each row of the tables against each row's example, and pieces of it: what ICU finds is let
 * through. */
static void no_row_is_passed_over(const struct table rows, URegularExpression *regex,
                                  const struct pattern_needs *needs)
{
    int example = table_column(rows, "example");

    for (size_t row = 0; row < table_row_count(rows); row++) {
        struct strview text = table_cell(rows, row, example);

        for (size_t from = 0; from < text.len; from += 13) {
            UErrorCode error = U_ZERO_ERROR;
            static struct line_text line;
            struct unit_pairs pairs;

            line_text_set(&line, strview_slice(text, from, text.len));
            unit_pairs_read(line.units, line.unit_count, &pairs);
            uregex_setText(regex, line.units, line.unit_count, &error);
            if (uregex_find(regex, -1, &error))
                assert_true(pattern_needs_are_met(needs, &pairs));
        }
    }
}

static void what_matches_is_let_through(void **state)
{
    static const char *const names[] = {"ar/clutter", "en/clutter"};
    struct lexicon *lexicon;
    char error[256];
    size_t known = 0;
    size_t patterns = 0;

    (void)state;
    assert_int_equal(lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)),
                     STATUS_OK);
    for (size_t i = 0; i < 2; i++) {
        struct table rows = lexicon_table(lexicon, names[i]);

        for (size_t row = 0; row < table_row_count(rows); row++) {
            struct strview cell = table_cell(rows, row, table_column(rows, "pattern"));
            UErrorCode icu_error = U_ZERO_ERROR;
            uint16_t units[UNITS_MAX];
            int32_t count = 0;
            struct pattern_needs needs;

            if (cell.len < 3 || cell.ptr[0] != '/')
                continue;
            u_strFromUTF8(units, UNITS_MAX, &count, cell.ptr + 1, (int32_t)cell.len - 2,
                          &icu_error);
            URegularExpression *regex = uregex_open(units, count, 0, NULL, &icu_error);

            assert_true(U_SUCCESS(icu_error));
            pattern_needs_read(units, count, &needs);
            patterns++;
            known += needs.count > 0;
            no_row_is_passed_over(lexicon_table(lexicon, names[0]), regex, &needs);
            no_row_is_passed_over(lexicon_table(lexicon, names[1]), regex, &needs);
            uregex_close(regex);
        }
    }
    /* and most rows are known for what they need */
    assert_true(known * 10 >= patterns * 8);
    lexicon_close(lexicon);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(literal_text_is_needed),
        cmocka_unit_test(one_branch_is_enough),
        cmocka_unit_test(what_may_be_left_out_is_not_needed),
        cmocka_unit_test(looking_around_needs_nothing),
        cmocka_unit_test(classes_are_no_text),
        cmocka_unit_test(escapes_are_read),
        cmocka_unit_test(unknown_syntax_has_no_needs),
        cmocka_unit_test(what_matches_is_let_through),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
