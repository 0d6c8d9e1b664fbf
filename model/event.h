/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "model/article.h"
#include "model/ontology.h"

/* The coded political event, version 1 of the record (docs/events.md). Text lives in the article's
 * arena or in the lexicon; an empty strview is "unknown" and is left out of the record. */

struct actor {
    struct strview text; /* as written, without clitics, the fullest form that the article gives */
    struct strview name; /* canonical English */
    struct strview code; /* CAMEO/PLOVER actor code such as RUSMIL */
    struct strview country;  /* ISO 3166-1 alpha-3 */
    struct strview wikidata; /* Q-id */
    struct strview
        sector; /* PLOVER sector such as MIL: for the formats that have a column for it */
};

enum place_role { PLACE_AT, PLACE_FROM, PLACE_TO, PLACE_VIA };
enum place_precision { PLACE_UNKNOWN, PLACE_POINT, PLACE_CITY, PLACE_ADMIN1, PLACE_COUNTRY };

struct location {
    struct strview text;
    struct strview name;
    enum place_role role;
    struct strview country;
    struct strview admin1; /* English name of the first-order division */
    uint32_t geonames;     /* 0: none */
    bool has_coordinates;
    double latitude;
    double longitude;
    enum place_precision precision;
};

struct event_time {
    struct strview text;
    struct time_range range;
    bool is_zone_known;
    int32_t zone_minutes;
};

/* min > max never; absent when is_known is false. */
struct count {
    bool is_known;
    double min;
    double max;
    struct strview text;
};

struct casualties {
    struct count killed, injured, missing, captured;
};

struct quantity {
    double min;
    double max;
    struct strview unit; /* English, singular: "vehicle" */
    struct strview text;
};

struct attribution {
    struct strview text; /* the source as written */
    struct strview name; /* canonical English where known */
    struct strview verb; /* as written: أفاد, said */
};

struct mention {
    enum field field;
    struct span span;    /* the evidence sentence */
    struct span trigger; /* the words that tell the event */
    uint32_t sentence;   /* index in the article */
};

enum {
    EVENT_ACTORS_MAX = 12,
    EVENT_LOCATIONS_MAX = 12,
    EVENT_QUANTITIES_MAX = 8,
    EVENT_WEAPONS_MAX = 6,
    EVENT_ATTRIBUTIONS_MAX = 4,
    EVENT_MENTIONS_MAX = 24,
    EVENT_CONTEXTS_MAX = 8,
};

struct event {
    struct strview id; /* 32 hex digits, set by event_set_ids() */
    enum event_type type;
    enum event_mode mode;  /* MODE_NONE: absent */
    enum event_type theme; /* EVENT_NONE: absent */
    enum modality modality;
    double confidence;
    struct strview plover; /* PLOVER type */
    struct strview plover_mode;
    struct strview cameo; /* two to four digits */
    double intensity;
    struct strview contexts[EVENT_CONTEXTS_MAX];
    size_t context_count;

    struct actor *actors, *recipients, *mediators; /* arrays in the arena */
    size_t actor_count, recipient_count, mediator_count;
    struct location *locations;
    size_t location_count;
    struct event_time time; /* range.precision TIME_UNKNOWN: absent */
    struct casualties casualties;
    struct quantity *quantities;
    size_t quantity_count;
    struct strview weapons[EVENT_WEAPONS_MAX];
    size_t weapon_count;
    struct attribution *attributions;
    size_t attribution_count;
    struct mention *mentions; /* in text order; the first is the evidence */
    size_t mention_count;

    uint16_t segment;
};

#endif
