/* SPDX-License-Identifier: Apache-2.0 */
/* Actors, countries, agents, titles, weapons, units, regions and place cues as names; those of one
 * word also as lexemes, so that their grammar shows in readings. */
#include "lexicon/compile_words.h"

static bool is_one_word(struct strview text)
{
    return text.len > 0 && memchr(text.ptr, ' ', text.len) == NULL;
}

/* words: its forms and synonyms as the table gives them, the lemma first. */
static uint32_t add_entry_lexeme(struct builder *builder, enum lexicon_language language,
                                 enum lexeme_class class, struct strview words, size_t row)
{
    size_t end = 0;

    while (end < words.len && memchr(";,|", words.ptr[end], 3) == NULL)
        end++;
    struct lexeme_record record = {
        .lemma = builder_text(builder, strview_trim(strview_slice(words, 0, end))),
        .row = (uint32_t)row,
        .entry = (uint32_t)row,
        .language = (uint8_t)language,
        .class = (uint8_t) class,
    };

    return builder_add_lexeme(builder, &record);
}

static struct features term_features(enum word_form form, enum gender gender,
                                     enum grammatical_number number,
                                     enum grammatical_case grammatical_case)
{
    return (struct features){
        .form = (uint8_t)form,
        .gender = (uint8_t)gender,
        .number = (uint8_t)number,
        .grammatical_case = (uint8_t)grammatical_case,
        .flags = FEATURE_ARTICLE_OK | FEATURE_PREPOSITION_OK,
    };
}

/* A table whose rows have a name and other names in each language. */
static void add_named_rows(struct builder *builder, const char *table, enum entry_kind kind)
{
    struct table rows = builder_table(builder, table);

    for (size_t row = 0; row < table_row_count(rows); row++) {
        struct terminal_record terminal = {
            .kind = kind, .row = (uint32_t)row, .lexeme = LEXICON_NONE};

        add_proper_name(builder, LEXICON_EN, row_cell(rows, row, "name_en"),
                        row_cell(rows, row, "aliases_en"), terminal);
        add_proper_name(builder, LEXICON_AR, row_cell(rows, row, "name_ar"),
                        row_cell(rows, row, "aliases_ar"), terminal);
    }
}

/* The given forms of an Arabic adjective or agent, one place after another in the cell. */
struct given {
    struct builder *builder;
    struct terminal_record terminal;
    enum word_form form;
};

/* A given singular, feminine or plural in one place; alternatives stand between commas. */
static void add_given(struct given *given, struct strview place, unsigned kinds,
                      struct features features)
{
    struct strview word;

    while (strview_next(&place, ',', &word)) {
        struct letters letters;

        word = strview_trim(word);
        if (word.len == 0)
            continue;
        if (is_one_word(word) && given->terminal.lexeme != LEXICON_NONE &&
            letters_from(word, &letters)) {
            struct lexeme_sink target = lexeme_sink(given->builder, given->terminal.lexeme);

            arabic_noun_forms(&letters, kinds, features, &target.sink);
        }
        add_arabic_term(given->builder, word, kinds, features, given->terminal);
    }
}

/* masculine;feminine;plural nominative;plural oblique;broken plural */
static void add_arabic_adjective(struct given *given, struct strview cell)
{
    static const struct {
        enum gender gender;
        enum grammatical_number number;
        enum grammatical_case grammatical_case;
        unsigned kinds;
    } places[] = {
        {GENDER_MASCULINE, COUNT_SINGULAR, CASE_ANY, NOUN_SINGULAR | NOUN_DUAL},
        {GENDER_FEMININE, COUNT_SINGULAR, CASE_ANY,
         NOUN_SINGULAR | NOUN_DUAL | NOUN_SOUND_FEMININE},
        {GENDER_MASCULINE, COUNT_PLURAL, CASE_NOMINATIVE, NOUN_GIVEN},
        {GENDER_MASCULINE, COUNT_PLURAL, CASE_OBLIQUE, NOUN_GIVEN},
        {GENDER_MASCULINE, COUNT_PLURAL, CASE_ANY, NOUN_SINGULAR},
    };
    struct strview place;
    size_t index = 0;

    while (strview_next(&cell, ';', &place) && index < sizeof(places) / sizeof(places[0])) {
        add_given(given, place, places[index].kinds,
                  term_features(given->form, places[index].gender, places[index].number,
                                places[index].grammatical_case));
        index++;
    }
}

