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

/* The columns that entries are made of, in the order of these lists. */
enum {
    ACTOR_ID,
    ACTOR_CODE,
    ACTOR_COUNTRY,
    ACTOR_KIND,
    ACTOR_NAME_EN,
    ACTOR_NAME_AR,
    ACTOR_FROM,
    ACTOR_TO,
    ACTOR_WIKIDATA
};
static const char *const actor_columns[] = {"id",      "code", "country", "kind",     "name_en",
                                            "name_ar", "from", "to",      "wikidata", NULL};
enum {
    COUNTRY_ISO3,
    COUNTRY_CAMEO,
    COUNTRY_NAME_EN,
    COUNTRY_NAME_AR,
    COUNTRY_CAPITAL,
    COUNTRY_WIKIDATA
};
static const char *const country_columns[] = {"iso3",       "cameo",    "name_en", "name_ar",
                                              "capital_en", "wikidata", NULL};
enum { AGENT_CODE, AGENT_KIND, AGENT_EN, AGENT_ROLES, AGENT_NOTE };
static const char *const agent_columns[] = {"code", "kind", "en", "roles", "note", NULL};
enum {
    REGION_NAME_EN,
    REGION_NAME_AR,
    REGION_KIND,
    REGION_COUNTRIES,
    REGION_NOTE,
    REGION_LAT,
    REGION_LON
};
static const char *const region_columns[] = {"name_en", "name_ar", "kind", "countries",
                                             "note",    "lat",     "lon",  NULL};
enum { CUE_FORM, CUE_KIND, CUE_EFFECT };
static const char *const cue_columns[] = {"form", "kind", "effect", NULL};
enum { TITLE_TEXT, TITLE_POSITION, TITLE_SECTOR };
static const char *const title_columns[][4] = {
    [LEXICON_AR] = {"title;variants", "position", "sector", NULL},
    [LEXICON_EN] = {"form", "class", "sector", NULL},
};
enum { WEAPON_TEXT, WEAPON_CLASS, WEAPON_MODE };
static const char *const weapon_columns[][4] = {
    [LEXICON_AR] = {"word;plural;variants", "class", "mode", NULL},
    [LEXICON_EN] = {"form", "class", "mode", NULL},
};
enum { UNIT_TEXT, UNIT_PERSON, UNIT_SECTOR };
static const char *const unit_columns[][4] = {
    [LEXICON_AR] = {"unit", "person", "sector", NULL},
    [LEXICON_EN] = {"form", "person", "sector", NULL},
};
static const char *const operator_columns[] = {"class", "scope", "effect", NULL};

static void load(const struct lexicon *lexicon, const char *name, const char *const *columns,
                 struct entry_table *out)
{
    out->rows = lexicon_table(lexicon, name);
    for (size_t i = 0; columns[i] != NULL; i++) {
        assert(i < ENTRY_COLUMNS_MAX);
        out->columns[i] = table_column(out->rows, columns[i]);
    }
}

static void load_language(struct lexicon *lexicon, enum lexicon_language language,
                          const char *const names[4])
{
    load(lexicon, names[0], title_columns[language], &lexicon->tables[language].titles);
    load(lexicon, names[1], weapon_columns[language], &lexicon->tables[language].weapons);
    load(lexicon, names[2], unit_columns[language], &lexicon->tables[language].units);
    load(lexicon, names[3], operator_columns, &lexicon->tables[language].operators);
}

static void index_countries(struct lexicon *lexicon)
{
    const struct entry_table *countries = &lexicon->countries;

    for (uint32_t row = 0; row < table_row_count(countries->rows) && row < UINT16_MAX; row++) {
        int place = iso3_place(entry_cell(countries, row, COUNTRY_ISO3));

        if (place >= 0 && lexicon->country_rows[place] == 0)
            lexicon->country_rows[place] = (uint16_t)(row + 1);
    }
}

void tables_load(struct lexicon *lexicon)
{
    static const char *const arabic[] = {"ar/titles", "ar/weapons", "ar/units", "ar/operators"};
    static const char *const english[] = {"en/titles", "en/weapons", "en/units", "en/operators"};

    load(lexicon, "common/actors", actor_columns, &lexicon->actors);
    load(lexicon, "common/countries", country_columns, &lexicon->countries);
    load(lexicon, "common/agents", agent_columns, &lexicon->agents);
    load(lexicon, "common/regions", region_columns, &lexicon->regions);
    load(lexicon, "common/place_cues", cue_columns, &lexicon->place_cues);
    lexicon->place_stop = lexicon_table(lexicon, "common/place_stop");
    lexicon->place_homonyms = lexicon_table(lexicon, "common/place_homonyms");
    load_language(lexicon, LEXICON_AR, arabic);
    load_language(lexicon, LEXICON_EN, english);
    index_countries(lexicon);
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
    const struct entry_table *rows = &lexicon->actors;

    return (struct actor_entry){
        .id = entry_cell(rows, row, ACTOR_ID),
        .code = entry_cell(rows, row, ACTOR_CODE),
        .country = entry_cell(rows, row, ACTOR_COUNTRY),
        .kind = entry_cell(rows, row, ACTOR_KIND),
        .name_en = entry_cell(rows, row, ACTOR_NAME_EN),
        .name_ar = entry_cell(rows, row, ACTOR_NAME_AR),
        .from = entry_cell(rows, row, ACTOR_FROM),
        .to = entry_cell(rows, row, ACTOR_TO),
        .wikidata = entry_cell(rows, row, ACTOR_WIKIDATA),
    };
}

