/* SPDX-License-Identifier: Apache-2.0 */
/* The entries that matches point to, out of their tables' rows. */
#include "lexicon/inside.h"

#include <assert.h>

/* Three capitals as a number, -1: it is no such code. */
static int iso3_place(struct strview iso3)
{
    int place = 0;

    if (iso3.len != 3)
        return -1;
    for (size_t i = 0; i < 3; i++) {
        if (iso3.ptr[i] < 'A' || iso3.ptr[i] > 'Z')
            return -1;
        place = place * 26 + (iso3.ptr[i] - 'A');
    }
    return place;
}

static void index_countries(struct lexicon *lexicon)
{
    int column = table_column(lexicon->countries, "iso3");

    for (size_t row = 0; row < table_row_count(lexicon->countries) && row < UINT16_MAX; row++) {
        int place = iso3_place(table_cell(lexicon->countries, row, column));

        if (place >= 0 && lexicon->country_rows[place] == 0)
            lexicon->country_rows[place] = (uint16_t)(row + 1);
    }
}

void tables_load(struct lexicon *lexicon)
{
    lexicon->actors = lexicon_table(lexicon, "common/actors");
    lexicon->countries = lexicon_table(lexicon, "common/countries");
    lexicon->agents = lexicon_table(lexicon, "common/agents");
    lexicon->regions = lexicon_table(lexicon, "common/regions");
    lexicon->place_cues = lexicon_table(lexicon, "common/place_cues");
    lexicon->place_stop = lexicon_table(lexicon, "common/place_stop");
    lexicon->place_homonyms = lexicon_table(lexicon, "common/place_homonyms");
    lexicon->tables[LEXICON_AR].titles = lexicon_table(lexicon, "ar/titles");
    lexicon->tables[LEXICON_AR].weapons = lexicon_table(lexicon, "ar/weapons");
    lexicon->tables[LEXICON_AR].units = lexicon_table(lexicon, "ar/units");
    lexicon->tables[LEXICON_AR].operators = lexicon_table(lexicon, "ar/operators");
    lexicon->tables[LEXICON_EN].titles = lexicon_table(lexicon, "en/titles");
    lexicon->tables[LEXICON_EN].weapons = lexicon_table(lexicon, "en/weapons");
    lexicon->tables[LEXICON_EN].units = lexicon_table(lexicon, "en/units");
    lexicon->tables[LEXICON_EN].operators = lexicon_table(lexicon, "en/operators");
    index_countries(lexicon);
}

static struct strview cell(struct table rows, uint32_t row, const char *column)
{
    return table_cell(rows, row, table_column(rows, column));
}

/* The first of alternatives. */
static struct strview first_of(struct strview list, char separator)
{
    struct strview first = {0};

    strview_next(&list, separator, &first);
    return strview_trim(first);
}

static bool lists(struct strview list, const char *item)
{
    struct strview one;

    while (strview_next(&list, ';', &one))
        if (strview_is(strview_trim(one), item))
            return true;
    return false;
}

struct actor_entry lexicon_actor(const struct lexicon *lexicon, uint32_t row)
{
    struct table rows = lexicon->actors;

    return (struct actor_entry){
        .id = cell(rows, row, "id"),
        .code = cell(rows, row, "code"),
        .country = cell(rows, row, "country"),
        .kind = cell(rows, row, "kind"),
        .name_en = cell(rows, row, "name_en"),
        .name_ar = cell(rows, row, "name_ar"),
        .from = cell(rows, row, "from"),
        .to = cell(rows, row, "to"),
        .wikidata = cell(rows, row, "wikidata"),
    };
}

struct country_entry lexicon_country(const struct lexicon *lexicon, uint32_t row)
{
    struct table rows = lexicon->countries;

    return (struct country_entry){
        .iso3 = cell(rows, row, "iso3"),
        .cameo = cell(rows, row, "cameo"),
        .name_en = cell(rows, row, "name_en"),
        .name_ar = cell(rows, row, "name_ar"),
        .capital_en = first_of(cell(rows, row, "capital_en"), ';'),
        .wikidata = cell(rows, row, "wikidata"),
    };
}

