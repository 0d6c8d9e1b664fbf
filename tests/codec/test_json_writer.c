/* SPDX-License-Identifier: Apache-2.0 */
/* What is written is what jansson writes of the same values. */
#include "codec/json_writer.h"

#include "support/support.h"

#include <jansson.h>
#include <math.h>

static struct buffer out;

/* One value in an array, as the writer writes it. */
static const char *number(double value)
{
    struct json_writer writer;

    buffer_clear(&out);
    json_writer_init(&writer, &out);
    json_write_begin(&writer, NULL, '[');
    json_write_number(&writer, NULL, value);
    json_write_end(&writer, ']');
    json_writer_destroy(&writer);
    return writer.has_failed ? NULL : out.data;
}

static void numbers_are_written_as_jansson_does(void **state)
{
    static const double values[] = {0.5,    0.981422067, 33.5138072999, -36.25,        1e-5,
                                    1.5e-7, 1e-12,       1e15,          1e20,          2.5e300,
                                    1e-300, 123456789.4, -0.0001,       99999999.99999};

    (void)state;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        json_t *array = json_pack("[f]", values[i]);
        char *wanted = json_dumps(array, JSON_COMPACT | JSON_REAL_PRECISION(9));

        assert_string_equal(number(values[i]), wanted);
        free(wanted);
        json_decref(array);
    }
}

static void whole_numbers_have_no_fraction(void **state)
{
    (void)state;
    assert_string_equal(number(12), "[12]");
    assert_string_equal(number(-3), "[-3]");
    assert_string_equal(number(0), "[0]");
    assert_string_equal(number(-0.0), "[0]");
    assert_string_equal(number(999999999999999), "[999999999999999]");
}

static void what_is_no_number_fails(void **state)
{
    (void)state;
    assert_null(number((double)NAN));
    assert_null(number((double)INFINITY));
}

static void texts_are_escaped_as_jansson_does(void **state)
{
    static const char text[] = "say \"no\" \\ to\n\t\r\b\f\x01\x1f / \x7f عربي \xf0\x9f\x98\x80";
    json_t *array = json_pack("[s]", text);
    char *wanted = json_dumps(array, JSON_COMPACT);
    struct json_writer writer;

    (void)state;
    buffer_clear(&out);
    json_writer_init(&writer, &out);
    json_write_begin(&writer, NULL, '[');
    json_write_plain(&writer, NULL, strview_from(text));
    json_write_end(&writer, ']');
    assert_string_equal(out.data, wanted);
    json_writer_destroy(&writer);
    free(wanted);
    json_decref(array);
}

static void commas_stand_between(void **state)
{
    struct json_writer writer;

    (void)state;
    buffer_clear(&out);
    json_writer_init(&writer, &out);
    json_write_begin(&writer, NULL, '{');
    json_write_begin(&writer, "none", '[');
    json_write_end(&writer, ']');
    json_write_text(&writer, "left out", STRVIEW("\x01\x02"));
    json_write_text(&writer, "left out", STRVIEW(""));
    json_write_begin(&writer, "some", '[');
    json_write_integer(&writer, NULL, INT64_MIN);
    json_write_begin(&writer, NULL, '{');
    json_write_string(&writer, "a", "b\xe2\x80\x8f");
    json_write_integer(&writer, "c", 10);
    json_write_end(&writer, '}');
    json_write_end(&writer, ']');
    json_write_string(&writer, "last", "x");
    json_write_end(&writer, '}');
    assert_false(writer.has_failed);
    assert_string_equal(out.data,
                        "{\"none\":[],\"some\":[-9223372036854775808,{\"a\":\"b\",\"c\":10}],"
                        "\"last\":\"x\"}");
    json_writer_destroy(&writer);
}

static void a_full_buffer_fails(void **state)
{
    struct buffer small = {.limit = 8};
    struct json_writer writer;

    (void)state;
    json_writer_init(&writer, &small);
    json_write_begin(&writer, NULL, '{');
    json_write_string(&writer, "key", "longer than eight");
    assert_true(writer.has_failed);
    json_writer_destroy(&writer);
    buffer_destroy(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_jansson_does),
        cmocka_unit_test(whole_numbers_have_no_fraction),
        cmocka_unit_test(what_is_no_number_fails),
        cmocka_unit_test(texts_are_escaped_as_jansson_does),
        cmocka_unit_test(commas_stand_between),
        cmocka_unit_test(a_full_buffer_fails),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    buffer_destroy(&out);
    return failed;
}
