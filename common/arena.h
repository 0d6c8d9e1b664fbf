/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMMON_ARENA_H
#define COMMON_ARENA_H

#include "common/strview.h"

#include <stddef.h>

struct arena;

/* A bump allocator with a ceiling: limit is the most bytes that may be taken between two resets.
 * The caller owns it. NULL without memory. */
struct arena *arena_new(size_t block_bytes, size_t limit_bytes);
void arena_free(struct arena *arena);

/* Takes everything back at once and keeps the blocks for the next article. */
void arena_reset(struct arena *arena);

/* size bytes, zeroed, aligned for any object. NULL at the ceiling or without memory: the caller
 * answers STATUS_LIMIT. Lives until arena_reset(). size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size);
/* As arena_alloc() for count objects of size, the product checked. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/* A copy of the text, with a NUL after it that is not counted. ptr is NULL at the ceiling. */
struct strview arena_copy(struct arena *arena, struct strview text);
/* printf into the arena. ptr is NULL at the ceiling. */
struct strview arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

size_t arena_used(const struct arena *arena);

/* Room for one more element in a growing array of the arena: doubles *capacity when *items is full.
 * Old elements are copied; the old room stays until the reset. 0, or -1 at the ceiling. */
int arena_grow(struct arena *arena, void **items, size_t count, size_t *capacity,
               size_t item_bytes);

#endif
