/* SPDX-License-Identifier: Apache-2.0 */
/* A worker's thread and loop around its stream. */
#include "daemon/worker.h"

#include <stdio.h>
#include <stdlib.h>

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

void worker_setup_release(struct worker_setup *setup)
{
    if (setup == NULL || atomic_fetch_sub(&setup->references, 1) != 1)
        return;
    if (setup->free_fn != NULL)
        setup->free_fn(setup->arg);
    free(setup);
}

bool worker_options_check(const struct worker_options *options, char *error, size_t error_bytes)
{
    (void)options;
    if (error_bytes > 0)
        error[0] = '\0';
    return true;
}

const char *worker_state_name(enum worker_state state)
{
    static const char *const names[WORKER_STATE_COUNT] = {"starting", "running", "waiting",
                                                          "stopping", "stopped", "failed"};

    return names[state];
}

struct worker *worker_new(struct worker_setup *setup, unsigned index, char *error,
                          size_t error_bytes)
{
    (void)setup;
    (void)index;
    snprintf(error, error_bytes, "this build has no worker");
    return NULL;
}

enum status worker_start(struct worker *worker)
{
    (void)worker;
    return STATUS_IO;
}

void worker_stop(struct worker *worker)
{
    (void)worker;
}

bool worker_join(struct worker *worker, uint32_t timeout_ms, enum worker_state *state)
{
    (void)worker;
    (void)timeout_ms;
    *state = WORKER_FAILED;
    return true;
}

void worker_free(struct worker *worker)
{
    (void)worker;
}

void worker_reload(struct worker *worker, struct worker_setup *setup)
{
    (void)worker;
    (void)setup;
}

void worker_counters(const struct worker *worker, struct counters *sum)
{
    (void)worker;
    (void)sum;
}

void worker_get_status(struct worker *worker, struct worker_status *out)
{
    (void)worker;
    *out = (struct worker_status){.state = WORKER_FAILED};
}

size_t worker_get_lag(struct worker *worker, struct partition_lag *out, size_t capacity)
{
    (void)worker;
    (void)out;
    (void)capacity;
    return 0;
}

uint64_t worker_progress_ns(const struct worker *worker)
{
    (void)worker;
    return 0;
}
