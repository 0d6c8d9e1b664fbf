/* SPDX-License-Identifier: Apache-2.0 */
/* The table of stages, and one record's way through it. Each stage has a deadline; the loops inside
 * ask for it (article_is_overdue), and a stage that overran it without asking is refused when it
 * returns. */
#include "pipeline/pipeline.h"

#include "common/clock.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { ARENA_BLOCK_BYTES = 1 << 20, ARENA_DEFAULT_BYTES = 64 << 20 };

struct pipeline {
    const struct pipeline_options *options;
    struct arena *arena;
    struct normalizer *normalizer;
    struct extractor *extractor;
    const struct raw_record *record; /* of the running call */
    struct pipeline_result *result;
};

static enum status run_decode(struct pipeline *pipeline, struct article *article)
{
    enum status status = article_decode(article, pipeline->record, pipeline->result->reason);

    if (status != STATUS_OK)
        return status;
    if (pipeline->options->published.precision != TIME_UNKNOWN)
        article->published = pipeline->options->published;
    if (pipeline->options->language != LANGUAGE_UNKNOWN)
        article->declared_language = strview_from(language_name(pipeline->options->language));
    return STATUS_OK;
}

static enum status run_segments(struct pipeline *pipeline, struct article *article)
{
    return normalize_segments(pipeline->normalizer, article);
}

static enum status run_language(struct pipeline *pipeline, struct article *article)
{
    return normalize_language(pipeline->normalizer, article);
}

static enum status run_tokens(struct pipeline *pipeline, struct article *article)
{
    return normalize_tokens(pipeline->normalizer, article);
}

static enum status run_numbers(struct pipeline *pipeline, struct article *article)
{
    return normalize_numbers(pipeline->normalizer, article);
}

static enum status run_times(struct pipeline *pipeline, struct article *article)
{
    return normalize_times(pipeline->normalizer, article);
}

static enum status run_fingerprint(struct pipeline *pipeline, struct article *article)
{
    return normalize_fingerprint(pipeline->normalizer, article);
}

static enum status run_extract(struct pipeline *pipeline, struct article *article)
{
    return extract_events(pipeline->extractor, article);
}

static enum status run_identify(struct pipeline *pipeline, struct article *article)
{
    (void)pipeline;
    return event_set_ids(article);
}

const struct stage pipeline_stages[] = {
    {"decode", run_decode},           {"segments", run_segments}, {"language", run_language},
    {"tokens", run_tokens},           {"numbers", run_numbers},   {"times", run_times},
    {"fingerprint", run_fingerprint}, {"extract", run_extract},   {"identify", run_identify},
};
const size_t pipeline_stage_count = sizeof(pipeline_stages) / sizeof(pipeline_stages[0]);
static_assert(sizeof(pipeline_stages) / sizeof(pipeline_stages[0]) <= PIPELINE_STAGES_MAX,
              "stage_ns is too short");

struct pipeline *pipeline_new(const struct lexicon *lexicon, const struct pipeline_options *options)
{
    struct pipeline *pipeline = calloc(1, sizeof(*pipeline));

    if (pipeline == NULL)
        return NULL;
    pipeline->options = options;
    pipeline->arena =
        arena_new(ARENA_BLOCK_BYTES,
                  options->arena_bytes != 0 ? options->arena_bytes : (size_t)ARENA_DEFAULT_BYTES);
    pipeline->normalizer = normalizer_new(lexicon, &options->normalize);
    pipeline->extractor = extractor_new(lexicon, &options->extract);
    if (pipeline->arena == NULL || pipeline->normalizer == NULL || pipeline->extractor == NULL) {
        pipeline_free(pipeline);
        return NULL;
    }
    return pipeline;
}

void pipeline_free(struct pipeline *pipeline)
{
    if (pipeline == NULL)
        return;
    extractor_free(pipeline->extractor);
    normalizer_free(pipeline->normalizer);
    arena_free(pipeline->arena);
    free(pipeline);
}

static enum status run_stage(struct pipeline *pipeline, size_t stage, struct article *article)
{
    struct pipeline_result *result = pipeline->result;
    uint64_t begin = clock_monotonic_ns();
    uint64_t budget = (uint64_t)pipeline->options->stage_ms * 1000000u;

    article->deadline_ns = budget == 0 ? 0 : begin + budget;
    enum status status = pipeline_stages[stage].run(pipeline, article);

    result->stage_ns[stage] = clock_monotonic_ns() - begin;
    if (status == STATUS_OK && budget != 0 && result->stage_ns[stage] > budget)
        status = STATUS_LIMIT;
    if (status == STATUS_OK)
        return STATUS_OK;
    result->stage = pipeline_stages[stage].name;
    if (result->reason[0] == '\0' && status == STATUS_LIMIT)
        snprintf(result->reason, sizeof(result->reason), "%s",
                 article_is_overdue(article) ? "limit_time: the stage took too long"
                                             : "limit_memory: the article needs too much memory");
    else if (result->reason[0] == '\0')
        snprintf(result->reason, sizeof(result->reason), "%s: stage %s", status_name(status),
                 result->stage);
    return status;
}

enum status pipeline_run(struct pipeline *pipeline, const struct raw_record *record,
                         struct trace *trace, struct pipeline_result *result)
{
    memset(result, 0, sizeof(*result));
    arena_reset(pipeline->arena);
    pipeline->record = record;
    pipeline->result = result;
    if (pipeline->options->article_bytes != 0 &&
        record->value.len > pipeline->options->article_bytes) {
        result->stage = pipeline_stages[0].name;
        snprintf(result->reason, sizeof(result->reason), "limit_bytes: %zu bytes, the limit is %zu",
                 record->value.len, pipeline->options->article_bytes);
        return STATUS_LIMIT;
    }
    struct article *article = article_new(pipeline->arena);

    if (article == NULL)
        return STATUS_NO_MEMORY;
    article->trace = trace;
    result->article = article;
    for (size_t stage = 0; stage < pipeline_stage_count; stage++) {
        enum status status = run_stage(pipeline, stage, article);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
