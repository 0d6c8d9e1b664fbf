/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double CALIBRATION_MS = 20.0; /* of calibration_ms() where the limits were set */

void assert_strview_equal_at(struct strview view, const char *string, const char *file, int line)
{
    if (strview_is(view, string))
        return;
    fprintf(stderr, "%s:%d: \"%.*s\" is not \"%s\"\n", file, line, STRVIEW_ARG(view), string);
    _fail(file, line);
}

double support_cpu_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* What a fixed piece of work takes here and now: small blocks taken, written and given back. */
static double calibration_ms(void)
{
    enum { BLOCKS = 200000, BLOCK_BYTES = 24, BLOCK_BYTES_MORE = 64 };
    double begin = support_cpu_ms();
    void **blocks = calloc(BLOCKS, sizeof(*blocks));
    uint64_t random = 88172645463325252u;

    assert_non_null(blocks);
    for (size_t i = 0; i < BLOCKS; i++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        blocks[i] = malloc(BLOCK_BYTES + random % BLOCK_BYTES_MORE);
        assert_non_null(blocks[i]);
        memset(blocks[i], (int)(random & 0xff), BLOCK_BYTES);
    }
    for (size_t i = 0; i < BLOCKS; i++)
        free(blocks[i]);
    free(blocks);
    return support_cpu_ms() - begin;
}

void support_assert_ms(double ms, double limit)
{
    if (ms <= limit * SUPPORT_TIME_FACTOR)
        return;
    double slower = calibration_ms() / CALIBRATION_MS;

    if (slower < 1.0)
        slower = 1.0;
    if (ms > limit * SUPPORT_TIME_FACTOR * slower)
        fail_msg("%.1f ms of at most %.1f, on a machine %.2f times slower than the limit's", ms,
                 limit, slower);
}

struct arena *support_arena;

int support_arena_open(void **state)
{
    (void)state;
    support_arena = arena_new(1 << 16, 256 << 20);
    return support_arena == NULL;
}

int support_arena_close(void **state)
{
    (void)state;
    arena_free(support_arena);
    return 0;
}

const char *support_lexicon_path(void)
{
    const char *path = getenv("RASID_LEXICON");

    return path == NULL ? "build/dev/rasid.lexicon" : path;
}
