/* SPDX-License-Identifier: Apache-2.0 */
/* Conjugation by classes of root, on unwritten vowels. The table gives the past and the present,
 * which settle what the root alone does not (the vowel of a hollow verb, the seat of a hamza);
 * everything else follows from five stems:
 *
 *   past before a vowel   قال رمى مدّ    past before a consonant   قل رمي مدد
 *   past passive          قيل رمي مدّ    present قول رمي مدّ   present passive قال رمى مدّ
 *
 * Persons: all third persons, and the first where it is not spelled like one of them. Second
 * persons and the imperative are left out: news does not address its reader. */
#include "lexicon/arabic.h"

#include <assert.h>

/* What the last radical does to endings. */
enum ending {
    ENDING_STRONG,
    ENDING_ALEF, /* ا or ى: opens before vowels */
    ENDING_YEH,  /* past in -iya: stays before vowels, goes before ū */
    ENDING_HAMZA,
};

struct conjugation {
    const struct arabic_verb *verb;
    struct form_sink *sink;
    struct letters stem; /* present without its prefix */
    bool is_hollow, is_doubled, is_defective, ends_in_hamza;
};

static bool is_weak(uint16_t letter)
{
    return letter == WAW || letter == YEH || letter == ALEF_MAKSURA;
}

static bool is_hamza(uint16_t letter)
{
    return letter == HAMZA || letter == ALEF_HAMZA || letter == WAW_HAMZA || letter == YEH_HAMZA ||
           letter == ALEF_HAMZA_BELOW;
}

static bool is_vowel_letter(uint16_t letter)
{
    return letter == ALEF || letter == WAW || letter == YEH;
}

static enum ending ending_of(const struct letters *past)
{
    uint16_t last = letters_last(past, 0);

    if (last == ALEF || last == ALEF_MAKSURA)
        return ENDING_ALEF;
    if (last == YEH)
        return ENDING_YEH;
    return is_hamza(last) ? ENDING_HAMZA : ENDING_STRONG;
}

static struct features finite(enum word_form form, enum voice voice, enum person person,
                              enum gender gender)
{
    return (struct features){
        .form = (uint8_t)form,
        .voice = (uint8_t)voice,
        .person = (uint8_t)person,
        .gender = (uint8_t)gender,
        .number = COUNT_SINGULAR,
        .flags = FEATURE_VERB,
    };
}

static struct features of_number(struct features features, enum grammatical_number number,
                                 unsigned flags)
{
    features.number = (uint8_t)number;
    features.flags = (uint16_t)(features.flags | flags);
    return features;
}

static void put(const struct conjugation *c, const struct letters *stem, size_t cut,
                const char16_t *ending, struct features features)
{
    struct letters word = letters_with(stem, cut, ending);

    c->sink->put(c->sink, &word, features);
}

/* The plural in -ū: its silent alef goes before a pronoun. A final hamza is seated in three ways.
 */
static void put_plural(const struct conjugation *c, const struct letters *stem, size_t cut,
                       struct features features)
{
    struct features joined = of_number(features, COUNT_PLURAL, FEATURE_NEEDS_ENCLITIC);
    struct features alone = of_number(features, COUNT_PLURAL, FEATURE_NO_ENCLITIC);
    uint16_t last = letters_last(stem, cut);

    put(c, stem, cut, u"وا", alone);
    put(c, stem, cut, u"و", joined);
    if (cut > 0 || (last != ALEF_HAMZA && last != HAMZA) ||
        (last == HAMZA && letters_last(stem, 1) == YEH))
        return;
    put(c, stem, 1, u"ؤوا", alone);
    put(c, stem, 1, u"ؤو", joined);
    if (last == ALEF_HAMZA) {
        put(c, stem, 1, u"ءوا", alone);
        put(c, stem, 1, u"ءو", joined);
    }
}

