/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/normalize.h"

#include "support/support.h"
#include "support/text.h"

#include <stdio.h>

/* The first number of a text: bounds and flags. Every row is read once as it stands and once with
 * words around it, which must change nothing. */
struct row {
    const char *text;
    double min;
    double max;
    unsigned flags;
};

enum {
    DIGITS = NUMBER_IS_DIGITS,
    VAGUE = NUMBER_VAGUE,
    NONE = NUMBER_NO_COUNT,
    ORDINAL = NUMBER_ORDINAL | NUMBER_NO_COUNT,
};

static const struct row arabic[] = {
    {"خمسة جنود", 5, 5, 0},
    {"وخمسة جنود", 5, 5, 0},
    {"بثلاثة صواريخ", 3, 3, 0},
    {"لأربعة مدنيين", 4, 4, 0},
    {"وبستة مقاتلين", 6, 6, 0},
    {"ست غارات", 6, 6, 0},
    {"سبع مدارس", 7, 7, 0},
    {"ثماني قذائف", 8, 8, 0},
    {"ثمانية قتلى", 8, 8, 0},
    {"ثمانٍ وعشرين غارة", 28, 28, 0},
    {"تسعة", 9, 9, 0},
    {"عشرة أشخاص", 10, 10, 0},
    {"عشر نساء", 10, 10, 0},
    {"أحد عشر شخصاً", 11, 11, 0},
    {"إحدى عشرة امرأة", 11, 11, 0},
    {"اثنا عشر جندياً", 12, 12, 0},
    {"اثني عشر جندياً", 12, 12, 0},
    {"اثنتي عشرة غارة", 12, 12, 0},
    {"ثلاثة عشر مسلحاً", 13, 13, 0},
    {"ثلاث عشرة غارة", 13, 13, 0},
    {"أربعة عشر", 14, 14, 0},
    {"خمس عشرة دقيقة", 15, 15, NONE},
    {"خمسة عشر قتيلاً", 15, 15, 0},
    {"ست عشرة", 16, 16, 0},
    {"سبعة عشر", 17, 17, 0},
    {"ثماني عشرة", 18, 18, 0},
    {"تسعة عشر", 19, 19, 0},
    {"عشرون مدنياً", 20, 20, 0},
    {"عشرين مدنياً", 20, 20, 0},
    {"واحد وعشرون شخصاً", 21, 21, 0},
    {"واحداً وعشرين شخصاً", 21, 21, 0},
    {"اثنان وعشرون", 22, 22, 0},
    {"اثنين وعشرين", 22, 22, 0},
    {"ثلاثة وعشرون", 23, 23, 0},
    {"ثلاثة و عشرون", 23, 23, 0},
    {"ثلاثة وعشرين", 23, 23, 0},
    {"خمس وثلاثون", 35, 35, 0},
    {"سبعة وأربعين", 47, 47, 0},
    {"ستة وخمسون", 56, 56, 0},
    {"أربع وستين", 64, 64, 0},
    {"تسعة وتسعون", 99, 99, 0},
    {"ستين", 60, 60, 0},
    {"ثمانين", 80, 80, 0},
    {"مئة شخص", 100, 100, 0},
    {"مائة شخص", 100, 100, 0},
    {"مئة وخمسة", 105, 105, 0},
    {"مئة وعشرون", 120, 120, 0},
    {"مئة وخمسة وعشرين", 125, 125, 0},
    {"مائة وخمسة عشر", 115, 115, 0},
    {"مئتان", 200, 200, 0},
    {"مئتا جندي", 200, 200, 0},
    {"مئتي جندي", 200, 200, 0},
    {"مائتين وخمسين", 250, 250, 0},
    {"ثلاثمئة", 300, 300, 0},
    {"ثلاثمائة وستين", 360, 360, 0},
    {"ثلاث مئة", 300, 300, 0},
    {"أربعمئة", 400, 400, 0},
    {"خمسمائة", 500, 500, 0},
    {"ستمئة", 600, 600, 0},
    {"سبعمائة", 700, 700, 0},
    {"ثمانمئة", 800, 800, 0},
    {"تسعمئة وتسعة وتسعون", 999, 999, 0},
    {"ألف مقاتل", 1000, 1000, 0},
    {"ألف ومئتان", 1200, 1200, 0},
    {"ألف ومئة وخمسون", 1150, 1150, 0},
    {"ألف وثلاثمئة", 1300, 1300, 0},
    {"ألفا مقاتل", 1000, 1000, 0},
    {"ألفان", 2000, 2000, 0},
    {"ألفين", 2000, 2000, 0},
    {"ألفي مقاتل", 2000, 2000, 0},
    {"ألفين وخمسمئة", 2500, 2500, 0},
    {"ثلاثة آلاف", 3000, 3000, 0},
    {"أربعة آلاف وخمسمئة", 4500, 4500, 0},
    {"عشرة آلاف نازح", 10000, 10000, 0},
    {"خمسة عشر ألفاً", 15000, 15000, 0},
    {"ثلاثون ألف", 30000, 30000, 0},
    {"ثلاثين ألفاً", 30000, 30000, 0},
    {"خمسة وعشرين ألف نازح", 25000, 25000, 0},
    {"مئة ألف", 100000, 100000, 0},
    {"مئتي ألف", 200000, 200000, 0},
    {"ثلاثمئة ألف", 300000, 300000, 0},
    {"مئة وخمسون ألفاً", 150000, 150000, 0},
    {"نصف مليون نازح", 500000, 500000, 0},
    {"مليون", 1000000, 1000000, 0},
    {"مليون ونصف المليون نازح", 1500000, 1500000, 0},
    {"مليون ونصف", 1500000, 1500000, 0},
    {"مليون ومئتا ألف", 1200000, 1200000, 0},
    {"مليونين", 2000000, 2000000, 0},
    {"مليونان ومئة ألف", 2100000, 2100000, 0},
    {"ثلاثة ملايين", 3000000, 3000000, 0},
    {"مليار", 1e9, 1e9, 0},
    {"ملياري", 2e9, 2e9, 0},
    {"ثلاثة مليارات", 3e9, 3e9, 0},
    {"12 قتيلاً", 12, 12, DIGITS},
    {"١٢ قتيلاً", 12, 12, DIGITS},
    {"۱۲ قتيلاً", 12, 12, DIGITS},
    {"1,250 نازحاً", 1250, 1250, DIGITS},
    {"1.250 نازحاً", 1250, 1250, DIGITS},
    {"١٬٢٥٠", 1250, 1250, DIGITS},
    {"١٬٢٥٠٫٥", 1250.5, 1250.5, DIGITS},
    {"3.5 مليون", 3500000, 3500000, DIGITS},
    {"5 آلاف", 5000, 5000, DIGITS},
    {"5 ملايين و300 ألف", 5300000, 5300000, DIGITS},
    {"300 ألف", 300000, 300000, DIGITS},
    {"عشرات القتلى", 20, 99, VAGUE},
    {"عشرات الآلاف", 10000, 99999, VAGUE},
    {"مئات الجنود", 100, 999, VAGUE},
    {"المئات", 100, 999, VAGUE},
    {"مئات الآلاف", 100000, 999999, VAGUE},
    {"آلاف النازحين", 1000, 9999, VAGUE},
    {"ملايين السوريين", 1000000, 9999999, VAGUE},
    {"بضعة جنود", 3, 9, VAGUE},
    {"بضع عشرات", 30, 90, VAGUE},
    {"بضعة آلاف", 2000, 9000, VAGUE},
    {"عدة أشخاص", 3, 9, VAGUE},
    {"وعشرات", 20, 99, VAGUE},
    {"بعشرات الصواريخ", 20, 99, VAGUE},
    {"أكثر من خمسين", 50, 50, NUMBER_AT_LEAST},
    {"لأكثر من 20 شخصاً", 20, 20, NUMBER_AT_LEAST | DIGITS},
    {"ما لا يقل عن 15", 15, 15, NUMBER_AT_LEAST | DIGITS},
    {"15 شخصاً على الأقل", 15, 15, NUMBER_AT_LEAST | DIGITS},
    {"نحو ثلاثين", 30, 30, NUMBER_ABOUT},
    {"حوالي 40", 40, 40, NUMBER_ABOUT | DIGITS},
    {"زهاء ألف", 1000, 1000, NUMBER_ABOUT},
    {"قرابة 500", 500, 500, NUMBER_ABOUT | DIGITS},
    {"ما يقارب 500", 500, 500, NUMBER_ABOUT | DIGITS},
    {"أقل من عشرة", 10, 10, NUMBER_AT_MOST},
    {"حتى 500", 500, 500, NUMBER_AT_MOST | DIGITS},
    {"بين خمسة وعشرة", 5, 10, 0},
    {"بين 10 و15 قتيلاً", 10, 15, DIGITS},
    {"ثلاثة إلى أربعة", 3, 4, 0},
    {"ثلاثة أو أربعة", 3, 4, 0},
    {"10-15 شخصاً", 10, 15, DIGITS},
    {"الثالث", 3, 3, ORDINAL},
    {"الثانية عشرة", 12, 12, ORDINAL},
    {"خامس جندي", 5, 5, ORDINAL},
    {"25 عاماً", 25, 25, NONE | DIGITS},
    {"عام 2015", 2015, 2015, NONE | DIGITS},
    {"20 بالمئة", 20, 20, NONE | DIGITS},
    {"20 في المئة", 20, 20, NONE | DIGITS},
    {"20%", 20, 20, NONE | DIGITS},
    {"عيار 23", 23, 23, NONE | DIGITS},
    {"المادة 7", 7, 7, NONE | DIGITS},
    {"القرار 2254", 2254, 2254, NONE | DIGITS},
    {"10:30", 10, 10, NONE | DIGITS},
    {"30 كيلومتراً", 30, 30, NONE | DIGITS},
    {"ثلاثة أيام", 3, 3, NONE},
    {"جنديان", 2, 2, NUMBER_DUAL},
    {"لجنديين", 2, 2, NUMBER_DUAL},
    {"وطفلتان", 2, 2, NUMBER_DUAL},
    {"شخصين", 2, 2, NUMBER_DUAL},
    {"طائرتين", 2, 2, NUMBER_DUAL},
    {"أحد الجنود", 1, 1, NONE},
    {"إحدى القرى", 1, 1, NONE},
    {"شخصاً واحداً", 1, 1, 0},
    {"الثلاثة", 3, 3, 0},
    {"صفر", 0, 0, 0},
    {"ربع السكان", 0.25, 0.25, NONE},
};

