/* SPDX-License-Identifier: Apache-2.0 */
/* Noun and adjective endings. Vowels are not written, so that case shows only in the dual, the
 * sound masculine plural, the accusative alef, and the seat of a final hamza before a pronoun. */
#include "lexicon/arabic.h"

static void put(struct form_sink *sink, const struct letters *stem, size_t cut,
                const char16_t *ending, struct features features)
{
    struct letters word = letters_with(stem, cut, ending);

    sink->put(sink, &word, features);
}

static struct features with_flags(struct features features, unsigned flags)
{
    features.flags = (uint16_t)(features.flags | flags);
    return features;
}

static struct features without_article(struct features features)
{
    features.flags = (uint16_t)(features.flags & ~(unsigned)FEATURE_ARTICLE_OK);
    return features;
}

static struct features in(struct features features, enum grammatical_number number,
                          enum grammatical_case grammatical_case)
{
    features.number = (uint8_t)number;
    features.grammatical_case = (uint8_t)grammatical_case;
    return features;
}

/* A word that ends in a hamza after a long vowel or in a feminine or weak ending changes before a
 * pronoun. */
static void put_pronoun_stems(const struct letters *word, struct features features,
                              struct form_sink *sink)
{
    struct features stem = without_article(with_flags(features, FEATURE_NEEDS_ENCLITIC));

    switch (letters_last(word, 0)) {
    case TEH_MARBUTA:
        put(sink, word, 1, u"ت", stem);
        break;
    case ALEF_MAKSURA:
        put(sink, word, 1, u"ا", stem);
        break;
    case HAMZA:
        put(sink, word, 1, u"ؤ", in(stem, features.number, CASE_NOMINATIVE));
        put(sink, word, 1, u"ئ", in(stem, features.number, CASE_OBLIQUE));
        break;
    default:
        break;
    }
}

static bool takes_accusative_alef(const struct letters *word)
{
    uint16_t last = letters_last(word, 0);

    if (last == TEH_MARBUTA || last == ALEF || last == ALEF_MAKSURA || last == ALEF_HAMZA)
        return false;
    return last != HAMZA || letters_last(word, 1) != ALEF;
}

void arabic_given_form(const struct letters *word, struct features features, struct form_sink *sink)
{
    uint16_t last = letters_last(word, 0);
    bool changes = last == TEH_MARBUTA || last == ALEF_MAKSURA;

    put(sink, word, 0, u"", with_flags(features, changes ? FEATURE_NO_ENCLITIC : 0));
    put_pronoun_stems(word, features, sink);
}

/* A dual or sound plural that the table gives: its nūn goes before a genitive and a pronoun. */
static void put_given_ending(const struct letters *word, struct features features,
                             struct form_sink *sink)
{
    struct features construct = without_article(with_flags(features, FEATURE_CONSTRUCT));
    bool loses_noon = letters_last(word, 0) == NOON && features.grammatical_case != CASE_ANY;

    put(sink, word, 0, u"", with_flags(features, loses_noon ? FEATURE_NO_ENCLITIC : 0));
    if (loses_noon)
        put(sink, word, 1, u"", construct);
    if (features.number != COUNT_DUAL || letters_last(word, 1) != ALEF || !loses_noon)
        return;
    features.grammatical_case = construct.grammatical_case = CASE_OBLIQUE;
    put(sink, word, 2, u"ين", with_flags(features, FEATURE_NO_ENCLITIC));
    put(sink, word, 2, u"ي", construct);
}

/* Dual endings on a stem that is ready for them. */
static void put_dual(const struct letters *stem, struct features base, struct form_sink *sink)
{
    struct features nominative = in(base, COUNT_DUAL, CASE_NOMINATIVE);
    struct features oblique = in(base, COUNT_DUAL, CASE_OBLIQUE);

    put(sink, stem, 0, u"ان", with_flags(nominative, FEATURE_NO_ENCLITIC));
    put(sink, stem, 0, u"ين", with_flags(oblique, FEATURE_NO_ENCLITIC));
    put(sink, stem, 0, u"ا", without_article(with_flags(nominative, FEATURE_CONSTRUCT)));
    put(sink, stem, 0, u"ي", without_article(with_flags(oblique, FEATURE_CONSTRUCT)));
}

