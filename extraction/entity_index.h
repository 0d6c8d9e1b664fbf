/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_ENTITY_INDEX_H
#define EXTRACTION_ENTITY_INDEX_H

#include "extraction/analysis.h"
#include "lexicon/word_sketch.h"

/* The inside of the argument modules (entities, places, actors, tolls): what they share. */

/* Classes of language/common/shapes.tsv. */
enum shape_class {
    SHAPE_ORGANISATION,
    SHAPE_LINK,
    SHAPE_PARTICLE,
    SHAPE_WORK,
    SHAPE_KILLED,
    SHAPE_INJURED,
    SHAPE_MISSING,
    SHAPE_CAPTURED,
    SHAPE_SUBSET,
    SHAPE_SINGLE,
    SHAPE_CLASS_COUNT,
};

enum { SHAPE_WORDS_MAX = 3 };

struct shape {
    enum lexicon_language language;
    enum shape_class class;
    struct strview code;
    struct strview words[SHAPE_WORDS_MAX]; /* matching forms */
    size_t word_count;
    uint32_t next; /* in its bucket, or INDEX_NONE */
};

struct entity_index {
    const struct lexicon *lexicon;
    struct shape *shapes;
    size_t shape_count;
    uint32_t *buckets; /* by first word; a power of two */
    size_t bucket_count;
    struct word_sketch begins[SHAPE_CLASS_COUNT]; /* first words of all languages */
    char *text;                                   /* the shapes' forms */
    struct table countries, actors, given_names;
    int country_adjective, country_note, actor_note, given_name_word;
};

/* The longest shape of the class at token `at` of a sentence that ends before `end`; NULL: none. */
const struct shape *shape_at(const struct entity_index *index, const struct analysis *analysis,
                             enum shape_class class, uint32_t at, uint32_t end);

/* The lexicon's language of a sentence; false when its words are not known to us. */
bool lexicon_language_of(enum language language, enum lexicon_language *out);

/* The text of an entity as received, without the clitics around it. */
struct strview entity_text(const struct analysis *analysis, uint32_t entity);

/* An entity at a token that no table has told of. */
static inline struct entity entity_blank(uint32_t at)
{
    return (struct entity){.first_token = at,
                           .canonical = INDEX_NONE,
                           .actor_row = LEXICON_NONE,
                           .agent_row = LEXICON_NONE,
                           .country_row = LEXICON_NONE,
                           .place_row = LEXICON_NONE,
                           .region_row = LEXICON_NONE,
                           .title_row = LEXICON_NONE,
                           .weapon_row = LEXICON_NONE,
                           .cue_row = LEXICON_NONE};
}

/* The country that it is, or whose body or office holder it is: a row, or LEXICON_NONE. */
uint32_t entity_country(const struct lexicon *lexicon, const struct entity *entity);
/* The first entity by which the segment names the state itself, not its capital nor its people;
 * INDEX_NONE. */
uint32_t entity_of_state(const struct analysis *analysis, uint32_t country_row, uint16_t segment);

/* The places that a name may mean, kept until the whole article is read. */
enum { PLACE_ROWS_MAX = 12 };
struct place_reading {
    uint32_t rows[PLACE_ROWS_MAX]; /* of the lexicon's places */
    size_t row_count;
    struct strview cue_kind; /* what announced it: town, province, airport, …; empty: nothing */
    bool is_cued;            /* by a word that names the kind of place */
    bool is_located;         /* by a preposition or word of place before it */
    bool has_cue_in_text;    /* the cue word is part of the entity: an airport is not its town */
    bool is_capital;
    bool is_common_word; /* on the stop list, or mostly a word: only with a cue */
    bool is_homonym; /* the next two say what is taken where the article's countries are silent */
    uint32_t default_geonames;      /* 0: none */
    struct strview default_country; /* empty: none */
};

/* entity_names.c: names that no table holds. The entity at token `at` (before end), not added yet;
 * token_count 0: none. is_title_case: every word of the sentence is capitalised, so capitals say
 * nothing. */
struct entity entity_unknown_name(const struct entity_index *index, const struct analysis *analysis,
                                  uint32_t at, uint32_t end, bool is_title_case);
/* entity_canonical.c: sets canonical of every entity. */
void entities_resolve(const struct entity_index *index, struct analysis *analysis);
/* places.c: chooses among the readings of each place by cue and by the article's countries; takes
 * the class off names that are no place here. seen[country row] counts the names that tell it. */
void places_resolve(const struct entity_index *index, struct analysis *analysis,
                    const uint16_t *seen, size_t country_count);
/* actors.c */
uint32_t filler_classes_of_kind(struct strview kind);
uint32_t filler_classes_of_sector(struct strview sector);

#endif
