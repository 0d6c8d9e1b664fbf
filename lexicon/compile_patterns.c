/* SPDX-License-Identifier: Apache-2.0 */
/* Expressions and operators as sequences of elements. A word of a pattern stands for all forms of
 * its lexeme where it is one that inflects, else for itself. A head that several lexemes share
 * gives a pattern for each: the text decides which it was. English "be" before a participle or
 * adjective is left out, for its forms are many and the next word tells enough. */
#include "lexicon/compile_words.h"

#include <stdlib.h>

#include "lexicon/form.h"
#include "lexicon/word_sketch.h"

enum { ELEMENTS_MAX = 12, HEADS_MAX = 4, WORD_BYTES = 512 };

struct draft {
    struct builder *builder;
    enum lexicon_language language;
    enum pattern_kind kind;
    struct element_record elements[ELEMENTS_MAX];
    size_t count;
    size_t head;
    uint32_t heads[HEADS_MAX]; /* lexemes of the head */
    size_t head_count;
    bool is_head_word; /* ELEMENT_WORD: found by any lexeme of the word */
};

struct pattern_key {
    struct pattern_head head;
    uint32_t elements;
};

static bool add_element(struct draft *d, struct element_record element)
{
    if (d->count == ELEMENTS_MAX)
        return false;
    d->elements[d->count++] = element;
    return true;
}

static struct element_record plain(enum element_kind kind)
{
    return (struct element_record){.lexeme = LEXICON_NONE,
                                   .kind = (uint8_t)kind,
                                   .only_form = FORM_COUNT,
                                   .only_voice = VOICE_EITHER};
}

/* Signs of the tables: a gap, numbers and names, one's. False: it is a word. */
static bool add_sign(struct draft *d, struct strview word)
{
    static const struct {
        const char *sign;
        enum element_kind kind;
    } signs[] = {{"…", ELEMENT_GAP},           {"#", ELEMENT_NUMBER}, {"N", ELEMENT_NAME},
                 {"X", ELEMENT_NAME},          {"X,", ELEMENT_NAME},  {"Y", ELEMENT_NAME},
                 {"one's", ELEMENT_POSSESSIVE}};

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        if (strview_is(word, signs[i].sign))
            return add_element(d, plain(signs[i].kind));
    return false;
}

/* A letter alone with the sign that joins it to the next word: بـ, لـ, كـ. */
static bool add_proclitic(struct draft *d, struct strview word)
{
    static const struct {
        const char *form;
        uint32_t bit;
    } letters[] = {{"ب", PROCLITIC_BY},
                   {"ل", PROCLITIC_TO},
                   {"ك", PROCLITIC_AS},
                   {"و", PROCLITIC_CONJUNCTION},
                   {"ف", PROCLITIC_SEQUENCE}};
    char form[WORD_BYTES];
    size_t bytes = form_fold(word, FORM_MATCHING, form, sizeof(form));

    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]) && bytes <= sizeof(form); i++) {
        struct element_record element = plain(ELEMENT_PROCLITIC);

        if (!strview_is((struct strview){form, bytes}, letters[i].form))
            continue;
        element.proclitic = letters[i].bit;
        element.form = builder_text(d->builder, strview_from(letters[i].form));
        return add_element(d, element);
    }
    return false;
}

static bool inflects(const struct lexeme_record *lexeme)
{
    return lexeme->class == LEXEME_VERB || lexeme->class == LEXEME_EVENT_NOUN ||
           lexeme->class == LEXEME_AGENT || lexeme->class == LEXEME_UNIT ||
           lexeme->class == LEXEME_WEAPON;
}

/* How well a reading suits a word of a pattern at this place; 0: not. */
static int suits(const struct draft *d, const struct reading_record *r, bool is_first)
{
    const struct lexeme_record *lexeme = builder_lexeme(d->builder, r->lexeme);
    bool is_verb = lexeme->class == LEXEME_VERB;
    uint8_t form = r->features.form;

    if (!inflects(lexeme) || lexeme->particle.bytes > 0)
        return 0;
    if (!is_first)
        return is_verb ? 1 + (form == FORM_PARTICIPLE_PASSIVE) : 3;
    if (!is_verb)
        return 2;
    return form == FORM_BASE || form == FORM_PERFECT ? 4 : 3;
}

