/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_MUTATION_H
#define TESTS_SUPPORT_MUTATION_H

#include "common/buffer.h"

#include <stdint.h>

/* Random changes to a text, as crawlers, keyboards and attackers make them. */

/* The next number of the generator (SplitMix64) below a bound. */
uint32_t random_below(uint64_t *random, uint32_t below);
/* Appends the text with `changes` random changes to out; it stays valid UTF-8. */
void mutation_append(struct buffer *out, struct strview text, unsigned changes, uint64_t *random);

#endif