/* singular;dual;plural nominative;plural oblique;broken;feminine;feminine plural */
static void add_arabic_agent(struct given *given, struct strview cell)
{
    static const struct {
        enum gender gender;
        enum grammatical_number number;
        enum grammatical_case grammatical_case;
        unsigned kinds;
    } places[] = {
        {GENDER_MASCULINE, COUNT_SINGULAR, CASE_ANY, NOUN_SINGULAR | NOUN_DUAL},
        {GENDER_NONE, COUNT_DUAL, CASE_NOMINATIVE, NOUN_GIVEN},
        {GENDER_MASCULINE, COUNT_PLURAL, CASE_NOMINATIVE, NOUN_GIVEN},
        {GENDER_MASCULINE, COUNT_PLURAL, CASE_OBLIQUE, NOUN_GIVEN},
        {GENDER_NONE, COUNT_PLURAL, CASE_ANY, NOUN_SINGULAR},
        {GENDER_FEMININE, COUNT_SINGULAR, CASE_ANY, NOUN_SINGULAR | NOUN_DUAL},
        {GENDER_FEMININE, COUNT_PLURAL, CASE_ANY, NOUN_GIVEN},
    };
    struct strview place;
    size_t index = 0;

    while (strview_next(&cell, ';', &place) && index < sizeof(places) / sizeof(places[0])) {
        add_given(given, place, places[index].kinds,
                  term_features(given->form, places[index].gender, places[index].number,
                                places[index].grammatical_case));
        index++;
    }
}

/* The cell's words of one sense, " | " between. */
static bool next_synonym(struct strview *rest, struct strview *synonym)
{
    if (!strview_next(rest, '|', synonym))
        return false;
    *synonym = strview_trim(*synonym);
    return true;
}

static void add_country_names(struct builder *builder, struct table rows, size_t row)
{
    static const struct {
        enum entry_kind kind;
        enum lexicon_language language;
        const char *name, *aliases;
    } columns[] = {
        {ENTRY_COUNTRY, LEXICON_EN, "name_en", "aliases_en"},
        {ENTRY_COUNTRY, LEXICON_AR, "name_ar", "aliases_ar"},
        {ENTRY_CAPITAL, LEXICON_EN, "", "capital_en"},
        {ENTRY_CAPITAL, LEXICON_AR, "", "capital_ar"},
        {ENTRY_GOVERNMENT, LEXICON_EN, "", "government_en"},
        {ENTRY_GOVERNMENT, LEXICON_AR, "", "government_ar"},
    };

    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        struct terminal_record terminal = {
            .kind = (uint8_t)columns[i].kind, .row = (uint32_t)row, .lexeme = LEXICON_NONE};

        add_proper_name(builder, columns[i].language, row_cell(rows, row, columns[i].name),
                        row_cell(rows, row, columns[i].aliases), terminal);
    }
}

static void add_english_words(struct builder *builder, struct strview words,
                              enum grammatical_number number, struct terminal_record terminal,
                              enum word_form form)
{
    struct strview word;

    while (strview_next(&words, ';', &word)) {
        struct features features = term_features(form, GENDER_NONE, number, CASE_ANY);

        word = strview_trim(word);
        if (word.len == 0)
            continue;
        if (is_one_word(word) && terminal.lexeme != LEXICON_NONE)
            builder_add_form(builder, LEXICON_EN, terminal.lexeme, word, features);
        add_term_form(builder, LEXICON_EN, word, features, terminal);
    }
}

static void add_countries(struct builder *builder)
{
    struct table rows = builder_table(builder, "common/countries");

    for (size_t row = 0; row < table_row_count(rows); row++) {
        struct strview arabic = row_cell(rows, row, "adjective_ar");
        struct strview english = row_cell(rows, row, "adjective_en");
        struct strview adjective;
        struct terminal_record terminal = {.kind = ENTRY_NATIONALITY, .row = (uint32_t)row};

        add_country_names(builder, rows, row);
        terminal.lexeme = add_entry_lexeme(builder, LEXICON_EN, LEXEME_NATIONALITY, english, row);
        add_english_words(builder, english, COUNT_ANY, terminal, FORM_ADJECTIVE);
        add_english_words(builder, row_cell(rows, row, "people_en"), COUNT_PLURAL, terminal,
                          FORM_NOUN);
        terminal.lexeme = add_entry_lexeme(builder, LEXICON_AR, LEXEME_NATIONALITY, arabic, row);
        struct given given = {.builder = builder, .terminal = terminal, .form = FORM_ADJECTIVE};

        while (next_synonym(&arabic, &adjective))
            add_arabic_adjective(&given, adjective);
    }
}

static void add_agents(struct builder *builder)
{
    struct table rows = builder_table(builder, "common/agents");

    for (size_t row = 0; row < table_row_count(rows); row++) {
        struct strview arabic = row_cell(rows, row, "ar");
        struct strview english = row_cell(rows, row, "en");
        struct strview synonym;
        struct terminal_record terminal = {.kind = ENTRY_AGENT, .row = (uint32_t)row};

        terminal.lexeme = add_entry_lexeme(builder, LEXICON_EN, LEXEME_AGENT, english, row);
        while (next_synonym(&english, &synonym)) {
            struct strview singular;

            if (!strview_next(&synonym, ';', &singular))
                continue;
            add_english_words(builder, singular, COUNT_SINGULAR, terminal, FORM_NOUN);
            add_english_words(builder, synonym, COUNT_PLURAL, terminal, FORM_NOUN);
        }
        terminal.lexeme = add_entry_lexeme(builder, LEXICON_AR, LEXEME_AGENT, arabic, row);
        struct given given = {.builder = builder, .terminal = terminal, .form = FORM_NOUN};

        while (next_synonym(&arabic, &synonym))
            add_arabic_agent(&given, synonym);
    }
}

