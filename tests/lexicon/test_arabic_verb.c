/* SPDX-License-Identifier: Apache-2.0 */
/* Forms of verbs against the grammar, checked by hand. Each form: a tag, '=', the word.
 *
 *   tag: tense (p perfect, i imperfect, j jussive; capital: passive), person, gender, number
 *   ("p3fs", "I3mp", "j3md"), "1s" and "1p" without gender; a and A: active and passive participle
 *   with gender and number ("ams", "Afp"); "+" after it: the stem that a pronoun joins;
 *   "-word": no form is spelled so */
#include "lexicon/arabic.h"

#include "support/support.h"

#include <stdio.h>
#include <string.h>

struct verb_row {
    const char *past, *present, *root;
    unsigned form;
    bool is_passive;
    const char *forms;
};

static const struct verb_row strong[] = {
    {"قصف", "يقصف", "قصف", 1, false,
     "p3ms=قصف p3fs=قصفت p3md=قصفا p3fd=قصفتا p3mp=قصفوا p3mp+=قصفو p3fp=قصفن p1p=قصفنا i3ms=يقصف "
     "i3fs=تقصف "
     "i1s=أقصف i1p=نقصف i3md=يقصفان i3fd=تقصفان i3mp=يقصفون i3fp=يقصفن j3mp=يقصفوا j3mp+=يقصفو "
     "j3md=يقصفا "
     "j3fd=تقصفا P3ms=قصف P3fs=قصفت P3mp=قصفوا I3ms=يقصف I3fs=تقصف I3mp=يقصفون ams=قاصف afs=قاصفة "
     "amp=قاصفون afp=قاصفات Ams=مقصوف Afs=مقصوفة Amp=مقصوفون Afp=مقصوفات"},
    {"دمر", "يدمر", "دمر", 2, false,
     "p3fs=دمرت p3mp=دمروا p3fp=دمرن P3fs=دمرت i3fs=تدمر i3mp=يدمرون i3fp=يدمرن I3ms=يدمر ams=مدمر "
     "afs=مدمرة "
     "Ams=مدمر Afs=مدمرة Afp=مدمرات"},
    {"هاجم", "يهاجم", "هجم", 3, false,
     "p3fs=هاجمت p3mp=هاجموا P3ms=هوجم P3fs=هوجمت P3mp=هوجموا i3mp=يهاجمون i3md=يهاجمان I3ms=يهاجم "
     "ams=مهاجم "
     "amp=مهاجمون Ams=مهاجم"},
    {"أرسل", "يرسل", "رسل", 4, false,
     "p3fs=أرسلت p1p=أرسلنا i1s=أرسل i1p=نرسل P3ms=أرسل I3fs=ترسل j3mp=يرسلوا ams=مرسل Ams=مرسل"},
    {"تقدم", "يتقدم", "قدم", 5, false,
     "p3mp=تقدموا p3fs=تقدمت i3mp=يتقدمون i3fs=تتقدم i3fp=يتقدمن ams=متقدم amp=متقدمون"},
    {"تبادل", "يتبادل", "بدل", 6, false,
     "p3md=تبادلا p3fd=تبادلتا P3ms=تبودل P3fs=تبودلت i3md=يتبادلان i3fd=تتبادلان I3ms=يتبادل "
     "ams=متبادل "
     "Ams=متبادل"},
    {"انسحب", "ينسحب", "سحب", 7, false,
     "p3fs=انسحبت p3fp=انسحبن p3mp=انسحبوا i3fs=تنسحب i3mp=ينسحبون j3mp=ينسحبوا ams=منسحب "
     "amp=منسحبون"},
    {"اعتقل", "يعتقل", "عقل", 8, false,
     "p3mp=اعتقلوا p3fs=اعتقلت P3ms=اعتقل P3mp=اعتقلوا I3mp=يعتقلون i1p=نعتقل ams=معتقل Ams=معتقل "
     "Amp=معتقلون "
     "Afp=معتقلات"},
    {"احمر", "يحمر", "حمر", 9, false,
     "p3fs=احمرت p3mp=احمروا p1p=احمررنا p3fp=احمررن i3ms=يحمر i3fs=تحمر i3mp=يحمرون i3fp=يحمررن "
     "ams=محمر"},
    {"استخدم", "يستخدم", "خدم", 10, false,
     "p3fs=استخدمت p3mp=استخدموا P3ms=استخدم i3mp=يستخدمون i1s=أستخدم I3ms=يستخدم ams=مستخدم "
     "Ams=مستخدم"},
    {"سيطر", "يسيطر", "سيطر", 0, false,
     "p3fs=سيطرت p3mp=سيطروا p1p=سيطرنا i3fs=تسيطر i3mp=يسيطرون j3mp=يسيطروا ams=مسيطر Ams=مسيطر"},
};

