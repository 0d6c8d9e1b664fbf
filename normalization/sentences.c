/* SPDX-License-Identifier: Apache-2.0 */
/* Where sentences end. ICU proposes (UAX #29); an end is refused after an abbreviation of the
 * tables, a single letter, a list number, and at the ".." that parts a headline; one is added where
 * a writer left out the blank ("said.The"), which UAX #29 keeps whole, and in text that has none
 * for longer than any sentence (lists, floods), since a clause is read against all others of its
 * sentence. The Arabic comma and semicolon do not end a sentence: clauses are the grammar's
 * business. */
#include "normalization/sentences.h"

#include <assert.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "lexicon/characters.h"
#include "lexicon/form.h"

enum {
    WORD_BYTES_MAX = 48,
    SENTENCE_BYTES_MAX = 2048, /* the longest of 63,793 of the news had 883 */
};

enum abbreviation_kind {
    ABBREVIATION_NONE,
    ABBREVIATION_TITLE,   /* never ends a sentence */
    ABBREVIATION_MAY_END, /* ends one before a word that starts sentences */
    ABBREVIATION_STARTER, /* such a word */
};

struct abbreviation {
    struct strview form; /* folded, without the last dot */
    enum abbreviation_kind kind;
    bool is_capitalized; /* counts only so: "Sat." but not "sat." */
};

static bool is_capitalized(struct strview word)
{
    size_t at = 0;

    return word.len > 0 && character_is_upper(character_next(word, &at));
}

struct sentence_rules {
    UBreakIterator *breaks;
    UText text;
    struct strview field;
    struct abbreviation *abbreviations; /* sorted by form */
    size_t count;
    char *forms;
};

static int compare_abbreviations(const void *a, const void *b)
{
    const struct abbreviation *x = a;
    const struct abbreviation *y = b;
    size_t len = x->form.len < y->form.len ? x->form.len : y->form.len;
    int order = memcmp(x->form.ptr, y->form.ptr, len);

    return order != 0 ? order : (x->form.len > y->form.len) - (x->form.len < y->form.len);
}

static enum abbreviation_kind find_kind(const struct sentence_rules *rules, struct strview word)
{
    char form[WORD_BYTES_MAX];
    size_t len = form_fold(word, FORM_MATCHING, form, sizeof(form));

    if (len == 0 || len > sizeof(form) || rules->count == 0)
        return ABBREVIATION_NONE;
    struct abbreviation key = {.form = {.ptr = form, .len = len}};
    const struct abbreviation *found =
        bsearch(&key, rules->abbreviations, rules->count, sizeof(key), compare_abbreviations);

    if (found == NULL || (found->is_capitalized && !is_capitalized(word)))
        return ABBREVIATION_NONE;
    return found->kind;
}

static enum abbreviation_kind kind_from(struct strview name)
{
    if (strview_is(name, "starter"))
        return ABBREVIATION_STARTER;
    return strview_is(name, "may_end") ? ABBREVIATION_MAY_END : ABBREVIATION_TITLE;
}

static void read_table(struct sentence_rules *rules, struct table table, size_t *used)
{
    int form = table_column(table, "form");
    int kind = table_column(table, "kind");

    for (size_t row = 0; row < table_row_count(table); row++) {
        struct strview text = table_cell(table, row, form);
        char *out = rules->forms + *used;

        if (strview_ends_with(text, STRVIEW(".")))
            text.len--;
        size_t len = form_fold(text, FORM_MATCHING, out, WORD_BYTES_MAX);

        if (len == 0 || len > WORD_BYTES_MAX)
            continue;
        rules->abbreviations[rules->count++] =
            (struct abbreviation){.form = {.ptr = out, .len = len},
                                  .kind = kind_from(table_cell(table, row, kind)),
                                  .is_capitalized = is_capitalized(text)};
        *used += len;
    }
}