/* An operator's verb in another form than the table's usual one stands for that form alone. */
static uint8_t only_form(const struct draft *d, const struct reading_record *r, bool is_first)
{
    uint8_t form = r->features.form;
    bool is_usual = form == FORM_BASE || form == FORM_PERFECT || form == FORM_NOUN ||
                    form == FORM_MASDAR || form == FORM_PARTICIPLE_PASSIVE;

    if (d->kind != PATTERN_OPERATOR || !is_first || is_usual ||
        builder_lexeme(d->builder, r->lexeme)->class != LEXEME_VERB)
        return FORM_COUNT;
    return form;
}

static struct element_record word_element(struct draft *d, struct strview word)
{
    struct element_record element = plain(ELEMENT_WORD);
    char form[WORD_BYTES];
    size_t bytes = form_fold(word, FORM_MATCHING, form, sizeof(form));

    if (bytes <= sizeof(form))
        element.form = builder_text(d->builder, (struct strview){form, bytes});
    return element;
}

static bool is_new_head(const struct draft *d, uint32_t lexeme)
{
    for (size_t i = 0; i < d->head_count; i++)
        if (d->heads[i] == lexeme)
            return false;
    return d->head_count < HEADS_MAX;
}

static void collect_heads(struct draft *d, const struct built_form *forms, size_t count, int best)
{
    for (size_t i = 0; i < count; i++)
        if ((best == 0 || suits(d, &forms[i].reading, true) == best) &&
            is_new_head(d, forms[i].reading.lexeme))
            d->heads[d->head_count++] = forms[i].reading.lexeme;
}

/* A word nobody has: it becomes a lexeme of its own, so that the pattern is found by it. */
static void make_head(struct draft *d, struct strview word)
{
    struct lexeme_record record = {.lemma = builder_text(d->builder, word),
                                   .entry = LEXICON_NONE,
                                   .language = (uint8_t)d->language,
                                   .class = LEXEME_WORD};
    struct features features = {.form = FORM_NOUN, .flags = FEATURE_PREPOSITION_OK};

    d->heads[d->head_count++] = builder_add_lexeme(d->builder, &record);
    builder_add_form(d->builder, d->language, d->heads[0], word, features);
    builder_sort_forms(d->builder);
}

static bool has_head(const struct draft *d)
{
    return d->head_count > 0;
}

static bool add_word(struct draft *d, struct strview word)
{
    const struct built_form *forms = NULL;
    size_t count = builder_find_form(d->builder, d->language, word, &forms);
    bool is_first = !has_head(d);
    int best = 0;
    size_t chosen = 0;

    for (size_t i = 0; i < count; i++) {
        int fit = suits(d, &forms[i].reading, is_first);

        if (fit > best) {
            best = fit;
            chosen = i;
        }
    }
    struct element_record element = word_element(d, word);

    if (best > 0) {
        element.kind = ELEMENT_LEXEME;
        element.lexeme = forms[chosen].reading.lexeme;
        element.only_form = only_form(d, &forms[chosen].reading, is_first);
    }
    if (is_first) {
        d->head = d->count;
        d->is_head_word = best == 0;
        collect_heads(d, forms, count, best);
        if (!has_head(d))
            make_head(d, word);
    }
    return add_element(d, element);
}

/* English "be able to": the word after it is the head. */
static bool is_copula(const struct draft *d, struct strview word, struct strview rest)
{
    return d->language == LEXICON_EN && d->count == 0 && rest.ptr != NULL && rest.len > 0 &&
           strview_is(word, "be");
}

static bool read_elements(struct draft *d, struct strview text)
{
    struct strview rest = text;
    struct strview word;

    while (strview_next(&rest, ' ', &word)) {
        if (word.len == 0 || is_copula(d, word, rest))
            continue;
        if (word.len > 128)
            return false;
        if (!add_sign(d, word) && !(d->language == LEXICON_AR && add_proclitic(d, word)) &&
            !add_word(d, word))
            return false;
    }
    return d->count > 0 && has_head(d);
}

/* The element behind the head that fewest texts have, as a bit of a sketch: a word of an open class
 * before a form, a longer form before a shorter one. */
static uint16_t needs(const struct draft *d)
{
    const struct element_record *rarest = NULL;

    for (size_t i = d->head + 1; i < d->count; i++) {
        const struct element_record *e = &d->elements[i];
        bool is_word = e->kind == ELEMENT_LEXEME || e->kind == ELEMENT_WORD;

        if (is_word && (rarest == NULL || e->kind < rarest->kind ||
                        (e->kind == rarest->kind && e->form.bytes > rarest->form.bytes)))
            rarest = e;
    }
    if (rarest == NULL)
        return PATTERN_NEEDS_NOTHING;
    return (uint16_t)(rarest->kind == ELEMENT_LEXEME
                          ? word_sketch_lexeme_bit(rarest->lexeme)
                          : word_sketch_bit(builder_view(d->builder, rarest->form)));
}

