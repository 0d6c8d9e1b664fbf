/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PIPELINE_PIPELINE_H
#define PIPELINE_PIPELINE_H

#include "codec/article_codec.h"
#include "codec/event_codec.h"
#include "extraction/extract.h"
#include "normalization/normalize.h"

/* One record through all stages to events: no Kafka, no loop, no configuration file. */

struct pipeline_options {
    struct normalize_options normalize;
    struct extract_options extract;
    size_t article_bytes;       /* larger records are STATUS_LIMIT before parsing */
    size_t arena_bytes;         /* ceiling of an article's memory; 0: 64 MiB */
    uint32_t stage_ms;          /* a stage past it is STATUS_LIMIT; 0: none */
    struct timestamp published; /* override: precision TIME_UNKNOWN leaves the article's own */
    enum language language;     /* override: LANGUAGE_UNKNOWN leaves the article's own */
};

struct pipeline;

struct stage {
    const char *name; /* in metrics, dead letters and explain */
    enum status (*run)(struct pipeline *pipeline, struct article *article);
};

extern const struct stage pipeline_stages[];
extern const size_t pipeline_stage_count;
enum { PIPELINE_STAGES_MAX = 16, PIPELINE_REASON_BYTES = 256 };

/* What became of a record. */
struct pipeline_result {
    struct article *article; /* events inside; valid until the next pipeline_run(); NULL when
                                decoding failed early */
    const char *stage;       /* the stage that stopped it; NULL when all ran */
    char reason[PIPELINE_REASON_BYTES]; /* machine-readable word, colon, detail; "" when all ran */
    uint64_t stage_ns[PIPELINE_STAGES_MAX]; /* time of each stage of this record */
};

/* One per worker. lexicon and options must outlive it. NULL without memory. */
struct pipeline *pipeline_new(const struct lexicon *lexicon,
                              const struct pipeline_options *options);
void pipeline_free(struct pipeline *pipeline);

/* Runs every stage over one record. trace may be NULL. STATUS_OK also for an article without events
 * (an unsupported language too: article->language says so); STATUS_BAD_INPUT and STATUS_LIMIT:
 * dead-letter it with stage and reason. */
enum status pipeline_run(struct pipeline *pipeline, const struct raw_record *record,
                         struct trace *trace, struct pipeline_result *result) MUST_CHECK;

#endif
