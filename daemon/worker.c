/* SPDX-License-Identifier: Apache-2.0 */
/* A worker's thread and loop around its stream. Other threads reach it in three ways: the wakeup of
 * its loop, atomics (counters, progress, the wish to stop), and one lock that guards what is handed
 * over: a new setup on its way in, the status and the lag on their way out. The lock is never held
 * over a call that could wait. */
#include "daemon/worker.h"

#include "common/clock.h"
#include "common/log.h"
#include "daemon/crash_guard.h"
#include "daemon/worker_process.h"
#include "daemon/worker_route.h"
#include "daemon/worker_stream.h"
#include "kafka/handle.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <uv.h>

enum {
    /* Of a process that has to live in 256 MB: fetched records and unacknowledged messages. */
    PREFETCH_KBYTES = 16384,
    BUFFER_KBYTES = 32768,
    LAG_PARTITIONS_MAX = 1024,
    SNAPSHOT_MS = 1000,
    FREE_MS = 5000, /* for librdkafka's handles to end */
    NAME_BYTES = 200,
};

/* A setup with the processor made from it. */
struct equipment {
    struct worker_setup *setup;
    struct processor *processor;
};

struct worker {
    unsigned index;
    char instance[NAME_BYTES];
    char transactional_id[2 * NAME_BYTES];
    struct counters *counters;
    struct crash_guard *guard;
    struct equipment equipment; /* of the worker's thread */
    struct stream *stream;
    struct consumer *consumer; /* until the stream takes it */

    pthread_t thread;
    bool is_started;
    uv_loop_t loop;
    uv_async_t wakeup;
    uv_timer_t timer;
    bool has_loop;
    uint64_t snapshot_ns;

    _Atomic bool is_stop_wanted;
    _Atomic uint64_t progress_ns;

    pthread_mutex_t lock;
    struct equipment next; /* of worker_reload(), to be taken */
    struct worker_status status;
    struct partition_lag lag[LAG_PARTITIONS_MAX];
    size_t lag_count;
};

struct worker_setup {
    _Atomic unsigned references;
    const struct worker_options *options;
    const struct lexicon *lexicon;
    void (*free_fn)(void *arg);
    void *arg;
};

struct worker_setup *worker_setup_new(const struct worker_options *options,
                                      const struct lexicon *lexicon, void (*free_fn)(void *arg),
                                      void *arg)
{
    struct worker_setup *setup = calloc(1, sizeof(*setup));

    if (setup == NULL)
        return NULL;
    atomic_init(&setup->references, 1);
    setup->options = options;
    setup->lexicon = lexicon;
    setup->free_fn = free_fn;
    setup->arg = arg;
    return setup;
}

static struct worker_setup *setup_take(struct worker_setup *setup)
{
    atomic_fetch_add(&setup->references, 1);
    return setup;
}

void worker_setup_release(struct worker_setup *setup)
{
    if (setup == NULL || atomic_fetch_sub(&setup->references, 1) != 1)
        return;
    if (setup->free_fn != NULL)
        setup->free_fn(setup->arg);
    free(setup);
}

static bool equipment_make(struct equipment *out, struct worker_setup *setup,
                           struct counters *counters)
{
    out->processor = processor_new(setup->options, setup->lexicon, counters);
    if (out->processor == NULL)
        return false;
    out->setup = setup_take(setup);
    return true;
}

static void equipment_release(struct equipment *equipment)
{
    processor_free(equipment->processor);
    worker_setup_release(equipment->setup);
    *equipment = (struct equipment){0};
}

bool worker_options_check(const struct worker_options *options, char *error, size_t error_bytes)
{
    const char *wrong = NULL;

    if (options->topic_count == 0)
        wrong = "there is no input topic";
    else if (options->group == NULL || options->group[0] == '\0')
        wrong = "the consumer group has no name";
    else if (options->dead_letters_topic == NULL || options->dead_letters_topic[0] == '\0')
        wrong = "the topic of dead letters has no name";
    if (wrong != NULL) {
        snprintf(error, error_bytes, "%s", wrong);
        return false;
    }
    if (!route_check(options->events_topic, error, error_bytes))
        return false;
    for (size_t i = 0; i < options->property_count; i++)
        if (!kafka_property_check(&options->properties[i], error, error_bytes))
            return false;
    return true;
}

