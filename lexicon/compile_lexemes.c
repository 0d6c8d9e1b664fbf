/* SPDX-License-Identifier: Apache-2.0 */
/* Verbs, event nouns and function words of both languages, with all their forms. Rows of one lemma
 * stand together (the tables are sorted) and make one lexeme with several senses. */
#include "lexicon/arabic.h"
#include "lexicon/builder.h"
#include "lexicon/compile_words.h"
#include "lexicon/english.h"

#include <stdio.h>

struct strview row_cell(struct table rows, size_t row, const char *column)
{
    return table_cell(rows, row, table_column(rows, column));
}

static void put_form(struct form_sink *sink, const struct letters *word, struct features features)
{
    struct lexeme_sink *target = (struct lexeme_sink *)sink;
    char text[LETTERS_MAX * 4];
    struct strview view = {.ptr = text, .len = letters_to_text(word, text)};

    builder_add_form(target->builder, LEXICON_AR, target->lexeme, view, features);
}

struct lexeme_sink lexeme_sink(struct builder *builder, uint32_t lexeme)
{
    return (struct lexeme_sink){.sink = {.put = put_form}, .builder = builder, .lexeme = lexeme};
}

static bool read_root(struct strview text, struct letters *out)
{
    struct strview radical;

    *out = (struct letters){0};
    while (strview_next(&text, '-', &radical)) {
        struct letters one;

        if (!letters_from(radical, &one) || one.count != 1 || out->count == 4)
            return false;
        out->at[out->count++] = one.at[0];
    }
    return out->count >= 3;
}

static bool read_verb_form(struct strview text, unsigned *out)
{
    static const char *const numerals[] = {"Q",  "I",   "II",   "III", "IV", "V",
                                           "VI", "VII", "VIII", "IX",  "X"};

    for (unsigned i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++) {
        if (strview_is(text, numerals[i])) {
            *out = i;
            return true;
        }
    }
    return false;
}

/* A lemma is a passive when its first letter carries damma (قُتِلَ). */
static bool is_passive_lemma(struct strview lemma)
{
    return lemma.len >= 4 && (unsigned char)lemma.ptr[2] == 0xd9 &&
           (unsigned char)lemma.ptr[3] == 0x8f;
}

static void add_masdars(struct builder *builder, uint32_t lexeme, struct strview masdars)
{
    struct lexeme_sink target = lexeme_sink(builder, lexeme);
    struct strview masdar;

    while (strview_next(&masdars, ';', &masdar)) {
        struct letters word;
        struct features features = {
            .form = FORM_MASDAR,
            .number = COUNT_SINGULAR,
            .gender = GENDER_MASCULINE,
            .flags = FEATURE_ARTICLE_OK | FEATURE_PREPOSITION_OK,
        };

        if (!letters_from(strview_trim(masdar), &word))
            continue;
        if (letters_last(&word, 0) == TEH_MARBUTA)
            features.gender = GENDER_FEMININE;
        arabic_noun_forms(&word, NOUN_SINGULAR | NOUN_DUAL | NOUN_SOUND_FEMININE, features,
                          &target.sink);
    }
}

static enum status add_arabic_verb(struct builder *builder, const char *name, size_t row,
                                   uint32_t lexeme)
{
    struct table rows = builder_table(builder, name);
    struct strview lemma = row_cell(rows, row, "lemma");
    struct lexeme_sink target = lexeme_sink(builder, lexeme);
    struct arabic_verb verb = {.is_passive = is_passive_lemma(lemma)};

    if (!letters_from(row_cell(rows, row, "past"), &verb.past) ||
        !letters_from(row_cell(rows, row, "present"), &verb.present))
        return builder_row_error(builder, name, row, "past or present is no Arabic word");
    if (!read_root(row_cell(rows, row, "root"), &verb.root))
        return builder_row_error(builder, name, row, "root is not r-r-r");
    if (!read_verb_form(row_cell(rows, row, "form"), &verb.form))
        return builder_row_error(builder, name, row, "form is none of I to X, Q");
    if (!arabic_verb_forms(&verb, &target.sink))
        return builder_row_error(builder, name, row, "past, present and root do not fit");
    if (!verb.is_passive)
        add_masdars(builder, lexeme, row_cell(rows, row, "masdar"));
    return STATUS_OK;
}

static void add_english_form(struct builder *builder, uint32_t lexeme, struct strview word,
                             enum word_form form, enum voice voice)
{
    struct features features = {.form = (uint8_t)form, .voice = (uint8_t)voice};

