/* SPDX-License-Identifier: Apache-2.0 */
/* Places of common/places (our own overlay) and common/gazetteer (GeoNames) as names and
 * records. The overlay is tier 0; a gazetteer row tells its own. Names of both scripts lead to one
 * record; the grammar of cues and the stop list decide later whether a name is a place. */
#include "lexicon/compile_words.h"

#include <stdio.h>

static struct strview first_of(struct strview cell)
{
    struct strview first = {0};

    strview_next(&cell, ';', &first);
    return strview_trim(first);
}

static struct strview rest_of(struct strview cell)
{
    struct strview first;

    strview_next(&cell, ';', &first);
    return cell.ptr == NULL ? (struct strview){0} : cell;
}

/* How exact a position is, as events tell it. */
static const char *precision_of(struct strview kind, struct strview precision)
{
    static const char *const wide[] = {"province", "region", "territory", "sea", "gulf"};
    static const char *const towns[] = {"city", "town", "village", "capital", "settlement"};

    if (strview_is(precision, "city"))
        return "city";
    for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
        if (strview_is(kind, wide[i]))
            return "admin1";
    for (size_t i = 0; i < sizeof(towns) / sizeof(towns[0]); i++)
        if (strview_is(kind, towns[i]))
            return "city";
    return strview_is(precision, "region") ? "admin1" : "point";
}

static struct place_record read_place(struct builder *builder, struct table rows, size_t row,
                                      uint8_t tier)
{
    struct place_record record = {.tier = tier};
    struct strview country = row_cell(rows, row, "country");
    struct strview kind = row_cell(rows, row, "kind");
    double lat = 0;
    double lon = 0;
    unsigned long long number;

    record.name_en = builder_text(builder, first_of(row_cell(rows, row, "name_en")));
    record.name_ar = builder_text(builder, first_of(row_cell(rows, row, "name_ar")));
    record.admin1 = builder_text(builder, row_cell(rows, row, "admin1"));
    record.admin1_name = builder_text(builder, row_cell(rows, row, "admin1_name"));
    record.kind = builder_text(builder, kind);
    record.precision =
        builder_text(builder, strview_from(precision_of(kind, row_cell(rows, row, "precision"))));
    memcpy(record.country, country.ptr, country.len < 3 ? country.len : 3);
    if (strview_to_unsigned(row_cell(rows, row, "geonames"), &number))
        record.geonames = (uint32_t)number;
    if (strview_to_unsigned(row_cell(rows, row, "population"), &number))
        record.population = (uint32_t)number;
    if (strview_to_unsigned(row_cell(rows, row, "tier"), &number))
        record.tier = (uint8_t)number;
    if (strview_to_double(row_cell(rows, row, "lat"), &lat) &&
        strview_to_double(row_cell(rows, row, "lon"), &lon)) {
        record.has_position = 1;
        record.lat = (float)lat;
        record.lon = (float)lon;
    }
    return record;
}

static void add_names(struct builder *builder, struct table rows, size_t row, uint32_t place)
{
    struct terminal_record terminal = {.row = place, .lexeme = LEXICON_NONE, .kind = ENTRY_PLACE};
    struct strview english = row_cell(rows, row, "name_en");
    struct strview arabic = row_cell(rows, row, "name_ar");
    struct strview aliases = row_cell(rows, row, "aliases_ar");

    if (english.len > 0)
        add_proper_name(builder, LEXICON_EN, first_of(english), rest_of(english), terminal);
    if (arabic.len > 0)
        add_proper_name(builder, LEXICON_AR, first_of(arabic), aliases, terminal);
}

static void compile_table(struct builder *builder, const char *name, uint8_t tier)
{
    struct table rows = builder_table(builder, name);

    for (size_t row = 0; row < table_row_count(rows); row++) {
        struct place_record record = read_place(builder, rows, row, tier);
        uint32_t place = (uint32_t)(builder->places.len / sizeof(record));

        if (!buffer_append(&builder->places, &record, sizeof(record)))
            builder->is_out_of_memory = true;
        add_names(builder, rows, row, place);
    }
}

enum status compile_places(struct builder *builder)
{
    static const char prefix[] = "common/gazetteer";

    compile_table(builder, "common/places", 0);
    for (size_t i = 0; i < builder->table_count; i++)
        if (strncmp(builder->tables[i].name, prefix, sizeof(prefix) - 1) == 0)
            compile_table(builder, builder->tables[i].name, 2);
    return builder->is_out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
