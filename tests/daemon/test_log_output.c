/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/log_output.h"

#include "support/support.h"

#include <jansson.h>
#include <stdio.h>

static void a_line_is_a_sentence_and_pairs(void **state)
{
    struct log_parts parts;

    (void)state;
    log_parts_split("dead letter written topic=a.b partition=3 error=no such thing", &parts);
    assert_strview_equal(parts.sentence, "dead letter written");
    assert_int_equal(parts.pair_count, 3);
    assert_strview_equal(parts.pairs[0].key, "topic");
    assert_strview_equal(parts.pairs[0].value, "a.b");
    assert_strview_equal(parts.pairs[2].value, "no such thing");
    log_parts_split("A=b is no pair, 1=2 neither", &parts);
    assert_int_equal(parts.pair_count, 0);
    assert_strview_equal(parts.sentence, "A=b is no pair, 1=2 neither");
}

static void json_lines_are_json_whatever_they_hold(void **state)
{
    struct buffer text = {0};

    (void)state;
    log_line_as_json(LOG_LEVEL_WARNING, "worker", "say \"x\" \\ topic=a\"b level=forged topic=c",
                     1234567890123, &text);
    json_t *json = json_loadb(text.data, text.len, JSON_REJECT_DUPLICATES, NULL);

    assert_non_null(json);
    assert_string_equal(json_string_value(json_object_get(json, "time")),
                        "2009-02-13T23:31:30.123Z");
    assert_string_equal(json_string_value(json_object_get(json, "level")), "warning");
    assert_string_equal(json_string_value(json_object_get(json, "message")), "say \"x\" \\");
    assert_string_equal(json_string_value(json_object_get(json, "topic")), "a\"b");
    json_decref(json);
    buffer_destroy(&text);
}

static void a_message_that_repeats_is_held_back(void **state)
{
    const uint64_t second = 1000000000u;
    uint64_t now = 100 * second;
    unsigned suppressed = 0;
    unsigned passed = 0;

    (void)state;
    for (int i = 0; i < 50; i++) {
        char sentence[64];

        snprintf(sentence, sizeof(sentence), "broker %d is away", i);
        passed += log_rate_allows("test", strview_from(sentence), now, &suppressed) ? 1 : 0;
    }
    assert_int_equal(passed, 20);
    assert_true(log_rate_allows("test", STRVIEW("something else"), now, &suppressed));
    assert_true(
        log_rate_allows("test", STRVIEW("broker 7 is away"), now + 10 * second, &suppressed));
    assert_int_equal(suppressed, 30);
    assert_true(
        log_rate_allows("test", STRVIEW("broker 8 is away"), now + 11 * second, &suppressed));
    assert_int_equal(suppressed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_sentence_and_pairs),
        cmocka_unit_test(json_lines_are_json_whatever_they_hold),
        cmocka_unit_test(a_message_that_repeats_is_held_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
