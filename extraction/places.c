/* SPDX-License-Identifier: Apache-2.0 */
/* Places. A name of the gazetteer is mostly noise: what is on the reviewed stop list needs a word
 * that announces it, a rarer name one or a country that the article tells anyway. Among places of
 * one name: the kind that was announced, then the country most told in the article, then our own
 * overlay before large places. Where nothing decides between countries the place stays without
 * coordinates: unlocated beats wrongly located. */
#include "extraction/entity_index.h"

#include <assert.h>

enum { SCORE_CUE = 1000, SCORE_COUNTRY = 4000 };

static bool kind_is(struct strview kind, const char *name)
{
    return strview_is(kind, name);
}

static bool is_settlement(struct strview kind)
{
    return kind_is(kind, "city") || kind_is(kind, "town") || kind_is(kind, "village") ||
           kind_is(kind, "capital") || kind_is(kind, "quarter") || kind_is(kind, "settlement");
}

static bool kinds_agree(struct strview cue, struct strview kind)
{
    if (strview_equal(cue, kind))
        return true;
    if (kind_is(cue, "town") || kind_is(cue, "settlement"))
        return is_settlement(kind);
    if (kind_is(cue, "province"))
        return kind_is(kind, "region") || kind_is(kind, "admin1");
    return kind_is(cue, "district") && (kind_is(kind, "region") || is_settlement(kind));
}

static uint32_t seen_of(const struct entity_index *index, struct strview country,
                        const uint16_t *seen, size_t country_count)
{
    uint32_t row = lexicon_country_by_iso3(index->lexicon, country);

    return row != LEXICON_NONE && row < country_count ? seen[row] : 0;
}

static int64_t score_place(const struct place_entry *place, const struct place_reading *reading,
                           uint32_t seen)
{
    int64_t score = (int64_t)(3 - (place->tier > 3 ? 3 : place->tier)) * 300;

    if (reading->cue_kind.len > 0 && kinds_agree(reading->cue_kind, place->kind))
        score += SCORE_CUE;
    score += seen > 0 ? SCORE_COUNTRY + (seen > 20 ? 20 : seen) * 100 : 0;
    for (uint32_t people = place->population; people > 1; people /= 2)
        score += 20;
    return score;
}

/* Of places that share a name and of whose countries the article is silent: the reviewed default,
 * or LEXICON_NONE. */
static uint32_t default_row(const struct entity_index *index, const struct place_reading *reading)
{
    uint32_t best = LEXICON_NONE;
    int64_t best_score = 0;

    for (size_t i = 0; i < reading->row_count; i++) {
        struct place_entry place = lexicon_place(index->lexicon, reading->rows[i]);
        int64_t score = score_place(&place, reading, 0);

        if (reading->default_geonames != 0 && place.geonames == reading->default_geonames)
            return reading->rows[i];
        if (!strview_equal(place.country, reading->default_country))
            continue;
        if (best == LEXICON_NONE || score > best_score) {
            best = reading->rows[i];
            best_score = score;
        }
    }
    return best;
}

/* The best row, or LEXICON_NONE; *is_clear tells that no other country's place comes near. */
static uint32_t best_row(const struct entity_index *index, const struct place_reading *reading,
                         const uint16_t *seen, size_t country_count, bool *is_clear)
{
    uint32_t best = LEXICON_NONE;
    int64_t best_score = 0;
    int64_t rival_score = -1;
    struct strview best_country = {0};

    for (size_t i = 0; i < reading->row_count; i++) {
        struct place_entry place = lexicon_place(index->lexicon, reading->rows[i]);
        int64_t score =
            score_place(&place, reading, seen_of(index, place.country, seen, country_count));

        if (best == LEXICON_NONE || score > best_score) {
            if (best != LEXICON_NONE && !strview_equal(best_country, place.country))
                rival_score = best_score;
            best = reading->rows[i];
            best_score = score;
            best_country = place.country;
        } else if (!strview_equal(best_country, place.country) && score > rival_score) {
            rival_score = score;
        }
    }
    *is_clear = best_score - rival_score >= 60; /* eight times the people, or any stronger sign */
    return best;
}

/* May the name be a place at all where it stands? */
static bool is_believable(const struct entity_index *index, const struct place_reading *reading,
                          uint32_t row, uint32_t seen)
{
    if (row == LEXICON_NONE)
        return reading->is_capital || reading->is_cued || reading->has_cue_in_text ||
               reading->is_located;
    if (reading->is_common_word && !reading->is_capital)
        return reading->is_cued || reading->has_cue_in_text;
    struct place_entry place = lexicon_place(index->lexicon, row);

    if (place.tier < 2)
        return true;
    return reading->is_cued || reading->has_cue_in_text || (seen > 0 && reading->is_located) ||
           (seen > 2);
}

