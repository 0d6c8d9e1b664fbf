/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/form.h"

#include "support/support.h"

#include "common/clock.h"

#include <stdlib.h>

struct row {
    const char *word;
    const char *matching;
    const char *exact;
};

static struct strview fold(const char *word, enum form_kind kind, char *out, size_t capacity)
{
    size_t len = form_fold(strview_from(word), kind, out, capacity);

    assert_true(len <= capacity);
    return (struct strview){.ptr = out, .len = len};
}

static void folds_words_to_their_forms(void **state)
{
    static const struct row rows[] = {
        {"Moscow", "moscow", "moscow"},
        {"القوات", "القوات", "القوات"},
        {"أنباء", "انباء", "أنباء"},
        {"إدلب", "ادلب", "إدلب"},
        {"آذار", "اذار", "آذار"},
        {"ٱلله", "الله", "الله"},
        {"مستشفى", "مستشفي", "مستشفى"},
        {"اللاذقية", "اللاذقيه", "اللاذقية"},
        {"مسؤول", "مسوول", "مسؤول"},
        {"مسئول", "مسيول", "مسئول"},
        {"جندياً", "جنديا", "جنديا"},
        {"مُحَمَّد", "محمد", "محمد"},
        {"الـــعـــاجل", "العاجل", "العاجل"},
        {"می‌خواهد", "ميخواهد", "ميخواهد"},
        {"کردستان", "كردستان", "كردستان"},
        {"١٢٣٫٥", "123.5", "123.5"},
        {"۱۲۳", "123", "123"},
        {"\xe2\x80\x8fسوريا\xe2\x80\xac", "سوريا", "سوريا"},
        {"ﻻ", "لا", "لا"},
        {"أ", "ا", "أ"},
        {"Erdoğan", "erdogan", "erdogan"},
        {"STRAẞE", "strasse", "strasse"},
        {"Qur’an", "qur'an", "qur'an"},
        {"ﬁre", "fire", "fire"},
        {"Ｔ７２", "t72", "t72"},
        {"İzmir", "izmir", "izmir"},
        {"co\xc2\xadoperate", "cooperate", "cooperate"},
        {"한국", "한국", "한국"},
        {"«نبأ»", "«نبا»", "«نبأ»"},
        {"", "", ""},
    };
    char out[256];

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_strview_equal(fold(rows[i].word, FORM_MATCHING, out, sizeof(out)), rows[i].matching);
        assert_strview_equal(fold(rows[i].word, FORM_EXACT, out, sizeof(out)), rows[i].exact);
        struct strview matching = strview_from(rows[i].matching);

        assert_int_equal(form_fold(matching, FORM_MATCHING, out, sizeof(out)), matching.len);
        if (form_is_folded(strview_from(rows[i].word), FORM_MATCHING))
            assert_string_equal(rows[i].word, rows[i].matching);
        form_plain(strview_from(rows[i].exact), out);
        assert_memory_equal(out, rows[i].matching, matching.len);
        if (form_is_folded(strview_from(rows[i].exact), FORM_MATCHING))
            assert_string_equal(rows[i].exact, rows[i].matching);
    }
}

static void joins_a_combining_hamza_to_its_letter(void **state)
{
    char out[64];

    (void)state;
    assert_strview_equal(fold("ا\xd9\x94نباء", FORM_EXACT, out, sizeof(out)), "أنباء");
    assert_strview_equal(fold("ا\xd9\x94نباء", FORM_MATCHING, out, sizeof(out)), "انباء");
}

static void tells_the_length_that_did_not_fit(void **state)
{
    char out[8];

    (void)state;
    memset(out, '#', sizeof(out));
    assert_int_equal(form_fold(STRVIEW("القوات"), FORM_MATCHING, out, 5), 12);
    assert_memory_equal(out, "ال#", 5);
    assert_int_equal(form_fold(STRVIEW("القوات"), FORM_MATCHING, NULL, 0), 12);
}

static void leads_every_letter_of_a_form_back_to_the_word(void **state)
{
    static const struct {
        const char *word;
        enum form_kind kind;
        size_t form_byte;
        const char *rest; /* of the word from the origin on */
    } rows[] = {
        {"Moscow", FORM_MATCHING, 0, "Moscow"},
        {"Moscow", FORM_MATCHING, 3, "cow"},
        {"Moscow", FORM_MATCHING, 6, ""},
        {"وَحِمص", FORM_MATCHING, 2, "حِمص"}, /* a mark goes with its letter */
        {"وَحِمص", FORM_MATCHING, 4, "مص"},
        {"بـــالقاهرة", FORM_MATCHING, 2, "القاهرة"},
        {"\xe2\x80\x8fسوريا", FORM_MATCHING, 0, "سوريا"}, /* nothing before it bears the mark */
        {"وا\xd9\x94نباء", FORM_EXACT, 2, "ا\xd9\x94نباء"},
        {"وا\xd9\x94نباء", FORM_EXACT, 4, "نباء"},
        {"ﻻجئ", FORM_MATCHING, 0, "ﻻجئ"},
        {"ﻻجئ", FORM_MATCHING, 2, "ﻻجئ"}, /* both letters come from the ligature */
        {"ﻻجئ", FORM_MATCHING, 4, "جئ"},
        {"Zoë’s", FORM_MATCHING, 3, "’s"},
        {"𝐀𝐁c", FORM_MATCHING, 1, "𝐁c"},
        {"", FORM_MATCHING, 0, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct strview word = strview_from(rows[i].word);
        size_t origin = form_origin(word, rows[i].kind, rows[i].form_byte);

        assert_true(origin <= word.len);
        assert_strview_equal(strview_slice(word, origin, word.len), rows[i].rest);
    }
}

static void a_flood_of_marks_costs_milliseconds(void **state)
{
    enum { MARKS = 160000 };
    char *text = malloc(2 + 2 * MARKS);
    char out[64];

    (void)state;
    assert_non_null(text);
    memcpy(text, "e\xcc", 2);
    text[0] = 'e';
    /* Marks of two combining classes in turn: the worst case of canonical ordering. */
    for (size_t i = 0; i < MARKS; i++)
        memcpy(text + 1 + 2 * i, i % 2 == 0 ? "\xcc\x81" : "\xcc\xa3", 2);
    uint64_t begin = clock_monotonic_ns();
    size_t len =
        form_fold((struct strview){.ptr = text, .len = 1 + 2 * MARKS}, FORM_MATCHING, out, 64);

    assert_true(clock_monotonic_ns() - begin < 200 * 1000000ull);
    assert_int_equal(len, 1);
    free(text);
}

static void cuts_a_form_into_words(void **state)
{
    static const char *const words[] = {"al", "-", "Assad", "’s", "ابن", "سلمان", "(", "x", ")"};
    struct strview text = STRVIEW(" al-Assad’s ابن\tسلمان (x)  ");
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        assert_strview_equal(form_next_word(text, &at), words[i]);
    assert_int_equal(form_next_word(text, &at).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_words_to_their_forms),
        cmocka_unit_test(joins_a_combining_hamza_to_its_letter),
        cmocka_unit_test(tells_the_length_that_did_not_fit),
        cmocka_unit_test(leads_every_letter_of_a_form_back_to_the_word),
        cmocka_unit_test(a_flood_of_marks_costs_milliseconds),
        cmocka_unit_test(cuts_a_form_into_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
