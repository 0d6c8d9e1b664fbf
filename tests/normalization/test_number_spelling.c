/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as ICU spells them out (RBNF), read back: 0 to 1,000, and every 997th up to a million, in
 * its rule sets and in the spellings and cases that ICU does not write. Its Arabic is not always
 * good (ثلاثة مائة, ألفي alone); it is never another number. */
#include "normalization/normalize.h"

#include "support/support.h"
#include "support/text.h"

#include <stdio.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

enum {
    TEXT_BYTES = 512,
    ALL_UP_TO = 1000,
    STEP = 997,
    LAST = 1000000,
    WRONG_SHOWN = 20,
    SPELLINGS_MAX = 9
};

/* Another way to write what a rule set gives: every `from` becomes `to`. */
struct spelling {
    const char *from[SPELLINGS_MAX], *to[SPELLINGS_MAX];
};

struct rule_set {
    const char *locale;
    const char *name;
    int first, last;
    struct spelling spelling;
};

static const struct rule_set rule_sets[] = {
    {"ar", "%spellout-numbering", 0, LAST, {{0}, {0}}},
    {"ar", "%spellout-cardinal-feminine", 0, LAST, {{0}, {0}}},
    {"ar", "%spellout-cardinal-masculine", 0, LAST, {{0}, {0}}},
    /* as the press writes hundreds and eleven */
    {"ar",
     "%spellout-numbering",
     0,
     LAST,
     {{"ة مائة", "ثمانيمائة", "إحدى عشر", "مائة", "إ"},
      {"مائة", "ثمانمائة", "أحد عشر", "مئة", "ا"}}},
    /* after a preposition or as an object */
    {"ar",
     "%spellout-numbering",
     0,
     LAST,
     {{"ون", "ائتان", "ثنان", "ثنا "}, {"ين", "ائتين", "ثنين", "ثني "}}},
    /* counting feminine nouns */
    {"ar",
     "%spellout-numbering",
     0,
     99,
     {{"واحد ", "إثنان", "إثنا ", "عشرة", " عشر", "ثمانية", "ثلاثة", "أربعة", "ستة"},
      {"إحدى ", "اثنتان", "اثنتا ", "عشر", " عشرة", "ثماني", "ثلاث", "أربع", "ست"}}},
    {"ar", "%spellout-ordinal-masculine", 1, 99, {{0}, {0}}},
    {"ar", "%spellout-ordinal-feminine", 1, 99, {{0}, {0}}},
    {"en", "%spellout-cardinal", 0, LAST, {{0}, {0}}},
    /* Its comma after the thousands is a list's in the press. */
    {"en", "%spellout-cardinal-verbose", 0, LAST, {{","}, {""}}},
    {"en", "%spellout-cardinal", 0, LAST, {{"-"}, {" "}}},
    /* Left out: years (nineteen eighty-four), which the press writes in digits. */
    /* From fortieth on, tens alone are in no table: they are streets and anniversaries. */
    {"en", "%spellout-ordinal", 1, 39, {{0}, {0}}},
};

static void spell(UNumberFormat *format, int number, char *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar text[TEXT_BYTES];
    int32_t length = unum_format(format, number, text, TEXT_BYTES, NULL, &error);

    u_strToUTF8(out, TEXT_BYTES, NULL, text, length, &error);
    assert_true(U_SUCCESS(error));
}

static void replace(char *text, const char *from, const char *to)
{
    char out[TEXT_BYTES];
    struct strview in = strview_from(text);
    size_t len = 0;

    for (size_t at = 0; at <= in.len;) {
        size_t found = strview_find(in, strview_from(from), at);
        int added = snprintf(out + len, sizeof(out) - len, "%.*s%s", (int)(found - at), text + at,
                             found < in.len ? to : "");

        len += (size_t)added;
        at = found + strlen(from);
    }
    assert_true(len < sizeof(out));
    memcpy(text, out, len + 1);
}

static void respell(const struct spelling *spelling, char *text)
{
    for (size_t i = 0; i < SPELLINGS_MAX && spelling->from[i] != NULL; i++)
        replace(text, spelling->from[i], spelling->to[i]);
}

static bool is_read(struct text_fixture *fixture, const char *text, int number)
{
    const struct article *article = text_normalized(fixture, text, NULL);

    return article->number_count == 1 && article->numbers[0].min == number &&
           article->numbers[0].max == number &&
           article->numbers[0].token_count == article->token_count;
}

static unsigned count_wrong(struct text_fixture *fixture, const struct rule_set *set,
                            UNumberFormat *format, unsigned *rows)
{
    unsigned wrong = 0;

    for (int n = set->first; n <= set->last; n += n < ALL_UP_TO ? 1 : STEP) {
        char text[TEXT_BYTES];

        spell(format, n, text);
        respell(&set->spelling, text);
        ++*rows;
        if (!is_read(fixture, text, n) && wrong++ < WRONG_SHOWN)
            print_message("%s %s %d: %s\n", set->locale, set->name, n, text);
    }
    return wrong;
}

static void reads_what_icu_spells_out(void **state)
{
    unsigned wrong = 0;
    unsigned rows = 0;

    for (size_t i = 0; i < sizeof(rule_sets) / sizeof(rule_sets[0]); i++) {
        UErrorCode error = U_ZERO_ERROR;
        UChar name[64];
        UNumberFormat *format =
            unum_open(UNUM_SPELLOUT, NULL, 0, rule_sets[i].locale, NULL, &error);

        u_uastrcpy(name, rule_sets[i].name);
        unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, -1, &error);
        assert_true(U_SUCCESS(error));
        wrong += count_wrong(*state, &rule_sets[i], format, &rows);
        unum_close(format);
    }
    print_message("%u numbers spelled out, %u read wrong\n", rows, wrong);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_icu_spells_out),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
