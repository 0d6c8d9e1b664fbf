/* SPDX-License-Identifier: Apache-2.0 */
#include "common/civil.h"

#include "support/support.h"

static void counts_days_from_1970(void **state)
{
    (void)state;
    assert_int_equal(civil_to_day((struct civil){1970, 1, 1}), 0);
    assert_int_equal(civil_to_day((struct civil){2000, 2, 29}), 11016);
    assert_int_equal(civil_to_day((struct civil){2024, 12, 13}), 20070);
    assert_int_equal(civil_to_day((struct civil){1969, 12, 31}), -1);
}

static void comes_back_to_the_same_date_over_six_centuries(void **state)
{
    int32_t first = civil_to_day((struct civil){1600, 1, 1});
    int32_t last = civil_to_day((struct civil){2200, 1, 1});

    (void)state;
    for (int32_t day = first; day < last; day++) {
        struct civil civil = civil_from_day(day);

        assert_true(civil_is_valid(civil));
        assert_int_equal(civil_to_day(civil), day);
    }
}

static void knows_the_weekday(void **state)
{
    (void)state;
    assert_int_equal(civil_weekday(civil_to_day((struct civil){2024, 12, 13})), 5);
    assert_int_equal(civil_weekday(civil_to_day((struct civil){2023, 1, 1})), 7);
    assert_int_equal(civil_weekday(civil_to_day((struct civil){1899, 12, 31})), 7);
}

static void refuses_dates_that_do_not_exist(void **state)
{
    (void)state;
    assert_false(civil_is_valid((struct civil){2023, 2, 29}));
    assert_true(civil_is_valid((struct civil){2024, 2, 29}));
    assert_false(civil_is_valid((struct civil){1900, 2, 29}));
    assert_false(civil_is_valid((struct civil){2024, 13, 1}));
    assert_false(civil_is_valid((struct civil){2024, 4, 31}));
    assert_false(civil_is_valid((struct civil){0, 1, 1}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_days_from_1970),
        cmocka_unit_test(comes_back_to_the_same_date_over_six_centuries),
        cmocka_unit_test(knows_the_weekday),
        cmocka_unit_test(refuses_dates_that_do_not_exist),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
