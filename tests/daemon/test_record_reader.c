/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/record_reader.h"

#include "support/support.h"

#include <stdlib.h>

struct expected {
    const char *value;
    size_t line;
    bool is_json;
};

static void assert_records(const char *text, size_t bytes_max, const struct expected *expected,
                           size_t count)
{
    FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "rb");
    struct record_reader *reader = record_reader_new(file, bytes_max, false);
    struct file_record record;

    assert_non_null(reader);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(record_reader_next(reader, &record), STATUS_OK);
        assert_non_null(record.value.ptr);
        assert_strview_equal(record.value, expected[i].value);
        assert_int_equal(record.line, expected[i].line);
        assert_int_equal(record.is_json, expected[i].is_json);
        assert_int_equal(record.number, i + 1);
    }
    assert_int_equal(record_reader_next(reader, &record), STATUS_OK);
    assert_null(record.value.ptr);
    record_reader_free(reader);
    fclose(file);
}
#define ASSERT_RECORDS(text, bytes_max, ...)                                                       \
    assert_records(text, bytes_max, (const struct expected[]){__VA_ARGS__},                        \
                   sizeof((const struct expected[]){__VA_ARGS__}) / sizeof(struct expected))

static void json_lines_are_records(void **state)
{
    (void)state;
    ASSERT_RECORDS("{\"a\":1}\n\n  {\"b\":\"}{\"}\r\n{\"c\":[{}]}", 1000, {"{\"a\":1}", 1, true},
                   {"{\"b\":\"}{\"}", 3, true}, {"{\"c\":[{}]}", 4, true});
}

static void objects_that_span_lines_are_joined(void **state)
{
    (void)state;
    ASSERT_RECORDS("{\n \"a\": \"x\\\"}\",\n\n \"b\": {}\n}\n{\n\"c\": 1}\n", 1000,
                   {"{\n \"a\": \"x\\\"}\",\n\n \"b\": {}\n}", 1, true}, {"{\n\"c\": 1}", 6, true});
}

static void a_truncated_line_does_not_swallow_the_next(void **state)
{
    (void)state;
    ASSERT_RECORDS("{\"a\":1}\n{\"b\":\"cut\n\n{\"c\":3}\nrubbish\n{\"d\":4}\n", 1000,
                   {"{\"a\":1}", 1, true}, {"{\"b\":\"cut", 2, true}, {"{\"c\":3}", 4, true},
                   {"rubbish", 5, true}, {"{\"d\":4}", 6, true});
    ASSERT_RECORDS("rubbish first\n{\"a\":1}\n", 1000, {"rubbish first", 1, true},
                   {"{\"a\":1}", 2, true});
}

static void a_page_is_one_record_with_every_byte(void **state)
{
    (void)state;
    ASSERT_RECORDS("Title\n\n\nBody {\nof text.\n", 1000,
                   {"Title\n\n\nBody {\nof text.\n", 1, false});
    ASSERT_RECORDS("<html>\n<body>", 1000, {"<html>\n<body>", 1, false});
}

static void byte_order_marks_are_dropped(void **state)
{
    (void)state;
    ASSERT_RECORDS("\xef\xbb\xbf{\"a\":1}\n", 1000, {"{\"a\":1}", 1, true});
}

static void a_long_record_is_cut_one_byte_past_the_limit(void **state)
{
    (void)state;
    ASSERT_RECORDS("{\"a\":\"0123456789\"}\n{\"b\":2}\n", 10, {"{\"a\":\"01234", 1, true},
                   {"{\"b\":2}", 2, true});
    ASSERT_RECORDS("{\n\"a\":\n\"0123456789\"\n}\n{\"b\":2}\n", 10, {"{\n\"a\":\n\"012", 1, true},
                   {"{\"b\":2}", 5, true});
}

static void an_empty_file_has_no_records(void **state)
{
    (void)state;
    assert_records(" \n\n", 10, NULL, 0);
}

static void names_tell_line_files(void **state)
{
    (void)state;
    assert_true(record_reader_name_is_lines("a/b.jsonl"));
    assert_true(record_reader_name_is_lines("b.ndjson"));
    assert_false(record_reader_name_is_lines("b.json"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_lines_are_records),
        cmocka_unit_test(objects_that_span_lines_are_joined),
        cmocka_unit_test(a_truncated_line_does_not_swallow_the_next),
        cmocka_unit_test(a_page_is_one_record_with_every_byte),
        cmocka_unit_test(byte_order_marks_are_dropped),
        cmocka_unit_test(a_long_record_is_cut_one_byte_past_the_limit),
        cmocka_unit_test(an_empty_file_has_no_records),
        cmocka_unit_test(names_tell_line_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
