/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_COUNTERS_H
#define DAEMON_COUNTERS_H

#include "common/buffer.h"
#include "pipeline/pipeline.h"

#include <stdatomic.h>

/* What a worker counts. One table makes the struct, the sum and the metrics page. Written by one
 * worker, read by any thread: relaxed atomics, no lock. */

/* X(member, metric name, labels or "", help). Rows of one metric stand together. */
#define COUNTERS(X)                                                                                \
    X(received, "rasid_articles_received_total", "", "Records taken from the input topics.")       \
    X(published, "rasid_articles_total", "outcome=\"published\"",                                  \
      "Committed records by what became of them.")                                                 \
    X(without_events, "rasid_articles_total", "outcome=\"without_events\"", "")                    \
    X(unsupported, "rasid_articles_total", "outcome=\"unsupported_language\"", "")                 \
    X(dead_lettered, "rasid_articles_total", "outcome=\"dead_lettered\"", "")                      \
    X(consumed, "rasid_articles_consumed_total", "",                                               \
      "Records whose offset was committed; the outcomes of rasid_articles_total add up to it.")    \
    X(consumed_bytes, "rasid_articles_consumed_bytes_total", "", "Their size.")                    \
    X(repeated, "rasid_articles_repeated_total", "",                                               \
      "Records processed again after an abort or a rewind.")                                       \
    X(events_below_confidence, "rasid_events_below_confidence_total", "",                          \
      "Events left out by output.min_confidence.")                                                 \
    X(messages, "rasid_messages_published_total", "", "Committed output messages of all topics.")  \
    X(transactions_committed, "rasid_transactions_total", "result=\"committed\"",                  \
      "Transactions by how they ended.")                                                           \
    X(transactions_aborted, "rasid_transactions_total", "result=\"aborted\"", "")                  \
    X(rewinds, "rasid_rewinds_total", "", "Times the worker went back to the committed offsets.")  \
    X(producers_replaced, "rasid_producers_replaced_total", "",                                    \
      "Producers destroyed and made anew after an end of transaction in doubt.")                   \
    X(assignments, "rasid_rebalances_total", "kind=\"assign\"", "Rebalances by kind.")             \
    X(revocations, "rasid_rebalances_total", "kind=\"revoke\"", "")                                \
    X(assignments_lost, "rasid_rebalances_total", "kind=\"lost\"", "")                             \
    X(pauses, "rasid_pauses_total", "", "Times fetching was paused because outputs were waiting.") \
    X(broker_errors, "rasid_broker_errors_total", "", "Errors the client library reported.")       \
    X(tap_dropped, "rasid_tap_dropped_total", "", "Events that the live view was too slow for.")

/* X(member, metric name, help): histograms of seconds without further labels. */
#define HISTOGRAMS(X)                                                                              \
    X(end_to_end, "rasid_end_to_end_seconds",                                                      \
      "From the timestamp of the input record to the commit of its outputs.")                      \
    X(commit, "rasid_commit_seconds", "From the end of a batch to its commit.")

enum { HISTOGRAM_BUCKETS = 20, REASONS_MAX = 48, REASON_WORD_BYTES = 32 };
/* Upper bounds in seconds; the last bucket of a histogram is +Inf. */
extern const double histogram_bounds[HISTOGRAM_BUCKETS - 1];

struct histogram {
    _Atomic uint64_t buckets[HISTOGRAM_BUCKETS]; /* not cumulative */
    _Atomic uint64_t sum_ns;
};

/* Dead letters of one reason word; the word is written once, before count leaves zero. */
struct reason_counter {
    char word[REASON_WORD_BYTES];
    _Atomic uint64_t count;
};

#define COUNTERS_MEMBER(member, name, labels, help) _Atomic uint64_t member;
#define HISTOGRAMS_MEMBER(member, name, help)       struct histogram member;
struct counters {
    COUNTERS(COUNTERS_MEMBER)
    HISTOGRAMS(HISTOGRAMS_MEMBER)
    struct histogram stages[PIPELINE_STAGES_MAX];
    _Atomic uint64_t events[EVENT_TYPE_COUNT][LANGUAGE_COUNT][MODALITY_COUNT];
    struct reason_counter reasons[REASONS_MAX]; /* the last one takes what finds no room: "other" */
    _Atomic uint32_t reason_count;
};

static inline void counter_add(_Atomic uint64_t *counter, uint64_t value)
{
    atomic_fetch_add_explicit(counter, value, memory_order_relaxed);
}

static inline uint64_t counter_get(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

void histogram_observe(struct histogram *histogram, uint64_t duration_ns);
/* Counts a dead letter under the word before the colon. Only the owning worker calls it. */
void counters_add_reason(struct counters *counters, struct strview reason);
/* Adds all of from to sum. Any thread may own sum, one at a time. */
void counters_sum(struct counters *sum, const struct counters *from);
/* Appends the Prometheus text of everything above. False when the buffer is full. */
bool counters_render(const struct counters *counters, struct buffer *out);

#endif