static const struct row english[] = {
    {"one soldier", 1, 1, 0},
    {"two", 2, 2, 0},
    {"Three soldiers", 3, 3, 0},
    {"eleven", 11, 11, 0},
    {"nineteen", 19, 19, 0},
    {"twenty", 20, 20, 0},
    {"twenty-one", 21, 21, 0},
    {"forty two", 42, 42, 0},
    {"ninety-nine", 99, 99, 0},
    {"a hundred", 100, 100, 0},
    {"one hundred and five", 105, 105, 0},
    {"two hundred", 200, 200, 0},
    {"two hundred twenty-five", 225, 225, 0},
    {"a thousand", 1000, 1000, 0},
    {"three thousand five hundred", 3500, 3500, 0},
    {"two thousand and twelve", 2012, 2012, 0},
    {"two hundred and three thousand", 203000, 203000, 0},
    {"a million", 1000000, 1000000, 0},
    {"half a million people", 500000, 500000, 0},
    {"two million three hundred thousand", 2300000, 2300000, 0},
    {"a dozen", 12, 12, 0},
    {"two dozen", 24, 24, 0},
    {"half a dozen", 6, 6, 0},
    {"a couple of men", 2, 2, 0},
    {"12 people", 12, 12, DIGITS},
    {"1,250 people", 1250, 1250, DIGITS},
    {"12,345,678", 12345678, 12345678, DIGITS},
    {"3.5 million", 3500000, 3500000, DIGITS},
    {"30k", 30000, 30000, DIGITS},
    {"5m people", 5000000, 5000000, DIGITS},
    {"2bn", 2e9, 2e9, DIGITS},
    {"300 thousand", 300000, 300000, DIGITS},
    {"dozens", 24, 99, VAGUE},
    {"hundreds of soldiers", 100, 999, VAGUE},
    {"thousands", 1000, 9999, VAGUE},
    {"tens of thousands", 10000, 99999, VAGUE},
    {"hundreds of thousands", 100000, 999999, VAGUE},
    {"several people", 3, 9, VAGUE},
    {"several hundred", 300, 900, VAGUE},
    {"a few soldiers", 2, 5, VAGUE},
    {"some soldiers", 3, 3, VAGUE},
    {"some 300 soldiers", 300, 300, NUMBER_ABOUT | DIGITS},
    {"at least 20", 20, 20, NUMBER_AT_LEAST | DIGITS},
    {"more than two hundred", 200, 200, NUMBER_AT_LEAST},
    {"20 or more", 20, 20, NUMBER_AT_LEAST | DIGITS},
    {"up to 50", 50, 50, NUMBER_AT_MOST | DIGITS},
    {"fewer than ten", 10, 10, NUMBER_AT_MOST},
    {"about 40", 40, 40, NUMBER_ABOUT | DIGITS},
    {"nearly 1,000", 1000, 1000, NUMBER_ABOUT | DIGITS},
    {"between five and ten", 5, 10, 0},
    {"between 100 and 150", 100, 150, DIGITS},
    {"between two hundred and three hundred", 200, 300, 0},
    {"10-15 people", 10, 15, DIGITS},
    {"three or four", 3, 4, 0},
    {"second", 2, 2, ORDINAL},
    {"50th", 50, 50, NONE | DIGITS},
    {"T-72", 72, 72, NONE | DIGITS},
    {"F-16", 16, 16, NONE | DIGITS},
    {"25-year-old", 25, 25, NONE | DIGITS},
    {"aged 25", 25, 25, NONE | DIGITS},
    {"5 percent", 5, 5, NONE | DIGITS},
    {"5%", 5, 5, NONE | DIGITS},
    {"$5", 5, 5, NONE | DIGITS},
    {"Article 5", 5, 5, NONE | DIGITS},
    {"120mm", 120, 120, NONE | DIGITS},
    {"10:30", 10, 10, NONE | DIGITS},
    {"one of the soldiers", 1, 1, NONE},
    {"no one was hurt", 1, 1, NONE},
    {"a third", 0.333, 0.333, NONE},
    {"three days", 3, 3, NONE},
};