/* base: 3rd masculine singular. consonant: the stem before -t, -n, -nā. */
static void put_past(const struct conjugation *c, const struct letters *base,
                     const struct letters *consonant, enum voice voice)
{
    enum ending ending = ending_of(base);
    struct features masculine = finite(FORM_PERFECT, voice, PERSON_3, GENDER_MASCULINE);
    struct features feminine = finite(FORM_PERFECT, voice, PERSON_3, GENDER_FEMININE);
    struct features first = finite(FORM_PERFECT, voice, PERSON_1, GENDER_NONE);
    bool is_maksura = letters_last(base, 0) == ALEF_MAKSURA;
    size_t cut = ending == ENDING_ALEF ? 1 : 0;

    put(c, base, 0, u"",
        of_number(masculine, COUNT_SINGULAR, is_maksura ? FEATURE_NO_ENCLITIC : 0));
    if (is_maksura)
        put(c, base, 1, u"ا", of_number(masculine, COUNT_SINGULAR, FEATURE_NEEDS_ENCLITIC));
    put(c, base, cut, u"ت", feminine);
    put(c, base, cut, u"تا", of_number(feminine, COUNT_DUAL, 0));
    put(c, ending == ENDING_ALEF ? consonant : base, 0, u"ا", of_number(masculine, COUNT_DUAL, 0));
    put_plural(c, base, ending == ENDING_ALEF || ending == ENDING_YEH ? 1 : 0, masculine);
    bool ends_in_noon = letters_last(consonant, 0) == NOON; /* one is written for two */

    put(c, consonant, 0, ends_in_noon ? u"" : u"ن", of_number(feminine, COUNT_PLURAL, 0));
    put(c, consonant, 0, ends_in_noon ? u"ا" : u"نا", of_number(first, COUNT_PLURAL, 0));
    if (ending == ENDING_ALEF || !letters_equal(base, consonant))
        put(c, consonant, 0, u"ت", first);
}

/* A hollow stem without its vowel; a final hamza takes the seat that the vowel leaves. */
static struct letters short_stem(const struct letters *stem)
{
    struct letters out = *stem;
    uint16_t vowel = letters_last(stem, 1);
    uint16_t last = letters_last(stem, 0);

    if (last == HAMZA)
        last = vowel == YEH ? YEH_HAMZA : vowel == WAW ? WAW_HAMZA : ALEF_HAMZA;
    out.at[out.count - 2] = last;
    out.count--;
    return out;
}

/* The past before a consonant. */
static struct letters consonant_stem(const struct conjugation *c)
{
    const struct letters *past = &c->verb->past;
    struct letters stem = *past;

    if (c->is_hollow) {
        stem.at[stem.count - 2] = stem.at[stem.count - 1];
        stem.count--;
        if (letters_last(&stem, 0) == HAMZA)
            stem.at[stem.count - 1] = c->verb->form != 1                 ? ALEF_HAMZA
                                      : letters_last(&c->stem, 1) == WAW ? WAW_HAMZA
                                                                         : YEH_HAMZA;
        return stem;
    }
    if (c->is_doubled) {
        stem.at[stem.count] = stem.at[stem.count - 1];
        stem.count++;
        return stem;
    }
    if (ending_of(past) == ENDING_ALEF)
        return letters_with(past, 1, letters_last(past, 0) == ALEF ? u"و" : u"ي");
    return stem;
}

/* 3rd masculine singular of the past passive. False where it has none or is spelled the same. */
static bool passive_past(const struct conjugation *c, struct letters *out)
{
    const struct letters *past = &c->verb->past;
    struct letters passive = *past;
    unsigned form = c->verb->form;
    size_t last = past->count - 1;

    if (form == 7 || past->count < 2)
        return false;
    if (c->is_hollow)
        passive.at[last - 1] = YEH;
    if (form == 3 && past->at[1] == ALEF)
        passive.at[1] = WAW;
    if (form == 6 && past->at[2] == ALEF)
        passive.at[2] = WAW;
    if (past->at[0] == ALEF_MADDA) {
        struct letters rest = {.count = past->count - 1};

        memcpy(rest.at, past->at + 1, rest.count * sizeof(rest.at[0]));
        rest = letters_after(WAW, &rest);
        passive = letters_after(ALEF_HAMZA, &rest);
        last++;
    }
    if (ending_of(past) == ENDING_ALEF)
        passive.at[last] = YEH;
    if (letters_last(past, 0) == ALEF_HAMZA)
        passive.at[last] = YEH_HAMZA;
    if (form == 1 && past->count == 3 && past->at[1] == ALEF_HAMZA)
        passive.at[1] = YEH_HAMZA;
    *out = passive;
    return !letters_equal(&passive, past);
}

