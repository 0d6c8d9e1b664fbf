/* SPDX-License-Identifier: Apache-2.0 */
/* The compiled language data of this build: readings with clitics, names and terms of several
 * words, patterns; and that no bytes at all bring look-up down. */
#include "lexicon/lookup.h"

#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/clock.h"
#include "lexicon/describe.h"
#include "lexicon/form.h"
#include "lexicon/word_sketch.h"

static struct lexicon *lexicon;

static int open_lexicon(void **state)
{
    char error[512];

    (void)state;
    if (lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)) == STATUS_OK)
        return 0;
    print_error("%s\n", error);
    return -1;
}

static int close_lexicon(void **state)
{
    (void)state;
    lexicon_close(lexicon);
    return 0;
}

struct reading_row {
    const char *word;
    const char *lemma; /* vowels left out */
    enum word_form form;
    enum grammatical_number number;
    uint32_t proclitics;
    const char *stem; /* matching form without clitics */
    struct enclitic enclitic;
};

static struct strview without_vowels(struct strview text, char *out)
{
    size_t len = form_fold(text, FORM_EXACT, out, 256);

    return (struct strview){out, len < 256 ? len : 0};
}

static bool is_reading(const struct lexicon_reading *reading, const struct reading_row *row,
                       struct strview form)
{
    char lemma[256];

    return strview_is(without_vowels(lexicon_lexeme(lexicon, reading->lexeme).lemma, lemma),
                      row->lemma) &&
           reading->form == row->form && reading->number == row->number &&
           reading->proclitics == row->proclitics &&
           reading->enclitic.person == row->enclitic.person &&
           reading->enclitic.gender == row->enclitic.gender &&
           reading->enclitic.number == row->enclitic.number &&
           reading->spelling == SPELLING_EXACT &&
           strview_is(strview_slice(form, reading->stem_begin, reading->stem_end), row->stem);
}

static void clitics_are_taken_off(void **state)
{
    enum {
        AND = PROCLITIC_CONJUNCTION,
        THEN = PROCLITIC_SEQUENCE,
        BY = PROCLITIC_BY,
        TO = PROCLITIC_TO,
        AS = PROCLITIC_AS,
        WILL = PROCLITIC_FUTURE,
        THE = PROCLITIC_ARTICLE,
        SO = PROCLITIC_PURPOSE,
    };
    static const struct enclitic none = {0};
    static const struct enclitic her = {PERSON_3, GENDER_FEMININE, COUNT_SINGULAR};
    static const struct enclitic his = {PERSON_3, GENDER_MASCULINE, COUNT_SINGULAR};
    static const struct enclitic their = {PERSON_3, GENDER_MASCULINE, COUNT_PLURAL};
    const struct reading_row rows[] = {
        {"وسيقصفونها", "قصف", FORM_IMPERFECT, COUNT_PLURAL, AND | WILL, "يقصفون", her},
        {"بالمدينة", "مدينة", FORM_NOUN, COUNT_SINGULAR, BY | THE, "مدينه", none},
        {"للجيش", "جيش", FORM_NOUN, COUNT_SINGULAR, TO | THE, "جيش", none},
        {"كالطائرات", "طائرة", FORM_NOUN, COUNT_PLURAL, AS | THE, "طايرات", none},
        {"فقُتل", "قتل", FORM_PERFECT, COUNT_SINGULAR, THEN, "قتل", none},
        {"قصفوها", "قصف", FORM_PERFECT, COUNT_PLURAL, 0, "قصفو", her},
        {"قصفوا", "قصف", FORM_PERFECT, COUNT_PLURAL, 0, "قصفوا", none},
        {"وقواته", "قوة", FORM_NOUN, COUNT_PLURAL, AND, "قوات", his},
        {"ليقصف", "قصف", FORM_IMPERFECT, COUNT_SINGULAR, SO, "يقصف", none},
        {"بقصفها", "قصف", FORM_MASDAR, COUNT_SINGULAR, BY, "قصف", her},
        {"وللقصف", "قصف", FORM_MASDAR, COUNT_SINGULAR, AND | TO | THE, "قصف", none},
        {"جنوده", "جندي", FORM_NOUN, COUNT_PLURAL, 0, "جنود", his},
        {"بجيشهم", "جيش", FORM_NOUN, COUNT_SINGULAR, BY, "جيش", their},
        {"والجنديان", "جندي", FORM_NOUN, COUNT_DUAL, AND | THE, "جنديان", none},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct described_text text;
        struct lexicon_reading readings[LEXICON_READINGS_MAX];
        bool is_found = false;

        assert_true(described_text_init(&text, LEXICON_AR, strview_from(rows[i].word)));
        assert_int_equal(text.words.count, 1);
        size_t count = lexicon_readings(lexicon, LEXICON_AR, text.forms[0], text.exacts[0],
                                        readings, LEXICON_READINGS_MAX);

        for (size_t j = 0; j < count; j++)
            is_found = is_found || is_reading(&readings[j], &rows[i], text.forms[0]);
        if (!is_found)
            fail_msg("%s: no such reading among %zu", rows[i].word, count);
        described_text_destroy(&text);
    }
}

