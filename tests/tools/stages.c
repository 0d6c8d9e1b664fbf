/* SPDX-License-Identifier: Apache-2.0 */
/* stages LEXICON FILE: what each stage costs, over the articles of a file (JSON lines): CPU
 * seconds and megabytes of body text a second, and of normalization as a whole. */
#include "codec/article_codec.h"
#include "extraction/extract.h"
#include "normalization/normalize.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum stage { DECODE, SEGMENTS, LANGUAGES, TOKENS, NUMBERS, TIMES, FINGERPRINT, EXTRACT, STAGES };

static const char *const names[STAGES] = {"decode",  "segments", "language",    "tokens",
                                          "numbers", "times",    "fingerprint", "extract"};

struct bench {
    struct normalizer *normalizer;
    struct extractor *extractor;
    double seconds[STAGES];
    double bytes;
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static enum status run_stage(struct bench *bench, enum stage stage, struct article *article,
                             struct strview line)
{
    struct raw_record record = {.value = line};
    char reason[DECODE_REASON_BYTES];

    switch (stage) {
    case DECODE:
        return article_decode(article, &record, reason);
    case SEGMENTS:
        return normalize_segments(bench->normalizer, article);
    case LANGUAGES:
        return normalize_language(bench->normalizer, article);
    case TOKENS:
        return normalize_tokens(bench->normalizer, article);
    case NUMBERS:
        return normalize_numbers(bench->normalizer, article);
    case TIMES:
        return normalize_times(bench->normalizer, article);
    case FINGERPRINT:
        return normalize_fingerprint(bench->normalizer, article);
    default:
        return extract_events(bench->extractor, article);
    }
}

static void run(struct bench *bench, struct article *article, struct strview line)
{
    for (int stage = 0; stage < STAGES; stage++) {
        double begin = now();
        enum status status = run_stage(bench, (enum stage)stage, article, line);

        bench->seconds[stage] += now() - begin;
        if (status != STATUS_OK)
            return;
        if (stage == DECODE)
            bench->bytes +=
                (double)(article->fields[FIELD_TITLE].len + article->fields[FIELD_BODY].len);
    }
}

static void print(const struct bench *bench)
{
    double normalization = 0;

    for (int stage = 0; stage < STAGES; stage++) {
        if (stage > DECODE && stage < EXTRACT)
            normalization += bench->seconds[stage];
        printf("%-12s %8.3f s %8.1f MB/s\n", names[stage], bench->seconds[stage],
               bench->bytes / 1e6 / bench->seconds[stage]);
    }
    printf("%-12s %8.3f s %8.1f MB/s of %.1f MB\n", "normalization", normalization,
           bench->bytes / 1e6 / normalization, bench->bytes / 1e6);
}

int main(int argc, char **argv)
{
    struct normalize_options normalize = {
        .languages = {[LANGUAGE_AR] = true, [LANGUAGE_EN] = true}};
    struct extract_options extract = {.events_max = 0};
    struct bench bench = {0};
    struct lexicon *lexicon;
    char error[512] = "";
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;

    if (argc != 3 || lexicon_open(argv[1], &lexicon, error, sizeof(error)) != STATUS_OK) {
        fprintf(stderr, "usage: stages LEXICON FILE %s\n", error);
        return 64;
    }
    struct arena *arena = arena_new(1 << 20, 256 << 20);
    FILE *file = fopen(argv[2], "r");

    bench.normalizer = normalizer_new(lexicon, &normalize);
    bench.extractor = extractor_new(lexicon, &extract);
    if (arena == NULL || file == NULL || bench.normalizer == NULL || bench.extractor == NULL)
        return 70;
    while ((length = getline(&line, &capacity, file)) > 0) {
        arena_reset(arena);
        run(&bench, article_new(arena), (struct strview){.ptr = line, .len = (size_t)length});
    }
    print(&bench);
    free(line);
    fclose(file);
    arena_free(arena);
    extractor_free(bench.extractor);
    normalizer_free(bench.normalizer);
    lexicon_close(lexicon);
    return 0;
}