    if (form == FORM_IMPERFECT) {
        features.person = PERSON_3;
        features.number = COUNT_SINGULAR;
    }
    builder_add_form(builder, LEXICON_EN, lexeme, word, features);
}

static struct strview first_word(struct strview text)
{
    struct strview word = {0};

    strview_next(&text, ' ', &word);
    return word;
}

/* Its irregular forms from en/irregular, when it stands there. */
static struct strview irregular(struct builder *builder, struct strview base, const char *column)
{
    struct table rows = builder_table(builder, "en/irregular");

    for (size_t row = 0; row < table_row_count(rows); row++)
        if (strview_equal(row_cell(rows, row, "lemma"), base))
            return row_cell(rows, row, column);
    return (struct strview){0};
}

static enum status add_english_verb(struct builder *builder, const char *name, size_t row,
                                    uint32_t lexeme)
{
    struct table rows = builder_table(builder, name);
    struct strview lemma = row_cell(rows, row, "lemma");
    struct strview base = first_word(lemma);
    struct strview past = first_word(row_cell(rows, row, "past"));
    struct strview participle = first_word(row_cell(rows, row, "participle"));
    struct strview gerund = irregular(builder, base, "gerund");
    char past_text[ENGLISH_WORD_MAX];
    char gerund_text[ENGLISH_WORD_MAX];
    char third_text[ENGLISH_WORD_MAX];

    if (base.len == 0 || base.len > 64)
        return builder_row_error(builder, name, row, "no lemma");
    if (past.len == 0)
        past = irregular(builder, base, "past");
    if (participle.len == 0)
        participle = irregular(builder, base, "participle");
    if (past.len == 0)
        past = english_past(base, past_text);
    if (participle.len == 0)
        participle = past;
    if (gerund.len == 0)
        gerund = english_gerund(base, past, gerund_text);
    add_english_form(builder, lexeme, base, FORM_BASE, VOICE_ACTIVE);
    add_english_form(builder, lexeme, english_third_person(base, third_text), FORM_IMPERFECT,
                     VOICE_ACTIVE);
    add_english_form(builder, lexeme, past, FORM_PERFECT, VOICE_ACTIVE);
    add_english_form(builder, lexeme, participle, FORM_PARTICIPLE_PASSIVE, VOICE_PASSIVE);
    add_english_form(builder, lexeme, gerund, FORM_PARTICIPLE_ACTIVE, VOICE_ACTIVE);
    if (base.len < lemma.len)
        builder_lexeme(builder, lexeme)->particle =
            builder_text(builder, strview_trim(strview_slice(lemma, base.len, lemma.len)));
    return STATUS_OK;
}

static enum status add_verbs(struct builder *builder, enum lexicon_language language,
                             const char *name, bool has_senses)
{
    struct table rows = builder_table(builder, name);
    struct strview before = {0};
    uint32_t lexeme = LEXICON_NONE;
    enum status status = STATUS_OK;

    for (size_t row = 0; row < table_row_count(rows) && status == STATUS_OK; row++) {
        struct strview lemma = row_cell(rows, row, "lemma");

        if (lexeme == LEXICON_NONE || !strview_equal(lemma, before)) {
            struct lexeme_record record = {
                .lemma = builder_text(builder, lemma),
                .root = builder_text(builder, row_cell(rows, row, "root")),
                .detail = builder_text(builder, row_cell(rows, row, "form")),
                .first_sense = (uint32_t)(builder->senses.len / sizeof(struct sense_record)),
                .row = (uint32_t)row,
                .entry = LEXICON_NONE,
                .language = (uint8_t)language,
                .class = LEXEME_VERB,
            };

            before = lemma;
            lexeme = builder_add_lexeme(builder, &record);
            status = language == LEXICON_AR ? add_arabic_verb(builder, name, row, lexeme)
                                            : add_english_verb(builder, name, row, lexeme);
        }
        uint32_t sense;

        if (status == STATUS_OK && has_senses) {
            status = compile_sense(builder, name, row, &sense);
            builder_lexeme(builder, lexeme)->sense_count++;
        }
    }
    return status;
}

static bool is_one_word(struct strview text)
{
    return text.len > 0 && memchr(text.ptr, ' ', text.len) == NULL &&
           memchr(text.ptr, '-', text.len) == NULL;
}

static struct features noun_features(struct strview gender, enum grammatical_number number,
                                     enum word_form form)
{
    return (struct features){
        .form = (uint8_t)form,
        .number = (uint8_t)number,
        .gender = strview_is(gender, "f")   ? GENDER_FEMININE
                  : strview_is(gender, "m") ? GENDER_MASCULINE
                                            : GENDER_NONE,
        .flags = FEATURE_ARTICLE_OK | FEATURE_PREPOSITION_OK,
    };
}