/* The present passive without its prefix; false where it is spelled the same or has none. */
static bool passive_stem(const struct conjugation *c, struct letters *out)
{
    struct letters passive = c->stem;
    unsigned form = c->verb->form;
    size_t last = passive.count - 1;

    if (form == 7 || passive.count < 2)
        return false;
    if (c->is_hollow && is_vowel_letter(passive.at[last - 1]))
        passive.at[last - 1] = ALEF;
    if (c->is_defective)
        passive.at[last] = ALEF_MAKSURA;
    if (letters_last(&passive, 0) == YEH_HAMZA)
        passive.at[last] = ALEF_HAMZA;
    if (form == 1 && c->verb->root.at[0] == WAW && passive.at[0] != WAW)
        passive = letters_after(WAW, &passive);
    if (form == 1 && passive.at[0] == ALEF_HAMZA)
        passive.at[0] = WAW_HAMZA;
    *out = passive;
    return !letters_equal(&passive, &c->stem);
}

/* One prefix of the present with its singular form, and the short jussive where it shows. */
static void put_singular(const struct conjugation *c, const struct letters *stem, uint16_t prefix,
                         struct features features)
{
    struct letters word = letters_after(prefix, stem);
    bool is_maksura = letters_last(stem, 0) == ALEF_MAKSURA;
    struct features jussive = features;

    jussive.form = FORM_JUSSIVE;
    put(c, &word, 0, u"",
        of_number(features, features.number, is_maksura ? FEATURE_NO_ENCLITIC : 0));
    if (is_maksura)
        put(c, &word, 1, u"ا", of_number(features, features.number, FEATURE_NEEDS_ENCLITIC));
    if (letters_last(stem, 0) == ALEF_HAMZA)
        put(c, &word, 1, u"ؤ", of_number(features, features.number, FEATURE_NEEDS_ENCLITIC));
    if (letters_last(stem, 0) == HAMZA && is_vowel_letter(letters_last(stem, 1)))
        put(c, &word, 1, letters_last(stem, 1) == YEH ? u"ئ" : u"ؤ",
            of_number(features, features.number, FEATURE_NEEDS_ENCLITIC));
    if (c->is_defective)
        put(c, &word, 1, u"", jussive);
    if (c->is_doubled) {
        struct letters open = word;

        open.at[open.count++] = letters_last(&word, 0);
        put(c, &open, 0, u"", jussive);
    }
    if (c->is_hollow && is_vowel_letter(letters_last(&word, 1))) {
        word = short_stem(&word);
        put(c, &word, 0, u"", jussive);
    }
}

/* The dual and the masculine plural of the present, with and without their nūn. */
static void put_present_plurals(const struct conjugation *c, const struct letters *stem,
                                enum voice voice)
{
    struct letters he = letters_after(YEH, stem);
    struct letters she = letters_after(TEH, stem);
    struct features masculine = finite(FORM_IMPERFECT, voice, PERSON_3, GENDER_MASCULINE);
    struct features feminine = finite(FORM_IMPERFECT, voice, PERSON_3, GENDER_FEMININE);
    bool is_maksura = letters_last(stem, 0) == ALEF_MAKSURA;
    size_t cut = is_maksura ? 1 : 0;
    struct features jussive = masculine;

    masculine.flags |= FEATURE_VOWEL;
    feminine.flags |= FEATURE_VOWEL;
    put(c, &he, cut, is_maksura ? u"يان" : u"ان", of_number(masculine, COUNT_DUAL, 0));
    put(c, &she, cut, is_maksura ? u"يان" : u"ان", of_number(feminine, COUNT_DUAL, 0));
    cut = c->is_defective ? 1 : 0;
    put(c, &he, cut, u"ون", of_number(masculine, COUNT_PLURAL, 0));
    if (letters_last(stem, 0) == ALEF_HAMZA ||
        (letters_last(stem, 0) == HAMZA && letters_last(stem, 1) != YEH))
        put(c, &he, 1, u"ؤون", of_number(masculine, COUNT_PLURAL, 0));
    if (letters_last(stem, 0) == ALEF_HAMZA)
        put(c, &he, 1, u"ءون", of_number(masculine, COUNT_PLURAL, 0));
    jussive.form = FORM_JUSSIVE;
    jussive.flags |= FEATURE_VOWEL;
    put_plural(c, &he, cut, jussive);
    put(c, &he, is_maksura ? 1 : 0, is_maksura ? u"يا" : u"ا", of_number(jussive, COUNT_DUAL, 0));
    jussive.gender = GENDER_FEMININE;
    put(c, &she, is_maksura ? 1 : 0, is_maksura ? u"يا" : u"ا", of_number(jussive, COUNT_DUAL, 0));
}

