/* SPDX-License-Identifier: Apache-2.0 */
/* The arena of an article. Blocks are kept over a reset, so that after warm-up the text path does
 * not call malloc. Under AddressSanitizer each piece is a heap block of its own, so that an overrun
 * by one byte is found. */
#include "common/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct block {
    struct block *next;
    size_t size;
    size_t used;
    _Alignas(max_align_t) unsigned char data[];
};

struct arena {
    size_t block_bytes;
    size_t limit_bytes;
    size_t used_bytes;
    struct block *blocks;  /* in the order of their birth */
    struct block *current; /* where the next piece is tried first */
};

struct arena *arena_new(size_t block_bytes, size_t limit_bytes)
{
    struct arena *arena = calloc(1, sizeof(*arena));

    if (arena == NULL)
        return NULL;
    arena->block_bytes = block_bytes;
    arena->limit_bytes = limit_bytes;
    return arena;
}

static void free_blocks(struct arena *arena)
{
    struct block *block = arena->blocks;

    while (block != NULL) {
        struct block *next = block->next;

        free(block);
        block = next;
    }
    arena->blocks = NULL;
    arena->current = NULL;
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    free_blocks(arena);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    arena->used_bytes = 0;
#ifdef RASID_ASAN
    free_blocks(arena);
#else
    /* A block larger than the rest came from one odd article: give it back. */
    struct block **link = &arena->blocks;

    while (*link != NULL) {
        struct block *block = *link;

        if (block->size > arena->block_bytes) {
            *link = block->next;
            free(block);
            continue;
        }
        block->used = 0;
        link = &block->next;
    }
    arena->current = arena->blocks;
#endif
}

static struct block *add_block(struct arena *arena, size_t size)
{
    struct block *block = malloc(sizeof(*block) + size);

    if (block == NULL)
        return NULL;
    block->size = size;
    block->used = 0;
    if (arena->current == NULL) {
        block->next = arena->blocks;
        arena->blocks = block;
    } else {
        block->next = arena->current->next;
        arena->current->next = block;
    }
    arena->current = block;
    return block;
}

static struct block *block_with_room(struct arena *arena, size_t size)
{
#ifdef RASID_ASAN
    return add_block(arena, size);
#else
    for (struct block *block = arena->current; block != NULL; block = block->next) {
        if (block->size - block->used >= size) {
            arena->current = block;
            return block;
        }
    }
    return add_block(arena, size > arena->block_bytes ? size : arena->block_bytes);
#endif
}

/* Bytes as they are. */
static void *take(struct arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);

    assert(arena != NULL);
    if (size > arena->limit_bytes)
        return NULL;
#ifdef RASID_ASAN
    size_t room = size == 0 ? 1 : size; /* exact: the red zone begins at the next byte */
#else
    size_t room = size == 0 ? align : (size + align - 1) / align * align;
#endif
    (void)align;
    if (arena->used_bytes + room > arena->limit_bytes)
        return NULL;

    struct block *block = block_with_room(arena, room);

    if (block == NULL)
        return NULL;
    void *piece = block->data + block->used;

    block->used += room;
    arena->used_bytes += room;
    return piece;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *piece = take(arena, size);

    if (piece != NULL)
        memset(piece, 0, size);
    return piece;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return arena_alloc(arena, count * size);
}

struct strview arena_copy(struct arena *arena, struct strview text)
{
    char *copy = arena_alloc(arena, text.len + 1);

    if (copy == NULL)
        return (struct strview){0};
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return (struct strview){.ptr = copy, .len = text.len};
}

struct strview arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        return (struct strview){0};

    char *text = arena_alloc(arena, (size_t)len + 1);

    if (text == NULL)
        return (struct strview){0};
    va_start(args, format);
    vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return (struct strview){.ptr = text, .len = (size_t)len};
}

size_t arena_used(const struct arena *arena)
{
    return arena->used_bytes;
}

int arena_grow(struct arena *arena, void **items, size_t count, size_t *capacity, size_t item_bytes)
{
    if (count < *capacity)
        return 0;

    size_t wanted = *capacity == 0 ? 16 : *capacity * 2;
    char *grown =
        item_bytes != 0 && wanted > SIZE_MAX / item_bytes ? NULL : take(arena, wanted * item_bytes);

    if (grown == NULL)
        return -1;
    if (count > 0)
        memcpy(grown, *items, count * item_bytes);
    memset(grown + count * item_bytes, 0, (wanted - count) * item_bytes);
    *items = grown;
    *capacity = wanted;
    return 0;
}