static bool read_tables(struct sentence_rules *rules, const struct lexicon *lexicon)
{
    struct table tables[] = {lexicon_table(lexicon, "ar/abbreviations"),
                             lexicon_table(lexicon, "en/abbreviations")};
    size_t rows = table_row_count(tables[0]) + table_row_count(tables[1]);
    size_t used = 0;

    rules->abbreviations = calloc(rows + 1, sizeof(*rules->abbreviations));
    rules->forms = calloc(rows + 1, WORD_BYTES_MAX);
    if (rules->abbreviations == NULL || rules->forms == NULL)
        return false;
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
        read_table(rules, tables[i], &used);
    qsort(rules->abbreviations, rules->count, sizeof(*rules->abbreviations), compare_abbreviations);
    return true;
}

struct sentence_rules *sentence_rules_new(const struct lexicon *lexicon)
{
    UErrorCode error = U_ZERO_ERROR;
    struct sentence_rules *rules = calloc(1, sizeof(*rules));

    if (rules == NULL)
        return NULL;
    rules->text = (UText)UTEXT_INITIALIZER;
    rules->breaks = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &error);
    if (U_FAILURE(error) || !read_tables(rules, lexicon)) {
        sentence_rules_free(rules);
        return NULL;
    }
    return rules;
}

void sentence_rules_free(struct sentence_rules *rules)
{
    if (rules == NULL)
        return;
    if (rules->breaks != NULL)
        ubrk_close(rules->breaks);
    utext_close(&rules->text);
    free(rules->abbreviations);
    free(rules->forms);
    free(rules);
}

enum status sentence_rules_set_text(struct sentence_rules *rules, struct strview text)
{
    UErrorCode error = U_ZERO_ERROR;

    rules->field = text;
    utext_openUTF8(&rules->text, text.ptr == NULL ? "" : text.ptr, (int64_t)text.len, &error);
    ubrk_setUText(rules->breaks, &rules->text, &error);
    return U_FAILURE(error) ? STATUS_NO_MEMORY : STATUS_OK;
}

static bool is_closer(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xbb || c == 0x201d ||
           c == 0x2019 || c == 0xab;
}

/* The position after the terminator at the end of [begin, end), blanks and closing marks skipped;
 * *mark is its code point. */
static size_t find_terminator(struct strview text, size_t begin, size_t end, uint32_t *mark)
{
    while (end > begin) {
        size_t from;
        uint32_t c = character_before(text, end, &from);
        enum character_class class = character_class(c);

        *mark = c;
        if (class != CHARACTER_SPACE && class != CHARACTER_MARK && class != CHARACTER_OTHER &&
            !is_closer(c))
            return end;
        end = from;
    }
    *mark = 0;
    return begin;
}

/* The word before the dot that ends at `end`: letters, digits, marks and dots inside. */
static struct strview word_before_dot(struct strview text, size_t begin, size_t end)
{
    size_t from = end - 1;

    while (from > begin && end - from < WORD_BYTES_MAX) {
        size_t before;
        uint32_t c = character_before(text, from, &before);
        enum character_class class = character_class(c);

        if (c != '.' && class != CHARACTER_ARABIC && class != CHARACTER_LATIN &&
            class != CHARACTER_MARK && class != CHARACTER_DIGIT && class != CHARACTER_LETTER)
            break;
        from = before;
    }
    return strview_slice(text, from, end - 1);
}

static bool is_digits(struct strview word)
{
    for (size_t at = 0; at < word.len;)
        if (character_class(character_next(word, &at)) != CHARACTER_DIGIT)
            return false;
    return word.len > 0;
}

/* One letter alone: an initial or an abbreviation. A tatweel after it makes it another word (هـ).
 */
static bool is_single_letter(struct strview word)
{
    size_t at = 0;

    if (word.len == 0)
        return false;
    enum character_class class = character_class(character_next(word, &at));

    return at == word.len && (class == CHARACTER_ARABIC || class == CHARACTER_LATIN);
}

static bool starts_sentence(const struct sentence_rules *rules, size_t at)
{
    size_t end = at;
    struct strview word = form_next_word(rules->field, &end);

    /* Names and numbers do not count: "U.S. Army". */
    return find_kind(rules, word) == ABBREVIATION_STARTER;
}