void add_arabic_noun(struct builder *builder, uint32_t lexeme, struct strview singular,
                     struct strview plurals, struct strview gender, enum word_form form)
{
    struct lexeme_sink target = lexeme_sink(builder, lexeme);
    struct letters word;
    struct strview plural;

    if (letters_from(singular, &word))
        arabic_noun_forms(&word, NOUN_SINGULAR | NOUN_DUAL,
                          noun_features(gender, COUNT_SINGULAR, form), &target.sink);
    while (strview_next(&plurals, ';', &plural))
        if (letters_from(strview_trim(plural), &word))
            arabic_noun_forms(&word, NOUN_SINGULAR, noun_features(gender, COUNT_PLURAL, form),
                              &target.sink);
}

void add_english_noun(struct builder *builder, uint32_t lexeme, struct strview singular,
                      struct strview plurals)
{
    struct strview plural;
    struct features features = {.form = FORM_NOUN, .number = COUNT_SINGULAR};

    builder_add_form(builder, LEXICON_EN, lexeme, singular, features);
    features.number = COUNT_PLURAL;
    while (strview_next(&plurals, ';', &plural))
        if (plural.len > 0)
            builder_add_form(builder, LEXICON_EN, lexeme, strview_trim(plural), features);
}

/* One word: readings. More: names that point to the lexeme. */
static void add_noun_words(struct builder *builder, enum lexicon_language language, uint32_t lexeme,
                           struct table rows, size_t row)
{
    struct strview noun = row_cell(rows, row, "noun");
    struct strview plural = row_cell(rows, row, "plural");

    if (is_one_word(noun) && language == LEXICON_AR)
        add_arabic_noun(builder, lexeme, noun, plural, row_cell(rows, row, "gender"), FORM_NOUN);
    else if (is_one_word(noun))
        add_english_noun(builder, lexeme, noun, plural);
    struct terminal_record terminal = {
        .row = (uint32_t)row, .lexeme = lexeme, .kind = ENTRY_EVENT_NOUN};

    add_term(builder, language, noun, plural, row_cell(rows, row, "gender"), terminal);
}

static enum status add_nouns(struct builder *builder, enum lexicon_language language,
                             const char *name)
{
    struct table rows = builder_table(builder, name);
    struct strview before = {0};
    uint32_t lexeme = LEXICON_NONE;
    enum status status = STATUS_OK;

    for (size_t row = 0; row < table_row_count(rows) && status == STATUS_OK; row++) {
        struct strview noun = row_cell(rows, row, "noun");
        uint32_t sense;

        if (lexeme == LEXICON_NONE || !strview_equal(noun, before)) {
            struct lexeme_record record = {
                .lemma = builder_text(builder, noun),
                .first_sense = (uint32_t)(builder->senses.len / sizeof(struct sense_record)),
                .row = (uint32_t)row,
                .entry = LEXICON_NONE,
                .language = (uint8_t)language,
                .class = LEXEME_EVENT_NOUN,
            };

            before = noun;
            lexeme = builder_add_lexeme(builder, &record);
            add_noun_words(builder, language, lexeme, rows, row);
        }
        status = compile_sense(builder, name, row, &sense);
        builder_lexeme(builder, lexeme)->sense_count++;
    }
    return status;
}

static bool function_from(struct strview name, uint8_t *out)
{
    for (int i = 1; i < FUNCTION_CLASS_COUNT; i++) {
        if (strview_is(name, function_class_name((enum function_class)i))) {
            *out = (uint8_t)i;
            return true;
        }
    }
    return false;
}

static enum person person_in(struct strview detail)
{
    struct strview person = lexicon_effect(detail, "person");

    return person.len == 1 && person.ptr[0] >= '1' && person.ptr[0] <= '3'
               ? (enum person)(person.ptr[0] - '0')
               : PERSON_NONE;
}

static struct features function_features(struct strview detail)
{
    struct strview gender = lexicon_effect(detail, "gender");
    struct strview number = lexicon_effect(detail, "number");
    struct strview clitics = lexicon_effect(detail, "clitics");
    struct strview pronoun = lexicon_effect(detail, "pronoun");
    struct features features = {
        .form = FORM_FUNCTION,
        .person = (uint8_t)person_in(detail),
        .gender = strview_is(gender, "f")   ? GENDER_FEMININE
                  : strview_is(gender, "m") ? GENDER_MASCULINE
                                            : GENDER_NONE,
        .number = strview_is(number, "s")   ? COUNT_SINGULAR
                  : strview_is(number, "d") ? COUNT_DUAL
                  : strview_is(number, "p") ? COUNT_PLURAL
                                            : COUNT_ANY,
        .flags = strview_is(clitics, "noun") ? FEATURE_PREPOSITION_OK : 0,
    };