static size_t check_row(struct text_fixture *fixture, const struct row *row, const char *text)
{
    const struct article *article = text_normalized(fixture, text, NULL);

    if (article->number_count == 0) {
        fprintf(stderr, "no number: %s\n", text);
        return 1;
    }
    const struct number *number = &article->numbers[0];

    if (number->min == row->min && number->max == row->max && number->flags == row->flags &&
        article->number_count == 1)
        return 0;
    fprintf(stderr, "%s: %g..%g flags %x, %zu numbers; wanted %g..%g flags %x\n", text, number->min,
            number->max, number->flags, article->number_count, row->min, row->max, row->flags);
    return 1;
}

static size_t check_rows(struct text_fixture *fixture, const struct row *rows, size_t count,
                         const char *before, const char *after)
{
    size_t wrong = 0;

    for (size_t i = 0; i < count; i++) {
        char text[512];

        wrong += check_row(fixture, &rows[i], rows[i].text);
        snprintf(text, sizeof(text), "%s %s %s", before, rows[i].text, after);
        wrong += check_row(fixture, &rows[i], text);
    }
    return wrong;
}

static void reads_arabic_numbers(void **state)
{
    assert_true(sizeof(arabic) / sizeof(arabic[0]) >= 100);
    assert_int_equal(
        check_rows(*state, arabic, sizeof(arabic) / sizeof(arabic[0]), "أعلن المصدر ظهور", "هناك."),
        0);
}

