/* SPDX-License-Identifier: Apache-2.0 */
/* Names of months, weekdays, eras and zones, and cutting a line into date words. Names of several
 * words ("ربيع الآخر", "p.m.") are found longest first. */
#include "normalization/date_words.h"

#include "common/utf8.h"
#include "lexicon/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>

enum { NAME_PIECES_MAX = 6, NAME_BYTES_MAX = 128, NAMES_MAX = 2048, FORMS_BYTES = 64 * 1024 };

/* The pieces of a table's form with one blank between; 0 when too long. */
static size_t join_pieces(struct strview text, char out[NAME_BYTES_MAX])
{
    size_t at = 0;
    size_t used = 0;

    for (;;) {
        struct strview piece = line_next_piece(text, &at);

        if (piece.len == 0)
            return used;
        if (used > 0 && used < NAME_BYTES_MAX)
            out[used++] = ' ';
        size_t need = form_fold(piece, FORM_MATCHING, out + used, NAME_BYTES_MAX - used);

        if (need >= NAME_BYTES_MAX - used)
            return 0;
        used += need;
    }
}

static void read_values(struct strview values, bool is_era, struct date_name *name)
{
    struct strview pair;

    while (strview_next(&values, ' ', &pair)) {
        size_t equals = strview_find(pair, STRVIEW("="), 0);
        struct strview key = strview_slice(pair, 0, equals);
        struct strview value = strview_slice(pair, equals + 1, pair.len);
        unsigned long long number = 0;

        if (strview_is(key, "month") && strview_to_unsigned(value, &number) && number <= 12)
            name->month = (int)number;
        if (strview_is(key, "weekday") && strview_to_unsigned(value, &number) && number <= 7)
            name->weekday = (int)number;
        if (strview_is(key, "zone"))
            name->zone = value;
        if (strview_is(key, "ampm"))
            name->half = strview_is(value, "am") ? DATE_HALF_AM : DATE_HALF_PM;
        if (strview_is(key, "cal")) {
            name->is_era |= is_era;
            name->calendar = strview_is(value, "hijri")   ? CALENDAR_HIJRI
                             : strview_is(value, "solar") ? CALENDAR_SOLAR
                                                          : CALENDAR_GREGORIAN;
        }
    }
}

static bool is_name_kind(struct strview kind)
{
    static const char *const kinds[] = {"month", "month_hijri", "month_solar", "weekday",
                                        "era",   "clock",       "zone"};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strview_is(kind, kinds[i]))
            return true;
    return false;
}

static int compare_names(const void *a, const void *b)
{
    const struct date_name *x = a;
    const struct date_name *y = b;
    size_t common = x->form.len < y->form.len ? x->form.len : y->form.len;
    int order = memcmp(x->form.ptr, y->form.ptr, common);

    return order != 0 ? order : (x->form.len > y->form.len) - (x->form.len < y->form.len);
}

/* Adds the table's names; forms that are there get the new row's meaning too. */
static void add_table(struct date_lines *dates, struct table table, size_t *form_bytes)
{
    int form = table_column(table, "form");
    int kind = table_column(table, "kind");
    int value = table_column(table, "value");

    for (size_t row = 0; row < table_row_count(table); row++) {
        struct strview kind_text = table_cell(table, row, kind);
        char *out = dates->forms + *form_bytes;

        if (!is_name_kind(kind_text) || dates->name_count == NAMES_MAX ||
            *form_bytes + NAME_BYTES_MAX > FORMS_BYTES)
            continue;
        size_t length = join_pieces(table_cell(table, row, form), out);
        struct strview joined = {.ptr = out, .len = length};
        struct date_name *name = NULL;

        for (size_t i = 0; i < dates->name_count && name == NULL; i++)
            if (strview_equal(dates->names[i].form, joined))
                name = &dates->names[i];
        if (name == NULL && length > 0) {
            name = &dates->names[dates->name_count++];
            name->form = joined;
            *form_bytes += length;
        }
        if (name != NULL)
            read_values(table_cell(table, row, value), strview_is(kind_text, "era"), name);
    }
}

struct date_lines *date_lines_new(const struct lexicon *lexicon, struct calendar *calendar)
{
    struct date_lines *dates = calloc(1, sizeof(*dates));
    size_t form_bytes = 0;

    if (dates == NULL)
        return NULL;
    dates->calendar = calendar;
    dates->names = calloc(NAMES_MAX, sizeof(*dates->names));
    dates->forms = calloc(1, FORMS_BYTES);
    if (dates->names == NULL || dates->forms == NULL) {
        date_lines_free(dates);
        return NULL;
    }
    for (int language = LANGUAGE_AR; language < LANGUAGE_UNSUPPORTED; language++) {
        char table[32];

        snprintf(table, sizeof(table), "%s/dates", language_name((enum language)language));
        add_table(dates, lexicon_table(lexicon, table), &form_bytes);
    }
    qsort(dates->names, dates->name_count, sizeof(*dates->names), compare_names);
    return dates;
}

void date_lines_free(struct date_lines *dates)
{
    if (dates == NULL)
        return;
    free(dates->names);
    free(dates->forms);
    free(dates);
}