struct country_entry lexicon_country(const struct lexicon *lexicon, uint32_t row)
{
    const struct entry_table *rows = &lexicon->countries;

    return (struct country_entry){
        .iso3 = entry_cell(rows, row, COUNTRY_ISO3),
        .cameo = entry_cell(rows, row, COUNTRY_CAMEO),
        .name_en = entry_cell(rows, row, COUNTRY_NAME_EN),
        .name_ar = entry_cell(rows, row, COUNTRY_NAME_AR),
        .capital_en = first_of(entry_cell(rows, row, COUNTRY_CAPITAL), ';'),
        .wikidata = entry_cell(rows, row, COUNTRY_WIKIDATA),
    };
}

struct agent_entry lexicon_agent(const struct lexicon *lexicon, uint32_t row)
{
    const struct entry_table *rows = &lexicon->agents;
    struct strview roles = entry_cell(rows, row, AGENT_ROLES);

    return (struct agent_entry){
        .code = entry_cell(rows, row, AGENT_CODE),
        .kind = entry_cell(rows, row, AGENT_KIND),
        .en = first_of(entry_cell(rows, row, AGENT_EN), ';'),
        .may_act = lists(roles, "actor"),
        .may_receive = lists(roles, "recipient"),
        .may_be_toll = lists(roles, "toll"),
        .is_partisan = strview_starts_with(entry_cell(rows, row, AGENT_NOTE), STRVIEW("partisan")),
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
    const struct entry_table *rows = &lexicon->regions;
    struct strview note = entry_cell(rows, row, REGION_NOTE);
    struct region_entry entry = {
        .name_en = entry_cell(rows, row, REGION_NAME_EN),
        .name_ar = entry_cell(rows, row, REGION_NAME_AR),
        .kind = entry_cell(rows, row, REGION_KIND),
        .countries = entry_cell(rows, row, REGION_COUNTRIES),
        .may_act = strview_find(note, STRVIEW("may act"), 0) < note.len,
    };

    entry.has_position = strview_to_double(entry_cell(rows, row, REGION_LAT), &entry.lat) &&
                         strview_to_double(entry_cell(rows, row, REGION_LON), &entry.lon);
    return entry;
}

struct title_entry lexicon_title(const struct lexicon *lexicon, enum lexicon_language language,
                                 uint32_t row)
{
    const struct entry_table *rows = &lexicon->tables[language].titles;

    return (struct title_entry){
        .text = first_of(entry_cell(rows, row, TITLE_TEXT), ';'),
        .position = entry_cell(rows, row, TITLE_POSITION),
        .sector = entry_cell(rows, row, TITLE_SECTOR),
    };
}

struct weapon_entry lexicon_weapon(const struct lexicon *lexicon, enum lexicon_language language,
                                   uint32_t row)
{
    const struct entry_table *rows = &lexicon->tables[language].weapons;

    return (struct weapon_entry){
        .text = first_of(entry_cell(rows, row, WEAPON_TEXT), ';'),
        .class = entry_cell(rows, row, WEAPON_CLASS),
        .mode = entry_cell(rows, row, WEAPON_MODE),
    };
}

struct unit_entry lexicon_unit(const struct lexicon *lexicon, enum lexicon_language language,
                               uint32_t row)
{
    const struct entry_table *rows = &lexicon->tables[language].units;

    return (struct unit_entry){
        .unit = entry_cell(rows, row, UNIT_TEXT),
        .is_person = strview_is(entry_cell(rows, row, UNIT_PERSON), "yes"),
        .sector = entry_cell(rows, row, UNIT_SECTOR),
    };
}

struct cue_entry lexicon_cue(const struct lexicon *lexicon, uint32_t row)
{
    const struct entry_table *rows = &lexicon->place_cues;

    return (struct cue_entry){
        .form = entry_cell(rows, row, CUE_FORM),
        .kind = entry_cell(rows, row, CUE_KIND),
        .effect = entry_cell(rows, row, CUE_EFFECT),
    };
}

uint32_t lexicon_country_by_iso3(const struct lexicon *lexicon, struct strview iso3)
{
    int place = iso3_place(iso3);

    return place < 0 || lexicon->country_rows[place] == 0
               ? LEXICON_NONE
               : (uint32_t)lexicon->country_rows[place] - 1;
}