static void put_sound_masculine(const struct letters *stem, struct features base,
                                struct form_sink *sink)
{
    struct features nominative = in(base, COUNT_PLURAL, CASE_NOMINATIVE);
    struct features oblique = in(base, COUNT_PLURAL, CASE_OBLIQUE);

    put(sink, stem, 0, u"ون", with_flags(nominative, FEATURE_NO_ENCLITIC));
    put(sink, stem, 0, u"ين", with_flags(oblique, FEATURE_NO_ENCLITIC));
    put(sink, stem, 0, u"و", without_article(with_flags(nominative, FEATURE_CONSTRUCT)));
    put(sink, stem, 0, u"ي", without_article(with_flags(oblique, FEATURE_CONSTRUCT)));
}

/* What duals and sound plurals are put on: -a opens to -at, -ā to -ay. */
static struct letters ending_stem(const struct letters *singular)
{
    switch (letters_last(singular, 0)) {
    case TEH_MARBUTA:
        return letters_with(singular, 1, u"ت");
    case ALEF_MAKSURA:
        return letters_with(singular, 1, u"ي");
    default:
        return *singular;
    }
}

static void put_feminine(const struct letters *masculine, struct features base,
                         struct form_sink *sink)
{
    bool is_weak = letters_last(masculine, 0) == ALEF_MAKSURA;
    struct letters feminine =
        is_weak ? letters_with(masculine, 1, u"اة") : letters_with(masculine, 0, u"ة");
    struct letters plural =
        is_weak ? letters_with(masculine, 1, u"يات") : letters_with(masculine, 0, u"ات");
    struct letters stem = ending_stem(&feminine);

    base.gender = GENDER_FEMININE;
    arabic_given_form(&feminine, in(base, COUNT_SINGULAR, CASE_ANY), sink);
    put_dual(&stem, base, sink);
    put(sink, &plural, 0, u"", in(base, COUNT_PLURAL, CASE_ANY));
}

void arabic_noun_forms(const struct letters *singular, unsigned kinds, struct features base,
                       struct form_sink *sink)
{
    struct letters stem = ending_stem(singular);

    if (kinds & NOUN_SINGULAR) {
        arabic_given_form(singular, base, sink);
        if (takes_accusative_alef(singular)) {
            struct features accusative =
                in(with_flags(base, FEATURE_NO_ENCLITIC), base.number, CASE_ACCUSATIVE);

            put(sink, singular, 0, u"ا", without_article(accusative));
        }
    }
    if (kinds & NOUN_GIVEN)
        put_given_ending(singular, base, sink);
    if (kinds & NOUN_DUAL)
        put_dual(&stem, base, sink);
    if (kinds & NOUN_SOUND_MASCULINE) {
        bool is_weak = letters_last(singular, 0) == ALEF_MAKSURA;
        struct letters short_stem = letters_with(singular, is_weak ? 1 : 0, u"");

        put_sound_masculine(&short_stem, base, sink);
    }
    if (kinds & NOUN_SOUND_FEMININE && letters_last(singular, 0) != ALEF_MAKSURA) {
        struct features plural = in(base, COUNT_PLURAL, CASE_ANY);
        struct letters bare =
            letters_with(singular, letters_last(singular, 0) == TEH_MARBUTA ? 1 : 0, u"");

        plural.gender = GENDER_FEMININE;
        put(sink, &bare, 0, u"ات", plural);
    }
    if (kinds & NOUN_FEMININE)
        put_feminine(singular, base, sink);
}
