/* SPDX-License-Identifier: Apache-2.0 */
#include "support/analysed.h"
#include "support/support.h"

static const struct clause_case cases[] = {
    {"طوّقت الشرطة الميدان.", "طوّقت", "الشرطة", "الميدان", NULL},
    {"دهمت الشرطة المقر واعتقلت الحارس.", "واعتقلت", "الشرطة", "الحارس", NULL},
};

static void every_verb_finds_its_arguments(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_clause(*state, &cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verb_finds_its_arguments),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
