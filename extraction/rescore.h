/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_RESCORE_H
#define EXTRACTION_RESCORE_H

#include "extraction/topics.h"
#include "extraction/trees.h"

/* The second look at a candidate, with the first scores of its neighbours at hand: boosted trees
 * (language/<lang>/trees.tsv, made by scripts/train.py). An article whose candidates are all weak
 * tells no events; a strong rival at the same words weakens. Without a table the first score stays.
 */

/* What stands in the columns of a tree's split, in this order. */
enum dense {
    DENSE_SCORE,          /* of the first look */
    DENSE_RIVAL,          /* highest score of another type at the same words */
    DENSE_DENSITY,        /* summed scores of the segment's best readings, by sentence */
    DENSE_MEAN,           /* mean of them */
    DENSE_SENTENCE_MAX,   /* highest score in the sentence at other words */
    DENSE_SENTENCE_COUNT, /* candidates of the sentence above one half */
    DENSE_ELSEWHERE,      /* highest score of the type in other sentences */
    DENSE_NEAR,           /* highest score of another type in the clause, at other words */
    DENSE_NEAR_TYPE,      /* its type */
    DENSE_NEAR_DISTANCE,  /* tokens from the candidate to it, negative when it stands before */
    DENSE_TAGGED,         /* how likely the token classifier finds the type there */
    DENSE_GOVERNING,      /* highest score of a speech act that its clause completes */
    DENSE_GOVERNING_TYPE, /* its type */
    DENSE_STRENGTH,
    DENSE_FIT,
    DENSE_RANK,
    DENSE_RIVALS,
    DENSE_HELD,
    DENSE_FAILED,
    DENSE_MISSING,
    DENSE_FILLED,
    DENSE_WORDS,
    DENSE_POSITION,
    DENSE_TITLE,
    DENSE_CARRIER,
    DENSE_CLAUSE,
    DENSE_TENSE,
    DENSE_DEFINITE,
    DENSE_TIME,
    DENSE_FILLERS,
    DENSE_TYPE,
    DENSE_SENTENCES,
    DENSE_TOPIC,
    DENSE_COUNT = DENSE_TOPIC + TOPICS_MAX,
};

/* The clause that a candidate's clause completes ("urged the rebels to leave"), that of one joined
 * before it by "and" too; INDEX_NONE. */
uint32_t dense_governing_clause(const struct analysis *analysis, const struct candidate *candidate);
/* The columns that need no score of others: from DENSE_STRENGTH on. */
void dense_fill(const struct analysis *analysis, const struct candidate *candidate,
                const uint16_t topic_percent[TOPICS_MAX], float out[DENSE_COUNT]);
/* The columns made of first scores, for the candidates of the article. score: first scores by
 * candidate. */
void dense_fill_scores(const struct analysis *analysis, const float *score, uint32_t candidate,
                       float out[DENSE_COUNT]);

#endif
