/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FUZZ_SUPPORT_H
#define TESTS_FUZZ_SUPPORT_H

#include "common/utf8.h"
#include "normalization/normalize.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void fuzz_check(bool is_true)
{
    if (!is_true)
        abort();
}

/* What a target of normalization works with, opened once. */
struct fuzz_bench {
    struct arena *arena;
    struct normalizer *normalizer;
};

static inline struct fuzz_bench *fuzz_bench(void)
{
    static const struct normalize_options options = {
        .languages = {[LANGUAGE_AR] = true, [LANGUAGE_EN] = true}};
    static struct lexicon *lexicon;
    static struct fuzz_bench bench;
    const char *path = getenv("RASID_LEXICON");
    char error[256];

    if (bench.normalizer == NULL) {
        fuzz_check(lexicon_open(path != NULL ? path : "build/fuzz/rasid.lexicon", &lexicon, error,
                                sizeof(error)) == STATUS_OK);
        bench.arena = arena_new(1 << 16, 256 << 20);
        bench.normalizer = normalizer_new(lexicon, &options);
        fuzz_check(bench.arena != NULL && bench.normalizer != NULL);
    }
    arena_reset(bench.arena);
    return &bench;
}

#endif