/* Clitics that the word cannot have are no reading. */
static void wrong_clitics_are_no_reading(void **state)
{
    static const char *const words[] = {
        "سالجيش",  /* the future on a noun */
        "اليقصف",  /* the article on a verb */
        "الجيشهم", /* article and pronoun */
        "بيقصفون", /* a preposition on a verb */
        "قصفواها", /* the alef before a pronoun */
        "وووقصف",  "xyzzyq",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        struct described_text text;
        struct lexicon_reading readings[LEXICON_READINGS_MAX];

        assert_true(described_text_init(&text, LEXICON_AR, strview_from(words[i])));
        if (lexicon_readings(lexicon, LEXICON_AR, text.forms[0], text.exacts[0], readings,
                             LEXICON_READINGS_MAX) != 0)
            fail_msg("%s has a reading", words[i]);
        described_text_destroy(&text);
    }
}

static void spelling_orders_readings(void **state)
{
    struct described_text text;
    struct lexicon_reading readings[LEXICON_READINGS_MAX];
    static const char *const words[] = {"إن", "أن", "ان", "على", "علي", "استئناف", "الى"};

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        assert_true(described_text_init(&text, LEXICON_AR, strview_from(words[i])));
        size_t count = lexicon_readings(lexicon, LEXICON_AR, text.forms[0], text.exacts[0],
                                        readings, LEXICON_READINGS_MAX);

        assert_true(count > 0);
        for (size_t j = 1; j < count; j++)
            assert_true(readings[j - 1].spelling <= readings[j].spelling);
        described_text_destroy(&text);
    }
}

struct match_row {
    const char *text;
    enum entry_kind kind;
    uint32_t words;
    const char *begins; /* of its description */
};

static bool is_matched(const struct match_row *row)
{
    struct described_text text;
    struct lexicon_match matches[32];
    struct buffer entry = {0};
    bool is_found = false;

    assert_true(described_text_init(&text, LEXICON_LANGUAGE_COUNT, strview_from(row->text)));
    size_t count = lexicon_match(lexicon, text.language, &text.words, 0, matches, 32);

    for (size_t i = 0; i < count && !is_found; i++) {
        assert_true(i == 0 || matches[i - 1].token_count >= matches[i].token_count);
        buffer_clear(&entry);
        lexicon_describe_entry(lexicon, text.language, &matches[i], &entry);
        is_found = matches[i].kind == row->kind && matches[i].token_count == row->words &&
                   strview_starts_with(buffer_view(&entry), strview_from(row->begins));
    }
    buffer_destroy(&entry);
    described_text_destroy(&text);
    return is_found;
}