static const struct verb_row hollow[] = {
    {"قال", "يقول", "قول", 1, false,
     "p3ms=قال p3fs=قالت p3md=قالا p3fd=قالتا p3mp=قالوا p3fp=قلن p1p=قلنا p1s=قلت P3ms=قيل "
     "P3fs=قيلت i3ms=يقول "
     "i3fs=تقول i1s=أقول j3ms=يقل j3fs=تقل j1p=نقل i3mp=يقولون i3md=يقولان i3fp=يقلن I3ms=يقال "
     "I3fs=تقال ams=قائل "
     "afs=قائلة amp=قائلون Ams=مقول -قاول"},
    {"باع", "يبيع", "بيع", 1, false,
     "p3fs=باعت p1p=بعنا p3fp=بعن P3ms=بيع i3ms=يبيع j3ms=يبع i3fp=يبعن I3ms=يباع I3fs=تباع "
     "ams=بائع Ams=مبيع"},
    {"نام", "ينام", "نوم", 1, false, "p1p=نمنا i3ms=ينام j3ms=ينم i3fp=ينمن i3mp=ينامون ams=نائم"},
    {"أدان", "يدين", "دين", 4, false,
     "p3fs=أدانت p3mp=أدانوا p3fp=أدن p1p=أدنا P3ms=أدين P3fs=أدينت P3mp=أدينوا i3ms=يدين j3ms=يدن "
     "j3fs=تدن "
     "I3ms=يدان I3mp=يدانون ams=مدين Ams=مدان Amp=مدانون"},
    {"انهار", "ينهار", "هور", 7, false, "p3fs=انهارت p1p=انهرنا j3ms=ينهر i3fs=تنهار ams=منهار"},
    {"اغتال", "يغتال", "غول", 8, false,
     "p3fs=اغتالت p3mp=اغتالوا p1p=اغتلنا P3ms=اغتيل P3fs=اغتيلت i3ms=يغتال j3ms=يغتل I3ms=يغتال "
     "ams=مغتال "
     "Ams=مغتال"},
    {"استقال", "يستقيل", "قيل", 10, false,
     "p3mp=استقالوا p1p=استقلنا P3ms=استقيل i3mp=يستقيلون j3ms=يستقل I3ms=يستقال ams=مستقيل "
     "Ams=مستقال"},
};