static bool follows_number(struct strview text, size_t begin, size_t at)
{
    size_t from = at;
    uint32_t c = character_before(text, at, &from);

    while (from > begin && character_class(c) == CHARACTER_SPACE)
        c = character_before(text, from, &from);
    return character_class(c) == CHARACTER_DIGIT;
}

static bool is_ascii_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/';
}

static bool is_end(const struct sentence_rules *rules, size_t begin, size_t at, bool is_title)
{
    uint32_t mark;
    size_t end = find_terminator(rules->field, begin, at, &mark);

    if (end == begin)
        return false; /* nothing but marks: it belongs to what follows */
    if (end == at && at < rules->field.len && mark < 0x80 && is_ascii_word(rules->field.ptr[at]))
        return false; /* inside an address */
    if (mark != '.')
        return true;
    size_t before;

    if (character_before(rules->field, end - 1, &before) == '.')
        return !is_title;
    struct strview word = word_before_dot(rules->field, begin, end);
    size_t word_begin = end - 1 - word.len;
    /* "2020 م. وقال": an era or a unit on a number, with a blank after its dot. */
    bool is_unit = end < at && follows_number(rules->field, begin, word_begin);

    if (is_digits(word))
        return word_begin > begin; /* "1." at the begin numbers a list */
    switch (find_kind(rules, word)) {
    case ABBREVIATION_TITLE:
        return is_single_letter(word) && is_unit;
    case ABBREVIATION_MAY_END:
        return starts_sentence(rules, at);
    default:
        return !is_single_letter(word) || starts_sentence(rules, at) || is_unit;
    }
}

static bool is_ascii_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* True when the word at `at` goes on with a dot and a letter: "Example.com". */
static bool is_domain(struct strview text, size_t at, size_t end)
{
    while (at < end && is_ascii_word(text.ptr[at]))
        at++;
    return at + 1 < end && text.ptr[at] == '.' && is_ascii_lower(text.ptr[at + 1]);
}

/* A dot between "…ed" and "Th…" without a blank, outside of addresses: the end after it, or 0. */
static size_t find_missing_blank(struct strview text, size_t begin, size_t end)
{
    for (size_t at = begin; at < end;) {
        const char *dot = memchr(text.ptr + at, '.', end - at);

        if (dot == NULL)
            return 0;
        size_t i = (size_t)(dot - text.ptr);

        if (i >= begin + 2 && i + 2 < end && is_ascii_lower(dot[-1]) && is_ascii_lower(dot[-2]) &&
            dot[1] >= 'A' && dot[1] <= 'Z' && is_ascii_lower(dot[2]) &&
            !is_domain(text, i + 1, end)) {
            size_t from = i;

            while (from > begin && text.ptr[from - 1] > ' ' && text.ptr[from - 1] != '/' &&
                   text.ptr[from - 1] != '@' && i - from < WORD_BYTES_MAX)
                from--;
            if (from == begin || text.ptr[from - 1] == ' ')
                return i + 1;
        }
        at = i + 1;
    }
    return 0;
}

/* The end of the longest sentence that may begin at `begin`: after its last blank, else between two
 * code points. */
static size_t longest_end(struct strview text, size_t begin)
{
    size_t last = begin + SENTENCE_BYTES_MAX;

    while (((unsigned char)text.ptr[last] & 0xc0) == 0x80)
        last--;
    for (size_t at = last; at > begin + SENTENCE_BYTES_MAX / 2; at--) {
        if (text.ptr[at - 1] == ' ')
            return at;
    }
    return last;
}

size_t sentence_rules_next(struct sentence_rules *rules, size_t begin, size_t line_end,
                           bool is_title)
{
    size_t at = begin;

    assert(begin < line_end && line_end <= rules->field.len);
    do {
        int32_t found = ubrk_following(rules->breaks, (int32_t)at);

        at = found == UBRK_DONE || (size_t)found >= line_end ? line_end : (size_t)found;
    } while (at < line_end && at - begin <= SENTENCE_BYTES_MAX &&
             !is_end(rules, begin, at, is_title));
    if (at - begin > SENTENCE_BYTES_MAX)
        at = longest_end(rules->field, begin);
    size_t missing = find_missing_blank(rules->field, begin, at);

    return missing != 0 ? missing : at;
}
