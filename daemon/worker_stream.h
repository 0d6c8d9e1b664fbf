/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_WORKER_STREAM_H
#define DAEMON_WORKER_STREAM_H

#include "consumers/consumer.h"
#include "daemon/counters.h"
#include "daemon/crash_guard.h"
#include "daemon/worker.h"
#include "daemon/worker_process.h"
#include "producers/producer.h"

/* What a worker does, without its thread and loop: records in, outputs and offsets out, as one
 * state machine that takes bounded turns. Everything it stands on comes from outside, time too, so
 * that tests run it with fakes, step by step. */

struct stream;

struct stream_environment {
    struct consumer *consumer; /* the stream's from stream_new() on */
    /* Makes a producer; called again when one must be replaced. */
    struct producer *(*producer_new)(void *arg, delivery_fn delivery, void *delivery_arg,
                                     char *error, size_t error_bytes);
    void *producer_arg;
    worker_process_fn process;
    void *process_arg;
    uint64_t (*now_ns)(void *arg);
    int64_t (*wall_ms)(void *arg);
    void *clock_arg;
    struct crash_guard *guard; /* NULL: none */
    struct counters *counters;
    worker_tap_fn tap; /* NULL: none */
    void *tap_arg;
    unsigned index; /* of the worker, for log lines */
    enum delivery delivery;
    uint32_t commit_ms;
};

/* NULL without memory; the consumer is then still the caller's. */
struct stream *stream_new(const struct stream_environment *environment);
/* Frees consumer and producer too, waiting timeout_ms for each at most. False when one of them goes
 * on ending in the background. */
bool stream_free(struct stream *stream, int timeout_ms);

/* A bounded bite of work. Returns in how many milliseconds at most the next turn must come; 0: at
 * once. A wakeup of consumer or producer brings it earlier. */
uint64_t stream_turn(struct stream *stream);
/* Finish what is open and leave; stream_state() tells when. */
void stream_stop(struct stream *stream);

enum worker_state stream_state(const struct stream *stream);
void stream_get_status(const struct stream *stream, struct worker_status *out);
size_t stream_get_lag(const struct stream *stream, struct partition_lag *out, size_t capacity);

#endif
