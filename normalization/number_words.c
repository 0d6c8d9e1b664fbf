/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the tables of numbers. A row is a phrase, or a pattern with one or two slots; a phrase
 * that stands in several rows (آلاف multiplies after a number and is vague alone) has one entry
 * with several kinds. Duals are the tables' own; a dual that is spelt like a plural of the tables
 * (مدنيين) is given up, since the text does not tell them apart. */
#include "normalization/number_words.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEXT_BYTES = 256 };

static struct number_entry *entry_at(struct number_words *words, uint32_t node)
{
    if (node == PHRASES_NONE)
        return NULL;
    uint32_t value = phrases_value(words->phrases, node);

    if (value != 0)
        return &words->entries[value];
    if (words->count == words->capacity) {
        size_t capacity = words->capacity * 2;
        struct number_entry *entries = realloc(words->entries, capacity * sizeof(*entries));

        if (entries == NULL)
            return NULL;
        words->entries = entries;
        words->capacity = capacity;
    }
    words->entries[words->count] = (struct number_entry){0};
    phrases_set_value(words->phrases, node, (uint32_t)words->count);
    return &words->entries[words->count++];
}

const struct number_entry *number_words_at(const struct number_words *words, uint32_t node)
{
    return &words->entries[phrases_value(words->phrases, node)];
}

/* The node of a form; each {…} in it is a slot. *slots counts them. */
static uint32_t add_form(struct number_words *words, struct strview form, unsigned *slots)
{
    uint32_t node = PHRASES_ROOT;
    size_t at = 0;

    *slots = 0;
    while (at < form.len && node != PHRASES_NONE) {
        size_t open = strview_find(form, STRVIEW("{"), at);

        node = phrases_add_text(words->phrases, node, strview_slice(form, at, open));
        if (open == form.len)
            break;
        node = phrases_add_child(words->phrases, node, NUMBER_SLOT);
        (*slots)++;
        at = strview_find(form, STRVIEW("}"), open) + 1;
    }
    return node;
}

/* What an approximator does, by its bounds: "n", "n-1", "0.9n", "1.1n" or nothing. */
static unsigned approximator_flags(struct strview min, struct strview max)
{
    if (strview_starts_with(min, STRVIEW("0.")) ||
        (strview_is(min, "n") && strview_starts_with(max, STRVIEW("1."))))
        return NUMBER_ABOUT;
    if (strview_is(min, "n") && max.len == 0)
        return NUMBER_AT_LEAST;
    if (min.len == 0 && max.len > 0)
        return NUMBER_AT_MOST;
    return 0;
}

struct row {
    struct strview form, min, max, kind, note;
    bool is_english;
};

static bool contains(struct strview text, struct strview part)
{
    return strview_find(text, part, 0) < text.len;
}

static void add_pattern(const struct row *row, struct number_entry *entry, unsigned slots)
{
    if (strview_is(row->kind, "not_a_toll") && slots == 1)
        entry->kinds |= NUMBER_CONTEXT;
    if (strview_is(row->kind, "approximator") && slots == 2 && strview_is(row->min, "n1"))
        entry->kinds |= NUMBER_RANGE;
}

static void add_phrase(const struct row *row, struct number_entry *entry)
{
    double value = 0;
    bool has_value = strview_to_double(row->min, &value);

    if (strview_is(row->kind, "cardinal") && has_value) {
        entry->kinds |= NUMBER_CARDINAL;
        entry->value = value;
    } else if (strview_is(row->kind, "partitive") && has_value) {
        entry->kinds |= NUMBER_PARTITIVE;
        entry->value = value;
    } else if (strview_is(row->kind, "article")) {
        entry->kinds |= NUMBER_ARTICLE;
        entry->value = 1;
    } else if (strview_is(row->kind, "multiplier") && has_value) {
        entry->kinds |= NUMBER_MULTIPLIER;
        entry->multiplier = value;
        entry->needs_number = row->is_english;
    } else if (strview_is(row->kind, "vague") && has_value) {
        entry->kinds |= NUMBER_VAGUE_WORD;
        entry->vague_min = value;
        entry->vague_max = value;
        if (strview_to_double(row->max, &value))
            entry->vague_max = value;
    } else if (strview_is(row->kind, "ordinal") && has_value) {
        entry->kinds |= NUMBER_ORDINAL_WORD;
        entry->value = value;
    } else if (strview_is(row->kind, "fraction") && has_value) {
        entry->kinds |= NUMBER_FRACTION;
        entry->value = value;
    } else if (strview_is(row->kind, "joiner")) {
        entry->kinds |= NUMBER_JOINER;
    } else if (strview_is(row->kind, "approximator")) {
        bool follows = contains(row->note, STRVIEW("follows"));
        bool precedes = !follows || contains(row->note, STRVIEW("precedes"));

        if (contains(row->note, STRVIEW("predicate")))
            entry->kinds |= NUMBER_PREDICATE;
        entry->flags |= approximator_flags(row->min, row->max);
        if (entry->flags != 0)
            entry->kinds |= (follows ? (unsigned)NUMBER_FOLLOWER : 0) |
                            (precedes ? (unsigned)NUMBER_APPROXIMATOR : 0);
    }
}

static bool add_row(struct number_words *words, const struct row *row)
{
    unsigned slots;

    /* "…ان {noun}" and the patterns of digits tell the reader of the table how code reads them. */
    if (strview_is(row->kind, "digits") || strview_is(row->kind, "dual_suffix"))
        return true;
    struct number_entry *entry = entry_at(words, add_form(words, row->form, &slots));

    if (entry == NULL)
        return false;
    if (slots > 0)
        add_pattern(row, entry, slots);
    else
        add_phrase(row, entry);
    return true;
}

