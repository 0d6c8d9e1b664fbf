/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

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