static void drop_place(struct analysis *analysis, struct entity *entity)
{
    entity->classes &= ~(uint32_t)FILLER_PLACE;
    entity->place = NULL;
    if (entity->classes == 0 || entity->classes == FILLER_THING) {
        const struct token *token = &analysis->article->tokens[entity->first_token];
        bool is_latin = (token->flags & TOKEN_LATIN_SCRIPT) != 0;

        entity->classes |= is_latin ? FILLER_UNKNOWN : FILLER_ABSTRACT;
        entity->is_name = is_latin;
    }
}

static void keep_rows_of(const struct entity_index *index, struct place_reading *reading,
                         uint32_t country_row)
{
    struct strview country = lexicon_country(index->lexicon, country_row).iso3;
    size_t kept = 0;

    for (size_t i = 0; i < reading->row_count; i++)
        if (strview_equal(lexicon_place(index->lexicon, reading->rows[i]).country, country))
            reading->rows[kept++] = reading->rows[i];
    reading->row_count = kept;
}

/* A capital whose country the article does not tell, where it tells that of a place of our own
 * overlay with the same name (Tripoli): that place's row, else LEXICON_NONE. Rows of the gazetteer
 * alone do not count, or Paris would lie in Texas. */
static uint32_t row_instead_of_capital(const struct entity_index *index,
                                       const struct place_reading *reading, uint32_t country_row,
                                       const uint16_t *seen, size_t country_count)
{
    if (!reading->is_homonym || !reading->is_capital ||
        (country_row < country_count && seen[country_row] > 0))
        return LEXICON_NONE;
    for (size_t i = 0; i < reading->row_count; i++) {
        struct place_entry place = lexicon_place(index->lexicon, reading->rows[i]);

        if (place.tier == 0 && seen_of(index, place.country, seen, country_count) > 0)
            return reading->rows[i];
    }
    return LEXICON_NONE;
}

static void resolve_place(const struct entity_index *index, struct analysis *analysis,
                          struct entity *entity, const uint16_t *seen, size_t country_count)
{
    struct place_reading *reading = entity->place;

    /* A country is not the town of its name; a capital is one of its own country. */
    if (entity->country_row != LEXICON_NONE && (entity->classes & FILLER_STATE) != 0) {
        entity->place_row =
            row_instead_of_capital(index, reading, entity->country_row, seen, country_count);
        if (entity->place_row != LEXICON_NONE) {
            entity->country_row = LEXICON_NONE;
            entity->classes &= ~(uint32_t)FILLER_STATE;
            reading->is_capital = false;
            return;
        }
        keep_rows_of(index, reading, entity->country_row);
        if (!reading->is_capital) {
            entity->place = NULL;
            return;
        }
    }
    bool is_clear = false;
    uint32_t row = best_row(index, reading, seen, country_count, &is_clear);
    uint32_t told = 0;

    if (row != LEXICON_NONE)
        told = seen_of(index, lexicon_place(index->lexicon, row).country, seen, country_count);
    if (reading->is_homonym && told == 0 && row != LEXICON_NONE) {
        uint32_t other = default_row(index, reading);

        is_clear = other != LEXICON_NONE;
        row = is_clear ? other : row;
    }
    if (!is_believable(index, reading, row, told)) {
        drop_place(analysis, entity);
        return;
    }
    /* A place named like an actor of the tables stays both; the grammar tells by its slot. */
    entity->place_row = row != LEXICON_NONE && (is_clear || told > 0) ? row : LEXICON_NONE;
}

void places_resolve(const struct entity_index *index, struct analysis *analysis,
                    const uint16_t *seen, size_t country_count)
{
    for (size_t i = 0; i < analysis->entity_count; i++) {
        struct entity *entity = &analysis->entities[i];

        if (entity->place != NULL && (entity->classes & FILLER_PLACE) != 0)
            resolve_place(index, analysis, entity, seen, country_count);
    }
}

/* How small a place is: the larger the smaller; 0: none. */
static unsigned smallness(const struct entity_index *index, const struct entity *entity)
{
    if ((entity->classes & FILLER_PLACE) == 0)
        return 0;
    if (entity->place_row != LEXICON_NONE) {
        struct place_entry place = lexicon_place(index->lexicon, entity->place_row);
        const struct place_reading *reading = entity->place;

        if (strview_is(place.precision, "admin1"))
            return 3;
        if (strview_is(place.precision, "point") || (reading != NULL && reading->has_cue_in_text))
            return 6;
        return kind_is(place.kind, "quarter") ? 6 : 5;
    }
    const struct place_reading *reading = entity->place;

    if (reading != NULL && reading->is_capital)
        return 5;
    if (entity->country_row != LEXICON_NONE)
        return 1;
    if (entity->region_row != LEXICON_NONE)
        return 2;
    return 4;
}

