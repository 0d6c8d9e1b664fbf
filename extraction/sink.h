/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_SINK_H
#define EXTRACTION_SINK_H

#include <stdbool.h>
#include <stdint.h>

/* Hashed features of an item. A feature's name is its place in the order of calls, which is the
 * same for every item. */
struct sink {
    uint32_t *out;
    uint32_t count, capacity;
    unsigned bits; /* features are below 2^bits */
    uint64_t name; /* of the features written so far: each call has its own */
};

static inline uint64_t sink_mix(uint64_t x)
{
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    return x ^ x >> 32;
}

/* Features that this item has not: the names move on all the same. */
static inline void sink_skip(struct sink *sink, uint64_t count)
{
    sink->name += count * 0x9e3779b97f4a7c15u;
}

static inline void sink_add(struct sink *sink, uint64_t value)
{
    sink_skip(sink, 1);
    if (sink->count < sink->capacity)
        sink->out[sink->count++] =
            (uint32_t)(sink_mix(sink->name ^ sink_mix(value)) >> (64 - sink->bits));
}

/* A feature that only some items have. */
static inline void sink_add_if(struct sink *sink, bool holds, uint64_t value)
{
    if (holds)
        sink_add(sink, value);
    else
        sink_skip(sink, 1);
}

#endif