static const struct verb_row defective[] = {
    {"رمى", "يرمي", "رمي", 1, false,
     "p3ms=رمى p3ms+=رما p3fs=رمت p3fd=رمتا p3md=رميا p3mp=رموا p3fp=رمين p1p=رمينا p1s=رميت "
     "P3ms=رمي P3fs=رميت "
     "P3mp=رموا i3ms=يرمي i3mp=يرمون i3md=يرميان i3fp=يرمين j3ms=يرم j3fs=ترم j3mp=يرموا I3ms=يرمى "
     "I3ms+=يرما "
     "I3mp=يرمون I3md=يرميان ams=رامي ams=رام amp=رامون afs=رامية Ams=مرمي Afs=مرمية -رماوا "
     "-يرميون"},
    {"دعا", "يدعو", "دعو", 1, false,
     "p3ms=دعا p3fs=دعت p3md=دعوا p3mp=دعوا p3fp=دعون p1p=دعونا p1s=دعوت P3ms=دعي P3fs=دعيت "
     "P3mp=دعوا i3ms=يدعو "
     "i3fs=تدعو j3ms=يدع i3mp=يدعون i3md=يدعوان i3fp=يدعون I3ms=يدعى I3md=يدعيان I3mp=يدعون "
     "ams=داعي ams=داع "
     "afs=داعية Ams=مدعو Afs=مدعوة Amp=مدعوون"},
    {"بقي", "يبقى", "بقي", 1, false,
     "p3fs=بقيت p3md=بقيا p3mp=بقوا p3fp=بقين p1p=بقينا i3ms=يبقى i3mp=يبقون i3md=يبقيان "
     "i3fp=يبقين j3ms=يبق "
     "ams=باقي ams=باق -بقيوا"},
    {"غطى", "يغطي", "غطي", 2, false,
     "p3fs=غطت p3mp=غطوا p1p=غطينا P3ms=غطي I3ms=يغطى j3ms=يغط ams=مغطي ams=مغط Ams=مغطى "
     "Afs=مغطاة"},
    {"عادى", "يعادي", "عدو", 3, false,
     "p3mp=عادوا p1p=عادينا P3ms=عودي I3ms=يعادى ams=معادي ams=معاد"},
    {"أنهى", "ينهي", "نهي", 4, false,
     "p3fs=أنهت p3mp=أنهوا p1p=أنهينا p3md=أنهيا P3ms=أنهي P3fs=أنهيت I3ms=ينهى j3ms=ينه "
     "i3mp=ينهون ams=منه "
     "Ams=منهى"},
    {"تحدى", "يتحدى", "حدو", 5, false,
     "p3fs=تحدت p3mp=تحدوا i3ms=يتحدى i3mp=يتحدون j3ms=يتحد ams=متحدي ams=متحد"},
    {"تفادى", "يتفادى", "فدي", 6, false,
     "p3fs=تفادت P3ms=تفودي i3md=يتفاديان i3fp=يتفادين Ams=متفادى"},
    {"انقضى", "ينقضي", "قضي", 7, false, "p3fs=انقضت i3fs=تنقضي j3ms=ينقض ams=منقض"},
    {"التقى", "يلتقي", "لقي", 8, false,
     "p3md=التقيا p3fd=التقتا p3mp=التقوا p3fs=التقت i3md=يلتقيان i3mp=يلتقون j3md=يلتقيا "
     "I3ms=يلتقى ams=ملتقي "
     "Ams=ملتقى"},
    {"استولى", "يستولي", "ولي", 10, false,
     "p3fs=استولت p3mp=استولوا p1p=استولينا P3ms=استولي j3ms=يستول i3mp=يستولون I3ms=يستولى "
     "ams=مستولي ams=مستول"},
    {"وقى", "يقي", "وقي", 1, false,
     "p3fs=وقت p1p=وقينا i3ms=يقي j3ms=يق i3mp=يقون I3ms=يوقى ams=واقي ams=واق"},
};

static const struct verb_row assimilated[] = {
    {"وقع", "يقع", "وقع", 1, false,
     "p3fs=وقعت p3mp=وقعوا i3ms=يقع i3fs=تقع i3mp=يقعون i3fp=يقعن j3mp=يقعوا I3ms=يوقع ams=واقع "
     "Ams=موقوع"},
    {"وصل", "يصل", "وصل", 1, false, "p3mp=وصلوا i3md=يصلان i1s=أصل I3ms=يوصل ams=واصل afs=واصلة"},
    {"أوقف", "يوقف", "وقف", 4, false,
     "p3fs=أوقفت P3ms=أوقف I3ms=يوقف i3mp=يوقفون ams=موقف Amp=موقفون"},
    {"اتفق", "يتفق", "وفق", 8, false,
     "p3md=اتفقا p3fd=اتفقتا p3mp=اتفقوا i3mp=يتفقون i3md=يتفقان ams=متفق"},
    {"استورد", "يستورد", "ورد", 10, false, "p3fs=استوردت i3mp=يستوردون ams=مستورد Afs=مستوردة"},
};