const char *worker_state_name(enum worker_state state)
{
    static const char *const names[WORKER_STATE_COUNT] = {"starting", "running", "waiting",
                                                          "stopping", "stopped", "failed"};

    return names[state];
}

/* The loop's callbacks. */

static void wake(void *arg)
{
    struct worker *worker = arg;

    uv_async_send(&worker->wakeup);
}

static enum status process(void *arg, const struct record *record, const struct refusal *refusal,
                           struct outbox *outbox)
{
    struct worker *worker = arg;

    return processor_run(worker->equipment.processor, record, refusal, outbox);
}

/* Between two articles: what worker_reload() brought. */
static void take_reload(struct worker *worker)
{
    struct equipment before = {0};

    pthread_mutex_lock(&worker->lock);
    if (worker->next.setup != NULL) {
        before = worker->equipment;
        worker->equipment = worker->next;
        worker->next = (struct equipment){0};
    }
    pthread_mutex_unlock(&worker->lock);
    equipment_release(&before);
}

static void take_snapshot(struct worker *worker)
{
    struct worker_status status;

    stream_get_status(worker->stream, &status);
    pthread_mutex_lock(&worker->lock);
    worker->status = status;
    worker->lag_count = stream_get_lag(worker->stream, worker->lag, LAG_PARTITIONS_MAX);
    pthread_mutex_unlock(&worker->lock);
}

static void close_handles(struct worker *worker)
{
    if (!uv_is_closing((uv_handle_t *)&worker->timer))
        uv_close((uv_handle_t *)&worker->timer, NULL);
    if (!uv_is_closing((uv_handle_t *)&worker->wakeup))
        uv_close((uv_handle_t *)&worker->wakeup, NULL);
}

static void on_timer(uv_timer_t *timer);

static void turn(struct worker *worker)
{
    take_reload(worker);
    if (atomic_load(&worker->is_stop_wanted))
        stream_stop(worker->stream);
    uint64_t wait_ms = stream_turn(worker->stream);
    enum worker_state state = stream_state(worker->stream);
    uint64_t now_ns = clock_monotonic_ns();

    atomic_store_explicit(&worker->progress_ns, now_ns, memory_order_relaxed);
    if (state != worker->status.state || now_ns - worker->snapshot_ns >= SNAPSHOT_MS * 1000000ull) {
        worker->snapshot_ns = now_ns;
        take_snapshot(worker);
    }
    if (state == WORKER_STOPPED || state == WORKER_FAILED) {
        uv_stop(&worker->loop);
        return;
    }
    if (wait_ms == 0)
        uv_async_send(&worker->wakeup); /* the library wakes only when its queue was empty */
    uv_timer_start(&worker->timer, on_timer, wait_ms == 0 ? SNAPSHOT_MS : wait_ms, 0);
}

static void on_timer(uv_timer_t *timer)
{
    turn(timer->data);
}

static void on_wakeup(uv_async_t *wakeup)
{
    turn(wakeup->data);
}

/* The thread. The handles of librdkafka go before those of the loop, which they wake. */
static void *run(void *arg)
{
    struct worker *worker = arg;
    const struct worker_options *options = worker->equipment.setup->options;

    turn(worker);
    uv_run(&worker->loop, UV_RUN_DEFAULT);
    take_snapshot(worker);
    enum worker_state state = worker->status.state;

    if (!stream_free(worker->stream, FREE_MS))
        log_write(LOG_LEVEL_WARNING, "worker", "a Kafka handle did not end in time worker=%u",
                  worker->index);
    worker->stream = NULL;
    if (state == WORKER_FAILED && options->ended != NULL)
        options->ended(options->ended_arg, worker->index);
    return NULL;
}

/* Birth and death. */

