/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/normalize.h"

#include "support/support.h"
#include "support/text.h"

static const struct {
    const char *name;
    const char *text;
    enum language language;
} cases[] = {
    {"Arabic", "قصف الجيش أحياء المدينة فجر الثلاثاء وسقط ثلاثة قتلى، بحسب مصادر طبية في المستشفى.",
     LANGUAGE_AR},
    {"Arabic with Persian keyboard letters",
     "أعلنت الحکومة العراقیة أنها ستعقد جلسة طارئة یوم الأحد لبحث الأزمة المالیة.", LANGUAGE_AR},
    {"English",
     "The army shelled the outskirts of the town at dawn on Tuesday, killing three people, medics "
     "said.",
     LANGUAGE_EN},
    {"English with Arabic names",
     "Sheikh Hamad al-Thani met Abdel Fattah al-Burhan in Doha and called for talks.", LANGUAGE_EN},
    {"Persian",
     "ارتش حومه شهر را زیر آتش گرفت و سه نفر کشته شدند. "
     "دولت گفت گفتگو در پایتخت پی گرفته می شود.",
     LANGUAGE_UNSUPPORTED},
    {"Urdu",
     "فوج نے منگل کی صبح شہر کے نواح پر گولہ باری کی جس میں تین افراد ہلاک ہو گئے۔ حکومت نے کہا کہ "
     "بات چیت جاری رہے گی۔",
     LANGUAGE_UNSUPPORTED},
    {"Kurdish",
     "سوپا بەرەبەیانی سێشەممە دەوروبەری شارەکەی تۆپباران کرد و سێ کەس کوژران، پزیشکەکان وتیان.",
     LANGUAGE_UNSUPPORTED},
    {"Pashto", "پوځ د سې شنبې په سهار د ښار شاوخوا سیمې په توپونو وویشتې او درې تنه ووژل شول.",
     LANGUAGE_UNSUPPORTED},
    {"Hebrew",
     "הצבא הפגיז את פאתי העיר עם שחר ביום שלישי, ושלושה בני אדם נהרגו, כך מסרו גורמי רפואה.",
     LANGUAGE_UNSUPPORTED},
    {"Russian",
     "Армия обстреляла окраины города на рассвете во вторник, погибли три человека, сообщили "
     "медики.",
     LANGUAGE_UNSUPPORTED},
    {"Turkish",
     "Ordu salı günü şafakta şehrin dış mahallelerini bombaladı, doktorlar üç kişinin öldüğünü "
     "söyledi.",
     LANGUAGE_UNSUPPORTED},
    {"French",
     "L'armée a bombardé mardi à l'aube les faubourgs de la ville, tuant trois personnes, selon "
     "des "
     "médecins.",
     LANGUAGE_UNSUPPORTED},
    {"German",
     "Die Armee beschoss am Dienstag im Morgengrauen die Vororte der Stadt und tötete dabei drei "
     "Menschen.",
     LANGUAGE_UNSUPPORTED},
};

static void each_language_is_told_and_foreign_ones_are_not_guessed_at(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct article *article = text_article(*state, strview_from(cases[i].text), NULL);
        struct text_fixture *fixture = *state;

        assert_int_equal(normalize_language(fixture->normalizer, article), STATUS_OK);
        print_message("%s\n", cases[i].name);
        assert_int_equal(article->language, cases[i].language);
    }
}

static void each_sentence_of_a_mixed_article_has_its_own(void **state)
{
    struct article *article =
        text_normalized(*state,
                        "قصف الجيش أحياء المدينة فجر الثلاثاء وسقط ثلاثة قتلى في المستشفى.\n"
                        "The ministry said in a statement that talks would go on next week.",
                        NULL);

    assert_int_equal(article->language, LANGUAGE_AR);
    assert_int_equal(article->sentence_count, 2);
    assert_int_equal(article->sentences[0].language, LANGUAGE_AR);
    assert_int_equal(article->sentences[1].language, LANGUAGE_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_language_is_told_and_foreign_ones_are_not_guessed_at),
        cmocka_unit_test(each_sentence_of_a_mixed_article_has_its_own),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
