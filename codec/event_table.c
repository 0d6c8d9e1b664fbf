/* SPDX-License-Identifier: Apache-2.0 */
/* POLECAT and GDELT 2.0, column by column in their order. A cell never holds a tab or a line end:
 * such characters become spaces, which is what breaks readers of both formats' own files. A column
 * that we know nothing for is empty, never zero. */
#include "codec/event_table.h"

#include "codec/event_parts.h"
#include "codec/output_text.h"
#include "common/civil.h"

#include <stdio.h>
#include <stdlib.h>

/* One line under construction; column counts what has been written, to be held against the format's
 * number. */
struct line_writer {
    struct buffer *out;
    size_t column;
    bool has_failed;
};

static const char polecat_header[] =
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor "
    "Name\tActor "
    "Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name "
    "Raw\tWikipedia "
    "Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient "
    "Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient "
    "ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw "
    "Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory "
    "Locations\tLanguage\tVersion\n";

static void next(struct line_writer *line)
{
    if (line->column++ > 0)
        line->has_failed |= !buffer_append(line->out, "\t", 1);
}

static void text(struct line_writer *line, struct strview cell)
{
    next(line);
    line->has_failed |= !output_text(line->out, cell); /* a tab becomes a blank there */
}

static void string(struct line_writer *line, const char *cell)
{
    text(line, strview_from(cell));
}

static void empty(struct line_writer *line, size_t count)
{
    for (size_t i = 0; i < count; i++)
        next(line);
}

static void whole(struct line_writer *line, long long number)
{
    next(line);
    line->has_failed |= !buffer_printf(line->out, "%lld", number);
}

static void real(struct line_writer *line, double number)
{
    next(line);
    line->has_failed |= !buffer_printf(line->out, "%.9g", number);
}

static enum status finish(struct line_writer *line)
{
    line->has_failed |= !buffer_append(line->out, "\n", 1);
    return line->has_failed ? STATUS_NO_MEMORY : STATUS_OK;
}

bool event_is_fact(const struct event *event)
{
    return event->modality == MODALITY_HAPPENED || event->modality == MODALITY_ONGOING ||
           event->modality == MODALITY_HABITUAL;
}

/* The day that both formats must have: the event's own, else that of publication. */
static bool event_day(const struct article *article, const struct event *event, int32_t *day)
{
    struct event_source source = event_source(article, event);

    if (event->time.range.precision != TIME_UNKNOWN)
        *day = event->time.range.start_day;
    else if (source.published.precision != TIME_UNKNOWN)
        *day = source.published.day;
    else
        return false;
    return true;
}

static void iso_day(struct line_writer *line, bool is_known, int32_t day)
{
    struct timestamp stamp = {.precision = is_known ? TIME_DAY : TIME_UNKNOWN, .day = day};
    char date[TIME_TEXT_BYTES];

    timestamp_format(&stamp, date);
    string(line, date);
}

/* 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 unknown.
 * By CAMEO's root code. */
