/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_ROLES_H
#define EXTRACTION_ROLES_H

#include "extraction/analysis.h"

/* What a phrase may be to a told event, and what a time may be to it (extraction/timing.h). */
enum part {
    PART_ACTOR,     /* of all but symmetric types */
    PART_RECIPIENT, /* the same */
    PART_PARTY,     /* of symmetric types, which have two as a rule */
    PART_PLACE,
    PART_SOURCE,
    PART_TIME,
    PART_COUNT,
};

enum {
    ROLE_FEATURES_MAX = 128,
    ROLE_BITS = 16,
    ROLE_BUCKETS = 1 << ROLE_BITS,
    ROLE_ITEMS_MAX = 96,
};

/* A phrase, or the nationality adjective in it, that may be part of an event. */
struct role_item {
    uint32_t phrase;
    uint32_t entity; /* of the adjective, else INDEX_NONE */
};

/* The learned choice of parts (language/<lang>/roles.tsv, made by scripts/train_roles.py). The
 * fillers that frames and discourse gave are features of it. */
struct role_weights;

/* Owned by the caller. NULL without memory. A language without a table keeps the fillers. */
struct role_weights *role_weights_new(const struct lexicon *lexicon, const char *table);
void role_weights_free(struct role_weights *weights);
bool role_weights_are_trained(const struct role_weights *weights);

/* What may be part of what the candidate tells: the phrases of its sentence, and those that act or
 * are places in the sentences before; the number written. */
uint32_t role_items(const struct analysis *analysis, const struct candidate *candidate,
                    struct role_item items[ROLE_ITEMS_MAX]);
/* The doer behind a passive verb that tells the event («قُتل على يد مسلحين», "was killed by
 * gunmen"), or "his country" as the subject of a deed. */
bool role_is_told_agent(const struct analysis *analysis, const struct candidate *candidate,
                        const struct role_item *item);
/* What tells the item's part, hashed; the number written. Needs scope and discourse. */
uint32_t role_features(const struct analysis *analysis, const struct candidate *candidate,
                       const struct role_item *item, uint32_t features[ROLE_FEATURES_MAX]);
/* What tells it, as plain numbers: what extraction/role_rescore.h weighs between names. */
enum role_column {
    ROLE_RELATION,       /* to the trigger: subject, object, agent, genitive, … */
    ROLE_FILLER,         /* role and origin that the rules gave it, 0: none */
    ROLE_SAME_FILLER,    /* role that the rules gave another phrase of its name, and 1; 0: none */
    ROLE_BACK,           /* sentences from it to the mention */
    ROLE_DISTANCE,       /* tokens from the trigger to it, negative when it stands before */
    ROLE_IN_CLAUSE,      /* of the trigger */
    ROLE_IS_SUBJECT,     /* of its own clause */
    ROLE_ACTING_BETWEEN, /* phrases that act between it and the trigger, up to 3 */
    ROLE_CONJUNCT,       /* phrases before it that "and" joins it to */
    ROLE_CARRIER,        /* of the mention */
    ROLE_SALIENCE,       /* how often the article names it, up to 7 */
    ROLE_SOURCE_STATE,   /* is it, or its clause, who says so */
    ROLE_BEFORE,         /* role it has in a mention before, -1: none */
    ROLE_CLAUSE_STATE,   /* what subject and voice the trigger's clause has */
    ROLE_HAS,            /* the rules found an actor: 2, a recipient: 1, summed */
    ROLE_DEFINITE,
    ROLE_NUMBERED,
    ROLE_NAME,     /* a proper name */
    ROLE_TITLE,    /* kind of the mention's sentence */
    ROLE_GOVERNED, /* an operator or verb governs the mention */
    ROLE_CLASS,    /* enum filler_class, a column a bit */
    ROLE_CLASS_BITS = 16,
    ROLE_COLUMN_COUNT = ROLE_CLASS + ROLE_CLASS_BITS,
};
void role_columns(const struct analysis *analysis, const struct candidate *candidate,
                  const struct role_item *item, float out[ROLE_COLUMN_COUNT]);
/* The probability of each part. */
void role_score(const struct role_weights *weights, const uint32_t *features, uint32_t count,
                float out[PART_COUNT]);
/* Who bears a part: the likeliest; further ones, joined by "and" to one that does or not. */
enum bearer { BEARER_FIRST, BEARER_JOINED, BEARER_OTHER, BEARER_COUNT };
/* The probability from which one takes the part so. */
struct role_limits {
    float of[BEARER_COUNT][PART_COUNT];
};
const struct role_limits *role_limits(const struct role_weights *weights);
/* The limit of a part from a row named as in the tables: threshold, threshold_joined,
 * threshold_other; other rows change nothing. */
void role_limits_read(struct role_limits *limits, enum part part, struct strview row, float value);
const char *role_part_name(enum part part);
/* The frames' answer stands where no item takes the part. */
bool role_frames_fill_in(const struct role_weights *weights, enum part part);

#endif
