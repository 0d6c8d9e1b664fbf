/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/counters.h"

#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

static struct counters *counters_make(void)
{
    struct counters *counters = calloc(1, sizeof(*counters));

    assert_non_null(counters);
    return counters;
}

static void assert_contains(const struct buffer *text, const char *line)
{
    if (strview_find(buffer_view(text), strview_from(line), 0) == text->len)
        fail_msg("no line \"%s\" in:\n%.*s", line, (int)text->len, text->data);
}

static void sums_workers_by_word_of_reason(void **state)
{
    struct counters *sum = counters_make(), *a = counters_make(), *b = counters_make();
    struct buffer text = {0};

    (void)state;
    counters_add_reason(a, STRVIEW("not_json: at 7"));
    counters_add_reason(b, STRVIEW("no_text: nothing"));
    counters_add_reason(b, STRVIEW("not_json: at 9"));
    counter_add(&a->received, 2);
    counter_add(&b->received, 3);
    counters_sum(sum, a);
    counters_sum(sum, b);
    assert_true(counters_render(sum, &text));
    assert_contains(&text, "rasid_dead_letters_total{reason=\"not_json\"} 2\n");
    assert_contains(&text, "rasid_dead_letters_total{reason=\"no_text\"} 1\n");
    assert_contains(&text, "rasid_articles_received_total 5\n");
    buffer_destroy(&text);
    free(sum);
    free(a);
    free(b);
}

static void reasons_without_end_become_other(void **state)
{
    struct counters *counters = counters_make();
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < 200; i++) {
        char reason[32];

        snprintf(reason, sizeof(reason), "word_%d: x", i);
        counters_add_reason(counters, strview_from(reason));
    }
    counters_add_reason(counters, STRVIEW("Bad Word\n"));
    assert_true(counters_render(counters, &text));
    assert_contains(&text, "rasid_dead_letters_total{reason=\"word_46\"} 1\n");
    assert_contains(&text, "rasid_dead_letters_total{reason=\"other\"} 154\n");
    buffer_destroy(&text);
    free(counters);
}

static void histogram_buckets_add_up(void **state)
{
    struct counters *counters = counters_make();
    struct buffer text = {0};

    (void)state;
    histogram_observe(&counters->end_to_end, 1000000);      /* 0.001 s, a bound: included */
    histogram_observe(&counters->end_to_end, 1000001);      /* just above */
    histogram_observe(&counters->end_to_end, 100000000000); /* 100 s */
    assert_true(counters_render(counters, &text));
    assert_contains(&text, "rasid_end_to_end_seconds_bucket{le=\"0.001\"} 1\n");
    assert_contains(&text, "rasid_end_to_end_seconds_bucket{le=\"0.0025\"} 2\n");
    assert_contains(&text, "rasid_end_to_end_seconds_bucket{le=\"60\"} 2\n");
    assert_contains(&text, "rasid_end_to_end_seconds_bucket{le=\"+Inf\"} 3\n");
    assert_contains(&text, "rasid_end_to_end_seconds_count 3\n");
    buffer_destroy(&text);
    free(counters);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_workers_by_word_of_reason),
        cmocka_unit_test(reasons_without_end_become_other),
        cmocka_unit_test(histogram_buckets_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
