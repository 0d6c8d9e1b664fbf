/* SPDX-License-Identifier: Apache-2.0 */
/* The sense column of the tables is written for people in a fixed shorthand: pieces between ";",
 * a slot in front (S, O, a preposition with +), alternatives between "/", "," and "or", class words
 * in English and words of the language. What it cannot read admits everything. */
#include "extraction/conditions.h"

#include "lexicon/form.h"

#include <stdlib.h>
#include <strings.h>

enum { FORM_BYTES_MAX = 96, PREFIX_BYTES_MIN = 6 };

struct conditions {
    struct condition *items;
    size_t count, capacity;
    uint32_t *first; /* by sense, and one more */
    char *text;      /* folded words */
    size_t text_bytes, text_capacity;
    struct class_word *class_words; /* sorted */
    size_t class_word_count;
};

/* A word of the conditions that stands for classes. */
struct class_word {
    struct strview word;
    uint32_t classes;
};

static const struct {
    const char *name;
    uint32_t bit;
} class_names[] = {
    {"state", FILLER_STATE},   {"armed", FILLER_ARMED}, {"person", FILLER_PERSON},
    {"people", FILLER_PEOPLE}, {"place", FILLER_PLACE}, {"organisation", FILLER_ORGANISATION},
    {"weapon", FILLER_WEAPON}, {"event", FILLER_EVENT}, {"thing", FILLER_THING},
    {"toll", FILLER_TOLL},
};

static uint32_t filler_class_from(struct strview name)
{
    for (size_t i = 0; i < sizeof(class_names) / sizeof(class_names[0]); i++)
        if (strview_is(name, class_names[i].name))
            return class_names[i].bit;
    return 0;
}