static int quad_class(const struct event *event)
{
    if (event->cameo.len < 2)
        return 0;
    int root = (event->cameo.ptr[0] - '0') * 10 + (event->cameo.ptr[1] - '0');

    if (root < 1 || root > 20)
        return 0;
    return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

enum status event_polecat_head(struct buffer *out)
{
    return buffer_append(out, polecat_header, sizeof(polecat_header) - 1) ? STATUS_OK
                                                                          : STATUS_NO_MEMORY;
}

static void polecat_contexts(struct line_writer *line, const struct event *event)
{
    next(line);
    for (size_t i = 0; i < event->context_count; i++)
        line->has_failed |= (i > 0 && !buffer_append(line->out, ";", 1)) ||
                            !buffer_append_view(line->out, event->contexts[i]);
}

/* Name, Country, COW, primary sector, sectors, title, raw name, Wikipedia id. We know neither
 * numbers of the Correlates of War nor Wikipedia titles. */
static void polecat_actor(struct line_writer *line, const struct actor *actors, size_t count)
{
    if (count == 0) {
        empty(line, 8);
        return;
    }
    text(line, actors[0].name.len > 0 ? actors[0].name : actors[0].text);
    text(line, actors[0].country);
    empty(line, 1);
    text(line, actors[0].sector);
    text(line, actors[0].sector);
    empty(line, 1);
    text(line, actors[0].text);
    empty(line, 1);
}

/* Latitude, longitude, GeoNames id: three columns, empty where they are not known. */
static void coordinates(struct line_writer *line, const struct location *location)
{
    if (location->has_coordinates) {
        real(line, location->latitude);
        real(line, location->longitude);
    } else {
        empty(line, 2);
    }
    if (location->geonames != 0)
        whole(line, location->geonames);
    else
        empty(line, 1);
}

/* Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename,
 * Feature Type. */
static void polecat_place(struct line_writer *line, const struct location *location)
{
    if (location == NULL) {
        empty(line, 10);
        return;
    }
    bool is_city = location->precision == PLACE_CITY || location->precision == PLACE_POINT;

    text(line, location->name);
    text(line, is_city ? location->name : (struct strview){0});
    empty(line, 1);
    text(line, location->admin1);
    text(line, location->country);
    coordinates(line, location);
    text(line, location->text);
    string(line, place_precision_name(location->precision));
}

enum status event_polecat_encode(const struct article *article, const struct event *event,
                                 const struct event_encode_options *options, struct buffer *out)
{
    static const char *const quads[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION",
                                        "VERBAL CONFLICT", "MATERIAL CONFLICT"};
    struct line_writer line = {.out = out};
    struct event_source source = event_source(article, event);
    int32_t day = 0;
    bool has_day = event_day(article, event, &day);

    text(&line, event->id);
    iso_day(&line, has_day, day);
    text(&line, event->plover);
    text(&line, event->plover_mode);
    if (event->plover.len > 0)
        real(&line, event->intensity);
    else
        empty(&line, 1);
    string(&line, quads[quad_class(event)]);
    polecat_contexts(&line, event);
    polecat_actor(&line, event->actors, event->actor_count);
    polecat_actor(&line, event->recipients, event->recipient_count);
    polecat_place(&line, event_first_location(event));
    text(&line, source.source);
    iso_day(&line, source.published.precision != TIME_UNKNOWN, source.published.day);
    empty(&line, 3); /* Story People, Organizations, Locations: of the article, not of the event */
    string(&line, source.language);
    string(&line, options->extractor.version);
    return finish(&line);
}

static void gdelt_id(struct line_writer *line, const struct event *event)
{
    char digits[16] = {0};

    /* GLOBALEVENTID is a positive 64-bit number: 60 bits of the id. */
    for (size_t i = 0; i < 15 && i < event->id.len; i++)
        digits[i] = event->id.ptr[i];
    whole(line, (long long)strtoull(digits, NULL, 16));
}

static void gdelt_dates(struct line_writer *line, bool is_known, int32_t day)
{
    if (!is_known) {
        empty(line, 4);
        return;
    }
    struct civil date = civil_from_day(day);

    whole(line, date.year * 10000LL + date.month * 100 + date.day);
    whole(line, date.year * 100LL + date.month);
    whole(line, date.year);
    /* As the format defines it: months of 30 days, years of 365. */
    next(line);
    line->has_failed |=
        !buffer_printf(line->out, "%.4f", date.year + ((date.month - 1) * 30 + date.day) / 365.0);
}

/* Code, Name, CountryCode, KnownGroup, Ethnic, Religion 1-2, Type 1-3. */
static void gdelt_actor(struct line_writer *line, const struct actor *actors, size_t count)
{
    if (count == 0) {
        empty(line, 10);
        return;
    }
    text(line, actors[0].code);
    text(line, actors[0].name.len > 0 ? actors[0].name : actors[0].text);
    text(line, actors[0].country);
    empty(line, 4);
    text(line, actors[0].sector);
    empty(line, 2);
}

static void gdelt_codes(struct line_writer *line, const struct article *article,
                        const struct event *event)
{
    int quad = quad_class(event);

    /* A root event is told in the lead paragraph of the article. */
    bool is_root = event->mention_count > 0 &&
                   (event->mentions[0].field == FIELD_TITLE ||
                    (event->mentions[0].sentence < article->sentence_count &&
                     article->sentences[event->mentions[0].sentence].paragraph == 0));

    whole(line, is_root);
    text(line, event->cameo);
    text(line, strview_slice(event->cameo, 0, 3));
    text(line, strview_slice(event->cameo, 0, 2));
    if (quad != 0)
        whole(line, quad);
    else
        empty(line, 1);
    if (event->plover.len > 0)
        real(line, event->intensity);
    else
        empty(line, 1);
    whole(line, (long long)event->mention_count);
    whole(line, 1); /* one source, one article: a record is one article's event */
    whole(line, 1);
    empty(line, 1); /* AvgTone: not measured */
}

static int compare_country(const void *key, const void *entry)
{
    return strncmp(key, ((const struct country_code *)entry)->iso3, 3);
}

static const char *fips_of(const struct event_encode_options *options, struct strview iso3)
{
    if (options->countries == NULL || iso3.len != 3)
        return "";
    const struct country_code *found = bsearch(iso3.ptr, options->countries, options->country_count,
                                               sizeof(options->countries[0]), compare_country);

    return found == NULL ? "" : found->fips;
}

/* 1 country, 3 city of the USA, 2 state of the USA, 4 city elsewhere, 5 division elsewhere. */
static int gdelt_place_type(const struct location *location)
{
    bool is_usa = strview_is(location->country, "USA");

    switch (location->precision) {
    case PLACE_COUNTRY:
        return 1;
    case PLACE_ADMIN1:
        return is_usa ? 2 : 5;
    case PLACE_CITY:
    case PLACE_POINT:
        return is_usa ? 3 : 4;
    default:
        return 0;
    }
}

/* Type, FullName, CountryCode (FIPS), ADM1Code, ADM2Code, Lat, Long, FeatureID. ADM1 codes of FIPS
 * are not known to us: the country's stands there, as GDELT itself does where it knows no more. */
static void gdelt_place(struct line_writer *line, const struct location *location,
                        const struct event_encode_options *options)
{
    if (location == NULL) {
        whole(line, 0);
        empty(line, 7);
        return;
    }
    const char *fips = fips_of(options, location->country);

    whole(line, gdelt_place_type(location));
    text(line, location->name.len > 0 ? location->name : location->text);
    string(line, fips);
    string(line, fips);
    empty(line, 1);
    coordinates(line, location);
}

static void gdelt_added(struct line_writer *line, int64_t ms)
{
    char instant[TIME_TEXT_BYTES];

    instant_format(ms, instant);
    next(line);
    line->has_failed |= !buffer_printf(line->out, "%.4s%.2s%.2s%.2s%.2s%.2s", instant, instant + 5,
                                       instant + 8, instant + 11, instant + 14, instant + 17);
}

enum status event_gdelt_encode(const struct article *article, const struct event *event,
                               const struct event_encode_options *options, struct buffer *out)
{
    struct line_writer line = {.out = out};
    int32_t day = 0;
    bool has_day = event_day(article, event, &day);

    gdelt_id(&line, event);
    gdelt_dates(&line, has_day, day);
    gdelt_actor(&line, event->actors, event->actor_count);
    gdelt_actor(&line, event->recipients, event->recipient_count);
    gdelt_codes(&line, article, event);
    gdelt_place(&line, NULL, options); /* where the actors are is not told by the event */
    gdelt_place(&line, NULL, options);
    gdelt_place(&line, event_first_location(event), options);
    gdelt_added(&line, options->extracted_ms);
    text(&line, article->url);
    return finish(&line);
}