static bool add_numbers(struct number_words *words, struct table table, bool is_english)
{
    int form = table_column(table, "form");
    int min = table_column(table, "value_min");
    int max = table_column(table, "value_max");
    int kind = table_column(table, "kind");
    int note = table_column(table, "note");

    for (size_t i = 0; i < table_row_count(table); i++) {
        struct row row = {.form = table_cell(table, i, form),
                          .min = table_cell(table, i, min),
                          .max = table_cell(table, i, max),
                          .kind = table_cell(table, i, kind),
                          .note = table_cell(table, i, note),
                          .is_english = is_english};

        if (!add_row(words, &row))
            return false;
    }
    return true;
}

static bool add_noun(struct number_words *words, struct strview noun, enum number_kind kind)
{
    noun = strview_trim(noun);
    if (noun.len == 0)
        return true;
    struct number_entry *entry =
        entry_at(words, phrases_add_text(words->phrases, PHRASES_ROOT, noun));

    if (entry == NULL)
        return false;
    entry->kinds |= kind;
    return true;
}

/* The oblique of a dual: -ān to -ayn in every word, or -ā to -ay of the first in a genitive. */
static bool add_oblique_dual(struct number_words *words, struct strview dual)
{
    char text[TEXT_BYTES];
    size_t len = 0;
    struct strview rest = strview_trim(dual);
    struct strview word;
    bool is_first = true;
    bool is_genitive = false;

    if (rest.len == 0 || rest.len + 2 > sizeof(text))
        return true;
    while (strview_next(&rest, ' ', &word)) {
        const char *ending = "";
        size_t cut = 0;

        if (!is_genitive && strview_ends_with(word, STRVIEW("ان"))) {
            ending = "ين";
            cut = 4;
        } else if (is_first && strview_ends_with(word, STRVIEW("ا"))) {
            ending = "ي";
            cut = 2;
            is_genitive = true;
        }
        int count = snprintf(text + len, sizeof(text) - len, "%s%.*s%s", is_first ? "" : " ",
                             (int)(word.len - cut), word.ptr, ending);

        if (count < 0 || (size_t)count >= sizeof(text) - len)
            return true;
        len += (size_t)count;
        is_first = false;
    }
    return add_noun(words, (struct strview){.ptr = text, .len = len}, NUMBER_DUAL_NOUN);
}

static bool add_list(struct number_words *words, struct strview list, enum number_kind kind)
{
    struct strview noun;

    while (strview_next(&list, ';', &noun))
        if (!add_noun(words, noun, kind))
            return false;
    return true;
}

static bool add_units(struct number_words *words, struct table table)
{
    int dual = table_column(table, "dual");
    int plural = table_column(table, "plural");

    for (size_t i = 0; i < table_row_count(table); i++)
        if (!add_list(words, table_cell(table, i, dual), NUMBER_DUAL_NOUN) ||
            !add_list(words, table_cell(table, i, plural), NUMBER_PLURAL_NOUN))
            return false;
    return true;
}

/* One noun of common/agents: singular;dual;plural;oblique;broken,…;feminine;feminine plural. */
static bool add_agent(struct number_words *words, struct strview noun)
{
    struct strview cell;

    for (unsigned i = 0; strview_next(&noun, ';', &cell); i++) {
        struct strview form;
        enum number_kind kind = i == 1 ? NUMBER_DUAL_NOUN : NUMBER_PLURAL_NOUN;

        if (i == 0 || i == 5)
            continue;
        while (strview_next(&cell, ',', &form))
            if (!add_noun(words, form, kind) || (i == 1 && !add_oblique_dual(words, form)))
                return false;
    }
    return true;
}

static bool add_agents(struct number_words *words, struct table table)
{
    int ar = table_column(table, "ar");

    for (size_t i = 0; i < table_row_count(table); i++) {
        struct strview nouns = table_cell(table, i, ar);
        struct strview noun;

        while (strview_next(&nouns, '|', &noun))
            if (!add_agent(words, noun))
                return false;
    }
    return true;
}

static bool add_dual_stops(struct number_words *words, struct table table)
{
    int form = table_column(table, "form");

    for (size_t i = 0; i < table_row_count(table); i++)
        if (!add_noun(words, table_cell(table, i, form), NUMBER_PLURAL_NOUN))
            return false;
    return true;
}

struct number_words *number_words_new(const struct lexicon *lexicon)
{
    struct number_words *words = calloc(1, sizeof(*words));

    if (words == NULL)
        return NULL;
    words->capacity = 1024;
    words->count = 1;
    words->phrases = phrases_new();
    words->entries = calloc(words->capacity, sizeof(*words->entries));
    if (words->phrases == NULL || words->entries == NULL ||
        !add_numbers(words, lexicon_table(lexicon, "ar/numbers"), false) ||
        !add_numbers(words, lexicon_table(lexicon, "en/numbers"), true) ||
        !add_units(words, lexicon_table(lexicon, "ar/units")) ||
        !add_agents(words, lexicon_table(lexicon, "common/agents")) ||
        !add_dual_stops(words, lexicon_table(lexicon, "ar/dual_stop"))) {
        number_words_free(words);
        return NULL;
    }
    return words;
}

void number_words_free(struct number_words *words)
{
    if (words == NULL)
        return;
    phrases_free(words->phrases);
    free(words->entries);
    free(words);
}
