/* SPDX-License-Identifier: Apache-2.0 */
/* Clitics: their letters come from ar/clitics, this file knows how they follow one another. A
 * proclitic of a lower position stands further out; the article loses its alef after ل. */
#include "lexicon/inside.h"

static bool proclitic_from(struct strview name, uint32_t *bit)
{
    static const struct {
        const char *name;
        uint32_t bit;
    } names[] = {
        {"conjunction", PROCLITIC_CONJUNCTION},
        {"sequence", PROCLITIC_SEQUENCE},
        {"by", PROCLITIC_BY},
        {"to", PROCLITIC_TO},
        {"as", PROCLITIC_AS},
        {"future", PROCLITIC_FUTURE},
        {"question", PROCLITIC_QUESTION},
        {"purpose", PROCLITIC_PURPOSE},
        {"article", PROCLITIC_ARTICLE},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strview_is(name, names[i].name)) {
            *bit = names[i].bit;
            return true;
        }
    }
    return false;
}

static bool host_from(struct strview name, enum clitic_host *host)
{
    *host = strview_is(name, "noun") ? HOST_NOUN : strview_is(name, "verb") ? HOST_VERB : HOST_ANY;
    return *host != HOST_ANY || strview_is(name, "any");
}

static struct strview cell(struct table rows, size_t row, const char *column)
{
    return table_cell(rows, row, table_column(rows, column));
}

static bool load_proclitic(struct lexicon *lexicon, struct table rows, size_t row)
{
    struct proclitic_entry *entry = &lexicon->proclitics[lexicon->proclitic_count];
    struct strview after = cell(rows, row, "after");
    unsigned long long position;

    if (lexicon->proclitic_count == CLITICS_MAX)
        return false;
    *entry = (struct proclitic_entry){.form = cell(rows, row, "form")};
    if (!proclitic_from(cell(rows, row, "kind"), &entry->bit) ||
        !host_from(cell(rows, row, "host"), &entry->host) ||
        !strview_to_unsigned(cell(rows, row, "position"), &position))
        return false;
    entry->position = (unsigned)position;
    lexicon->proclitic_count++;
    return after.len == 0 || proclitic_from(after, &entry->after);
}

/* "3mp": person, gender, number; "-" for none. */
static bool load_enclitic(struct lexicon *lexicon, struct table rows, size_t row)
{
    struct enclitic_entry *entry = &lexicon->enclitics[lexicon->enclitic_count];
    struct strview person = cell(rows, row, "person");

    if (lexicon->enclitic_count == CLITICS_MAX || person.len != 3)
        return false;
    *entry = (struct enclitic_entry){
        .form = cell(rows, row, "form"),
        .enclitic =
            {
                .person = (enum person)(person.ptr[0] - '0'),
                .gender = person.ptr[1] == 'm'   ? GENDER_MASCULINE
                          : person.ptr[1] == 'f' ? GENDER_FEMININE
                                                 : GENDER_NONE,
                .number = person.ptr[2] == 's'   ? COUNT_SINGULAR
                          : person.ptr[2] == 'd' ? COUNT_DUAL
                                                 : COUNT_PLURAL,
            },
    };
    lexicon->enclitic_count++;
    return entry->enclitic.person >= PERSON_1 && entry->enclitic.person <= PERSON_3 &&
           host_from(cell(rows, row, "host"), &entry->host);
}

bool clitics_load(struct lexicon *lexicon)
{
    struct table rows = lexicon_file_table(lexicon->file, "ar/clitics");

    for (size_t row = 0; row < table_row_count(rows); row++) {
        bool is_enclitic = strview_is(cell(rows, row, "kind"), "pronoun");

        if (cell(rows, row, "form").len == 0 ||
            !(is_enclitic ? load_enclitic(lexicon, rows, row) : load_proclitic(lexicon, rows, row)))
            return false;
    }
    return true;
}

static bool joins(const struct proclitic_entry *entry, const struct prefix_split *before,
                  unsigned position)
{
    if (before->proclitics != 0 && entry->position <= position)
        return false;
    if (entry->after != 0 && (before->proclitics & entry->after) == 0)
        return false;
    /* The full article stands nowhere behind ل: it is written without its alef there. */
    if (entry->bit == PROCLITIC_ARTICLE && entry->after == 0 &&
        (before->proclitics & PROCLITIC_TO) != 0)
        return false;
    return entry->host == HOST_ANY || before->host == HOST_ANY || entry->host == before->host;
}

size_t clitics_split_front(const struct lexicon *lexicon, struct strview form, struct strview exact,
                           struct prefix_split *out)
{
    unsigned positions[PREFIX_SPLITS_MAX] = {0};
    size_t count = 1;

    out[0] = (struct prefix_split){.host = HOST_ANY};
    /* out grows while it is walked: each split is tried with one more clitic. */
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < lexicon->proclitic_count && count < PREFIX_SPLITS_MAX; j++) {
            const struct proclitic_entry *entry = &lexicon->proclitics[j];
            struct strview rest = strview_slice(form, out[i].bytes, form.len);
            struct strview written = strview_slice(exact, out[i].bytes, exact.len);
            /* exact and form differ in letters, not in bytes, for Arabic. */
            struct strview compared = exact.len == form.len ? written : rest;

            if (rest.len <= entry->form.len || !strview_starts_with(compared, entry->form) ||
                out[i].bytes + entry->form.len > UINT8_MAX || !joins(entry, &out[i], positions[i]))
                continue;
            positions[count] = entry->position;
            out[count] = out[i];
            out[count].proclitics |= entry->bit;
            out[count].bytes = (uint8_t)(out[i].bytes + entry->form.len);
            out[count].has_lost_alef = entry->bit == PROCLITIC_ARTICLE && entry->after != 0;
            if (entry->host != HOST_ANY)
                out[count].host = entry->host;
            if ((entry->bit & (PROCLITIC_BY | PROCLITIC_TO | PROCLITIC_AS)) != 0)
                out[count].has_preposition = true;
            count++;
        }
    }
    return count;
}
