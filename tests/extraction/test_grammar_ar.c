/* SPDX-License-Identifier: Apache-2.0 */
#include "support/analysed.h"
#include "support/support.h"

static const struct clause_case cases[] = {
    {"طوّقت الشرطة الميدان.", "طوّقت", "الشرطة", "الميدان", NULL},
    {"دهمت الشرطة المقر واعتقلت الحارس.", "واعتقلت", "الشرطة", "الحارس", NULL},
    /* no feminine plural for a verb in nun */
    {"أعلن الجيش أنه قصف الموقع.", "أعلن", "الجيش", "-", NULL},
    /* a title is no verb */
    {"أدان وزير الخارجية التركي الهجوم.", "أدان", "وزير الخارجية التركي", "الهجوم", NULL},
    /* the head of a relative clause does it, or what it began goes on behind the clause */
    {"سقط جندي في الهجوم الذي استهدف المطار.", "استهدف", "الهجوم", "المطار", NULL},
    {"الهجوم الذي شنته الحركة أسفر عن مقتل جندي.", "أسفر", "الهجوم", "-", NULL},
    /* a relative clause without a word that opens it */
    {"قتل جندي في هجوم شنته الحركة.", "شنته", "الحركة", "-", NULL},
    {"أفرجت السلطات عن معتقلين كانت قد أوقفتهم الشرطة.", "أوقفتهم", "الشرطة", "-", NULL},
    /* a second title opens a second person */
    {"حضّ رئيس الحكومة نجيب ميقاتي الرئيس محمود عباس على الهدوء.", "حضّ", "رئيس الحكومة نجيب ميقاتي",
     "الرئيس محمود عباس", NULL},
    /* a definite noun has no indefinite one behind it; a number has what it counts */
    {"حمّل النائب الوزارة مسؤولية المجزرة.", "حمّل", "النائب", "الوزارة", NULL},
    {"اعتقل العسكر سبعة وعشرين شخصاً.", "اعتقل", "العسكر", "سبعة وعشرين شخصاً", NULL},
    /* the bearer of an office, behind its place or body too; a kunya and a particle's homograph */
    {"زار محافظ حلب ماهر مروان جرحى الدورية.", "زار", "محافظ حلب ماهر مروان", "جرحى الدورية", NULL},
    {"دعا مدير المستشفى محمد أبو سلمية الأهالي.", "دعا", "مدير المستشفى محمد أبو سلمية", "الأهالي",
     NULL},
    {"استقبل قائد الشرطة اللواء علي حسن الوفد.", "استقبل", "قائد الشرطة اللواء علي حسن", "الوفد",
     NULL},
    {"سيطرت الحركة على مدينة جوهر.", "سيطرت", "الحركة", "-", NULL},
    {"حرر الجيش مدينة ود مدني الاثنين.", "حرر", "الجيش", "مدينة ود مدني", NULL},
    /* a joined conjunction ends a name; joined prepositions are seen on names */
    {"التقى بوتين وزيلينسكي في موسكو.", "التقى", "بوتين", "-", NULL},
    {"قدمت إيران صواريخ لحماس.", "قدمت", "إيران", "صواريخ", NULL},
    /* an adjective that is a noun for persons too; two nouns with the article are two phrases */
    {"اعتقلت الشرطة العسكرية جنديا.", "اعتقلت", "الشرطة العسكرية", "جنديا", NULL},
    {"قتل الجيش الإسرائيلي القيادي في الحركة.", "قتل", "الجيش الإسرائيلي", "القيادي في الحركة",
     NULL},
    {"اتهمت الجماعة المنظمات الدولية بالتجسس.", "اتهمت", "الجماعة", "المنظمات الدولية", NULL},
    {"أغلقت القوات الطرقات الرئيسية.", "أغلقت", "القوات", "الطرقات الرئيسية", NULL},
    {"هاجم مسلحون مجهولون الدورية.", "هاجم", "مسلحون مجهولون", "الدورية", NULL},
    {"صادرت الشرطة هواتف المحتجين.", "صادرت", "الشرطة", "هواتف المحتجين", NULL},
    {"أوقف عسكري سيارته عند حاجز.", "أوقف", "عسكري", "سيارته", NULL},
    {"عاد إلى القاهرة الصحفي.", "عاد", "الصحفي", "-", NULL},
    /* a verb that is a noun for persons or a preposition too */
    {"طالب رئيس الحكومة مجلس الأمن بالتدخل.", "طالب", "رئيس الحكومة", "مجلس الأمن", NULL},
    {"عبر الرئيس عن تضامنه.", "عبر", "الرئيس", "-", NULL},
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
