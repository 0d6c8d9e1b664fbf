/* SPDX-License-Identifier: Apache-2.0 */
/* Random schedules: few records, faults at every call, rebalances, kills; then quiet, and what the
 * broker holds must be what was promised. A schedule is its seed: RASID_SEED runs one alone. */
#include "daemon/worker_stream.h"

#include "common/log.h"
#include "support/stream_fixture.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEDULES = 3000 / SUPPORT_TIME_FACTOR };

static void add_records(struct fake_broker *broker)
{
    static const char *const values[] = {"1", "2", "0", "3", "big", NULL};

    for (int p = 0; p < FAKE_PARTITIONS; p++)
        for (uint32_t i = fake_random(broker, 12); i > 0; i--)
            fake_add(broker, p, values[fake_random(broker, 6)]);
}

static void drop_logs(enum log_level level, const char *group, const char *text)
{
    (void)level;
    (void)group;
    (void)text;
}

/* One process under faults until it fails, is killed or stopped. */
static void live(struct stream_fixture *f)
{
    struct fake_broker *broker = &f->broker;

    fixture_start(f);
    uint32_t turns = fake_random(broker, 60);

    for (uint32_t i = 0; i < turns; i++) {
        if (fake_random(broker, 40) == 0)
            broker->is_away = !broker->is_away;
        if (fake_random(broker, 30) == 0)
            f->no_memory_times = 1;
        fixture_run_ms(f, 1 + fake_random(broker, 300));
    }
    if (fake_random(broker, 3) == 0) {
        uint64_t took_ms = fixture_stop(f);

        assert_true(took_ms < 18000);
        assert_true(stream_state(f->stream) == WORKER_STOPPED ||
                    stream_state(f->stream) == WORKER_FAILED);
    }
    fixture_check(f);
    fixture_kill(f);
    assert_string_equal(broker->violation, "");
}

struct tally {
    unsigned outputs[4]; /* by index */
    unsigned dead, foreign;
};

static void count_outputs(const struct fake_broker *broker, int partition, int64_t offset,
                          struct tally *tally)
{
    char source[32];
    char value[48];

    snprintf(source, sizeof(source), "%d/%d", partition, (int)offset);
    for (size_t i = 0; i < broker->output_count; i++) {
        const struct fake_output *output = &broker->outputs[i];

        if (output->state != OUTPUT_COMMITTED)
            continue;
        if (output->is_foreign && strcmp(output->value, source) == 0)
            tally->foreign++;
        else if (strcmp(output->topic, "dead") == 0 &&
                 strcmp(fake_header(output, "rasid_source"), source) == 0)
            tally->dead++;
        else if (strcmp(output->topic, "out") == 0)
            for (int n = 0; n < 4; n++) {
                snprintf(value, sizeof(value), "%s/%d", source, n);
                tally->outputs[n] += strcmp(output->value, value) == 0;
            }
    }
}

/* Exactly once: whole, or a dead letter, or another member's; never two of them, never a part. */
static bool is_right(const struct fake_broker *broker, int partition, int64_t offset)
{
    const struct fake_record *record = &broker->partitions[partition].records[offset];
    struct tally t = {0};

    count_outputs(broker, partition, offset, &t);
    unsigned expected =
        record->is_marker || record->value[0] == 'b' ? 0 : (unsigned)(record->value[0] - '0');
    unsigned least = t.outputs[0];
    unsigned most = t.outputs[0];

    for (unsigned n = 1; n < expected; n++) {
        least = t.outputs[n] < least ? t.outputs[n] : least;
        most = t.outputs[n] > most ? t.outputs[n] : most;
    }
    if (record->is_marker)
        return t.dead + t.foreign + most == 0;
    bool is_silent = expected == 0 && record->value[0] != 'b';

    if (!broker->is_exactly_once)
        return is_silent || t.dead + t.foreign + (expected == 0 ? 0 : least) >= 1;
    if (expected > 0 && least != most)
        return false;
    unsigned ways = t.dead + t.foreign + (expected == 0 ? 0 : most);

    return is_silent ? ways <= 1 : ways == 1;
}

static void print_outputs(const struct fake_broker *broker)
{
    static const char *const states[] = {"open", "committed", "aborted"};

    for (size_t i = 0; i < broker->output_count; i++) {
        const char *source = fake_header(&broker->outputs[i], "rasid_source");

        print_message("%s %.20s %s %s\n", broker->outputs[i].topic, broker->outputs[i].value,
                      source == NULL ? "" : source, states[broker->outputs[i].state]);
    }
}

static void assert_promise(const struct fake_broker *broker, uint64_t seed)
{
    for (int p = 0; p < FAKE_PARTITIONS; p++) {
        int64_t end = broker->partitions[p].end;

        while (end > 0 && broker->partitions[p].records[end - 1].is_marker)
            end--;
        if (broker->partitions[p].committed < end && end > 0)
            fail_msg("seed %llu: partition %d committed %d of %d", (unsigned long long)seed, p,
                     (int)broker->partitions[p].committed, (int)end);
        for (int64_t offset = 0; offset < broker->partitions[p].end; offset++)
            if (!is_right(broker, p, offset)) {
                if (getenv("RASID_SEED") != NULL)
                    print_outputs(broker);
                fail_msg("seed %llu: record %d/%d is not as promised", (unsigned long long)seed, p,
                         (int)offset);
            }
    }
}

static void run_schedule(bool is_exactly_once, uint64_t seed)
{
    struct stream_fixture f;
    static const unsigned rates[] = {0, 5, 30, 100};

    fixture_init(&f, is_exactly_once, seed);
    add_records(&f.broker);
    f.broker.queue_max = fake_random(&f.broker, 2) == 0 ? 3 : 1000;
    for (uint32_t lives = 1 + fake_random(&f.broker, 4); lives > 0; lives--) {
        f.broker.fault_permille = rates[fake_random(&f.broker, 4)];
        live(&f);
        add_records(&f.broker);
    }
    f.broker.fault_permille = 0;
    f.broker.is_away = false;
    f.no_memory_times = 0;
    fixture_start(&f);
    if (!fixture_run(&f))
        fail_msg("seed %llu: does not come to rest", (unsigned long long)seed);
    assert_promise(&f.broker, seed);
    fixture_check(&f);
    fixture_stop(&f);
    fixture_destroy(&f);
}

static void run_all(bool is_exactly_once)
{
    const char *one = getenv("RASID_SEED");

    if (one != NULL) {
        run_schedule(is_exactly_once, strtoull(one, NULL, 10));
        return;
    }
    log_set_sink(drop_logs);
    for (uint64_t seed = 1; seed <= SCHEDULES; seed++)
        run_schedule(is_exactly_once, seed);
    log_set_sink(NULL);
}

static void any_schedule_is_exactly_once(void **state)
{
    (void)state;
    run_all(true);
}

static void any_schedule_is_at_least_once(void **state)
{
    (void)state;
    run_all(false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_schedule_is_exactly_once),
        cmocka_unit_test(any_schedule_is_at_least_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
