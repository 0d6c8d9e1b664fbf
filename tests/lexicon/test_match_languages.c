/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/lookup.h"

#include "support/support.h"

/* Every word of three ASCII letters in each language: a match must come from that language's rows.
 */
static void matches_only_names_of_the_language(void **state)
{
    struct lexicon *lexicon = NULL;
    char error[256];
    struct lexicon_match matches[16];
    size_t found[LEXICON_LANGUAGE_COUNT] = {0};

    (void)state;
    assert_int_equal(lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)), 0);
    for (unsigned word = 0; word < 26 * 26 * 26; word++) {
        char text[3] = {(char)('a' + word / 676), (char)('a' + word / 26 % 26),
                        (char)('a' + word % 26)};
        struct strview form = {.ptr = text, .len = 3};
        struct lexicon_words words = {&form, &form, 1};

        for (int language = 0; language < LEXICON_LANGUAGE_COUNT; language++) {
            size_t count =
                lexicon_match(lexicon, (enum lexicon_language)language, &words, 0, matches, 16);

            found[language] += count;
            for (size_t i = 0; i < count; i++)
                if (matches[i].kind == ENTRY_WEAPON) /* asserts that the row is there */
                    (void)lexicon_weapon(lexicon, (enum lexicon_language)language, matches[i].row);
        }
    }
    assert_true(found[LEXICON_EN] > 100);
    assert_true(found[LEXICON_AR] < 20); /* no Arabic name is written in Latin letters, but a few */
    lexicon_close(lexicon);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(matches_only_names_of_the_language)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
