/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_ROLE_RESCORE_H
#define EXTRACTION_ROLE_RESCORE_H

#include "extraction/role_choice.h"
#include "extraction/timing.h"
#include "extraction/trees.h"

/* The second look at who bears a part, with all votes of the event at hand: boosted trees
 * (language/<lang>/role_trees.tsv, made by scripts/train_roles.py). */
struct role_trees;

/* What stands in the columns of a tree's split, in this order. "Others" name another party. */
enum vote_column {
    VOTE_PART,                              /* highest probability of each part but time */
    VOTE_MEAN = VOTE_PART + PART_TIME,      /* mean of them over the items */
    VOTE_RIVAL = VOTE_MEAN + PART_TIME,     /* of each part: highest of others, how many are
                                               higher, second highest of others */
    VOTE_SAME = VOTE_RIVAL + 3 * PART_TIME, /* highest of the part under another name of it */
    VOTE_ITEMS,                             /* phrases that name it, counted once a mention */
    VOTE_PHRASES,                           /* the same, counted once, up to VOTE_PHRASES_MAX */
    VOTE_TYPE,
    VOTE_WORDS,  /* of its text */
    VOTE_JOINED, /* highest of the part among those joined to it by "and" */
    VOTE_ROLE,   /* ROLE_COLUMN_COUNT of the item that speaks loudest for the part */
    VOTE_SCORE = VOTE_ROLE + ROLE_COLUMN_COUNT, /* of that item's mention */
    VOTE_COLUMN_COUNT,
};

/* Owned by the caller. NULL without memory. */
struct role_trees *role_trees_new(const struct lexicon *lexicon, const char *table);
void role_trees_free(struct role_trees *trees);
bool role_trees_are_trained(const struct role_trees *trees);

/* Of a part that has a second look: all but the source. */
const struct trees *role_trees_of(const struct role_trees *trees, enum part part);
const struct role_limits *role_trees_limits(const struct role_trees *trees);

/* Puts the trees' probabilities of actor, recipient, party and place, and their limits, in place of
 * those of the first look, which stay where there are more votes than any news has. */
void role_rescore(const struct role_trees *trees, const struct analysis *analysis,
                  enum event_type type, struct role_votes *votes);

#endif
