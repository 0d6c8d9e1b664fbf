/* SPDX-License-Identifier: Apache-2.0 */
/* The reviewed lists about names of places, hashed when the lexicon is opened: a thousand rows take
 * less than a millisecond, and the compiled file need not know of them. */
#include "lexicon/inside.h"

#include <stdlib.h>

#include "common/utf8.h"
#include "lexicon/form.h"

enum { SHORT_NAME_LETTERS = 4, NAME_BYTES_MAX = 256 };

/* A name of a list. */
struct listed_name {
    struct strview form; /* on the heap: matching form; of short Arabic names the exact one */
    uint32_t row;
    uint32_t next; /* in its bucket, or LEXICON_NONE */
    enum lexicon_language language;
};

struct name_list {
    struct listed_name *names;
    size_t count, capacity;
    uint32_t *buckets;
    uint32_t mask;
};

struct place_names {
    struct name_list stops, homonyms;
    enum place_accept *accepts; /* by row of place_stop */
    struct place_homonym *homonym_rows;
};

/* Folding makes two words of one in short names: اب is not إب. */
static bool is_short(enum lexicon_language language, struct strview form)
{
    return language == LEXICON_AR && utf8_count(form) <= SHORT_NAME_LETTERS;
}

static void list_free(struct name_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free((void *)(uintptr_t)list->names[i].form.ptr);
    free(list->names);
    free(list->buckets);
}

static bool list_init(struct name_list *list, size_t capacity)
{
    uint32_t size = 64;

    while (size < capacity * 2)
        size *= 2;
    list->mask = size - 1;
    list->capacity = capacity;
    list->names = calloc(capacity + 1, sizeof(*list->names));
    list->buckets = malloc(size * sizeof(*list->buckets));
    if (list->names == NULL || list->buckets == NULL)
        return false;
    memset(list->buckets, 0xff, size * sizeof(*list->buckets));
    return true;
}

static uint32_t bucket_of(const struct name_list *list, enum lexicon_language language,
                          struct strview form)
{
    return (format_form_hash(form) + (uint32_t)language) & list->mask;
}

/* Names that are empty or too long are passed over; false without memory. */
static bool list_add(struct name_list *list, enum lexicon_language language, struct strview name,
                     size_t row)
{
    char folded[NAME_BYTES_MAX];
    size_t len = form_fold(name, is_short(language, name) ? FORM_EXACT : FORM_MATCHING, folded,
                           sizeof(folded));

    if (len == 0 || len > sizeof(folded) || list->count == list->capacity)
        return true;
    char *copy = malloc(len);

    if (copy == NULL)
        return false;
    memcpy(copy, folded, len);
    struct listed_name *listed = &list->names[list->count];
    uint32_t bucket = bucket_of(list, language, (struct strview){copy, len});

    *listed = (struct listed_name){
        .form = {copy, len},
        .row = (uint32_t)row,
        .next = list->buckets[bucket],
        .language = language,
    };
    list->buckets[bucket] = (uint32_t)list->count++;
    return true;
}

static uint32_t list_find(const struct name_list *list, enum lexicon_language language,
                          struct strview form)
{
    for (uint32_t i = list->buckets[bucket_of(list, language, form)]; i != LEXICON_NONE;
         i = list->names[i].next)
        if (list->names[i].language == language && strview_equal(list->names[i].form, form))
            return list->names[i].row;
    return LEXICON_NONE;
}

static enum place_accept accept_from(struct strview text)
{
    if (strview_is(text, "after a place cue"))
        return PLACE_ACCEPT_AFTER_CUE;
    if (strview_is(text, "if capitalised and cued"))
        return PLACE_ACCEPT_CAPITAL_CUED;
    return PLACE_ACCEPT_NEVER;
}

static bool load_stops(struct lexicon *lexicon, struct place_names *names)
{
    struct table rows = lexicon->place_stop;
    size_t count = table_row_count(rows);
    int name = table_column(rows, "name");
    int lang = table_column(rows, "lang");
    int accept = table_column(rows, "accept");

    names->accepts = calloc(count + 1, sizeof(*names->accepts));
    if (names->accepts == NULL || !list_init(&names->stops, count))
        return false;
    for (size_t row = 0; row < count; row++) {
        bool is_arabic = strview_is(table_cell(rows, row, lang), "ar");

        names->accepts[row] = accept_from(table_cell(rows, row, accept));
        if (!list_add(&names->stops, is_arabic ? LEXICON_AR : LEXICON_EN,
                      table_cell(rows, row, name), row))
            return false;
    }
    return true;
}

