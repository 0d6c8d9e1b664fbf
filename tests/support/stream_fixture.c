/* SPDX-License-Identifier: Apache-2.0 */
#include "support/stream_fixture.h"

#include "support/support.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_output(struct outbox *outbox, const char *topic, struct strview key,
                       struct strview value)
{
    outbox_begin(outbox, strview_from(topic), key, 1);
    buffer_append_view(&outbox->bytes, value);
    outbox_finish(outbox);
}

static void add_dead(struct outbox *outbox, const struct record *record,
                     const struct refusal *refusal)
{
    outbox->outcome = OUTCOME_DEAD_LETTERED;
    snprintf(outbox->reason, sizeof(outbox->reason), "%s", refusal->reason);
    outbox_begin(outbox, STRVIEW("dead"), record->key, 1);
    for (size_t i = 0; i < record->header_count; i++)
        outbox_add_header(outbox, record->headers[i].name, record->headers[i].value);
    outbox_add_header(outbox, "rasid_reason", strview_from(refusal->reason));
    char source[32];

    snprintf(source, sizeof(source), "%d/%d", (int)record->from.partition,
             (int)record->from.offset);
    outbox_add_header(outbox, "rasid_source", strview_from(source));
    buffer_append_view(&outbox->bytes, refusal->is_by_reference ? STRVIEW("ref") : record->value);
    outbox_finish(outbox);
}

static enum status process(void *arg, const struct record *record, const struct refusal *refusal,
                           struct outbox *outbox)
{
    struct stream_fixture *fixture = arg;
    char value[2048];

    if (refusal != NULL) {
        add_dead(outbox, record, refusal);
        return STATUS_OK;
    }
    fixture->processed++;
    if (fixture->no_memory_times > 0) {
        fixture->no_memory_times--;
        return STATUS_NO_MEMORY;
    }
    bool is_big = record->value.ptr[0] == 'b';
    int count = is_big ? 1 : record->value.ptr[0] - '0';

    memset(value, 'x', sizeof(value));
    for (int i = 0; i < count; i++) {
        int len = snprintf(value, sizeof(value), "%d/%d/%d", (int)record->from.partition,
                           (int)record->from.offset, i);

        add_output(outbox, "out", record->key,
                   (struct strview){value, is_big ? sizeof(value) : (size_t)len});
    }
    outbox->outcome = count > 0 ? OUTCOME_PUBLISHED : OUTCOME_WITHOUT_EVENTS;
    return STATUS_OK;
}

void fixture_init(struct stream_fixture *fixture, bool is_exactly_once, uint64_t seed)
{
    memset(fixture, 0, sizeof(*fixture));
    fake_init(&fixture->broker, is_exactly_once, seed);
}

void fixture_start(struct stream_fixture *fixture)
{
    memset(&fixture->counters, 0, sizeof(fixture->counters));
    fake_join(&fixture->broker, &fixture->environment);
    fixture->environment.process = process;
    fixture->environment.process_arg = fixture;
    fixture->environment.counters = &fixture->counters;
    fixture->stream = stream_new(&fixture->environment);
    assert_non_null(fixture->stream);
}

void fixture_kill(struct stream_fixture *fixture)
{
    if (fixture->stream != NULL)
        stream_free(fixture->stream, 0);
    fixture->stream = NULL;
}

void fixture_destroy(struct stream_fixture *fixture)
{
    fixture_kill(fixture);
    fake_destroy(&fixture->broker);
}

static bool is_over(const struct stream_fixture *fixture)
{
    enum worker_state state = stream_state(fixture->stream);

    return state == WORKER_STOPPED || state == WORKER_FAILED;
}

/* One turn, and the time until the next. */
static uint64_t turn(struct stream_fixture *fixture)
{
    uint64_t wait_ms = stream_turn(fixture->stream);

    if (is_over(fixture))
        return wait_ms;
    fixture->broker.now_ns += (wait_ms == 0 ? 20 : wait_ms * 1000) * 1000u;
    return wait_ms;
}

bool fixture_run(struct stream_fixture *fixture)
{
    int quiet = 0;

    for (int i = 0; i < 20000 && quiet < 8; i++) {
        if (is_over(fixture))
            return false;
        quiet = turn(fixture) >= 1000 ? quiet + 1 : 0;
    }
    return quiet == 8;
}

void fixture_run_ms(struct stream_fixture *fixture, uint64_t ms)
{
    uint64_t until_ns = fixture->broker.now_ns + ms * 1000000u;

    while (fixture->broker.now_ns < until_ns && !is_over(fixture))
        turn(fixture);
}

uint64_t fixture_stop(struct stream_fixture *fixture)
{
    uint64_t begin_ns = fixture->broker.now_ns;

    stream_stop(fixture->stream);
    for (int i = 0; i < 20000 && !is_over(fixture); i++)
        turn(fixture);
    return (fixture->broker.now_ns - begin_ns) / 1000000u;
}

void fixture_check(struct stream_fixture *fixture)
{
    const struct counters *counters = &fixture->counters;

    assert_string_equal(fixture->broker.violation, "");
    assert_int_equal(counter_get(&counters->consumed), counter_get(&counters->published) +
                                                           counter_get(&counters->without_events) +
                                                           counter_get(&counters->unsupported) +
                                                           counter_get(&counters->dead_lettered));
}
