/* SPDX-License-Identifier: Apache-2.0 */
#include "support/analysed.h"
#include "support/support.h"

/* Clauses of a sentence: verb (as written), subject, object; "-" for none. */
static const struct {
    const char *text;
    const char *verb, *subject, *object;
} cases[] = {
    {"طوّقت الشرطة الميدان.", "طوّقت", "الشرطة", "الميدان"},
    {"دهمت الشرطة المقر واعتقلت الحارس.", "واعتقلت", "الشرطة", "الحارس"},
};

static struct strview text_of(const struct analysis *a, uint32_t phrase)
{
    return phrase == INDEX_NONE ? STRVIEW("-") : phrase_text(a, phrase);
}

static void every_verb_finds_its_arguments(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct analysed analysed;
        bool found = false;

        analysed_init(&analysed, *state, cases[i].text, "2027-03-10");
        const struct analysis *a = &analysed.analysis;

        for (size_t k = 0; k < a->clause_count; k++) {
            const struct clause *c = &a->clauses[k];

            if (c->verb == INDEX_NONE ||
                !strview_is(article_token_text(a->article, c->verb), cases[i].verb))
                continue;
            found = true;
            print_message("%s\n", cases[i].text);
            assert_strview_equal(text_of(a, c->subject), cases[i].subject);
            assert_strview_equal(text_of(a, c->object), cases[i].object);
        }
        assert_true(found);
        analysed_free(&analysed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verb_finds_its_arguments),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