static int compare_letters(struct strview a, struct strview b)
{
    size_t bytes = a.len < b.len ? a.len : b.len;
    int order = bytes == 0 ? 0 : strncasecmp(a.ptr, b.ptr, bytes);

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare_class_words(const void *a, const void *b)
{
    return compare_letters(((const struct class_word *)a)->word,
                           ((const struct class_word *)b)->word);
}

static bool read_class_words(struct conditions *c, struct table table)
{
    int key = table_column(table, "word");
    int value = table_column(table, "classes");

    c->class_words = calloc(table_row_count(table) + 1, sizeof(*c->class_words));
    if (c->class_words == NULL)
        return false;
    for (size_t row = 0; row < table_row_count(table); row++) {
        struct strview rest = table_cell(table, row, value);
        struct strview piece;
        struct class_word *word = &c->class_words[c->class_word_count++];

        word->word = table_cell(table, row, key);
        while (strview_next(&rest, ';', &piece))
            word->classes |= filler_class_from(piece);
    }
    qsort(c->class_words, c->class_word_count, sizeof(*c->class_words), compare_class_words);
    return true;
}

static uint32_t classes_of_word(const struct conditions *c, struct strview word)
{
    struct class_word key = {.word = word};
    const struct class_word *found = bsearch(&key, c->class_words, c->class_word_count,
                                             sizeof(*c->class_words), compare_class_words);

    return found == NULL ? 0 : found->classes;
}

static bool is_ascii(struct strview word)
{
    return word.len > 0 && (unsigned char)word.ptr[0] < 0x80;
}

/* The folded word, kept as an offset for now: text may still move. */
static bool keep_word(struct conditions *c, struct strview word, struct strview *out)
{
    char form[FORM_BYTES_MAX];
    size_t bytes = form_fold(word, FORM_MATCHING, form, sizeof(form));

    if (bytes == 0 || bytes > sizeof(form) || c->text_bytes + bytes > c->text_capacity)
        return false;
    memcpy(c->text + c->text_bytes, form, bytes);
    *out = (struct strview){.ptr = c->text + c->text_bytes, .len = bytes};
    c->text_bytes += bytes;
    return true;
}

static bool next_word(struct strview *rest, struct strview *word)
{
    static const char separators[] = " /,+:()«»\"";
    size_t begin = 0;
    size_t end;

    while (begin < rest->len && strchr(separators, rest->ptr[begin]) != NULL &&
           (unsigned char)rest->ptr[begin] < 0x80)
        begin++;
    end = begin;
    while (end < rest->len &&
           ((unsigned char)rest->ptr[end] >= 0x80 || strchr(separators, rest->ptr[end]) == NULL))
        end++;
    *word = strview_slice(*rest, begin, end);
    *rest = strview_slice(*rest, end, rest->len);
    return word->len > 0;
}

/* One piece between ";". */
static void read_piece(struct conditions *c, struct strview piece, struct condition *out)
{
    struct strview rest = strview_trim(piece);
    size_t plus = strview_find(rest, STRVIEW("+"), 0);
    struct strview word;
    bool is_first = true;

    *out = (struct condition){.slot = SLOT_KIND_COUNT};
    while (next_word(&rest, &word)) {
        struct strview kept;

        if (is_first && strview_is(word, "S")) {
            out->slot = SLOT_SUBJECT;
        } else if (is_first && strview_is(word, "O")) {
            out->slot = SLOT_OBJECT;
        } else if (is_first && !is_ascii(word) && plus < piece.len &&
                   keep_word(c, word, &out->preposition)) {
            out->slot = SLOT_PREPOSITION;
        } else if (strview_is(word, "not") || strview_is(word, "no")) {
            if (out->word_count > 0 || out->classes != 0)
                break; /* what is excluded after what is admitted is told by the model's words */
            out->is_negated = true;
        } else if (is_ascii(word)) {
            out->classes |= classes_of_word(c, word);
        } else if (out->word_count < CONDITION_WORDS_MAX && keep_word(c, word, &kept)) {
            out->words[out->word_count++] = kept;
        }
        is_first = false;
    }
}

static bool add_sense(struct conditions *c, const struct sense *sense)
{
    struct strview rest = sense->condition;
    struct strview piece;

    while (rest.len > 0 && strview_next(&rest, ';', &piece)) {
        struct condition read;

        read_piece(c, piece, &read);
        if (read.classes == 0 && read.word_count == 0)
            continue;
        if (c->count == c->capacity) {
            size_t capacity = c->capacity == 0 ? 1024 : c->capacity * 2;
            struct condition *grown = realloc(c->items, capacity * sizeof(*grown));

            if (grown == NULL)
                return false;
            c->items = grown;
            c->capacity = capacity;
        }
        c->items[c->count++] = read;
    }
    return true;
}

struct conditions *conditions_new(const struct lexicon *lexicon)
{
    size_t senses = lexicon_sense_count(lexicon);
    struct conditions *c = calloc(1, sizeof(*c));

    if (c == NULL)
        return NULL;
    for (uint32_t i = 0; i < senses; i++)
        c->text_capacity += lexicon_sense(lexicon, i).condition.len * 2 + 8;
    c->text = malloc(c->text_capacity + 1);
    c->first = calloc(senses + 1, sizeof(*c->first));
    if (c->text == NULL || c->first == NULL ||
        !read_class_words(c, lexicon_table(lexicon, "common/condition_words"))) {
        conditions_free(c);
        return NULL;
    }
    for (uint32_t i = 0; i < senses; i++) {
        struct sense sense = lexicon_sense(lexicon, i);

        c->first[i] = (uint32_t)c->count;
        if (!add_sense(c, &sense)) {
            conditions_free(c);
            return NULL;
        }
    }
    c->first[senses] = (uint32_t)c->count;
    return c;
}

void conditions_free(struct conditions *c)
{
    if (c == NULL)
        return;
    free(c->class_words);
    free(c->items);
    free(c->first);
    free(c->text);
    free(c);
}

const struct condition *conditions_of(const struct conditions *c, uint32_t sense, size_t *count)
{
    *count = c->first[sense + 1] - c->first[sense];
    return c->items + c->first[sense];
}

/* Equal, or a longer word's beginning: plurals and feminines of the same word. */
static bool is_same_word(const struct analysis *a, uint32_t token, struct strview word)
{
    struct strview stem = a->words[token].stem;
    struct strview form = a->article->tokens[token].form;

    if (strview_equal(stem, word) || strview_equal(form, word))
        return true;
    return word.len >= PREFIX_BYTES_MIN && strview_starts_with(stem, word);
}

bool condition_has_word(const struct analysis *a, const struct condition *c, uint32_t begin,
                        uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        for (size_t k = 0; k < c->word_count; k++)
            if (is_same_word(a, i, c->words[k]))
                return true;
    return false;
}

enum condition_result condition_test(const struct analysis *a, const struct condition *c,
                                     uint32_t phrase)
{
    enum { CONJUNCTS_MAX = 4 };
    bool holds = false;
    bool is_open = phrase == INDEX_NONE;

    /* one of "vehicles and soldiers" is enough */
    for (size_t i = 0; i < CONJUNCTS_MAX && phrase != INDEX_NONE && !holds; i++) {
        const struct phrase *p = &a->phrases[phrase];

        holds = (p->classes & c->classes) != 0 ||
                condition_has_word(a, c, p->first_token, p->first_token + p->token_count);
        is_open = is_open || (p->classes & FILLER_UNKNOWN) != 0;
        phrase = p->next_conjunct;
    }
    if (!holds && is_open)
        return CONDITION_OPEN;
    return holds != c->is_negated ? CONDITION_HOLDS : CONDITION_FAILS;
}
