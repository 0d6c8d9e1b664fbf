/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/normalize.h"

#include "support/support.h"
#include "support/text.h"

#define STORY                                                                                      \
    "Russian forces withdrew from the town on Tuesday after three weeks of fighting. "             \
    "The governor said that two civilians were killed by a drone near the railway station. "       \
    "Talks between the two governments will go on in Geneva next week, a spokesman announced. "    \
    "The observatory reported hundreds of vehicles on the road to the coast."

static uint64_t fingerprint(struct text_fixture *fixture, const char *text)
{
    struct article *article = text_normalized(fixture, text, NULL);

    assert_int_equal(normalize_fingerprint(fixture->normalizer, article), STATUS_OK);
    return article->segments[0].fingerprint;
}

static void copies_differ_in_few_bits(void **state)
{
    uint64_t story = fingerprint(*state, STORY);

    assert_true(story != 0);
    assert_true(fingerprint(*state, STORY) == story);
    /* Case, marks and spacing are no difference. */
    assert_true(fingerprint(*state, "قصفت الطائرات، فجراً، المدينة القديمة") ==
                fingerprint(*state, "قَصَفَتِ  الطائرات فجرا المدينه القديمة."));
    /* One sentence more. */
    assert_in_range(
        __builtin_popcountll(story ^ fingerprint(*state, STORY " The army gave no comment.")), 0,
        12);
}

static void other_articles_differ_in_many(void **state)
{
    uint64_t story = fingerprint(*state, STORY);

    assert_in_range(
        __builtin_popcountll(
            story ^ fingerprint(*state, "Workers of the port went on strike for higher wages. "
                                        "Their union demands that the ministry pay the arrears of "
                                        "the last four months before any negotiation begins.")),
        18, 46);
}

static void an_article_without_words_has_none(void **state)
{
    assert_true(fingerprint(*state, "") == 0);
    assert_true(fingerprint(*state, " ... ") == 0);
    assert_true(fingerprint(*state, "غارة") != 0); /* shorter than a shingle */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_differ_in_few_bits),
        cmocka_unit_test(other_articles_differ_in_many),
        cmocka_unit_test(an_article_without_words_has_none),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
