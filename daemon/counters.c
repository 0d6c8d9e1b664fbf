/* SPDX-License-Identifier: Apache-2.0 */
/* Counters of a worker: counting, summing, and the Prometheus text, all made from the one table.
 * Reason words come from several layers and are not known here, so they are collected as they
 * appear, up to a bound; what finds no room is counted as "other". A word is written before its
 * count is published, so that a reader on another thread never sees half of it. */
#include "daemon/counters.h"

#include <stdio.h>
#include <string.h>

const double histogram_bounds[HISTOGRAM_BUCKETS - 1] = {
    0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
    0.025,   0.05,     0.1,     0.25,   0.5,     1,      2.5,   10,     60,
};

void histogram_observe(struct histogram *histogram, uint64_t duration_ns)
{
    double seconds = (double)duration_ns / 1e9;
    size_t bucket = 0;

    while (bucket < HISTOGRAM_BUCKETS - 1 && seconds > histogram_bounds[bucket])
        bucket++;
    counter_add(&histogram->buckets[bucket], 1);
    counter_add(&histogram->sum_ns, duration_ns);
}

/* The row of a word, made when there is room. */
static struct reason_counter *reason_find(struct counters *counters, struct strview word)
{
    uint32_t count = atomic_load_explicit(&counters->reason_count, memory_order_relaxed);

    if (word.len == 0 || word.len >= REASON_WORD_BYTES)
        word = STRVIEW("other");
    for (uint32_t i = 0; i < count; i++)
        if (strview_is(word, counters->reasons[i].word))
            return &counters->reasons[i];
    if (count == REASONS_MAX - 1)
        word = STRVIEW("other");
    if (count == REASONS_MAX)
        return &counters->reasons[REASONS_MAX - 1];
    memcpy(counters->reasons[count].word, word.ptr, word.len);
    counters->reasons[count].word[word.len] = '\0';
    atomic_store_explicit(&counters->reason_count, count + 1, memory_order_release);
    return &counters->reasons[count];
}

void counters_add_reason(struct counters *counters, struct strview reason)
{
    struct strview word = {.ptr = reason.ptr, .len = 0};

    while (word.len < reason.len && ((reason.ptr[word.len] >= 'a' && reason.ptr[word.len] <= 'z') ||
                                     (reason.ptr[word.len] >= '0' && reason.ptr[word.len] <= '9') ||
                                     reason.ptr[word.len] == '_'))
        word.len++;
    counter_add(&reason_find(counters, word)->count, 1);
}

static void histogram_sum(struct histogram *sum, const struct histogram *from)
{
    for (size_t i = 0; i < HISTOGRAM_BUCKETS; i++)
        counter_add(&sum->buckets[i], counter_get(&from->buckets[i]));
    counter_add(&sum->sum_ns, counter_get(&from->sum_ns));
}

void counters_sum(struct counters *sum, const struct counters *from)
{
    uint32_t reasons = atomic_load_explicit(&from->reason_count, memory_order_acquire);

#define SUM_COUNTER(member, name, labels, help)                                                    \
    counter_add(&sum->member, counter_get(&from->member));
#define SUM_HISTOGRAM(member, name, help) histogram_sum(&sum->member, &from->member);
    COUNTERS(SUM_COUNTER)
    HISTOGRAMS(SUM_HISTOGRAM)
    for (size_t i = 0; i < PIPELINE_STAGES_MAX; i++)
        histogram_sum(&sum->stages[i], &from->stages[i]);
    for (size_t i = 0; i < sizeof(sum->events) / sizeof(uint64_t); i++)
        counter_add(&(&sum->events[0][0][0])[i], counter_get(&(&from->events[0][0][0])[i]));
    for (uint32_t i = 0; i < reasons; i++)
        counter_add(&reason_find(sum, strview_from(from->reasons[i].word))->count,
                    counter_get(&from->reasons[i].count));
}

