/* SPDX-License-Identifier: Apache-2.0 */
/* A record through the pipeline, and what comes out as messages: events, the clean article, or a
 * dead letter. A dead letter holds the input byte for byte; one whose outputs are too large for the
 * broker would be too large itself as often as not, so it names the record (topic, partition,
 * offset, hash, first bytes) instead. */
#include "daemon/worker_process.h"

#include "common/clock.h"
#include "daemon/worker_route.h"

#include <xxhash.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
    REFERENCE_HEAD_BYTES = 512,
    REFERENCE_KEY_BYTES = 4096,
    REFERENCE_HEADERS_BYTES = 16384,
    TIME_TEXT_BYTES = 32,
};

static const char EVENT_SOURCE[] = "/rasid";

struct processor {
    const struct worker_options *options;
    const struct lexicon *lexicon;
    struct counters *counters;
    struct pipeline *pipeline;
};

struct processor *processor_new(const struct worker_options *options, const struct lexicon *lexicon,
                                struct counters *counters)
{
    struct processor *processor = calloc(1, sizeof(*processor));

    if (processor == NULL)
        return NULL;
    processor->options = options;
    processor->lexicon = lexicon;
    processor->counters = counters;
    processor->pipeline = pipeline_new(lexicon, &options->pipeline);
    if (processor->pipeline == NULL) {
        free(processor);
        return NULL;
    }
    return processor;
}

void processor_free(struct processor *processor)
{
    if (processor == NULL)
        return;
    pipeline_free(processor->pipeline);
    free(processor);
}

static struct strview record_header(const struct record *record, const char *name)
{
    for (size_t i = 0; i < record->header_count; i++)
        if (strcasecmp(record->headers[i].name, name) == 0)
            return record->headers[i].value;
    return (struct strview){0};
}

static void print_time(int64_t ms, char text[TIME_TEXT_BYTES])
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm parts;
    char date[24];

    gmtime_r(&seconds, &parts);
    strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &parts);
    snprintf(text, TIME_TEXT_BYTES, "%s.%03dZ", date, (int)(ms % 1000));
}

/* CloudEvents 1.0, binary mode. */
static void add_event_headers(struct outbox *outbox, const char *type, struct strview id,
                              struct strview subject, int64_t now_ms)
{
    char now[TIME_TEXT_BYTES];

    print_time(now_ms, now);
    outbox_add_header(outbox, "ce_specversion", STRVIEW("1.0"));
    outbox_add_header(outbox, "ce_type", strview_from(type));
    outbox_add_header(outbox, "ce_source", STRVIEW(EVENT_SOURCE));
    outbox_add_header(outbox, "ce_id", id);
    outbox_add_header(outbox, "ce_time", strview_from(now));
    if (subject.len > 0)
        outbox_add_header(outbox, "ce_subject", subject);
    outbox_add_header(outbox, "content-type", STRVIEW("application/json"));
}

static void add_trace(struct outbox *outbox, const struct record *record)
{
    struct strview trace = record_header(record, "traceparent");

    if (trace.len > 0)
        outbox_add_header(outbox, "traceparent", trace);
}

static void add_event(struct processor *processor, const struct record *record,
                      const struct article *article, const struct event *event, int64_t now_ms,
                      struct outbox *outbox)
{
    const struct worker_options *options = processor->options;
    const struct event_encode_options encode = {
        .format = options->encoding,
        .extractor = {"rasid", RASID_VERSION, lexicon_hash(processor->lexicon)},
        .extracted_ms = now_ms,
    };
    struct buffer topic = {.limit = KAFKA_TOPIC_BYTES};

