/* SPDX-License-Identifier: Apache-2.0 */
/* What both sides of the fake share: the log, the faults, the clock. */
#include "support/fake_stream.h"

#include "support/fake_stream_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* splitmix64 */
uint32_t fake_random(struct fake_broker *broker, uint32_t below)
{
    uint64_t z = (broker->random += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ (z >> 31)) >> 33) % below;
}

void fake_violate(struct fake_broker *broker, const char *what)
{
    if (broker->violation[0] == '\0')
        snprintf(broker->violation, sizeof(broker->violation), "%s", what);
}

static enum fake_fault random_fault(struct fake_broker *broker, enum fake_call call)
{
    static const struct {
        enum fake_fault faults[4];
        uint32_t count;
    } possible[FAKE_CALLS] = {
        [FAKE_SEND] = {{FAULT_AGAIN, FAULT_ABORT, FAULT_SIZE}, 3},
        [FAKE_DELIVERY] = {{FAULT_ABORT, FAULT_SIZE}, 2},
        [FAKE_INIT] = {{FAULT_AGAIN, FAULT_AGAIN, FAULT_FATAL}, 3},
        [FAKE_BEGIN] = {{FAULT_AGAIN, FAULT_FATAL}, 2},
        [FAKE_OFFSETS] = {{FAULT_AGAIN, FAULT_AGAIN, FAULT_ABORT, FAULT_FATAL}, 4},
        [FAKE_COMMIT] = {{FAULT_AGAIN, FAULT_LOST_ANSWER, FAULT_ABORT, FAULT_FATAL}, 4},
        [FAKE_ABORT] = {{FAULT_AGAIN, FAULT_AGAIN, FAULT_ABORT, FAULT_FATAL}, 4},
        [FAKE_COMMITTED] = {{FAULT_AGAIN, FAULT_AGAIN, FAULT_ABORT}, 3},
        [FAKE_SEEK] = {{FAULT_AGAIN, FAULT_AGAIN, FAULT_ABORT}, 3},
        [FAKE_PAUSE] = {{FAULT_ABORT}, 1},
        [FAKE_RESUME] = {{FAULT_ABORT}, 1},
        [FAKE_STORE] = {{FAULT_NONE}, 1},
        [FAKE_METADATA] = {{FAULT_ABORT}, 1},
        [FAKE_POLL] = {{FAULT_AGAIN, FAULT_REVOKE, FAULT_REVOKE, FAULT_LOST}, 4},
    };

    if (fake_random(broker, 1000) >= broker->fault_permille)
        return FAULT_NONE;
    return possible[call].faults[fake_random(broker, possible[call].count)];
}

enum fake_fault fake_fault(struct fake_broker *broker, enum fake_call call)
{
    struct fake_script *script = &broker->script[call];

    broker->calls[call]++;
    if (script->times > 0) {
        if (script->skip > 0) {
            script->skip--;
            return FAULT_NONE;
        }
        script->times--;
        return script->fault;
    }
    return broker->fault_permille == 0 ? FAULT_NONE : random_fault(broker, call);
}

void fake_wait(struct fake_broker *broker, int timeout_ms)
{
    broker->now_ns += (uint64_t)timeout_ms * 1000000u;
}

enum fake_fault fake_call(struct fake_broker *broker, enum fake_call call, int timeout_ms)
{
    enum fake_fault fault = broker->is_away ? FAULT_AGAIN : fake_fault(broker, call);

    if (fault == FAULT_AGAIN)
        fake_wait(broker, timeout_ms);
    return fault;
}

static char *copy(struct strview text)
{
    char *copied = calloc(1, text.len + 1);

    if (text.len > 0)
        memcpy(copied, text.ptr, text.len);
    return copied;
}

struct fake_output *fake_append(struct fake_broker *broker, const struct message *message,
                                enum fake_state state)
{
    if (broker->output_count == broker->output_capacity) {
        broker->output_capacity = broker->output_capacity == 0 ? 64 : broker->output_capacity * 2;
        broker->outputs =
            realloc(broker->outputs, broker->output_capacity * sizeof(*broker->outputs));
    }
    struct fake_output *output = &broker->outputs[broker->output_count++];

    *output = (struct fake_output){.state = state};
    snprintf(output->topic, sizeof(output->topic), "%s", message->topic);
    output->key = message->key.ptr == NULL ? NULL : copy(message->key);
    output->key_bytes = message->key.len;
    output->value = message->value.ptr == NULL ? NULL : copy(message->value);
    output->value_bytes = message->value.len;
    for (size_t i = 0; i < message->header_count && i < FAKE_HEADERS_MAX; i++) {
        output->header_names[i] = copy(strview_from(message->headers[i].name));
        output->header_values[i] = copy(message->headers[i].value);
        output->header_count++;
    }
    return output;
}