static void render_head(struct buffer *out, const char *name, const char *type, const char *help)
{
    buffer_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* labels: "" or `stage="decode"`. */
static void render_histogram(struct buffer *out, const char *name, const char *labels,
                             const struct histogram *histogram)
{
    const char *comma = labels[0] == '\0' ? "" : ",";
    uint64_t count = 0;

    for (size_t i = 0; i < HISTOGRAM_BUCKETS; i++) {
        count += counter_get(&histogram->buckets[i]);
        if (i < HISTOGRAM_BUCKETS - 1)
            buffer_printf(out, "%s_bucket{%s%sle=\"%g\"} %llu\n", name, labels, comma,
                          histogram_bounds[i], (unsigned long long)count);
        else
            buffer_printf(out, "%s_bucket{%s%sle=\"+Inf\"} %llu\n", name, labels, comma,
                          (unsigned long long)count);
    }
    const char *open = labels[0] == '\0' ? "" : "{";
    const char *close = labels[0] == '\0' ? "" : "}";

    buffer_printf(out, "%s_sum%s%s%s %.9g\n%s_count%s%s%s %llu\n", name, open, labels, close,
                  (double)counter_get(&histogram->sum_ns) / 1e9, name, open, labels, close,
                  (unsigned long long)count);
}

static void render_plain(const struct counters *counters, struct buffer *out)
{
    const char *before = "";

#define RENDER_COUNTER(member, name, labels, help)                                                 \
    if (strcmp(before, name) != 0)                                                                 \
        render_head(out, name, "counter", help);                                                   \
    before = name;                                                                                 \
    buffer_printf(out, labels[0] == '\0' ? "%s%s %llu\n" : "%s{%s} %llu\n", name, labels,          \
                  (unsigned long long)counter_get(&counters->member));
    COUNTERS(RENDER_COUNTER)
#define RENDER_HISTOGRAM(member, name, help)                                                       \
    render_head(out, name, "histogram", help);                                                     \
    render_histogram(out, name, "", &counters->member);
    HISTOGRAMS(RENDER_HISTOGRAM)
}

static void render_stages(const struct counters *counters, struct buffer *out)
{
    render_head(out, "rasid_stage_seconds", "histogram", "Time of one stage for one article.");
    for (size_t i = 0; i < pipeline_stage_count; i++) {
        char label[64];

        snprintf(label, sizeof(label), "stage=\"%s\"", pipeline_stages[i].name);
        render_histogram(out, "rasid_stage_seconds", label, &counters->stages[i]);
    }
}

static void render_events(const struct counters *counters, struct buffer *out)
{
    render_head(out, "rasid_events_total", "counter", "Committed events.");
    for (size_t type = 1; type < EVENT_TYPE_COUNT; type++)
        for (size_t language = 0; language < LANGUAGE_COUNT; language++)
            for (size_t modality = 0; modality < MODALITY_COUNT; modality++) {
                uint64_t count = counter_get(&counters->events[type][language][modality]);

                if (count != 0)
                    buffer_printf(
                        out,
                        "rasid_events_total{type=\"%s\",language=\"%s\",modality=\"%s\"} %llu\n",
                        event_type_name((enum event_type)type),
                        language_name((enum language)language),
                        modality_name((enum modality)modality), (unsigned long long)count);
            }
}

bool counters_render(const struct counters *counters, struct buffer *out)
{
    uint32_t reasons = atomic_load_explicit(&counters->reason_count, memory_order_acquire);

    render_plain(counters, out);
    render_stages(counters, out);
    render_events(counters, out);
    render_head(out, "rasid_dead_letters_total", "counter", "Committed dead letters by reason.");
    for (uint32_t i = 0; i < reasons; i++)
        buffer_printf(out, "rasid_dead_letters_total{reason=\"%s\"} %llu\n",
                      counters->reasons[i].word,
                      (unsigned long long)counter_get(&counters->reasons[i].count));
    return !out->has_failed;
}