static bool is_upper_code(struct strview text)
{
    for (size_t i = 0; i < 3; i++)
        if (text.len < 3 || text.ptr[i] < 'A' || text.ptr[i] > 'Z')
            return false;
    return text.len == 3 || text.ptr[3] == ' ';
}

/* What is taken where nothing decides: "SYR Ar Raqqah [172955]", "SYR", "by country", "word". */
static struct place_homonym homonym_from(struct table rows, size_t row)
{
    struct place_homonym homonym = {
        .candidates = table_cell(rows, row, table_column(rows, "candidates")),
        .default_reading = table_cell(rows, row, table_column(rows, "default")),
        .decided_by = table_cell(rows, row, table_column(rows, "decided_by")),
    };
    static const char *const words[] = {"word", "person", "adjective", "verb", "station", "by cue"};
    struct strview text = homonym.default_reading;
    size_t open = strview_find(text, STRVIEW("["), 0);
    unsigned long long id;

    if (is_upper_code(text))
        homonym.default_country = strview_slice(text, 0, 3);
    if (open < text.len && text.ptr[text.len - 1] == ']' &&
        strview_to_unsigned(strview_slice(text, open + 1, text.len - 1), &id) && id <= UINT32_MAX)
        homonym.default_geonames = (uint32_t)id;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strview_is(text, words[i]))
            homonym.needs_cue = true;
    return homonym;
}

static bool load_homonyms(struct lexicon *lexicon, struct place_names *names)
{
    struct table rows = lexicon->place_homonyms;
    size_t count = table_row_count(rows);
    int arabic = table_column(rows, "name_ar");
    int english = table_column(rows, "name_en");

    names->homonym_rows = calloc(count + 1, sizeof(*names->homonym_rows));
    if (names->homonym_rows == NULL || !list_init(&names->homonyms, 4 * count))
        return false;
    for (size_t row = 0; row < count; row++) {
        struct strview rest = table_cell(rows, row, english);
        struct strview name;

        names->homonym_rows[row] = homonym_from(rows, row);
        if (!list_add(&names->homonyms, LEXICON_AR, table_cell(rows, row, arabic), row))
            return false;
        /* Several English names: the Arabic one is shared by places that English tells apart. */
        if (strview_find(rest, STRVIEW(";"), 0) < rest.len)
            continue;
        strview_next(&rest, ';', &name);
        if (!list_add(&names->homonyms, LEXICON_EN, strview_trim(name), row))
            return false;
    }
    return true;
}

bool place_names_load(struct lexicon *lexicon)
{
    struct place_names *names = calloc(1, sizeof(*names));

    lexicon->place_names = names;
    return names != NULL && load_stops(lexicon, names) && load_homonyms(lexicon, names);
}

void place_names_free(struct place_names *names)
{
    if (names == NULL)
        return;
    list_free(&names->stops);
    list_free(&names->homonyms);
    free(names->accepts);
    free(names->homonym_rows);
    free(names);
}

enum place_accept lexicon_place_stop(const struct lexicon *lexicon, enum lexicon_language language,
                                     struct strview form, struct strview exact)
{
    const struct place_names *names = lexicon->place_names;
    uint32_t row = list_find(&names->stops, language, is_short(language, form) ? exact : form);

    return row == LEXICON_NONE ? PLACE_ACCEPT_FREE : names->accepts[row];
}

bool lexicon_place_homonym(const struct lexicon *lexicon, enum lexicon_language language,
                           struct strview form, struct strview exact, struct place_homonym *out)
{
    const struct place_names *names = lexicon->place_names;
    uint32_t row = list_find(&names->homonyms, language, is_short(language, form) ? exact : form);

    if (row == LEXICON_NONE)
        return false;
    *out = names->homonym_rows[row];
    /* The word or person that an Arabic name may be is another word in English. */
    out->needs_cue = out->needs_cue && language == LEXICON_AR;
    return true;
}