static enum place_precision precision_of(struct strview name)
{
    static const struct {
        const char *name;
        enum place_precision precision;
    } precisions[] = {{"point", PLACE_POINT},
                      {"city", PLACE_CITY},
                      {"admin1", PLACE_ADMIN1},
                      {"country", PLACE_COUNTRY}};

    for (size_t i = 0; i < sizeof(precisions) / sizeof(precisions[0]); i++)
        if (strview_is(name, precisions[i].name))
            return precisions[i].precision;
    return PLACE_UNKNOWN;
}

static void fill_from_place(const struct entity_index *index, const struct entity *entity,
                            struct location *out)
{
    struct place_entry place = lexicon_place(index->lexicon, entity->place_row);
    const struct place_reading *reading = entity->place;
    bool is_kind_of_its_own =
        reading != NULL && reading->has_cue_in_text && !kinds_agree(reading->cue_kind, place.kind);

    out->country = place.country;
    out->admin1 = place.admin1_name;
    if (is_kind_of_its_own && !kind_is(reading->cue_kind, "province"))
        return; /* an airport or a camp named after a town is not the town */
    out->name = place.name_en;
    out->geonames = place.geonames;
    out->has_coordinates = place.has_position;
    out->latitude = place.lat;
    out->longitude = place.lon;
    out->precision = precision_of(place.precision);
}

static void fill_from_capital(const struct entity_index *index, const struct entity *entity,
                              struct location *out)
{
    struct country_entry country = lexicon_country(index->lexicon, entity->country_row);

    const struct place_reading *reading = entity->place;

    out->country = country.iso3;
    if (reading != NULL && reading->is_capital) {
        out->name = country.capital_en;
        out->precision = PLACE_CITY;
    }
    if (reading != NULL)
        return;
    out->name = country.name_en;
    out->precision = PLACE_COUNTRY;
}

static void fill_location(const struct entity_index *index, const struct entity *entity,
                          struct location *out)
{
    if (entity->place_row != LEXICON_NONE) {
        fill_from_place(index, entity, out);
    } else if (entity->region_row != LEXICON_NONE) {
        struct region_entry region = lexicon_region(index->lexicon, entity->region_row);
        struct strview rest = region.countries;
        struct strview first = {0};

        strview_next(&rest, ';', &first);
        out->name = region.name_en;
        if (rest.ptr == NULL) /* only of a region in one country */
            out->country = first;
        out->has_coordinates = region.has_position;
        out->latitude = region.lat;
        out->longitude = region.lon;
        out->precision = PLACE_ADMIN1;
    } else if (entity->country_row != LEXICON_NONE) {
        fill_from_capital(index, entity, out);
    }
}

static uint32_t cue_of(const struct analysis *a, const struct phrase *p)
{
    uint32_t entity = a->words[p->head].entity;

    return entity == INDEX_NONE || a->entities[entity].is_name ? LEXICON_NONE
                                                               : a->entities[entity].cue_row;
}

/* «المدينة», "the town": a kind of place alone. */
static bool is_kind_alone(const struct analysis *a, const struct phrase *p)
{
    if (cue_of(a, p) == LEXICON_NONE || !p->is_definite || p->has_owner ||
        (a->words[p->head].traits & WORD_POSSESSED) != 0)
        return false;
    for (uint32_t t = p->first_token; t < p->first_token + p->token_count; t++)
        if (t != p->head && (a->words[t].traits & (WORD_DETERMINER | WORD_DEMONSTRATIVE)) == 0)
            return false;
    return true;
}

/* «بلدة بريا», "the town of Kouri" */
static bool has_name(const struct analysis *a, const struct phrase *p)
{
    for (uint32_t t = p->first_token; t < p->first_token + p->token_count; t++)
        if (t != p->head &&
            ((a->words[t].traits & WORD_NAME) != 0 ||
             (a->words[t].entity != INDEX_NONE && a->entities[a->words[t].entity].is_name &&
              (a->entities[a->words[t].entity].classes & FILLER_PLACE) != 0)))
            return true;
    return false;
}