static void names_of_several_words_are_found(void **state)
{
    static const struct match_row rows[] = {
        {"قوات الدعم السريع في الفاشر", ENTRY_ACTOR, 3, "SDNREB"},
        {"وقوات الدعم السريع", ENTRY_ACTOR, 3, "SDNREB"},
        {"United Nations Security Council", ENTRY_ACTOR, 4, "IGOUNO UN Security Council"},
        {"Saudi Arabia said", ENTRY_COUNTRY, 2, "SAU"},
        {"المملكة العربية السعودية", ENTRY_COUNTRY, 3, "SAU"},
        {"للمملكة العربية السعودية", ENTRY_COUNTRY, 3, "SAU"},
        {"خان يونس", ENTRY_PLACE, 2, "Khan"},
        {"بخان يونس", ENTRY_PLACE, 2, "Khan"},
        {"دير الزور", ENTRY_PLACE, 2, ""},
        {"Deir ez-Zor", ENTRY_PLACE, 4, "Deir ez-Zor SYR"},
        {"Red Sea", ENTRY_REGION, 2, "Red Sea"},
        {"الروسية", ENTRY_NATIONALITY, 1, "RUS"},
        {"والروس", ENTRY_NATIONALITY, 1, "RUS"},
        {"soldiers", ENTRY_AGENT, 1, "MIL"},
        {"موسكو", ENTRY_CAPITAL, 1, "RUS"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (!is_matched(&rows[i]))
            fail_msg("%s: no such match", rows[i].text);
}

static void names_that_are_not_there_are_not_found(void **state)
{
    static const struct match_row rows[] = {
        {"قوات السريع الدعم", ENTRY_ACTOR, 3, ""},
        {"Papua New", ENTRY_COUNTRY, 2, ""},
        {"Security United", ENTRY_ACTOR, 2, ""},
        {"يونس خان", ENTRY_PLACE, 2, "Khan"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (is_matched(&rows[i]))
            fail_msg("%s is matched", rows[i].text);
}

/* The first lexeme of a word whose class is a verb's. */
static uint32_t verb_of(enum lexicon_language language, const char *word)
{
    struct described_text text;
    struct lexicon_reading readings[LEXICON_READINGS_MAX];
    uint32_t found = LEXICON_NONE;

    assert_true(described_text_init(&text, language, strview_from(word)));
    size_t count = lexicon_readings(lexicon, language, text.forms[0], text.exacts[0], readings,
                                    LEXICON_READINGS_MAX);

    for (size_t i = 0; i < count && found == LEXICON_NONE; i++)
        if (lexicon_lexeme(lexicon, readings[i].lexeme).class == LEXEME_VERB)
            found = readings[i].lexeme;
    described_text_destroy(&text);
    return found;
}

/* What a pattern needs is one of its words behind the head. */
static bool is_need_of(const struct pattern *pattern, unsigned needs)
{
    bool has_word = false;

    for (size_t i = pattern->head_element + 1; i < pattern->element_count; i++) {
        struct pattern_element e = lexicon_pattern_element(lexicon, pattern, i);

        if ((e.kind == ELEMENT_WORD && word_sketch_bit(e.form) == needs) ||
            (e.kind == ELEMENT_LEXEME && word_sketch_lexeme_bit(e.lexeme) == needs))
            return true;
        has_word = has_word || e.kind == ELEMENT_WORD || e.kind == ELEMENT_LEXEME;
    }
    return !has_word && needs == PATTERN_NEEDS_NOTHING;
}

static void patterns_are_found_by_their_head(void **state)
{
    static const struct {
        enum lexicon_language language;
        const char *word, *text;
        enum pattern_kind kind;
    } rows[] = {
        {LEXICON_AR, "يشنون", "شنّ غارة", PATTERN_EXPRESSION},
        {LEXICON_AR, "أجرت", "أجرى محادثات", PATTERN_EXPRESSION},
        {LEXICON_EN, "accused", "accuse … of", PATTERN_EXPRESSION},
        {LEXICON_EN, "advancing", "advance on", PATTERN_EXPRESSION},
        {LEXICON_EN, "called", "call for calm", PATTERN_EXPRESSION}, /* behind a hundred others */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t count;
        uint32_t verb = verb_of(rows[i].language, rows[i].word);
        bool is_found = false;
        size_t before = SIZE_MAX;

        assert_int_not_equal(verb, LEXICON_NONE);
        const struct pattern_head *patterns = lexicon_patterns_of_lexeme(lexicon, verb, &count);

        for (size_t j = 0; j < count; j++) {
            struct pattern pattern = lexicon_pattern(lexicon, patterns[j].pattern);
            struct pattern_element head =
                lexicon_pattern_element(lexicon, &pattern, pattern.head_element);

            assert_true(pattern.element_count <= before); /* longest first */
            before = pattern.element_count;
            assert_int_equal(head.kind, ELEMENT_LEXEME);
            assert_int_equal(pattern.language, rows[i].language);
            assert_int_equal(pattern.kind, patterns[j].kind);
            assert_true(is_need_of(&pattern, patterns[j].needs));
            is_found = is_found ||
                       (pattern.kind == rows[i].kind && strview_is(pattern.text, rows[i].text));
        }
        if (!is_found)
            fail_msg("%s: no pattern \"%s\"", rows[i].word, rows[i].text);
    }
}

/* The lists are asked by a whole name, folded as text is. */
static void reviewed_names_are_found(void **state)
{
    static const struct {
        enum lexicon_language language;
        const char *form, *exact;
        enum place_accept accept;
    } stops[] = {
        {LEXICON_EN, "adam", "adam", PLACE_ACCEPT_CAPITAL_CUED},
        {LEXICON_EN, "homs", "homs", PLACE_ACCEPT_FREE},
        {LEXICON_AR, "adam", "adam", PLACE_ACCEPT_FREE},
        {LEXICON_AR, "اب", "أب", PLACE_ACCEPT_NEVER},
        {LEXICON_AR, "اب", "إب", PLACE_ACCEPT_FREE}, /* the town of Ibb */
        {LEXICON_EN, "", "", PLACE_ACCEPT_FREE},
    };
    struct place_homonym homonym;

    (void)state;
    for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
        assert_int_equal(lexicon_place_stop(lexicon, stops[i].language, strview_from(stops[i].form),
                                            strview_from(stops[i].exact)),
                         stops[i].accept);
    assert_true(
        lexicon_place_homonym(lexicon, LEXICON_AR, STRVIEW("طرابلس"), STRVIEW("طرابلس"), &homonym));
    assert_int_equal(homonym.default_geonames, 2210247);
    assert_strview_equal(homonym.default_country, "LBY");
    assert_false(homonym.needs_cue);
    assert_true(lexicon_place_homonym(lexicon, LEXICON_AR, STRVIEW("تل ابيض"), STRVIEW("تل أبيض"),
                                      &homonym));
    assert_strview_equal(homonym.default_country, "SYR");
    assert_true(
        lexicon_place_homonym(lexicon, LEXICON_AR, STRVIEW("كان"), STRVIEW("كان"), &homonym));
    assert_true(homonym.needs_cue);
    assert_int_equal(homonym.default_geonames, 0);
    assert_true(
        lexicon_place_homonym(lexicon, LEXICON_AR, STRVIEW("زنجبار"), STRVIEW("زنجبار"), &homonym));
    assert_strview_equal(homonym.default_reading, "by country");
    assert_strview_equal(homonym.default_country, "");
    assert_true(
        lexicon_place_homonym(lexicon, LEXICON_EN, STRVIEW("nasir"), STRVIEW("nasir"), &homonym));
    assert_false(homonym.needs_cue); /* the person is one in Arabic */
    assert_false(
        lexicon_place_homonym(lexicon, LEXICON_AR, STRVIEW("حمص"), STRVIEW("حمص"), &homonym));
}

static void ids_in_records_are_in_range(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < lexicon_pattern_count(lexicon); i++) {
        struct pattern pattern = lexicon_pattern(lexicon, i);

        assert_true(pattern.element_count > 0 && pattern.head_element < pattern.element_count);
        assert_true(pattern.kind != PATTERN_EXPRESSION ||
                    pattern.sense < lexicon_sense_count(lexicon));
    }
    for (uint32_t i = 0; i < lexicon_lexeme_count(lexicon); i++) {
        struct lexeme lexeme = lexicon_lexeme(lexicon, i);

        assert_true(lexeme.sense_count == 0 ||
                    lexeme.first_sense + lexeme.sense_count <= lexicon_sense_count(lexicon));
    }
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* Random bytes, random Arabic letters, and both with a true word in them. */
static void any_bytes_are_safe(void **state)
{
    static const char *const words[] = {"وسيقصفونها", "Security", "المملكة", "'s", "لل", "ال"};
    uint64_t seed = 88172645463325252U;
    struct lexicon_reading readings[LEXICON_READINGS_MAX];
    struct lexicon_match matches[8];
    uint32_t lexemes[8];

    (void)state;
    for (size_t round = 0; round < 100000; round++) {
        char bytes[2][300];
        struct strview views[2];

        for (size_t k = 0; k < 2; k++) {
            size_t len = next_random(&seed) % (round % 16 == 0 ? 300 : 24);

            for (size_t i = 0; i < len; i++)
                bytes[k][i] = (char)(round % 2 == 0 || i % 2 == 1 ? next_random(&seed)
                                                                  : 0xd8 + next_random(&seed) % 2);
            const char *word = words[next_random(&seed) % (sizeof(words) / sizeof(words[0]))];

            if (round % 3 == 0 && len > strlen(word))
                memcpy(bytes[k] + next_random(&seed) % (len - strlen(word)), word, strlen(word));
            views[k] = (struct strview){bytes[k], len};
        }
        enum lexicon_language language = (enum lexicon_language)(round / 4 % 2);
        /* form and exact are folded from one token; take them of one text mostly. */
        const struct strview exacts[2] = {views[round % 5 == 0], views[1]};
        const struct lexicon_words text = {views, exacts, 2};

        assert_true(lexicon_readings(lexicon, language, views[0], exacts[0], readings,
                                     LEXICON_READINGS_MAX) <= LEXICON_READINGS_MAX);
        assert_true(lexicon_match(lexicon, language, &text, 0, matches, 8) <= 8);
        assert_true(lexicon_lexemes_of_word(lexicon, language, views[0], lexemes, 8) <= 8);
    }
}

static void look_up_is_fast(void **state)
{
    static const char line[] =
        "وقال المتحدث باسم قوات الدعم السريع إن الجيش السوداني قصف بالطائرات مدينة الفاشر وسيقصفها "
        "غدا كما أعلنت وزارة الدفاع الروسية مقتل جنود في خان يونس للمرة الثانية";
    struct described_text text;
    struct lexicon_reading readings[LEXICON_READINGS_MAX];
    struct lexicon_match matches[32];
    size_t words = 0;

    (void)state;
    assert_true(described_text_init(&text, LEXICON_AR, strview_from(line)));
    uint64_t begin = clock_monotonic_ns();

    for (int round = 0; round < 1000; round++) {
        for (size_t i = 0; i < text.words.count; i++, words++) {
            lexicon_readings(lexicon, LEXICON_AR, text.forms[i], text.exacts[i], readings,
                             LEXICON_READINGS_MAX);
            lexicon_match(lexicon, LEXICON_AR, &text.words, i, matches, 32);
        }
    }
    double seconds = (double)(clock_monotonic_ns() - begin) / 1e9;

    print_message("look-up: %.0f Arabic words a second (readings and names)\n",
                  (double)words / seconds);
    assert_true((double)words / seconds > 20000.0 / SUPPORT_TIME_FACTOR);
    described_text_destroy(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clitics_are_taken_off),
        cmocka_unit_test(wrong_clitics_are_no_reading),
        cmocka_unit_test(spelling_orders_readings),
        cmocka_unit_test(names_of_several_words_are_found),
        cmocka_unit_test(names_that_are_not_there_are_not_found),
        cmocka_unit_test(patterns_are_found_by_their_head),
        cmocka_unit_test(reviewed_names_are_found),
        cmocka_unit_test(ids_in_records_are_in_range),
        cmocka_unit_test(any_bytes_are_safe),
        cmocka_unit_test(look_up_is_fast),
    };

    return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
