/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_ANAPHORA_H
#define EXTRACTION_ANAPHORA_H

#include "extraction/analysis.h"

/* Where in the candidate's clause a party stands that is told by a word for one told before. */
enum anaphor_slot {
    ANAPHOR_SUBJECT,
    ANAPHOR_OBJECT,
    ANAPHOR_GENITIVE,
    ANAPHOR_OWNER, /* of its subject, object or trigger: "its forces" */
    ANAPHOR_OTHER, /* behind a preposition */
    ANAPHOR_PLACE, /* "in the city" */
    ANAPHOR_SLOT_COUNT,
};

enum anaphor_kind { ANAPHOR_NONE, ANAPHOR_PRONOUN, ANAPHOR_DROPPED, ANAPHOR_NOUN };

/* How well a phrase fits what the anaphor tells, as bits. */
enum anaphor_link {
    ANAPHOR_LINK_AGREES = 1 << 0, /* gender and number */
    ANAPHOR_LINK_CLASS = 1 << 1,
    ANAPHOR_LINK_WORD = 1 << 2, /* has the anaphor's noun: "the minister", Foreign Minister … */
    ANAPHOR_LINK_NAMED = 1 << 3,
};

enum { ANTECEDENTS_MAX = 4 };

struct antecedent {
    uint32_t phrase;
    uint8_t link; /* bits of enum anaphor_link */
};

struct anaphor {
    enum anaphor_kind kind;
    uint32_t phrase;               /* INDEX_NONE: dropped, or a pronoun joined to a word */
    uint32_t token;                /* antecedents stand before it */
    uint32_t classes;              /* of a noun: what it may mean */
    uint64_t key;                  /* of a noun */
    uint8_t gender, number_form;
    struct antecedent antecedents[ANTECEDENTS_MAX]; /* nearest first */
    uint32_t antecedent_count;
};

/* At most one of each slot. */
struct anaphors {
    struct anaphor slots[ANAPHOR_SLOT_COUNT];
};

/* Needs phrases, clauses and the candidate's subject, object and genitive. */
void anaphors_find(const struct analysis *analysis, const struct candidate *candidate,
                   struct anaphors *out);
/* The rank of the phrase among the antecedents, ANTECEDENTS_MAX: it is none. */
uint32_t anaphor_rank(const struct anaphor *anaphor, uint32_t phrase);

#endif
