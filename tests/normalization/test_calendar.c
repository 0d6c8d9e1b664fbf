/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/calendar.h"

#include "support/support.h"

static int new_calendar(void **state)
{
    *state = calendar_new();
    return *state == NULL;
}

static int free_calendar(void **state)
{
    calendar_free(*state);
    return 0;
}

/* Pairs that newspapers of the Gulf printed side by side. */
static void counts_hijri_days_as_umm_al_qura(void **state)
{
    static const struct {
        struct civil hijri;
        struct civil gregorian;
    } pairs[] = {
        {{1444, 9, 9}, {2023, 3, 31}},   {{1439, 7, 28}, {2018, 4, 14}},
        {{1441, 10, 29}, {2020, 6, 21}}, {{1445, 10, 16}, {2024, 4, 25}},
        {{1442, 5, 21}, {2021, 1, 5}},
    };

    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        struct civil back;
        int32_t day = 0;

        assert_true(calendar_to_day(*state, CALENDAR_HIJRI, pairs[i].hijri, &day));
        assert_int_equal(day, civil_to_day(pairs[i].gregorian));
        assert_true(calendar_from_day(*state, CALENDAR_HIJRI, day, &back));
        assert_int_equal(back.year, pairs[i].hijri.year);
        assert_int_equal(back.month, pairs[i].hijri.month);
        assert_int_equal(back.day, pairs[i].hijri.day);
    }
}

static void refuses_a_hijri_day_that_the_month_lacks(void **state)
{
    int32_t day = 0;
    int found = 0;

    for (int month = 1; month <= 12; month++)
        found += calendar_to_day(*state, CALENDAR_HIJRI, (struct civil){1444, month, 30}, &day);
    assert_in_range(found, 5, 7); /* months of 29 and 30 days */
    assert_false(calendar_to_day(*state, CALENDAR_HIJRI, (struct civil){1444, 13, 1}, &day));
}

static void counts_solar_days(void **state)
{
    int32_t day = 0;

    assert_true(calendar_to_day(*state, CALENDAR_SOLAR, (struct civil){1403, 1, 1}, &day));
    assert_int_equal(day, civil_to_day((struct civil){2024, 3, 20}));
}

static void knows_zones_by_name_and_by_offset(void **state)
{
    static const struct {
        const char *zone;
        struct civil date;
        int minutes;
    } zones[] = {
        {"UTC", {2024, 1, 1}, 0},
        {"UTC+3", {2024, 1, 1}, 180},
        {"UTC+5:30", {2024, 1, 1}, 330},
        {"GMT-4", {2024, 1, 1}, -240},
        {"+03:00", {2024, 1, 1}, 180},
        {"Asia/Aden", {2024, 7, 1}, 180},
        {"America/New_York", {2024, 1, 29}, -300},
        {"America/New_York", {2024, 7, 29}, -240},
        {"Asia/Beirut", {2024, 7, 1}, 180},
        {"Asia/Beirut", {2024, 1, 1}, 120},
        /* Syria gave up winter time in October 2022. */
        {"Asia/Damascus", {2023, 1, 1}, 180},
    };

    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        int32_t minutes = -1;

        assert_true(calendar_zone_minutes(*state, strview_from(zones[i].zone),
                                          civil_to_day(zones[i].date), 43200, &minutes));
        assert_int_equal(minutes, zones[i].minutes);
    }
}

static void refuses_zones_that_do_not_exist(void **state)
{
    static const char *const names[] = {"Asia/Atlantis",     "local", "UTC+99", "UTC+3:99",
                                        "Europe/Berlin; rm", ""};
    int32_t minutes = 0;

    for (size_t i = 0; i + 1 < sizeof(names) / sizeof(names[0]); i++)
        assert_false(calendar_zone_minutes(*state, strview_from(names[i]), 20000, 0, &minutes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_hijri_days_as_umm_al_qura),
        cmocka_unit_test(refuses_a_hijri_day_that_the_month_lacks),
        cmocka_unit_test(counts_solar_days),
        cmocka_unit_test(knows_zones_by_name_and_by_offset),
        cmocka_unit_test(refuses_zones_that_do_not_exist),
    };

    return cmocka_run_group_tests(tests, new_calendar, free_calendar);
}