    if (strview_is(pronoun, "joined"))
        features.flags |= FEATURE_NEEDS_ENCLITIC;
    else if (!strview_is(pronoun, "may"))
        features.flags |= FEATURE_NO_ENCLITIC;
    return features;
}

static enum status add_function_words(struct builder *builder, enum lexicon_language language,
                                      const char *name)
{
    struct table rows = builder_table(builder, name);

    for (size_t row = 0; row < table_row_count(rows); row++) {
        struct strview form = row_cell(rows, row, "form");
        struct strview detail = row_cell(rows, row, "detail");
        struct strview lemma = lexicon_effect(detail, "lemma");
        struct lexeme_record record = {
            .lemma = builder_text(builder, lemma.len > 0 ? lemma : form),
            .detail = builder_text(builder, detail),
            .row = (uint32_t)row,
            .entry = LEXICON_NONE,
            .language = (uint8_t)language,
            .class = LEXEME_FUNCTION,
        };

        if (!function_from(row_cell(rows, row, "class"), &record.function))
            return builder_row_error(builder, name, row, "unknown class of function words");
        if (!is_one_word(form))
            return builder_row_error(builder, name, row, "not one word");
        builder_add_form(builder, language, builder_add_lexeme(builder, &record), form,
                         function_features(detail));
    }
    return STATUS_OK;
}

static enum lexeme_class noun_kind_from(struct strview kind)
{
    for (enum lexeme_class k = LEXEME_PERSON; k <= LEXEME_PLACE; k++)
        if (strview_is(kind, lexeme_class_name(k)))
            return k;
    return LEXEME_WORD;
}

/* Nouns and adjectives without senses. Adjectives and all of Arabic: each form a row of its own. */
static enum status add_words(struct builder *builder, enum lexicon_language language,
                             const char *name)
{
    struct table rows = builder_table(builder, name);

    for (size_t row = 0; row < table_row_count(rows); row++) {
        struct strview word = row_cell(rows, row, "word");
        enum word_form form =
            strview_is(row_cell(rows, row, "class"), "adjective") ? FORM_ADJECTIVE : FORM_NOUN;
        struct lexeme_record record = {
            .lemma = builder_text(builder, word),
            .first_sense = (uint32_t)(builder->senses.len / sizeof(struct sense_record)),
            .row = (uint32_t)row,
            .entry = LEXICON_NONE,
            .language = (uint8_t)language,
            .class = (uint8_t)noun_kind_from(row_cell(rows, row, "kind")),
        };

        if (!is_one_word(word))
            return builder_row_error(builder, name, row, "not one word");
        uint32_t lexeme = builder_add_lexeme(builder, &record);

        if (language == LEXICON_AR)
            add_arabic_noun(builder, lexeme, word, (struct strview){0},
                            row_cell(rows, row, "gender"), form);
        else if (form == FORM_ADJECTIVE)
            builder_add_form(builder, LEXICON_EN, lexeme, word, (struct features){.form = form});
        else
            add_english_noun(builder, lexeme, word, row_cell(rows, row, "plural"));
    }
    return STATUS_OK;
}

enum status compile_lexemes(struct builder *builder)
{
    enum status status = add_function_words(builder, LEXICON_AR, "ar/function_words");

    if (status == STATUS_OK)
        status = add_function_words(builder, LEXICON_EN, "en/function_words");
    if (status == STATUS_OK)
        status = add_verbs(builder, LEXICON_AR, "ar/verbs", true);
    if (status == STATUS_OK)
        status = add_verbs(builder, LEXICON_AR, "ar/other_verbs", false);
    if (status == STATUS_OK)
        status = add_verbs(builder, LEXICON_EN, "en/verbs", true);
    if (status == STATUS_OK)
        status = add_verbs(builder, LEXICON_EN, "en/other_verbs", false);
    if (status == STATUS_OK)
        status = add_nouns(builder, LEXICON_AR, "ar/nouns");
    if (status == STATUS_OK)
        status = add_nouns(builder, LEXICON_EN, "en/nouns");
    if (status == STATUS_OK)
        status = add_words(builder, LEXICON_AR, "ar/words");
    if (status == STATUS_OK)
        status = add_words(builder, LEXICON_EN, "en/words");
    return status;
}