static struct producer *make_producer(void *arg, delivery_fn delivery, void *delivery_arg,
                                      char *error, size_t error_bytes)
{
    struct worker *worker = arg;
    const struct worker_options *options = worker->equipment.setup->options;
    unsigned share = options->worker_count == 0 ? 1 : options->worker_count;
    const struct kafka_producer_options producer = {
        .brokers = options->brokers,
        .transactional_id =
            options->delivery == DELIVERY_EXACTLY_ONCE ? worker->transactional_id : NULL,
        .properties = options->properties,
        .property_count = options->property_count,
        .buffer_kbytes = BUFFER_KBYTES / share,
        .delivery = delivery,
        .delivery_arg = delivery_arg,
        .wakeup = wake,
        .wakeup_arg = worker,
    };

    return kafka_producer_new(&producer, error, error_bytes);
}

static uint64_t monotonic(void *arg)
{
    (void)arg;
    return clock_monotonic_ns();
}

static int64_t wall(void *arg)
{
    (void)arg;
    return clock_wall_ms();
}

/* Kafka takes the letters of topic names in a member's id. */
static void name_worker(struct worker *worker, const struct worker_options *options)
{
    char host[NAME_BYTES / 2] = "";

    if (options->instance != NULL && options->instance[0] != '\0')
        snprintf(host, sizeof(host), "%s", options->instance);
    else if (gethostname(host, sizeof(host) - 1) != 0)
        snprintf(host, sizeof(host), "localhost");
    for (char *c = host; *c != '\0'; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
              *c == '.' || *c == '-' || *c == '_'))
            *c = '_';
    snprintf(worker->instance, sizeof(worker->instance), "%s-%u", host, worker->index);
    snprintf(worker->transactional_id, sizeof(worker->transactional_id), "%s-%s", options->group,
             worker->instance);
}

static bool open_guard(struct worker *worker, const struct worker_options *options, char *error,
                       size_t error_bytes)
{
    char path[4096];

    if (options->state_directory == NULL || options->state_directory[0] == '\0')
        return true;
    if ((size_t)snprintf(path, sizeof(path), "%s/worker-%u.guard", options->state_directory,
                         worker->index) >= sizeof(path)) {
        snprintf(error, error_bytes, "the state directory's name is too long");
        return false;
    }
    worker->guard = crash_guard_open(path, error, error_bytes);
    return worker->guard != NULL;
}

static bool open_loop(struct worker *worker)
{
    if (uv_loop_init(&worker->loop) != 0)
        return false;
    worker->has_loop = true;
    worker->wakeup.data = worker;
    worker->timer.data = worker;
    if (uv_timer_init(&worker->loop, &worker->timer) != 0)
        return false;
    return uv_async_init(&worker->loop, &worker->wakeup, on_wakeup) == 0;
}

static bool open_stream(struct worker *worker, const struct worker_options *options, char *error,
                        size_t error_bytes)
{
    unsigned share = options->worker_count == 0 ? 1 : options->worker_count;
    const struct kafka_consumer_options consumer = {
        .brokers = options->brokers,
        .group = options->group,
        .instance = worker->instance,
        .topics = options->topics,
        .topic_count = options->topic_count,
        .properties = options->properties,
        .property_count = options->property_count,
        .prefetch_kbytes = PREFETCH_KBYTES / share,
        .is_transactional = options->delivery == DELIVERY_EXACTLY_ONCE,
        .wakeup = wake,
        .wakeup_arg = worker,
    };

    worker->consumer = kafka_consumer_new(&consumer, error, error_bytes);
    if (worker->consumer == NULL)
        return false;
    const struct stream_environment environment = {
        .consumer = worker->consumer,
        .producer_new = make_producer,
        .producer_arg = worker,
        .process = process,
        .process_arg = worker,
        .now_ns = monotonic,
        .wall_ms = wall,
        .guard = worker->guard,
        .counters = worker->counters,
        .tap = options->tap,
        .tap_arg = options->tap_arg,
        .index = worker->index,
        .delivery = options->delivery,
        .commit_ms = options->commit_ms,
    };

    worker->stream = stream_new(&environment);
    if (worker->stream == NULL) {
        snprintf(error, error_bytes, "out of memory");
        return false;
    }
    worker->consumer = NULL; /* the stream's from here on */
    return true;
}

