/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/date_argument.h"

#include "support/support.h"

static bool parse(const char *text, struct timestamp *out)
{
    return date_argument_parse(strview_from(text), out);
}

static void a_date_keeps_its_precision(void **state)
{
    struct timestamp time;

    (void)state;
    assert_true(parse("1970-01-01", &time));
    assert_int_equal(time.day, 0);
    assert_int_equal(time.precision, TIME_DAY);
    assert_true(parse("2024-02-29", &time));
    assert_int_equal(time.day, 19782);
}

static void a_clock_may_have_a_zone(void **state)
{
    struct timestamp time;

    (void)state;
    assert_true(parse("2025-07-11T14:05", &time));
    assert_int_equal(time.second, 14 * 3600 + 5 * 60);
    assert_false(time.is_zone_known);
    assert_true(parse("2025-07-11T14:05:09Z", &time));
    assert_true(time.is_zone_known);
    assert_int_equal(time.zone_minutes, 0);
    assert_true(parse("2025-07-11 14:05:09-03:30", &time));
    assert_int_equal(time.zone_minutes, -210);
}

static void anything_else_is_refused(void **state)
{
    static const char *const wrong[] = {"",
                                        "2025",
                                        "2025-7-11",
                                        "2025-02-29",
                                        "2025-13-01",
                                        "2025-07-11T25:00",
                                        "2025-07-11x",
                                        "11/07/2025",
                                        "2025-07-11T10:00+99:00"};
    struct timestamp time;

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_false(parse(wrong[i], &time));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_keeps_its_precision),
        cmocka_unit_test(a_clock_may_have_a_zone),
        cmocka_unit_test(anything_else_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