    if (!route_expand(options->events_topic, article, event, &topic)) {
        outbox->has_failed = true;
        buffer_destroy(&topic);
        return;
    }
    outbox_begin(outbox, buffer_view(&topic), event->id, now_ms);
    buffer_destroy(&topic);
    add_event_headers(outbox, "dev.rasid.event.v1", event->id, article->id, now_ms);
    add_trace(outbox, record);
    if (outbox->has_failed || event_encode(article, event, &encode, 0, &outbox->bytes) != STATUS_OK)
        outbox->has_failed = true;
    outbox_finish(outbox);
    if (outbox->has_failed)
        return;
    outbox->messages[outbox->message_count - 1].is_event = true;
    outbox_tally(outbox, (struct event_tally){
                             .type = (uint8_t)event->type,
                             .language = (uint8_t)event_language(article, event),
                             .modality = (uint8_t)event->modality,
                         });
}

static void add_article(struct processor *processor, const struct record *record,
                        const struct article *article, int64_t now_ms, struct outbox *outbox)
{
    const char *topic = processor->options->articles_topic;

    if (topic == NULL || topic[0] == '\0')
        return;
    outbox_begin(outbox, strview_from(topic), article->id, now_ms);
    add_event_headers(outbox, "dev.rasid.article.v1", article->id, article->url, now_ms);
    add_trace(outbox, record);
    if (outbox->has_failed || article_encode(article, &outbox->bytes) != STATUS_OK)
        outbox->has_failed = true;
    outbox_finish(outbox);
}

static void add_outputs(struct processor *processor, const struct record *record,
                        const struct article *article, struct outbox *outbox)
{
    int64_t now_ms = clock_wall_ms();
    size_t events = 0;

    for (size_t i = 0; i < article->event_count && !outbox->has_failed; i++) {
        const struct event *event = &article->events[i];

        if (event->confidence < processor->options->min_confidence) {
            outbox->below_confidence++;
            continue;
        }
        add_event(processor, record, article, event, now_ms, outbox);
        events++;
    }
    if (events > 0)
        outbox->outcome = OUTCOME_PUBLISHED;
    else if (article->language == LANGUAGE_UNSUPPORTED)
        outbox->outcome = OUTCOME_UNSUPPORTED;
    else
        outbox->outcome = OUTCOME_WITHOUT_EVENTS;
    if (outbox->outcome != OUTCOME_UNSUPPORTED)
        add_article(processor, record, article, now_ms, outbox);
}

/* Headers that an earlier dead letter left, should somebody have put it back unstripped. */
static bool is_own_header(const char *name)
{
    return strcmp(name, "rasid_reason") == 0 || strcmp(name, "rasid_stage") == 0 ||
           strcmp(name, "rasid_error") == 0 || strcmp(name, "rasid_source") == 0 ||
           strcmp(name, "rasid_reference") == 0;
}

static void add_input_headers(struct outbox *outbox, const struct record *record, size_t limit)
{
    size_t bytes = 0;

    for (size_t i = 0; i < record->header_count; i++) {
        bytes += strlen(record->headers[i].name) + record->headers[i].value.len;
        if (bytes > limit)
            return;
        if (!is_own_header(record->headers[i].name))
            outbox_add_header(outbox, record->headers[i].name, record->headers[i].value);
    }
}

static void append_reference(struct buffer *out, const struct record *record)
{
    XXH128_hash_t hash = XXH3_128bits(record->value.ptr, record->value.len);

    buffer_printf(out,
                  "{\"schema\":\"dead_letter_reference/1\",\"topic\":\"%s\",\"partition\":%d,"
                  "\"offset\":%lld,\"timestamp_ms\":%lld,\"bytes\":%zu,"
                  "\"xxh3_128\":\"%016llx%016llx\",\"head_hex\":\"",
                  record->from.topic, record->from.partition, (long long)record->from.offset,
                  (long long)record->timestamp_ms, record->value.len,
                  (unsigned long long)hash.high64, (unsigned long long)hash.low64);
    for (size_t i = 0; i < record->value.len && i < REFERENCE_HEAD_BYTES; i++)
        buffer_printf(out, "%02x", (unsigned)(unsigned char)record->value.ptr[i]);
    buffer_append_string(out, "\"}");
}