/* The first name that is not before the form: the name itself, else the first that begins with it.
 * Behind the last one: the names' end. */
static const struct date_name *lower_bound(const struct date_lines *dates, struct strview form)
{
    const struct date_name wanted = {.form = form};
    size_t low = 0;
    size_t high = dates->name_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_names(&dates->names[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return &dates->names[low];
}

static bool is_end(const struct date_lines *dates, const struct date_name *name)
{
    return name == &dates->names[dates->name_count];
}

static const struct date_name *find_name(const struct date_lines *dates, struct strview form)
{
    const struct date_name *name = lower_bound(dates, form);

    return !is_end(dates, name) && strview_equal(name->form, form) ? name : NULL;
}

/* The longest name that begins at a piece; *length: its pieces. */
static const struct date_name *name_at(const struct date_lines *dates, const struct line_text *line,
                                       size_t piece, size_t *length)
{
    const struct date_name *found = NULL;
    char joined[NAME_BYTES_MAX];
    size_t used = 0;

    for (size_t n = 0; n < NAME_PIECES_MAX && piece + n < line->piece_count; n++) {
        struct strview form = line->pieces[piece + n].form;

        if (used + 1 + form.len > sizeof(joined))
            break;
        if (n > 0)
            joined[used++] = ' ';
        if (form.len > 0)
            memcpy(joined + used, form.ptr, form.len);
        used += form.len;
        struct strview so_far = {.ptr = joined, .len = used};
        const struct date_name *name = lower_bound(dates, so_far);

        if (is_end(dates, name) || !strview_starts_with(name->form, so_far))
            break; /* and no longer one either */
        if (name->form.len != used)
            continue;
        found = name;
        *length = n + 1;
    }
    return found;
}

static char sign_of(struct strview form)
{
    size_t at = 0;
    uint32_t c = form.len == 0 ? 0 : utf8_next(form, &at);

    if (c == 0x60c)
        return ',';
    if (c >= 0x80 && u_charType((UChar32)c) == U_DASH_PUNCTUATION)
        return '-';
    return c < 0x80 ? (char)c : '?';
}

static size_t leading_digits(struct strview form)
{
    size_t digits = 0;

    while (digits < form.len && form.ptr[digits] >= '0' && form.ptr[digits] <= '9')
        digits++;
    return digits;
}

static struct date_word number_word(struct strview digits, const struct line_piece *piece)
{
    struct date_word word = {
        .kind = DATE_WORD_NUMBER, .digits = (int)digits.len, .end = piece->end};
    unsigned long long value = 0;

    if (digits.len <= 6 && strview_to_unsigned(digits, &value))
        word.number = (int)value;
    return word;
}

/* A number and what is glued to it: a name, an ordinal's letters, ISO's T and Z. */
static size_t split_number(const struct date_lines *dates, const struct line_piece *piece,
                           struct date_word *out)
{
    struct strview form = piece->form;
    size_t digits = leading_digits(form);
    struct strview rest = strview_slice(form, digits, form.len);
    const struct date_name *name = NULL;
    size_t count = 0;

    out[count++] = number_word(strview_slice(form, 0, digits), piece);
    if (rest.len == 0)
        return count;
    if (rest.ptr[0] == 't' && leading_digits(strview_slice(rest, 1, rest.len)) == rest.len - 1 &&
        rest.len > 1) {
        out[count++] = (struct date_word){.kind = DATE_WORD_SIGN, .sign = 'T', .end = piece->end};
        out[count++] = number_word(strview_slice(rest, 1, rest.len), piece);
        return count;
    }
    name = find_name(dates, rest);
    if (name != NULL)
        out[count++] = (struct date_word){.kind = DATE_WORD_NAME, .name = name, .end = piece->end};
    else if (rest.len > 4) /* longer than two Arabic letters or four Latin ones: no ordinal */
        out[0].kind = DATE_WORD_OTHER;
    return count;
}

size_t date_words_read(const struct date_lines *dates, const struct line_text *line,
                       struct date_word words[DATE_WORDS_MAX])
{
    size_t count = 0;

    for (size_t i = 0; i < line->piece_count && count + 3 < DATE_WORDS_MAX;) {
        const struct line_piece *piece = &line->pieces[i];
        bool is_apart = i > 0 && line->pieces[i - 1].end < piece->begin;
        size_t length = 1;
        size_t first = count;
        const struct date_name *name = name_at(dates, line, i, &length);

        if (name != NULL)
            words[count++] = (struct date_word){.kind = DATE_WORD_NAME,
                                                .name = name,
                                                .letters = (int)name->form.len,
                                                .end = line->pieces[i + length - 1].end};
        else if (piece->is_word && leading_digits(piece->form) > 0)
            count += split_number(dates, piece, &words[count]);
        else if (piece->is_word)
            words[count++] = (struct date_word){.kind = DATE_WORD_OTHER,
                                                .letters = (int)utf8_count(piece->form),
                                                .end = piece->end};
        else
            words[count++] = (struct date_word){
                .kind = DATE_WORD_SIGN, .sign = sign_of(piece->form), .end = piece->end};
        words[first].is_apart = is_apart;
        i += length;
    }
    return count;
}
