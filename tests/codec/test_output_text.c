/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/output_text.h"

#include "support/support.h"

#include "common/clock.h"

#include <stdlib.h>

static void check(const char *in, const char *wanted)
{
    struct buffer out = {0};

    assert_true(output_text(&out, strview_from(in)));
    assert_strview_equal(buffer_view(&out), wanted);
    buffer_destroy(&out);
}

static void composes_and_keeps_what_is_composed(void **state)
{
    (void)state;
    check("", "");
    check("القوات الروسية في حمص، «قاعدة» 12", "القوات الروسية في حمص، «قاعدة» 12");
    check("cafe\xcc\x81", "café");
    check("ا\xd9\x94نباء", "أنباء");
    check("جندياً", "جندياً");
    /* shadda before fatha as typed: canonical order puts fatha first */
    check("م\xd9\x91\xd9\x8e", "م\xd9\x8e\xd9\x91");
}

static void drops_controls(void **state)
{
    (void)state;
    check("\xe2\x80\xaaRussia\xe2\x80\xac \xe2\x81\xa6x\xe2\x81\xa9\xef\xbb\xbf", "Russia x");
    check("a\x1b[31mb\x7f\xc2\x9b", "a[31mb");
    check("one\ntwo\tthree\xe2\x80\xa8", "one two three ");
    check("e\xe2\x80\x8b\xcc\x81", "é");
    check("می\xe2\x80\x8cخواهد", "می\xe2\x80\x8cخواهد");
}

static void a_flood_of_marks_costs_milliseconds(void **state)
{
    enum { MARKS = 160000 };
    struct buffer text = {0};
    struct buffer out = {0};

    (void)state;
    buffer_append_string(&text, "e");
    for (size_t i = 0; i < MARKS; i++)
        buffer_append_string(&text, i % 2 == 0 ? "\xcc\x81" : "\xcc\xa3");
    uint64_t begin = clock_monotonic_ns();

    assert_true(output_text(&out, buffer_view(&text)));
    assert_true(clock_monotonic_ns() - begin < 200 * 1000000ull);
    assert_true(out.len < 100);
    buffer_destroy(&text);
    buffer_destroy(&out);
}

static void fails_with_its_buffer(void **state)
{
    struct buffer out = {.limit = 4};

    (void)state;
    assert_false(output_text(&out, STRVIEW("longer than four")));
    buffer_destroy(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(composes_and_keeps_what_is_composed),
        cmocka_unit_test(drops_controls),
        cmocka_unit_test(a_flood_of_marks_costs_milliseconds),
        cmocka_unit_test(fails_with_its_buffer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