struct agent_entry lexicon_agent(const struct lexicon *lexicon, uint32_t row)
{
    struct table rows = lexicon->agents;
    struct strview roles = cell(rows, row, "roles");

    return (struct agent_entry){
        .code = cell(rows, row, "code"),
        .kind = cell(rows, row, "kind"),
        .en = first_of(cell(rows, row, "en"), ';'),
        .may_act = lists(roles, "actor"),
        .may_receive = lists(roles, "recipient"),
        .may_be_toll = lists(roles, "toll"),
        .is_partisan = strview_starts_with(cell(rows, row, "note"), STRVIEW("partisan")),
    };
}

struct place_entry lexicon_place(const struct lexicon *lexicon, uint32_t row)
{
    assert(row < lexicon->place_count);
    const struct place_record *record = &lexicon->places[row];

    return (struct place_entry){
        .geonames = record->geonames,
        .name_en = lexicon_text(lexicon, record->name_en),
        .name_ar = lexicon_text(lexicon, record->name_ar),
        .country = {.ptr = record->country, .len = strnlen(record->country, 3)},
        .admin1 = lexicon_text(lexicon, record->admin1),
        .admin1_name = lexicon_text(lexicon, record->admin1_name),
        .kind = lexicon_text(lexicon, record->kind),
        .precision = lexicon_text(lexicon, record->precision),
        .has_position = record->has_position != 0,
        .lat = (double)record->lat,
        .lon = (double)record->lon,
        .population = record->population,
        .tier = record->tier,
    };
}

struct region_entry lexicon_region(const struct lexicon *lexicon, uint32_t row)
{
    struct table rows = lexicon->regions;
    struct strview note = cell(rows, row, "note");
    struct region_entry entry = {
        .name_en = cell(rows, row, "name_en"),
        .name_ar = cell(rows, row, "name_ar"),
        .kind = cell(rows, row, "kind"),
        .countries = cell(rows, row, "countries"),
        .may_act = strview_find(note, STRVIEW("may act"), 0) < note.len,
    };

    entry.has_position = strview_to_double(cell(rows, row, "lat"), &entry.lat) &&
                         strview_to_double(cell(rows, row, "lon"), &entry.lon);
    return entry;
}

struct title_entry lexicon_title(const struct lexicon *lexicon, enum lexicon_language language,
                                 uint32_t row)
{
    struct table rows = lexicon->tables[language].titles;
    bool is_arabic = language == LEXICON_AR;

    return (struct title_entry){
        .text = first_of(cell(rows, row, is_arabic ? "title;variants" : "form"), ';'),
        .position = cell(rows, row, is_arabic ? "position" : "class"),
        .sector = cell(rows, row, "sector"),
    };
}

struct weapon_entry lexicon_weapon(const struct lexicon *lexicon, enum lexicon_language language,
                                   uint32_t row)
{
    struct table rows = lexicon->tables[language].weapons;

    return (struct weapon_entry){
        .text = first_of(cell(rows, row, language == LEXICON_AR ? "word;plural;variants" : "form"),
                         ';'),
        .class = cell(rows, row, "class"),
        .mode = cell(rows, row, "mode"),
    };
}

struct unit_entry lexicon_unit(const struct lexicon *lexicon, enum lexicon_language language,
                               uint32_t row)
{
    struct table rows = lexicon->tables[language].units;

    return (struct unit_entry){
        .unit = cell(rows, row, language == LEXICON_AR ? "unit" : "form"),
        .is_person = strview_is(cell(rows, row, "person"), "yes"),
        .sector = cell(rows, row, "sector"),
    };
}

struct cue_entry lexicon_cue(const struct lexicon *lexicon, uint32_t row)
{
    struct table rows = lexicon->place_cues;

    return (struct cue_entry){
        .form = cell(rows, row, "form"),
        .kind = cell(rows, row, "kind"),
        .effect = cell(rows, row, "effect"),
    };
}

uint32_t lexicon_country_by_iso3(const struct lexicon *lexicon, struct strview iso3)
{
    int place = iso3_place(iso3);

    return place < 0 || lexicon->country_rows[place] == 0
               ? LEXICON_NONE
               : (uint32_t)lexicon->country_rows[place] - 1;
}