static void add_pattern(struct draft *d, struct strview text, size_t row, uint32_t sense,
                        size_t head)
{
    struct builder *b = d->builder;
    struct pattern_record record = {
        .text = builder_text(b, text),
        .first_element = (uint32_t)(b->elements.len / sizeof(struct element_record)),
        .element_count = (uint32_t)d->count,
        .head_element = (uint32_t)d->head,
        .sense = sense,
        .row = (uint32_t)row,
        .kind = (uint8_t)d->kind,
        .language = (uint8_t)d->language,
    };
    uint32_t id = (uint32_t)(b->patterns.len / sizeof(record));

    if (!d->is_head_word)
        d->elements[d->head].lexeme = d->heads[head];
    bool ok = buffer_append(&b->elements, d->elements, d->count * sizeof(d->elements[0])) &&
              buffer_append(&b->patterns, &record, sizeof(record));

    for (size_t i = 0; i < d->head_count && ok; i++) {
        struct pattern_head key = {
            .lexeme = d->heads[i], .pattern = id, .needs = needs(d), .kind = (uint8_t)d->kind};

        if (d->is_head_word || i == head)
            ok = buffer_append(&b->pattern_heads, &key, sizeof(key));
    }
    b->is_out_of_memory = b->is_out_of_memory || !ok;
}

static enum status compile_table(struct builder *builder, enum lexicon_language language,
                                 enum pattern_kind kind, const char *name)
{
    struct table rows = builder_table(builder, name);
    const char *column = kind == PATTERN_EXPRESSION ? "pattern" : "form";
    enum status status = STATUS_OK;

    for (size_t row = 0; row < table_row_count(rows) && status == STATUS_OK; row++) {
        struct strview text = row_cell(rows, row, column);
        struct draft draft = {.builder = builder, .language = language, .kind = kind};
        uint32_t sense = LEXICON_NONE;

        if (!read_elements(&draft, text))
            return builder_row_error(builder, name, row, "no pattern of up to %d words",
                                     (int)ELEMENTS_MAX);
        if (kind == PATTERN_EXPRESSION)
            status = compile_sense(builder, name, row, &sense);
        for (size_t i = 0; i < (draft.is_head_word ? 1 : draft.head_count); i++)
            add_pattern(&draft, text, row, sense, i);
    }
    return status;
}

static int compare_keys(const void *left, const void *right)
{
    const struct pattern_key *a = left;
    const struct pattern_key *b = right;

    if (a->head.lexeme != b->head.lexeme)
        return a->head.lexeme < b->head.lexeme ? -1 : 1;
    if (a->elements != b->elements)
        return a->elements > b->elements ? -1 : 1;
    return a->head.pattern < b->head.pattern ? -1 : a->head.pattern > b->head.pattern;
}

/* By lexeme, longest first. */
static enum status sort_heads(struct builder *builder)
{
    size_t count = builder->pattern_heads.len / sizeof(struct pattern_head);
    struct pattern_head *heads = (void *)builder->pattern_heads.data;
    const struct pattern_record *patterns = (const void *)builder->patterns.data;
    struct pattern_key *keys = calloc(count + 1, sizeof(*keys));

    if (keys == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        keys[i] = (struct pattern_key){heads[i], patterns[heads[i].pattern].element_count};
    qsort(keys, count, sizeof(*keys), compare_keys);
    for (size_t i = 0; i < count; i++)
        heads[i] = keys[i].head;
    free(keys);
    return STATUS_OK;
}

enum status compile_patterns(struct builder *builder)
{
    static const struct {
        enum lexicon_language language;
        enum pattern_kind kind;
        const char *name;
    } tables[] = {{LEXICON_AR, PATTERN_EXPRESSION, "ar/expressions"},
                  {LEXICON_EN, PATTERN_EXPRESSION, "en/expressions"},
                  {LEXICON_AR, PATTERN_OPERATOR, "ar/operators"},
                  {LEXICON_EN, PATTERN_OPERATOR, "en/operators"}};
    enum status status = STATUS_OK;

    builder_sort_forms(builder);
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]) && status == STATUS_OK; i++)
        status = compile_table(builder, tables[i].language, tables[i].kind, tables[i].name);
    if (status == STATUS_OK)
        status = sort_heads(builder);
    return status == STATUS_OK && builder->is_out_of_memory ? STATUS_NO_MEMORY : status;
}