static const struct verb_row doubled[] = {
    {"مد", "يمد", "مدد", 1, false,
     "p3fs=مدت p3md=مدا p3mp=مدوا p1p=مددنا p1s=مددت p3fp=مددن P3ms=مد i3ms=يمد i3fp=يمددن "
     "i3mp=يمدون j3ms=يمدد "
     "j3fs=تمدد ams=ماد Ams=ممدود"},
    {"أعد", "يعد", "عدد", 4, false,
     "p3fs=أعدت p1p=أعددنا p3fp=أعددن P3ms=أعد i3mp=يعدون ams=معد Ams=معد"},
    {"انضم", "ينضم", "ضمم", 7, false, "p3mp=انضموا p1p=انضممنا i3fp=ينضممن i3fs=تنضم ams=منضم"},
    {"احتل", "يحتل", "حلل", 8, false,
     "p3fs=احتلت p3mp=احتلوا p1p=احتللنا I3ms=يحتل P3fs=احتلت i3mp=يحتلون ams=محتل Afs=محتلة"},
    {"استعد", "يستعد", "عدد", 10, false,
     "p3fs=استعدت p1p=استعددنا i3mp=يستعدون i3fp=يستعددن ams=مستعد"},
    {"قرر", "يقرر", "قرر", 2, false, "p3fs=قررت p1p=قررنا i3mp=يقررون ams=مقرر Ams=مقرر -قرررنا"},
};

static const struct verb_row hamzated[] = {
    {"أخذ", "يأخذ", "ءخذ", 1, false,
     "p3fs=أخذت p3mp=أخذوا P3ms=أخذ i3ms=يأخذ i1s=آخذ I3ms=يؤخذ ams=آخذ Ams=مأخوذ"},
    {"سأل", "يسأل", "سءل", 1, false,
     "p3mp=سألوا p3fs=سألت P3ms=سئل I3ms=يسأل i1s=أسأل ams=سائل Ams=مسؤول"},
    {"قرأ", "يقرأ", "قرء", 1, false,
     "p3fs=قرأت p3mp=قرؤوا p3mp=قرأوا P3ms=قرئ P3fs=قرئت i3mp=يقرؤون i3fp=يقرأن i3ms+=يقرؤ "
     "ams=قارئ Ams=مقروء"},
    {"بدأ", "يبدأ", "بدء", 1, false,
     "p3md=بدآ p3fd=بدأتا p3mp=بدأوا p1p=بدأنا i3md=يبدآن i3mp=يبدأون j3mp=يبدأوا j3md=يبدآ "
     "ams=بادئ amp=بادئون"},
    {"جاء", "يجيء", "جيء", 1, false,
     "p3fs=جاءت p3md=جاءا p3mp=جاؤوا p3mp=جاءوا p1p=جئنا p3fp=جئن P3ms=جيء P3fs=جيئت i3ms=يجيء "
     "i3mp=يجيئون "
     "i3md=يجيئان i3fp=يجئن j3ms=يجئ j3fs=تجئ j3mp=يجيئوا ams=جائي ams=جاء afs=جائية -يجيءون -جيءت "
     "J3ms=يجأ -جائئ"},
    {"شاء", "يشاء", "شيء", 1, false,
     "p3fs=شاءت p1p=شئنا i3ms=يشاء j3ms=يشأ i3fp=يشأن i3mp=يشاؤون i3mp=يشاءون -يشئ"},
    {"ساء", "يسوء", "سوء", 1, false, "p3fs=ساءت p1p=سؤنا i3ms=يسوء j3ms=يسؤ i3fp=يسؤن J3ms=يسأ"},
    {"أساء", "يسيء", "سوء", 4, false,
     "p3fs=أساءت p3mp=أساؤوا p1p=أسأنا P3ms=أسيء P3fs=أسيئت i3ms=يسيء i3mp=يسيئون j3ms=يسئ "
     "I3ms=يساء ams=مسيء "
     "amp=مسيئون afs=مسيئة"},
    {"آمن", "يؤمن", "ءمن", 4, false,
     "p3fs=آمنت p3mp=آمنوا P3ms=أومن i3mp=يؤمنون i1s=أؤمن ams=مؤمن amp=مؤمنون"},
    {"أنشأ", "ينشئ", "نشء", 4, false,
     "p3fs=أنشأت p3mp=أنشؤوا p3mp=أنشأوا P3ms=أنشئ P3fs=أنشئت i3mp=ينشئون i3md=ينشئان I3ms=ينشأ "
     "ams=منشئ Ams=منشأ"},
    {"فاجأ", "يفاجئ", "فجء", 3, false,
     "p3fs=فاجأت P3ms=فوجئ P3mp=فوجئوا I3ms=يفاجأ ams=مفاجئ Ams=مفاجأ"},
    {"رأى", "يرى", "رءي", 1, false,
     "p3ms+=رآ p3fs=رأت p3mp=رأوا p1p=رأينا P3ms=رئي i3ms=يرى i3mp=يرون j3ms=ير i3fp=يرين ams=رائي "
     "Ams=مرئي"},
    {"أدى", "يؤدي", "ءدي", 2, false,
     "p3fs=أدت p3mp=أدوا p1p=أدينا P3ms=أدي i1s=أؤدي j3ms=يؤد I3ms=يؤدى ams=مؤدي ams=مؤد Ams=مؤدى"},
    {"أتى", "يأتي", "ءتي", 1, false,
     "p3fs=أتت p3mp=أتوا i1s=آتي j3ms=يأت i3mp=يأتون I3ms=يؤتى ams=آتي ams=آت Ams=مأتي"},
    {"استأنف", "يستأنف", "ءنف", 10, false,
     "p3fs=استأنفت i3mp=يستأنفون i1p=نستأنف ams=مستأنف Ams=مستأنف"},
};