static void reads_english_numbers(void **state)
{
    assert_int_equal(check_rows(*state, english, sizeof(english) / sizeof(english[0]),
                                "The source saw", "there."),
                     0);
}

static void reads_no_number_where_none_is(void **state)
{
    static const char *const texts[] = {
        "أعلنت حركة طالبان يوم الاثنين والأحد", "البلدان العربية", "لست هنا", "زوجها قتل",
        "a soldier and an officer in a house",  "مدنيين ومسلحين",
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const struct article *article = text_normalized(*state, texts[i], NULL);

        if (article->number_count != 0)
            fprintf(stderr, "a number in: %s\n", texts[i]);
        assert_int_equal(article->number_count, 0);
    }
}

static void parts_neighbouring_numbers(void **state)
{
    const struct article *article =
        text_normalized(*state, "قتل خمسة وثلاثة جرحى و20 مفقوداً", NULL);

    assert_int_equal(article->number_count, 3);
    assert_true(article->numbers[0].min == 5 && article->numbers[1].min == 3 &&
                article->numbers[2].min == 20);
}

static void takes_no_score_for_a_range(void **state)
{
    const struct article *article = text_normalized(*state, "They won 2-1 there", NULL);

    assert_int_equal(article->number_count, 2);
    assert_true(article->numbers[0].flags & article->numbers[1].flags & NUMBER_NO_COUNT);
}

/* How many words before it approximate the number, and what is joined to the first. */
static void approximators_belong_to_their_number(void **state)
{
    static const struct {
        const char *text;
        int count;
        bool has_preposition;
    } rows[] = {
        {"At least six people died.", 2, false},   {"As many as 40 civilians died.", 3, false},
        {"It wants over 100 men.", 1, false},      {"Six people died.", 0, false},
        {"قُتل ما لا يقل عن ستة أشخاص.", 4, false}, {"تبرعت الدولة بنحو 30 شاحنة.", 1, true},
        {"عدد القتلى تجاوز 30 شخصا.", 0, false}, /* the verb of its clause */
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct article *article = text_normalized(*state, rows[i].text, NULL);

        print_message("%s\n", rows[i].text);
        assert_int_equal(article->number_count, 1);
        assert_int_equal(article->numbers[0].approximator_count, rows[i].count);
        assert_int_equal(article->numbers[0].has_preposition, rows[i].has_preposition);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_arabic_numbers),
        cmocka_unit_test(reads_english_numbers),
        cmocka_unit_test(approximators_belong_to_their_number),
        cmocka_unit_test(reads_no_number_where_none_is),
        cmocka_unit_test(parts_neighbouring_numbers),
        cmocka_unit_test(takes_no_score_for_a_range),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