static void add_dead_letter(struct processor *processor, const struct record *record,
                            const struct refusal *refusal, struct outbox *outbox)
{
    struct strview reason = strview_from(refusal->reason);
    size_t colon = strview_find(reason, STRVIEW(":"), 0);
    bool is_short = record->key.len <= REFERENCE_KEY_BYTES;
    char source[KAFKA_TOPIC_BYTES + 48];

    snprintf(source, sizeof(source), "%s/%d/%lld", record->from.topic, record->from.partition,
             (long long)record->from.offset);
    outbox_clear(outbox);
    outbox->outcome = OUTCOME_DEAD_LETTERED;
    snprintf(outbox->reason, sizeof(outbox->reason), "%s", refusal->reason);
    outbox_begin(outbox, strview_from(processor->options->dead_letters_topic),
                 refusal->is_by_reference && !is_short ? (struct strview){0} : record->key,
                 clock_wall_ms());
    add_input_headers(outbox, record,
                      refusal->is_by_reference ? (size_t)REFERENCE_HEADERS_BYTES : SIZE_MAX);
    outbox_add_header(outbox, "rasid_reason", strview_slice(reason, 0, colon));
    outbox_add_header(outbox, "rasid_stage", strview_from(refusal->stage));
    outbox_add_header(outbox, "rasid_error",
                      strview_trim(strview_slice(reason, colon + 1, reason.len)));
    outbox_add_header(outbox, "rasid_source", strview_from(source));
    if (refusal->is_by_reference) {
        outbox_add_header(outbox, "rasid_reference", STRVIEW("1"));
        append_reference(&outbox->bytes, record);
    } else if (!outbox->has_failed) {
        buffer_append_view(&outbox->bytes, record->value);
    }
    outbox_finish(outbox);
    if (!refusal->is_by_reference && record->value.ptr == NULL && !outbox->has_failed)
        outbox->messages[0].value.is_null = true;
}

static void observe_stages(struct processor *processor, const struct pipeline_result *result)
{
    for (size_t i = 0; i < pipeline_stage_count; i++)
        if (result->stage_ns[i] != 0)
            histogram_observe(&processor->counters->stages[i], result->stage_ns[i]);
}

static enum status run_pipeline(struct processor *processor, const struct record *record,
                                struct outbox *outbox)
{
    const struct raw_record raw = {
        .value = record->value,
        .key = record->key,
        .content_type = record_header(record, "content-type"),
        .url = record_header(record, "url"),
        .fetched = record_header(record, "fetched"),
        .id = record_header(record, "ce_id"),
        .source = record_header(record, "source"),
    };
    struct pipeline_result result;
    enum status status = pipeline_run(processor->pipeline, &raw, NULL, &result);

    observe_stages(processor, &result);
    if (status == STATUS_OK) {
        add_outputs(processor, record, result.article, outbox);
        return STATUS_OK;
    }
    if (status != STATUS_BAD_INPUT && status != STATUS_LIMIT)
        return status;
    const struct refusal refusal = {
        .reason = result.reason,
        .stage = result.stage == NULL ? "decode" : result.stage,
    };

    add_dead_letter(processor, record, &refusal, outbox);
    return STATUS_OK;
}

enum status processor_run(struct processor *processor, const struct record *record,
                          const struct refusal *refusal, struct outbox *outbox)
{
    enum status status = STATUS_OK;

    if (refusal != NULL)
        add_dead_letter(processor, record, refusal, outbox);
    else
        status = run_pipeline(processor, record, outbox);
    if (status == STATUS_OK && outbox->has_failed) {
        if (outbox->outcome == OUTCOME_DEAD_LETTERED)
            return STATUS_NO_MEMORY;
        const struct refusal too_much = {
            .reason = "output_too_large: the outputs of this record do not fit in memory",
            .stage = "publish",
            .is_by_reference = true,
        };

        add_dead_letter(processor, record, &too_much, outbox);
        status = outbox->has_failed ? STATUS_NO_MEMORY : STATUS_OK;
    }
    return status;
}
