/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

static void equal_in_every_byte(void **state)
{
    (void)state;
    assert_true(strview_equal(STRVIEW("حمص"), STRVIEW("حمص")));
    assert_true(strview_equal((struct strview){0}, STRVIEW("")));
    assert_true(strview_equal(STRVIEW("a"), STRVIEW("a")));
    assert_false(strview_equal(STRVIEW("a"), STRVIEW("b")));
    assert_false(strview_equal(STRVIEW("axc"), STRVIEW("ayc")));
    assert_false(strview_equal(STRVIEW("xbc"), STRVIEW("ybc")));
    assert_false(strview_equal(STRVIEW("abx"), STRVIEW("aby")));
    assert_false(strview_equal(STRVIEW("ab"), STRVIEW("abc")));
}

static void starts_and_ends(void **state)
{
    (void)state;
    assert_true(strview_starts_with(STRVIEW("abc"), STRVIEW("ab")));
    assert_true(strview_starts_with(STRVIEW("abc"), (struct strview){0}));
    assert_false(strview_starts_with(STRVIEW("xbc"), STRVIEW("ab")));
    assert_false(strview_starts_with(STRVIEW("abc"), STRVIEW("ax")));
    assert_false(strview_starts_with(STRVIEW("a"), STRVIEW("ab")));
    assert_true(strview_ends_with(STRVIEW("abc"), STRVIEW("bc")));
    assert_true(strview_ends_with(STRVIEW("abc"), (struct strview){0}));
    assert_false(strview_ends_with(STRVIEW("abc"), STRVIEW("xc")));
    assert_false(strview_ends_with(STRVIEW("abc"), STRVIEW("bx")));
    assert_false(strview_ends_with(STRVIEW("c"), STRVIEW("bc")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_in_every_byte),
        cmocka_unit_test(starts_and_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