static void put_feminine_plural(const struct conjugation *c, const struct letters *stem,
                                enum voice voice)
{
    struct letters they = letters_after(YEH, stem);
    struct features features = of_number(finite(FORM_IMPERFECT, voice, PERSON_3, GENDER_FEMININE),
                                         COUNT_PLURAL, FEATURE_VOWEL);
    uint16_t last = letters_last(&they, 0);

    if (c->is_doubled)
        they.at[they.count++] = last;
    else if (c->is_hollow && is_vowel_letter(letters_last(&they, 1)))
        they = short_stem(&they);
    else if (last == ALEF_MAKSURA)
        they.at[they.count - 1] = YEH;
    put(c, &they, 0, last == NOON ? u"" : u"ن", features);
}

static void put_present(const struct conjugation *c, const struct letters *stem, enum voice voice)
{
    struct features features = finite(FORM_IMPERFECT, voice, PERSON_3, GENDER_MASCULINE);

    features.flags |= FEATURE_VOWEL;
    put_singular(c, stem, YEH, features);
    features.gender = GENDER_FEMININE;
    put_singular(c, stem, TEH, features);
    features.gender = GENDER_NONE;
    features.person = PERSON_1;
    put_singular(c, stem, ALEF_HAMZA, features);
    features.number = COUNT_PLURAL;
    put_singular(c, stem, NOON, features);
    put_present_plurals(c, stem, voice);
    put_feminine_plural(c, stem, voice);
}

static struct features nominal(enum word_form form, enum voice voice)
{
    return (struct features){
        .form = (uint8_t)form,
        .voice = (uint8_t)voice,
        .gender = GENDER_MASCULINE,
        .number = COUNT_SINGULAR,
        .flags = FEATURE_ARTICLE_OK | FEATURE_PREPOSITION_OK,
    };
}

/* A participle in all its forms; those in -in (رامٍ, جاءٍ) lose their yā when indefinite and before
 * ū. */
static void put_participle(const struct conjugation *c, const struct letters *word,
                           struct features features)
{
    bool ends_weak = c->is_defective || (c->is_hollow && c->ends_in_hamza);
    bool loses_yeh =
        ends_weak && features.form == FORM_PARTICIPLE_ACTIVE && letters_last(word, 0) == YEH;
    unsigned kinds = NOUN_SINGULAR | NOUN_DUAL | NOUN_FEMININE;

    arabic_noun_forms(word, kinds | (loses_yeh ? 0 : NOUN_SOUND_MASCULINE), features, c->sink);
    if (!loses_yeh)
        return;
    struct letters short_word = letters_with(word, 1, u"");
    struct features indefinite = features;

    indefinite.flags = FEATURE_NO_ENCLITIC | FEATURE_PREPOSITION_OK;
    if (letters_last(word, 1) == YEH_HAMZA)
        put(c, &short_word, 1, u"ء", indefinite);
    else
        put(c, &short_word, 0, u"", indefinite);
    arabic_noun_forms(&short_word, NOUN_SOUND_MASCULINE, features, c->sink);
}

static struct letters from_radicals(uint16_t a, uint16_t b, uint16_t d, uint16_t e)
{
    struct letters word = {.count = 4, .at = {a, b, d, e}};

    return word;
}

static uint16_t seated(uint16_t radical, uint16_t seat)
{
    return is_hamza(radical) ? seat : radical;
}

/* Form I: فاعل and مفعول. */
static void put_first_participles(const struct conjugation *c)
{
    const uint16_t *r = c->verb->root.at;
    uint16_t second = c->is_hollow ? YEH_HAMZA : seated(r[1], YEH_HAMZA);
    struct letters active =
        from_radicals(seated(r[0], ALEF_HAMZA), ALEF, second, seated(r[2], YEH_HAMZA));
    struct letters passive = {
        .count = 5,
        .at = {MEEM, seated(r[0], ALEF_HAMZA), seated(r[1], WAW_HAMZA), WAW, seated(r[2], HAMZA)}};

    if (c->is_defective) {
        active.at[3] = YEH;
        passive = from_radicals(MEEM, seated(r[0], ALEF_HAMZA), seated(r[1], YEH_HAMZA), r[2]);
    }
    if (c->is_hollow && c->ends_in_hamza)
        active.at[3] = YEH;
    if (c->is_hollow)
        passive = from_radicals(MEEM, seated(r[0], ALEF_HAMZA), r[1], seated(r[2], HAMZA));
    if (c->is_doubled)
        active.count = 3;
    put_participle(c, &active, nominal(FORM_PARTICIPLE_ACTIVE, VOICE_ACTIVE));
    put_participle(c, &passive, nominal(FORM_PARTICIPLE_PASSIVE, VOICE_PASSIVE));
}