/* Does the phrase name a place of the kind: by the same word, or by what the gazetteer knows? */
static bool is_of_kind(const struct entity_index *index, const struct analysis *a, uint32_t phrase,
                       const struct phrase *alone, struct strview kind)
{
    const struct phrase *p = &a->phrases[phrase];
    uint32_t lexeme = a->words[p->head].lexeme;
    struct location location;

    if (lexeme != LEXICON_NONE && lexeme == a->words[alone->head].lexeme)
        return has_name(a, p);
    if ((p->classes & FILLER_PLACE) == 0 || is_kind_alone(a, p) ||
        !location_from_phrase(index, a, phrase, &location))
        return false;
    return (kind_is(kind, "town") && location.precision == PLACE_CITY) ||
           (kind_is(kind, "province") && location.precision == PLACE_ADMIN1);
}

/* The last place of the kind that the segment names before the phrase; INDEX_NONE. */
static uint32_t named_before(const struct entity_index *index, const struct analysis *a,
                             uint32_t phrase)
{
    enum { PHRASES_BACK = 96 };
    const struct sentence *sentences = a->article->sentences;
    const struct phrase *p = &a->phrases[phrase];
    struct strview kind = lexicon_cue(index->lexicon, cue_of(a, p)).kind;
    uint32_t oldest = phrase > PHRASES_BACK ? phrase - PHRASES_BACK : 0;

    for (uint32_t i = phrase; i-- > oldest;) {
        if (sentences[a->phrases[i].sentence].segment != sentences[p->sentence].segment)
            break;
        if (is_of_kind(index, a, i, p, kind))
            return i;
    }
    return INDEX_NONE;
}

bool location_from_phrase(const struct entity_index *index, const struct analysis *analysis,
                          uint32_t phrase, struct location *out)
{
    assert(phrase < analysis->phrase_count);
    if (is_kind_alone(analysis, &analysis->phrases[phrase])) {
        uint32_t named = named_before(index, analysis, phrase);

        if (named != INDEX_NONE)
            phrase = named;
    }
    const struct phrase *p = &analysis->phrases[phrase];
    uint32_t best = INDEX_NONE;
    unsigned best_smallness = 0;

    memset(out, 0, sizeof(*out));
    for (uint32_t t = p->first_token; t < p->first_token + p->token_count; t++) {
        uint32_t entity = analysis->words[t].entity;

        if (entity == INDEX_NONE)
            continue;
        unsigned s = smallness(index, &analysis->entities[entity]);

        if (s > best_smallness || (s == best_smallness && s > 0 && t > p->head)) {
            best = entity;
            best_smallness = s;
        }
    }
    if (best != INDEX_NONE && analysis->entities[best].is_name) {
        out->text = entity_text(analysis, best);
        fill_location(index, &analysis->entities[best], out);
        return true;
    }
    /* A kind of place, a seat of a body ("outside parliament"), or a name that nobody knows. */
    if (best == INDEX_NONE &&
        (p->classes & (FILLER_PLACE | FILLER_THING | FILLER_ORGANISATION | FILLER_UNKNOWN)) == 0)
        return false;
    out->text = phrase_text(analysis, phrase);
    return true;
}

/* By a name of its own and not only by its kind ("a hospital"). Arabic does not show it. */
static bool is_named(const struct location *location)
{
    unsigned char first = location->text.len > 0 ? (unsigned char)location->text.ptr[0] : 0;

    return location->name.len > 0 || first >= 0x80 || (first >= 'A' && first <= 'Z');
}

/* True when `outer` holds `inner` and tells nothing more. */
static bool is_around(const struct location *outer, const struct location *inner)
{
    if (outer->role != inner->role || outer->precision == PLACE_UNKNOWN)
        return false;
    if (outer->precision != PLACE_COUNTRY && outer->precision != PLACE_ADMIN1)
        return false;
    if (inner->precision == PLACE_UNKNOWN && is_named(inner))
        return true; /* in one clause: "Rastan in Homs province" */
    if (outer->precision == PLACE_COUNTRY)
        return inner->precision != PLACE_COUNTRY &&
               (inner->country.len == 0 || strview_equal(outer->country, inner->country));
    if (outer->precision == PLACE_ADMIN1)
        return (inner->precision == PLACE_CITY || inner->precision == PLACE_POINT) &&
               inner->admin1.len > 0 && strview_equal(outer->name, inner->admin1);
    return false;
}

void event_drop_outer_locations(struct event *event)
{
    size_t kept = 0;

    for (size_t i = 0; i < event->location_count; i++) {
        bool is_outer = false;

        for (size_t j = 0; j < event->location_count && !is_outer; j++)
            is_outer =
                i != j && (is_around(&event->locations[i], &event->locations[j]) ||
                           (!is_named(&event->locations[i]) && is_named(&event->locations[j]) &&
                            event->locations[i].role == event->locations[j].role));
        if (!is_outer)
            event->locations[kept++] = event->locations[i];
    }
    event->location_count = kept;
}