/* A table of common terms: a column of alternatives, the first a singular, then perhaps its
 * plurals. */
struct term_table {
    const char *table;
    enum lexicon_language language;
    enum lexeme_class class;
    enum entry_kind kind;
    const char *singular;
    const char *plural;
    bool has_list; /* the column lists singular;plural;variants */
};

/* Cues such as "in" are function words: their grammar is told there. */
static bool is_function_word(struct builder *builder, enum lexicon_language language,
                             struct strview word)
{
    const struct built_form *form;
    size_t count = builder_find_form(builder, language, word, &form);

    for (size_t i = 0; i < count; i++)
        if (builder_lexeme(builder, form[i].reading.lexeme)->class == LEXEME_FUNCTION)
            return true;
    return false;
}

static void add_term_word(struct builder *builder, const struct term_table *terms,
                          struct strview word, enum grammatical_number number,
                          struct terminal_record terminal)
{
    struct features features = term_features(FORM_NOUN, GENDER_NONE, number, CASE_ANY);
    struct given given = {.builder = builder, .terminal = terminal, .form = FORM_NOUN};

    word = strview_trim(word);
    if (word.len == 0 || memmem(word.ptr, word.len, "…", 3) != NULL)
        return;
    if (terms->class == LEXEME_PLACE_CUE && is_function_word(builder, terms->language, word))
        given.terminal.lexeme = terminal.lexeme = LEXICON_NONE;
    if (terms->language == LEXICON_AR)
        add_given(&given, word, NOUN_SINGULAR | (number == COUNT_SINGULAR ? NOUN_DUAL : 0),
                  features);
    else
        add_english_words(builder, word, number, terminal, FORM_NOUN);
}

static void add_term_table(struct builder *builder, const struct term_table *terms)
{
    struct table rows = builder_table(builder, terms->table);
    int language_column = table_column(rows, "lang");

    for (size_t row = 0; row < table_row_count(rows); row++) {
        struct strview words = row_cell(rows, row, terms->singular);
        struct strview plurals = row_cell(rows, row, terms->plural);
        struct terminal_record terminal = {.kind = (uint8_t)terms->kind, .row = (uint32_t)row};
        struct strview word;

        if (language_column >= 0 && !strview_is(table_cell(rows, row, language_column),
                                                terms->language == LEXICON_AR ? "ar" : "en"))
            continue;
        terminal.lexeme = add_entry_lexeme(builder, terms->language, terms->class, words, row);
        for (size_t i = 0; strview_next(&words, ';', &word); i++) {
            enum grammatical_number number = i == 0                      ? COUNT_SINGULAR
                                             : i == 1 && terms->has_list ? COUNT_PLURAL
                                                                         : COUNT_ANY;

            add_term_word(builder, terms, word, number, terminal);
        }
        while (strview_next(&plurals, ';', &word))
            add_term_word(builder, terms, word, COUNT_PLURAL, terminal);
    }
}

static const struct term_table term_tables[] = {
    {"ar/titles", LEXICON_AR, LEXEME_TITLE, ENTRY_TITLE, "title;variants", "", false},
    {"en/titles", LEXICON_EN, LEXEME_TITLE, ENTRY_TITLE, "form", "plural", false},
    {"ar/weapons", LEXICON_AR, LEXEME_WEAPON, ENTRY_WEAPON, "word;plural;variants", "", true},
    {"en/weapons", LEXICON_EN, LEXEME_WEAPON, ENTRY_WEAPON, "form", "plural", false},
    {"ar/units", LEXICON_AR, LEXEME_UNIT, ENTRY_UNIT, "noun", "plural", false},
    {"en/units", LEXICON_EN, LEXEME_UNIT, ENTRY_UNIT, "form", "plural", false},
    {"common/place_cues", LEXICON_AR, LEXEME_PLACE_CUE, ENTRY_PLACE_CUE, "form", "", false},
    {"common/place_cues", LEXICON_EN, LEXEME_PLACE_CUE, ENTRY_PLACE_CUE, "form", "", false},
};

static void add_given_names(struct builder *builder)
{
    struct table rows = builder_table(builder, "ar/given_names");

    for (size_t row = 0; row < table_row_count(rows); row++) {
        struct terminal_record terminal = {
            .kind = ENTRY_PERSON_NAME, .row = (uint32_t)row, .lexeme = LEXICON_NONE};

        add_proper_name(builder, LEXICON_AR, row_cell(rows, row, "name"), (struct strview){0},
                        terminal);
    }
}

enum status compile_entries(struct builder *builder)
{
    builder_sort_forms(builder);
    add_named_rows(builder, "common/actors", ENTRY_ACTOR);
    add_countries(builder);
    add_agents(builder);
    add_named_rows(builder, "common/regions", ENTRY_REGION);
    add_given_names(builder);
    for (size_t i = 0; i < sizeof(term_tables) / sizeof(term_tables[0]); i++)
        add_term_table(builder, &term_tables[i]);
    return builder->is_out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
