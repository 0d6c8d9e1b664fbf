/* SPDX-License-Identifier: Apache-2.0 */
/* Names and terms of several words with their inflected forms. Words of a term agree (غارتان
 * جويتان) or the first alone changes before a genitive (هجوما الجيش): both are made, for the table
 * does not say which it is, and the wrong one is hardly ever written. */
#include "lexicon/compile_words.h"

#include <stdio.h>

enum { TERM_WORDS_MAX = 8, WORD_FORMS_MAX = 16 };

struct word_forms {
    struct form_sink sink;
    struct letters given;
    struct letters forms[WORD_FORMS_MAX];
    struct features features[WORD_FORMS_MAX];
    size_t count;
};

static void collect(struct form_sink *sink, const struct letters *word, struct features features)
{
    struct word_forms *forms = (struct word_forms *)sink;

    if (forms->count == WORD_FORMS_MAX)
        return;
    forms->forms[forms->count] = *word;
    forms->features[forms->count++] = features;
}

static bool has_article(const struct letters *word)
{
    return word->count > 3 && word->at[0] == ALEF && word->at[1] == LAM;
}

static size_t split(struct strview term, struct word_forms *words)
{
    struct strview word;
    size_t count = 0;

    while (strview_next(&term, ' ', &word)) {
        if (count == TERM_WORDS_MAX || !letters_from(word, &words[count].given))
            return 0;
        words[count].sink.put = collect;
        words[count++].count = 0;
    }
    return count;
}

static void append_word(struct buffer *text, const struct letters *word)
{
    char bytes[LETTERS_MAX * 4];

    if (text->len > 0)
        buffer_append(text, " ", 1);
    buffer_append(text, bytes, letters_to_text(word, bytes));
}

static const struct letters *agreeing(const struct word_forms *word, struct features features)
{
    for (size_t i = 0; i < word->count; i++)
        if (word->features[i].number == features.number &&
            word->features[i].grammatical_case == features.grammatical_case &&
            ((word->features[i].flags ^ features.flags) &
             (FEATURE_CONSTRUCT | FEATURE_NEEDS_ENCLITIC)) == 0)
            return &word->forms[i];
    return NULL;
}

static void put_term(struct builder *builder, struct buffer *text, struct features features,
                     struct terminal_record terminal)
{
    terminal.features = features;
    builder_add_name(builder, LEXICON_AR, buffer_view(text), terminal);
    buffer_clear(text);
}

void add_arabic_term(struct builder *builder, struct strview term, unsigned kinds,
                     struct features base, struct terminal_record terminal)
{
    struct word_forms words[TERM_WORDS_MAX];
    struct buffer text = {0};
    size_t count = split(term, words);

    for (size_t i = 0; i < count; i++) {
        if (has_article(&words[i].given))
            collect(&words[i].sink, &words[i].given, base);
        else
            arabic_noun_forms(&words[i].given, kinds, base, &words[i].sink);
    }
    for (size_t form = 0; count > 0 && form < words[0].count; form++) {
        struct features features = words[0].features[form];
        bool agrees = true;

        append_word(&text, &words[0].forms[form]);
        for (size_t i = 1; i < count && agrees; i++) {
            const struct letters *word = agreeing(&words[i], features);

            agrees = word != NULL;
            if (agrees)
                append_word(&text, word);
        }
        if (agrees)
            put_term(builder, &text, features, terminal);
        buffer_clear(&text);
        if (count == 1 || (features.flags & FEATURE_NEEDS_ENCLITIC) != 0 || form == 0)
            continue;
        append_word(&text, &words[0].forms[form]);
        for (size_t i = 1; i < count; i++)
            append_word(&text, &words[i].given);
        put_term(builder, &text, features, terminal);
    }
    buffer_destroy(&text);
}

static bool starts_with_capital(struct strview name)
{
    return name.len > 0 && name.ptr[0] >= 'A' && name.ptr[0] <= 'Z';
}

void add_term_form(struct builder *builder, enum lexicon_language language, struct strview form,
                   struct features features, struct terminal_record terminal)
{
    terminal.features = features;
    if (language == LEXICON_EN && starts_with_capital(form))
        terminal.flags |= NAME_NEEDS_CAPITAL;
    builder_add_name(builder, language, form, terminal);
}

void add_term(struct builder *builder, enum lexicon_language language, struct strview singular,
              struct strview plurals, struct strview gender, struct terminal_record terminal)
{
    struct strview plural;
    struct features base = {
        .form = FORM_NOUN,
        .number = COUNT_SINGULAR,
        .gender = strview_is(gender, "f")   ? GENDER_FEMININE
                  : strview_is(gender, "m") ? GENDER_MASCULINE
                                            : GENDER_NONE,
        .flags = FEATURE_ARTICLE_OK | FEATURE_PREPOSITION_OK,
    };

    if (language == LEXICON_AR)
        add_arabic_term(builder, singular, NOUN_SINGULAR | NOUN_DUAL, base, terminal);
    else
        add_term_form(builder, language, singular, base, terminal);
    base.number = COUNT_PLURAL;
    while (strview_next(&plurals, ';', &plural)) {
        plural = strview_trim(plural);
        if (plural.len == 0)
            continue;
        if (language == LEXICON_AR)
            add_arabic_term(builder, plural, NOUN_SINGULAR, base, terminal);
        else
            add_term_form(builder, language, plural, base, terminal);
    }
}

/* Names keep their case endings where they show: a sound plural has two, and so has "father of". */
static void add_name_in_cases(struct builder *builder, struct strview name,
                              struct terminal_record terminal)
{
    struct word_forms words[TERM_WORDS_MAX];
    struct buffer text = {0};
    size_t count = split(name, words);
    bool has_changed = false;

    for (size_t i = 0; i < count; i++) {
        struct letters *word = &words[i].given;
        size_t last = word->count - 1;

        if (has_article(word) && word->count >= 6 && word->at[last] == NOON &&
            word->at[last - 1] == WAW) {
            word->at[last - 1] = YEH;
            has_changed = true;
        } else if (word->count == 3 && word->at[0] == ALEF_HAMZA && word->at[1] == 0x628 &&
                   word->at[2] == WAW) {
            word->at[2] = YEH;
            has_changed = true;
        }
        append_word(&text, word);
    }
    if (has_changed)
        builder_add_name(builder, LEXICON_AR, buffer_view(&text), terminal);
    buffer_destroy(&text);
}

static void add_one_name(struct builder *builder, enum lexicon_language language,
                         struct strview name, struct terminal_record terminal)
{
    terminal.features.flags = FEATURE_PREPOSITION_OK | FEATURE_NO_ENCLITIC | FEATURE_DEFINITE;
    terminal.flags |= NAME_IS_NAME;
    if (language == LEXICON_EN && starts_with_capital(name))
        terminal.flags |= NAME_NEEDS_CAPITAL;
    builder_add_name(builder, language, name, terminal);
    if (language == LEXICON_AR)
        add_name_in_cases(builder, name, terminal);
}

void add_proper_name(struct builder *builder, enum lexicon_language language, struct strview name,
                     struct strview aliases, struct terminal_record terminal)
{
    struct strview alias;

    terminal.features.form = FORM_NOUN;
    if (name.len > 0)
        add_one_name(builder, language, name, terminal);
    terminal.flags |= NAME_ALIAS;
    while (strview_next(&aliases, ';', &alias)) {
        alias = strview_trim(alias);
        if (alias.len > 0)
            add_one_name(builder, language, alias, terminal);
    }
}
