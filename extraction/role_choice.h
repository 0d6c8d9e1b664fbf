/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_ROLE_CHOICE_H
#define EXTRACTION_ROLE_CHOICE_H

#include "extraction/roles.h"

enum { ROLE_VOTES_MAX = 192, VOTE_PHRASES_MAX = 6 };

/* What may be part of one event, one for each text, with the best probability that a mention gives
 * it. */
struct role_vote {
    struct actor actor;
    struct location place;              /* text empty: names no place */
    bool is_plain;                      /* no vowel mark or tatweel in the actor's text */
    uint32_t phrase;                    /* that speaks loudest */
    uint32_t token;                     /* the first that names it */
    uint32_t phrases[VOTE_PHRASES_MAX]; /* the first that name it */
    uint32_t phrase_count;
    bool is_end;                             /* of a movement told before */
    float part[PART_COUNT], sum[PART_COUNT]; /* highest, and of all items */
    uint32_t item_count;
    struct {
        const struct candidate *candidate;
        struct role_item item;
    } best[PART_TIME]; /* speaks loudest for the part */
};

struct role_votes {
    struct role_limits limits;
    size_t count;
    struct role_vote items[ROLE_VOTES_MAX];
};

/* None yet; the limits of the first look. */
void role_votes_begin(struct role_votes *votes, const struct role_weights *weights);
/* Adds what the candidate's surroundings say, by weight from 0 to 1. */
void role_votes_add(struct role_votes *votes, const struct role_weights *weights,
                    const struct entity_index *index, const struct analysis *analysis,
                    const struct candidate *candidate, float weight);
/* Both name one party. */
bool role_votes_are_same(const struct role_vote *a, const struct role_vote *b);
/* Joined by "and" somewhere. */
bool role_votes_are_joined(const struct analysis *analysis, const struct role_vote *a,
                           const struct role_vote *b);
/* Actors, recipients, places and the source of the event. The event's arrays are empty and have
 * room. */
void role_votes_apply(const struct role_votes *votes, const struct analysis *analysis,
                      struct event *event);

#endif
