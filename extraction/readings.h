/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_READINGS_H
#define EXTRACTION_READINGS_H

#include "lexicon/lookup.h"

#include <stdbool.h>
#include <stdint.h>

/* Kinds of English reading: what a word is where it stands. */
enum kind {
    KIND_NONE,
    KIND_PAST,
    KIND_PRESENT, /* -s */
    KIND_BASE,
    KIND_ING,
    KIND_PARTICIPLE,
    KIND_NOUN,
    KIND_ADJECTIVE,
    KIND_FUNCTION,
    KIND_COUNT,
};

enum {
    READING_FEATURES_MAX = 40,
    READING_BITS = 15,
    READING_BUCKETS = 1 << READING_BITS,
};

/* The learned choice among the readings of a word that may be a verb (language/en/readings.tsv,
 * made by scripts/train_readings.py): multinomial logistic regression over hashed features. */
struct reading_weights;

/* Owned by the caller. NULL without memory. */
struct reading_weights *reading_weights_new(const struct lexicon *lexicon, const char *table);
void reading_weights_free(struct reading_weights *weights);
bool reading_weights_are_trained(const struct reading_weights *weights);
/* How far each kind is borne out; not comparable between words. */
void reading_score(const struct reading_weights *weights, const uint32_t *features, uint32_t count,
                   float out[KIND_COUNT]);

/* Told of every choice of the kind, before it is made: the token, what tells it, and the kinds that
 * the lexicon gives the word as bits. For the tool that the weights are learned with. */
struct reading_watcher {
    void (*watch)(void *context, uint32_t token, const uint32_t *features, uint32_t count,
                  uint32_t kinds);
    void *context;
};

#endif