static const struct verb_row passive[] = {
    {"قتل", "يقتل", "قتل", 1, true,
     "P3fs=قتلت P3mp=قتلوا P3md=قتلا P3fp=قتلن I3ms=يقتل I3fs=تقتل I3mp=يقتلون"},
    {"اغتيل", "يغتال", "غول", 8, true,
     "P3fs=اغتيلت P3mp=اغتيلوا P1p=اغتلنا I3ms=يغتال I3fs=تغتال J3ms=يغتل"},
    {"نفي", "ينفى", "نفي", 1, true, "P3fs=نفيت P3mp=نفوا P1p=نفينا I3ms=ينفى I3mp=ينفون J3ms=ينف"},
};

/* All forms of one verb. */
struct collected {
    struct form_sink sink;
    size_t count;
    struct {
        char word[LETTERS_MAX * 4 + 1];
        struct features features;
    } forms[512];
};

static void collect(struct form_sink *sink, const struct letters *word, struct features features)
{
    struct collected *all = (struct collected *)sink;

    assert_true(all->count < 512);
    size_t len = letters_to_text(word, all->forms[all->count].word);

    all->forms[all->count].word[len] = '\0';
    all->forms[all->count++].features = features;
}

static bool holds(const struct features *f, struct strview tag)
{
    static const char tenses[] = {
        [FORM_PERFECT] = 'p', [FORM_IMPERFECT] = 'i', [FORM_JUSSIVE] = 'j'};
    static const char numbers[] = {
        [COUNT_SINGULAR] = 's', [COUNT_DUAL] = 'd', [COUNT_PLURAL] = 'p'};
    bool is_joined = tag.ptr[tag.len - 1] == '+';
    char tense = tag.ptr[0];
    bool is_passive = tense >= 'A' && tense <= 'Z';
    char gender = tag.len - is_joined == 4 ? tag.ptr[2] : 0;
    enum voice other = is_passive ? VOICE_ACTIVE : VOICE_PASSIVE;
    unsigned needed = is_joined ? FEATURE_NO_ENCLITIC : FEATURE_NEEDS_ENCLITIC;

    if (is_passive)
        tense = (char)(tense - 'A' + 'a');
    if ((f->flags & needed) != 0 || numbers[f->number] != tag.ptr[tag.len - 1 - is_joined])
        return false;
    if (tense == 'a') {
        gender = tag.ptr[1];
        if (f->form != (is_passive ? FORM_PARTICIPLE_PASSIVE : FORM_PARTICIPLE_ACTIVE))
            return false;
    } else if (f->form > FORM_JUSSIVE || tenses[f->form] != tense || f->voice == other ||
               f->person != tag.ptr[1] - '0') {
        return false;
    }
    return gender == 0 || f->gender == (gender == 'f' ? GENDER_FEMININE : GENDER_MASCULINE);
}

