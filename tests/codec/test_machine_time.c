/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/machine_time.h"

#include "support/support.h"

#include "common/civil.h"

#include <stdio.h>

enum { NO_ZONE = -9999 };

static void reads_times_as_metadata_write_them(void **state)
{
    static const struct {
        const char *text;
        struct civil date;
        int second; /* -1: none */
        enum time_precision precision;
        int zone;
    } cases[] = {
        {"2026-11-20T14:35:00+03:00", {2026, 11, 20}, 52500, TIME_MINUTE, 180},
        {"2026-11-20T14:35:00.123Z", {2026, 11, 20}, 52500, TIME_MINUTE, 0},
        {"2026-11-20 14:35:00", {2026, 11, 20}, 52500, TIME_MINUTE, NO_ZONE},
        {"2026-11-20T14:35", {2026, 11, 20}, 52500, TIME_MINUTE, NO_ZONE},
        {"2026-11-20T14:35:00-0530", {2026, 11, 20}, 52500, TIME_MINUTE, -330},
        {"2026-11-20T14:35:00 UTC", {2026, 11, 20}, 52500, TIME_MINUTE, 0},
        {"20261120T143500Z", {2026, 11, 20}, 52500, TIME_MINUTE, 0},
        {"2026-11-20T24:00:00Z", {2026, 11, 21}, 0, TIME_MINUTE, 0},
        {"2026-11-20T00:00:00", {2026, 11, 20}, -1, TIME_DAY, NO_ZONE},
        {"2026-11-20T00:00:00Z", {2026, 11, 20}, 0, TIME_MINUTE, 0},
        {"2026-11-20", {2026, 11, 20}, -1, TIME_DAY, NO_ZONE},
        {"2026/11/20", {2026, 11, 20}, -1, TIME_DAY, NO_ZONE},
        {"2026-11", {2026, 11, 1}, -1, TIME_MONTH, NO_ZONE},
        {"20261120", {2026, 11, 20}, -1, TIME_DAY, NO_ZONE},
        {"Fri, 20 Nov 2026 14:35:00 +0300", {2026, 11, 20}, 52500, TIME_MINUTE, 180},
        {"Fri, 20 Nov 26 14:35 EST", {2026, 11, 20}, 52500, TIME_MINUTE, -300},
        {"20 November 2026 14:35:00 GMT", {2026, 11, 20}, 52500, TIME_MINUTE, 0},
        {"Fri Nov 20 14:35:00 2026", {2026, 11, 20}, 52500, TIME_MINUTE, NO_ZONE},
        {"1795185300", {2026, 11, 20}, 52500, TIME_MINUTE, 0},
        {"1795185300000", {2026, 11, 20}, 52500, TIME_MINUTE, 0},
    };
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct timestamp time = {0};
        bool is_read = machine_time_parse(strview_from(cases[i].text), &time);

        if (is_read && time.day == civil_to_day(cases[i].date) && time.second == cases[i].second &&
            time.precision == cases[i].precision &&
            time.is_zone_known == (cases[i].zone != NO_ZONE) &&
            (!time.is_zone_known || time.zone_minutes == cases[i].zone))
            continue;
        fprintf(stderr, "%s: read %d day %d second %d precision %d zone %d %d\n", cases[i].text,
                is_read, time.day, time.second, (int)time.precision, time.is_zone_known,
                time.zone_minutes);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void refuses_what_is_no_time_of_metadata(void **state)
{
    static const char *const texts[] = {
        "",
        "None",
        "18 ديسمبر 2024",
        "2026-13-01",
        "2026-02-30",
        "2026-11-20T25:00:00Z",
        "yesterday",
        "20/11/2026",
        "2026-11-20 and more",
        "12345",
        "2026-11-20T14:35:00+99:00",
    };
    struct timestamp time;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (machine_time_parse(strview_from(texts[i]), &time)) {
            fprintf(stderr, "\"%s\" was read\n", texts[i]);
            fail();
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_times_as_metadata_write_them),
        cmocka_unit_test(refuses_what_is_no_time_of_metadata),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