static void put_participles(const struct conjugation *c)
{
    struct letters passive_of = c->stem;

    if (c->verb->form == 1) {
        put_first_participles(c);
        return;
    }
    struct letters active = letters_after(MEEM, &c->stem);

    if (c->is_defective)
        active.at[active.count - 1] = YEH;
    if (letters_last(&active, 0) == ALEF_HAMZA)
        active.at[active.count - 1] = YEH_HAMZA;
    put_participle(c, &active, nominal(FORM_PARTICIPLE_ACTIVE, VOICE_ACTIVE));
    if (c->verb->form == 7)
        return;
    passive_stem(c, &passive_of);
    if (c->is_defective)
        passive_of.at[passive_of.count - 1] = ALEF_MAKSURA;
    struct letters passive = letters_after(MEEM, &passive_of);

    put_participle(c, &passive, nominal(FORM_PARTICIPLE_PASSIVE, VOICE_PASSIVE));
}

static bool classify(const struct arabic_verb *verb, struct conjugation *c)
{
    const struct letters *past = &verb->past;
    const struct letters *root = &verb->root;

    if (past->count < 2 || verb->present.count < 3 || verb->present.at[0] != YEH ||
        (root->count != 3 && root->count != 4) || verb->form > 10)
        return false;
    c->stem.count = verb->present.count - 1;
    memcpy(c->stem.at, verb->present.at + 1, c->stem.count * sizeof(c->stem.at[0]));
    uint16_t last = letters_last(past, 0);
    uint16_t before = letters_last(past, 1);
    bool takes_hollow = verb->form == 1 || verb->form == 4 || verb->form == 7 || verb->form == 8 ||
                        verb->form == 10;

    c->is_doubled =
        root->count == 3 && before != last && (root->at[1] == root->at[2] || verb->form == 9);
    c->is_hollow = root->count == 3 && !c->is_doubled && takes_hollow && is_weak(root->at[1]) &&
                   (before == ALEF || (verb->is_passive && before == YEH));
    c->is_defective =
        is_weak(root->at[root->count - 1]) && (last == ALEF || last == ALEF_MAKSURA || last == YEH);
    c->ends_in_hamza = is_hamza(last);
    return true;
}

static void put_passive_lemma(const struct conjugation *c)
{
    struct letters consonant = c->verb->past;

    if (c->is_hollow) {
        consonant.at[consonant.count - 2] = consonant.at[consonant.count - 1];
        consonant.count--;
    }
    put_past(c, &c->verb->past, &consonant, VOICE_PASSIVE);
    put_present(c, &c->stem, VOICE_PASSIVE);
}

bool arabic_verb_forms(const struct arabic_verb *verb, struct form_sink *sink)
{
    struct conjugation c = {.verb = verb, .sink = sink};
    struct letters passive;

    if (!classify(verb, &c))
        return false;
    if (verb->is_passive) {
        put_passive_lemma(&c);
        return true;
    }
    struct letters consonant = consonant_stem(&c);
    bool differs = passive_past(&c, &passive);
    enum voice voice = differs || verb->form == 7 ? VOICE_ACTIVE : VOICE_EITHER;

    put_past(&c, &verb->past, &consonant, voice);
    if (differs) {
        struct letters before = c.is_hollow ? consonant : passive;

        put_past(&c, &passive, &before, VOICE_PASSIVE);
    }
    differs = passive_stem(&c, &passive);
    voice = differs || verb->form == 7 ? VOICE_ACTIVE : VOICE_EITHER;
    put_present(&c, &c.stem, voice);
    if (differs) {
        struct conjugation of_passive = c;

        put_present(&of_passive, &passive, VOICE_PASSIVE);
    }
    put_participles(&c);
    return true;
}
