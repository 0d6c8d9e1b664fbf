/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/arabic_marks.h"
#include "support/analysed.h"
#include "support/support.h"

/* A word of a sentence and how its marks make it read. */
static const struct {
    const char *text, *word;
    uint32_t has, has_not; /* enum word_trait */
} cases[] = {
    {"قُتل جندي في البلدة.", "قُتل", WORD_VERB | WORD_PASSIVE, 0},
    {"قَتل الجندي رجلا.", "قَتل", WORD_VERB, WORD_PASSIVE},
    {"رفض الوزير وقفاً لإطلاق النار.", "وقفاً", WORD_NOUN, WORD_VERB},
    {"يُقتل المدنيون في البلدة.", "يُقتل", WORD_VERB | WORD_PASSIVE, 0},
    {"يَقتل الجنود المدنيين.", "يَقتل", WORD_VERB, WORD_PASSIVE},
};

static void marks_decide_the_reading(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct analysed analysed;
        bool is_found = false;

        analysed_init(&analysed, *state, cases[i].text, NULL);
        for (size_t k = 0; k < analysed.analysis.article->token_count; k++) {
            struct strview text = article_token_text(analysed.analysis.article, k);

            if (!strview_is(text, cases[i].word))
                continue;
            print_message("%s\n", cases[i].word);
            assert_int_equal(analysed.analysis.words[k].traits & cases[i].has, cases[i].has);
            assert_int_equal(analysed.analysis.words[k].traits & cases[i].has_not, 0);
            is_found = true;
        }
        assert_true(is_found);
        analysed_free(&analysed);
    }
}

static void marks_stand_on_their_letters(void **state)
{
    struct arabic_marks marks = arabic_marks_read(STRVIEW("فجَّر"), STRVIEW("فجر"));

    (void)state;
    assert_true(marks.has_any);
    assert_false(marks.has_tanwin);
    assert_int_equal(marks.on[0], 0);
    assert_int_equal(marks.on[1], MARK_FATHA | MARK_SHADDA);
    /* letters that the form has not: nothing can be counted off */
    assert_false(arabic_marks_read(STRVIEW("فجَّر"), STRVIEW("فجرا")).has_any);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_decide_the_reading),
        cmocka_unit_test(marks_stand_on_their_letters),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