struct worker *worker_new(struct worker_setup *setup, unsigned index, char *error,
                          size_t error_bytes)
{
    struct worker *worker = calloc(1, sizeof(*worker));

    snprintf(error, error_bytes, "out of memory");
    if (worker == NULL)
        return NULL;
    worker->index = index;
    worker->counters = calloc(1, sizeof(*worker->counters));
    if (worker->counters == NULL || pthread_mutex_init(&worker->lock, NULL) != 0) {
        free(worker->counters);
        free(worker);
        return NULL;
    }
    atomic_store(&worker->progress_ns, clock_monotonic_ns());
    name_worker(worker, setup->options);
    if (!equipment_make(&worker->equipment, setup, worker->counters) || !open_loop(worker) ||
        !open_guard(worker, setup->options, error, error_bytes) ||
        !open_stream(worker, setup->options, error, error_bytes)) {
        worker_free(worker);
        return NULL;
    }
    error[0] = '\0';
    return worker;
}

enum status worker_start(struct worker *worker)
{
    if (pthread_create(&worker->thread, NULL, run, worker) != 0)
        return STATUS_NO_MEMORY;
    worker->is_started = true;
    return STATUS_OK;
}

void worker_stop(struct worker *worker)
{
    atomic_store(&worker->is_stop_wanted, true);
    uv_async_send(&worker->wakeup);
}

bool worker_join(struct worker *worker, uint32_t timeout_ms, enum worker_state *state)
{
    struct timespec deadline;

    *state = WORKER_STOPPED;
    if (!worker->is_started)
        return true;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += timeout_ms / 1000;
    deadline.tv_nsec += (long)(timeout_ms % 1000) * 1000000;
    if (deadline.tv_nsec >= 1000000000) {
        deadline.tv_sec++;
        deadline.tv_nsec -= 1000000000;
    }
    if (pthread_timedjoin_np(worker->thread, NULL, &deadline) != 0)
        return false;
    worker->is_started = false;
    *state = worker->status.state;
    return true;
}

void worker_free(struct worker *worker)
{
    if (worker == NULL)
        return;
    if (worker->stream != NULL)
        stream_free(worker->stream, FREE_MS);
    if (worker->consumer != NULL)
        worker->consumer->ops->free(worker->consumer, FREE_MS);
    if (worker->has_loop) {
        close_handles(worker);
        uv_run(&worker->loop, UV_RUN_DEFAULT);
        uv_loop_close(&worker->loop);
    }
    crash_guard_close(worker->guard);
    equipment_release(&worker->next);
    equipment_release(&worker->equipment);
    pthread_mutex_destroy(&worker->lock);
    free(worker->counters);
    free(worker);
}

bool worker_reload(struct worker *worker, struct worker_setup *setup)
{
    struct equipment made;
    struct equipment before;

    if (!equipment_make(&made, setup, worker->counters))
        return false;
    pthread_mutex_lock(&worker->lock);
    before = worker->next;
    worker->next = made;
    pthread_mutex_unlock(&worker->lock);
    equipment_release(&before);
    uv_async_send(&worker->wakeup);
    return true;
}

void worker_counters(const struct worker *worker, struct counters *sum)
{
    counters_sum(sum, worker->counters);
}

void worker_get_status(struct worker *worker, struct worker_status *out)
{
    pthread_mutex_lock(&worker->lock);
    *out = worker->status;
    pthread_mutex_unlock(&worker->lock);
}

size_t worker_get_lag(struct worker *worker, struct partition_lag *out, size_t capacity)
{
    pthread_mutex_lock(&worker->lock);
    size_t count = worker->lag_count < LAG_PARTITIONS_MAX ? worker->lag_count : LAG_PARTITIONS_MAX;

    for (size_t i = 0; i < count && i < capacity; i++)
        out[i] = worker->lag[i];
    count = worker->lag_count;
    pthread_mutex_unlock(&worker->lock);
    return count;
}

uint64_t worker_progress_ns(const struct worker *worker)
{
    return atomic_load_explicit(&worker->progress_ns, memory_order_relaxed);
}
