/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/suggest.h"

#include "support/support.h"

static const char *nearest(const char *wanted, const char *const *names)
{
    struct suggestion suggestion = {.wanted = wanted};

    for (; *names != NULL; names++)
        suggestion_offer(&suggestion, *names);
    return suggestion.nearest;
}

static const char *const names[] = {"brokers", "group", "librdkafka", "min_confidence", NULL};

static void edits_are_counted(void **state)
{
    (void)state;
    assert_int_equal(suggest_distance("abc", "abc"), 0);
    assert_int_equal(suggest_distance("abc", "acb"), 1); /* a swap is one */
    assert_int_equal(suggest_distance("abc", "ab"), 1);
    assert_int_equal(suggest_distance("kitten", "sitting"), 3);
    assert_int_equal(suggest_distance("Min-Confidence", "min_confidence"), 0);
}

static void the_nearest_name_is_kept(void **state)
{
    (void)state;
    assert_string_equal(nearest("broker", names), "brokers");
    assert_string_equal(nearest("gruop", names), "group");
    assert_string_equal(nearest("min-confidence", names), "min_confidence");
}

static void far_names_are_not_offered(void **state)
{
    (void)state;
    assert_null(nearest("xyzzy", names));
    assert_null(nearest("", names));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_are_counted),
        cmocka_unit_test(the_nearest_name_is_kept),
        cmocka_unit_test(far_names_are_not_offered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