void fake_commit_offset(struct fake_broker *broker, int partition, int64_t offset)
{
    struct fake_partition *p = &broker->partitions[partition];

    if (offset < p->committed)
        fake_violate(broker, "a committed offset goes back");
    p->committed = offset;
}

void fake_end_transaction(struct fake_broker *broker, bool is_commit)
{
    for (size_t i = 0; i < broker->output_count; i++)
        if (broker->outputs[i].state == OUTPUT_OPEN)
            broker->outputs[i].state = is_commit ? OUTPUT_COMMITTED : OUTPUT_ABORTED;
    for (int p = 0; p < FAKE_PARTITIONS; p++) {
        if (is_commit && broker->partitions[p].pending >= 0)
            fake_commit_offset(broker, p, broker->partitions[p].pending);
        broker->partitions[p].pending = -1;
    }
}

void fake_init(struct fake_broker *broker, bool is_exactly_once, uint64_t seed)
{
    *broker = (struct fake_broker){
        .is_exactly_once = is_exactly_once,
        .random = seed,
        .now_ns = 1000000000u,
        .message_bytes_max = 1000,
        .queue_max = 100000,
    };
    for (int p = 0; p < FAKE_PARTITIONS; p++) {
        broker->partitions[p].committed = -1;
        broker->partitions[p].pending = -1;
    }
}

void fake_destroy(struct fake_broker *broker)
{
    for (size_t i = 0; i < broker->output_count; i++) {
        struct fake_output *output = &broker->outputs[i];

        free(output->key);
        free(output->value);
        for (size_t h = 0; h < output->header_count; h++) {
            free(output->header_names[h]);
            free(output->header_values[h]);
        }
    }
    free(broker->outputs);
}

void fake_add(struct fake_broker *broker, int partition, const char *value)
{
    struct fake_partition *p = &broker->partitions[partition];
    struct fake_record *record = &p->records[p->end++];

    record->is_marker = value == NULL;
    if (value != NULL)
        snprintf(record->value, sizeof(record->value), "%s", value);
}

static uint64_t now_ns(void *arg)
{
    return ((struct fake_broker *)arg)->now_ns;
}

static int64_t wall_ms(void *arg)
{
    return 1700000000000 + (int64_t)(((struct fake_broker *)arg)->now_ns / 1000000u);
}

void fake_join(struct fake_broker *broker, struct stream_environment *environment)
{
    broker->generation++;
    broker->is_revoke_out = false;
    broker->is_lost = false;
    broker->is_closing = false;
    broker->is_closed = false;
    broker->is_freed = false;
    broker->items_out = 0;
    for (int p = 0; p < FAKE_PARTITIONS; p++) {
        broker->partitions[p].is_assigned = false;
        broker->partitions[p].is_paused = false;
        broker->partitions[p].is_wanted = true;
    }
    broker->consumer.ops = &fake_consumer_ops;
    environment->consumer = &broker->consumer;
    environment->producer_new = fake_producer_new;
    environment->producer_arg = broker;
    environment->now_ns = now_ns;
    environment->wall_ms = wall_ms;
    environment->clock_arg = broker;
    environment->delivery =
        broker->is_exactly_once ? DELIVERY_EXACTLY_ONCE : DELIVERY_AT_LEAST_ONCE;
}

static bool is_text(const char *value, size_t bytes, const char *text)
{
    return value != NULL && strlen(text) == bytes && memcmp(value, text, bytes) == 0;
}

size_t fake_count(const struct fake_broker *broker, const char *topic, const char *value)
{
    size_t count = 0;

    for (size_t i = 0; i < broker->output_count; i++) {
        const struct fake_output *output = &broker->outputs[i];

        count += output->state == OUTPUT_COMMITTED && strcmp(output->topic, topic) == 0 &&
                 (value == NULL || is_text(output->value, output->value_bytes, value));
    }
    return count;
}

const struct fake_output *fake_find(const struct fake_broker *broker, const char *topic)
{
    for (size_t i = 0; i < broker->output_count; i++)
        if (broker->outputs[i].state == OUTPUT_COMMITTED &&
            strcmp(broker->outputs[i].topic, topic) == 0)
            return &broker->outputs[i];
    return NULL;
}

const char *fake_header(const struct fake_output *output, const char *name)
{
    for (size_t i = 0; i < output->header_count; i++)
        if (strcmp(output->header_names[i], name) == 0)
            return output->header_values[i];
    return NULL;
}
