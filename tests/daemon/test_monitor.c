/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/monitor.h"

#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

/* promtool (Debian: prometheus) is the judge of names, help and types; without it the test is
 * skipped. */
static void assert_promtool_accepts(struct strview metrics)
{
    if (system("command -v promtool >/dev/null 2>&1") != 0)
        skip();
    FILE *tool = popen("promtool check metrics", "w");

    assert_non_null(tool);
    assert_int_equal(fwrite(metrics.ptr, 1, metrics.len, tool), metrics.len);
    assert_int_equal(pclose(tool), 0);
}

static const struct monitor idle = {
    .lexicon_hash = "0123456789abcdef",
    .start_ms = 1700000000000,
    .is_last_reload_successful = true,
    .last_reload_ms = 1700000000000,
};

static void metrics_are_clean(void **state)
{
    struct buffer text = {0};
    struct counters *counters = calloc(1, sizeof(*counters));

    (void)state;
    assert_true(monitor_write_metrics(&idle, &text));
    assert_promtool_accepts(buffer_view(&text));
    assert_non_null(strstr(text.data, "\nrasid_reloads_total{result=\"failure\"} 0\n"));
    assert_non_null(strstr(text.data, "\nrasid_language_data_info{hash=\"0123456789abcdef\"} 1\n"));

    buffer_clear(&text);
    counters_add_reason(counters, STRVIEW("not_json: at byte 5"));
    counter_add(&counters->events[EVENT_STRIKE][LANGUAGE_AR][0], 3);
    histogram_observe(&counters->stages[0], 1000);
    assert_true(counters_render(counters, &text));
    assert_promtool_accepts(buffer_view(&text));
    free(counters);
    buffer_destroy(&text);
}

static void a_bad_metric_is_found_by_the_judge(void **state)
{
    (void)state;
    if (system("command -v promtool >/dev/null 2>&1") != 0)
        skip();
    FILE *tool = popen("promtool check metrics >/dev/null 2>&1", "w");

    fputs("# TYPE rasid_things counter\nrasid_things 1\n", tool);
    assert_int_not_equal(pclose(tool), 0);
}

static void a_stopping_daemon_is_not_ready(void **state)
{
    struct monitor monitor = idle;
    char reason[64];

    (void)state;
    assert_true(monitor_is_ready(&monitor, reason, sizeof(reason)));
    monitor.is_stopping = true;
    assert_false(monitor_is_ready(&monitor, reason, sizeof(reason)));
    assert_string_equal(reason, "stopping");
}

static void the_status_line_says_that_a_reload_failed(void **state)
{
    struct monitor monitor = idle;
    char status[256];

    (void)state;
    monitor_status(&monitor, status, sizeof(status));
    assert_null(strstr(status, "reload"));
    monitor.is_last_reload_successful = false;
    monitor_status(&monitor, status, sizeof(status));
    assert_non_null(strstr(status, "the last reload failed"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(metrics_are_clean),
        cmocka_unit_test(a_bad_metric_is_found_by_the_judge),
        cmocka_unit_test(a_stopping_daemon_is_not_ready),
        cmocka_unit_test(the_status_line_says_that_a_reload_failed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