static bool is_made(const struct collected *all, struct strview tag, struct strview word)
{
    for (size_t i = 0; i < all->count; i++)
        if (strview_is(word, all->forms[i].word) &&
            (tag.len == 0 || holds(&all->forms[i].features, tag)))
            return true;
    return false;
}

static size_t check_verb(const struct verb_row *row, size_t *wrong)
{
    static struct collected all;
    struct arabic_verb verb = {.form = row->form, .is_passive = row->is_passive};
    struct strview rest = strview_from(row->forms);
    struct strview expected;
    size_t count = 0;

    all = (struct collected){.sink = {.put = collect}};
    assert_true(letters_from(strview_from(row->past), &verb.past));
    assert_true(letters_from(strview_from(row->present), &verb.present));
    assert_true(letters_from(strview_from(row->root), &verb.root));
    assert_true(arabic_verb_forms(&verb, &all.sink));
    while (strview_next(&rest, ' ', &expected)) {
        struct strview tag;
        bool is_barred = expected.ptr[0] == '-';

        count++;
        if (is_barred)
            expected = strview_slice(expected, 1, expected.len);
        else
            strview_next(&expected, '=', &tag);
        if (is_made(&all, is_barred ? (struct strview){0} : tag, expected) != is_barred)
            continue;
        print_message("%s: %s%.*s %.*s\n", row->past, is_barred ? "must not make " : "lacks ",
                      is_barred ? 0 : (int)tag.len, is_barred ? "" : tag.ptr,
                      STRVIEW_ARG(expected));
        ++*wrong;
    }
    return count;
}

static size_t total;

static void check_verbs(const struct verb_row *rows, size_t count)
{
    size_t wrong = 0;

    for (size_t i = 0; i < count; i++)
        total += check_verb(&rows[i], &wrong);
    assert_int_equal(wrong, 0);
}

#define CHECK(rows)                                                                                \
    static void rows##_verbs(void **state)                                                         \
    {                                                                                              \
        (void)state;                                                                               \
        check_verbs(rows, sizeof(rows) / sizeof((rows)[0]));                                       \
    }
CHECK(strong)
CHECK(hollow)
CHECK(defective)
CHECK(assimilated)
CHECK(doubled)
CHECK(hamzated)
CHECK(passive)

static void forms_are_many(void **state)
{
    (void)state;
    assert_true(total >= 300);
}

static void wrong_verbs_are_refused(void **state)
{
    static const struct verb_row rows[] = {
        {"قصف", "قصف", "قصف", 1, false, ""}, /* no prefix */
        {"ق", "يقي", "وقي", 1, false, ""},
        {"قصف", "يقصف", "قص", 1, false, ""},
        {"قصف", "يقصف", "قصف", 11, false, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct collected all = {.sink = {.put = collect}};
        struct arabic_verb verb = {.form = rows[i].form};

        assert_true(letters_from(strview_from(rows[i].past), &verb.past));
        assert_true(letters_from(strview_from(rows[i].present), &verb.present));
        assert_true(letters_from(strview_from(rows[i].root), &verb.root));
        assert_false(arabic_verb_forms(&verb, &all.sink));
        assert_int_equal(all.count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strong_verbs),
        cmocka_unit_test(hollow_verbs),
        cmocka_unit_test(defective_verbs),
        cmocka_unit_test(assimilated_verbs),
        cmocka_unit_test(doubled_verbs),
        cmocka_unit_test(hamzated_verbs),
        cmocka_unit_test(passive_verbs),
        cmocka_unit_test(forms_are_many),
        cmocka_unit_test(wrong_verbs_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
