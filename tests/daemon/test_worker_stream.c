/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/worker_stream.h"

#include "support/stream_fixture.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct stream_fixture f;

static int clean_up(void **state)
{
    (void)state;
    fixture_destroy(&f);
    return 0;
}

/* A stream, and records of partition 0. */
static void begin(bool is_exactly_once, const char *const *values)
{
    fixture_init(&f, is_exactly_once, 1);
    for (; *values != NULL; values++)
        fake_add(&f.broker, 0, *values);
    fixture_start(&f);
}

#define RECORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void fail_calls(enum fake_call call, enum fake_fault fault, unsigned skip, unsigned times)
{
    f.broker.script[call] = (struct fake_script){fault, skip, times};
}

/* Records "2", "0", "1" were read and each output is there once. */
static void assert_all_once(void)
{
    assert_int_equal(fake_count(&f.broker, "out", "0/0/0"), 1);
    assert_int_equal(fake_count(&f.broker, "out", "0/0/1"), 1);
    assert_int_equal(fake_count(&f.broker, "out", "0/2/0"), 1);
    assert_int_equal(fake_count(&f.broker, "out", NULL), 3);
    assert_int_equal(f.broker.partitions[0].committed, 3);
    assert_int_equal(counter_get(&f.counters.consumed), 3);
    assert_int_equal(counter_get(&f.counters.published), 2);
    assert_int_equal(counter_get(&f.counters.without_events), 1);
    assert_int_equal(counter_get(&f.counters.messages), 3);
    fixture_check(&f);
}

static void a_transaction_holds_outputs_and_offsets(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    assert_true(fixture_run(&f));
    assert_all_once();
    assert_int_equal(counter_get(&f.counters.transactions_committed), 1);
    assert_int_equal(stream_state(f.stream), WORKER_RUNNING);
}

static void nothing_is_committed_before_its_time(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fixture_run_ms(&f, 50);
    assert_int_equal(f.processed, 3);
    assert_int_equal(fake_count(&f.broker, "out", NULL), 0);
    assert_int_equal(counter_get(&f.counters.consumed), 0);
}

static void an_offset_is_stored_when_its_outputs_are_acknowledged(void **state)
{
    (void)state;
    begin(false, RECORDS("2", "0", "1"));
    fixture_run_ms(&f, 50);
    f.broker.is_away = true; /* nothing more is acknowledged */
    fake_add(&f.broker, 0, "1");
    fake_add(&f.broker, 0, "0");
    fixture_run_ms(&f, 2000);
    assert_int_equal(f.processed, 5);
    assert_int_equal(f.broker.partitions[0].committed, 3); /* 4 is done, 3 is not */
    assert_int_equal(counter_get(&f.counters.consumed), 4);
    f.broker.is_away = false;
    assert_true(fixture_run(&f));
    assert_int_equal(f.broker.partitions[0].committed, 5);
    fixture_check(&f);
}

static void an_aborted_batch_is_read_again_and_counted_once(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fail_calls(FAKE_COMMIT, FAULT_ABORT, 0, 1);
    assert_true(fixture_run(&f));
    assert_all_once();
    assert_int_equal(f.processed, 6);
    assert_int_equal(f.broker.output_count, 6);
    assert_int_equal(counter_get(&f.counters.transactions_aborted), 1);
    assert_int_equal(counter_get(&f.counters.rewinds), 1);
    assert_int_equal(counter_get(&f.counters.repeated), 3);
}

static void a_rewind_goes_to_what_is_committed(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    assert_true(fixture_run(&f));
    fake_add(&f.broker, 0, NULL); /* the transaction's own marker */
    fake_add(&f.broker, 0, "1");
    fail_calls(FAKE_DELIVERY, FAULT_ABORT, 0, 1);
    assert_true(fixture_run(&f));
    assert_int_equal(f.processed, 5);
    assert_int_equal(fake_count(&f.broker, "out", "0/4/0"), 1);
    assert_int_equal(f.broker.partitions[0].committed, 5);
    fixture_check(&f);
}

static void a_failed_delivery_sends_at_least_once_back(void **state)
{
    (void)state;
    begin(false, RECORDS("2", "0", "1"));
    fail_calls(FAKE_DELIVERY, FAULT_ABORT, 1, 1);
    assert_true(fixture_run(&f));
    assert_int_equal(fake_count(&f.broker, "out", "0/0/1"), 1);
    assert_int_equal(fake_count(&f.broker, "out", "0/2/0"), 1);
    assert_true(f.processed > 3);
    assert_int_equal(f.broker.partitions[0].committed, 3);
    assert_int_equal(counter_get(&f.counters.consumed), 3);
    fixture_check(&f);
}

static void no_answer_to_the_rewind_is_waited_for(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fail_calls(FAKE_COMMIT, FAULT_ABORT, 0, 1);
    fail_calls(FAKE_COMMITTED, FAULT_AGAIN, 0, 20);
    assert_true(fixture_run(&f));
    assert_all_once();
}

static void a_rewind_that_cannot_be_is_a_failure(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fail_calls(FAKE_COMMIT, FAULT_ABORT, 0, 1);
    fail_calls(FAKE_COMMITTED, FAULT_ABORT, 0, 1);
    assert_false(fixture_run(&f));
    assert_int_equal(stream_state(f.stream), WORKER_FAILED);
    assert_int_equal(f.processed, 3);
    fixture_check(&f);
}

static void a_revoke_ends_the_transaction_first(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    f.environment.commit_ms = 100;
    fail_calls(FAKE_POLL, FAULT_REVOKE, 4, 3); /* each takes one partition of three */
    fixture_run_ms(&f, 20);                    /* long before the commit is due */
    assert_true(f.broker.output_count > 0);
    assert_true(counter_get(&f.counters.revocations) > 0);
    assert_int_equal(counter_get(&f.counters.transactions_committed), 1);
    assert_int_equal(counter_get(&f.counters.transactions_aborted), 0);
    assert_true(fixture_run(&f));
    assert_all_once();
}

static void a_revoke_waits_for_acknowledgements(void **state)
{
    (void)state;
    begin(false, RECORDS("2", "0", "1"));
    fail_calls(FAKE_POLL, FAULT_REVOKE, 4, 3);
    f.broker.is_away = true;
    fixture_run_ms(&f, 500);
    assert_int_equal(f.processed, 3);
    assert_int_equal(counter_get(&f.counters.revocations), 0);
    f.broker.is_away = false;
    assert_true(fixture_run(&f));
    assert_true(counter_get(&f.counters.revocations) > 0);
    assert_all_once();
    assert_int_equal(f.processed, 3);
}

static void what_was_lost_is_aborted(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fail_calls(FAKE_POLL, FAULT_LOST, 4, 1);
    assert_true(fixture_run(&f));
    assert_all_once();
    assert_int_equal(counter_get(&f.counters.transactions_aborted), 1);
    assert_int_equal(counter_get(&f.counters.assignments_lost), 1);
    assert_int_equal(f.processed, 6);
}

static void a_commit_in_doubt_that_happened_is_not_done_again(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fail_calls(FAKE_COMMIT, FAULT_LOST_ANSWER, 0, 1000);
    fixture_run_ms(&f, 5000);
    assert_int_equal(stream_state(f.stream), WORKER_WAITING);
    assert_true(fixture_run(&f));
    assert_all_once();
    assert_int_equal(f.processed, 3);
    assert_int_equal(f.broker.producers_made, 2);
    assert_int_equal(counter_get(&f.counters.producers_replaced), 1);
    assert_int_equal(counter_get(&f.counters.transactions_committed), 1);
}

static void a_commit_in_doubt_that_did_not_happen_is_done_again(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fail_calls(FAKE_COMMIT, FAULT_AGAIN, 0, 1000);
    fixture_run_ms(&f, 9000);
    assert_int_equal(f.broker.producers_made, 1);
    fixture_run_ms(&f, 2000);
    assert_int_equal(f.broker.producers_made, 2);
    f.broker.script[FAKE_COMMIT].times = 0;
    assert_true(fixture_run(&f));
    assert_all_once();
    assert_int_equal(f.processed, 6);
    assert_int_equal(counter_get(&f.counters.transactions_aborted), 1);
}

static void a_late_answer_after_a_broken_connection_costs_the_producer(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fail_calls(FAKE_COMMIT, FAULT_LOST_ANSWER, 0, 1);
    assert_true(fixture_run(&f));
    fake_add(&f.broker, 0, "1");
    assert_true(fixture_run(&f));
    assert_int_equal(f.broker.producers_made, 2);
    assert_int_equal(fake_count(&f.broker, "out", NULL), 4);
    assert_int_equal(f.processed, 4);
    fixture_check(&f);
}

static void a_fatal_error_ends_the_worker(void **state)
{
    static const enum fake_call calls[] = {FAKE_INIT, FAKE_BEGIN, FAKE_OFFSETS, FAKE_COMMIT};

    (void)state;
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        begin(true, RECORDS("2", "0", "1"));
        fail_calls(calls[i], FAULT_FATAL, 0, 1);
        assert_false(fixture_run(&f));
        assert_int_equal(stream_state(f.stream), WORKER_FAILED);
        assert_int_equal(counter_get(&f.counters.consumed), 0);
        fixture_kill(&f);
        fixture_start(&f); /* systemd */
        assert_true(fixture_run(&f));
        assert_all_once();
        fixture_destroy(&f);
    }
    begin(true, RECORDS("2"));
    fail_calls(FAKE_POLL, FAULT_FATAL, 1, 1);
    assert_false(fixture_run(&f));
    assert_int_equal(stream_state(f.stream), WORKER_FAILED);
}

static void a_full_queue_pauses_and_loses_nothing(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fake_add(&f.broker, 1, "9");
    f.broker.queue_max = 4;
    f.broker.is_away = true;
    fixture_run_ms(&f, 50);
    assert_true(counter_get(&f.counters.pauses) == 0); /* the coordinator does not answer yet */
    f.broker.is_away = false;
    fixture_run_ms(&f, 1);
    f.broker.is_away = true;
    fixture_run_ms(&f, 50);
    assert_true(f.broker.partitions[0].is_paused || f.broker.partitions[1].is_paused);
    f.broker.is_away = false;
    assert_true(fixture_run(&f));
    assert_int_equal(fake_count(&f.broker, "out", NULL), 12);
    assert_false(f.broker.partitions[0].is_paused);
    assert_int_equal(f.broker.partitions[1].committed, 1);
    fixture_check(&f);
}

static void a_pause_that_failed_is_tried_again(void **state)
{
    (void)state;
    begin(true, RECORDS("9", "9", "1"));
    f.broker.queue_max = 4;
    fail_calls(FAKE_RESUME, FAULT_ABORT, 0, 3);
    fail_calls(FAKE_PAUSE, FAULT_ABORT, 0, 1);
    fixture_run_ms(&f, 1);
    f.broker.is_away = true;
    fixture_run_ms(&f, 100);
    f.broker.is_away = false;
    assert_true(fixture_run(&f));
    assert_int_equal(fake_count(&f.broker, "out", NULL), 19);
    assert_int_equal(f.broker.partitions[0].committed, 3);
    fixture_check(&f);
}

static void an_output_too_large_becomes_a_reference(void **state)
{
    (void)state;
    begin(true, RECORDS("1", "big", "1"));
    assert_true(fixture_run(&f));
    assert_int_equal(fake_count(&f.broker, "out", NULL), 2);
    assert_int_equal(fake_count(&f.broker, "dead", "ref"), 1);
    const struct fake_output *dead = fake_find(&f.broker, "dead");

    assert_string_equal(fake_header(dead, "rasid_source"), "0/1");
    assert_memory_equal(fake_header(dead, "rasid_reason"), "output_too_large:", 17);
    assert_int_equal(counter_get(&f.counters.dead_lettered), 1);
    assert_int_equal(f.broker.partitions[0].committed, 3);
    fixture_check(&f);
}

static void an_output_that_the_broker_refuses_becomes_a_reference(void **state)
{
    (void)state;
    for (int is_exactly_once = 0; is_exactly_once < 2; is_exactly_once++) {
        begin(is_exactly_once != 0, RECORDS("1", "2", "1"));
        fail_calls(FAKE_DELIVERY, FAULT_SIZE, 1, 1);
        assert_true(fixture_run(&f));
        assert_int_equal(fake_count(&f.broker, "out", "0/0/0"), 1);
        assert_int_equal(fake_count(&f.broker, "out", "0/1/1"), is_exactly_once != 0 ? 0 : 1);
        assert_int_equal(fake_count(&f.broker, "out", "0/2/0"), 1);
        assert_int_equal(fake_count(&f.broker, "dead", "ref"), 1);
        assert_int_equal(f.broker.partitions[0].committed, 3);
        assert_int_equal(counter_get(&f.counters.dead_lettered), 1);
        fixture_check(&f);
        if (is_exactly_once == 0)
            fixture_destroy(&f);
    }
}

static void a_record_waits_for_memory(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    f.no_memory_times = 3;
    fixture_run_ms(&f, 500);
    assert_int_equal(stream_state(f.stream), WORKER_WAITING);
    assert_true(fixture_run(&f));
    assert_all_once();
    f.no_memory_times = 1000;
    fake_add(&f.broker, 0, "1");
    fixture_run_ms(&f, 40000);
    assert_int_equal(stream_state(f.stream), WORKER_FAILED);
    fixture_check(&f);
}

/* A process that died with record 1 of partition 0 in work, so many times. */
static struct crash_guard *guard_after(unsigned crashes, char *path)
{
    char error[256];

    for (unsigned i = 0; i < crashes; i++) {
        pid_t child = fork();

        if (child == 0) {
            const struct stream_position position = {"in", 0, 1};

            crash_guard_enter(crash_guard_open(path, error, sizeof(error)), &position);
            _exit(0);
        }
        waitpid(child, NULL, 0);
    }
    return crash_guard_open(path, error, sizeof(error));
}

static void a_record_that_crashed_twice_is_refused_unread(void **state)
{
    (void)state;
    for (unsigned crashes = 1; crashes <= 2; crashes++) {
        char path[] = "/tmp/rasid-stream-XXXXXX";

        close(mkstemp(path));
        fixture_init(&f, true, 1);
        for (int i = 0; i < 3; i++)
            fake_add(&f.broker, 0, "1");
        f.environment.guard = guard_after(crashes, path);
        fixture_start(&f);
        assert_true(fixture_run(&f));
        assert_int_equal(f.processed, 4 - crashes);
        assert_int_equal(fake_count(&f.broker, "dead", "1"), crashes - 1);
        assert_int_equal(f.broker.partitions[0].committed, 3);
        /* The suspect has a transaction of its own. */
        assert_int_equal(counter_get(&f.counters.transactions_committed), 3);
        if (crashes == 2) {
            const struct fake_output *dead = fake_find(&f.broker, "dead");

            assert_string_equal(fake_header(dead, "traceparent"), "00-aa");
            assert_memory_equal(fake_header(dead, "rasid_reason"), "crashed:", 8);
            assert_string_equal(dead->key, "k");
        }
        fixture_check(&f);
        fixture_kill(&f);
        crash_guard_close(f.environment.guard);
        unlink(path);
        if (crashes == 1)
            fixture_destroy(&f);
    }
}

static void a_crashed_record_whose_letter_is_refused_becomes_a_reference(void **state)
{
    char path[] = "/tmp/rasid-stream-XXXXXX";

    (void)state;
    close(mkstemp(path));
    fixture_init(&f, true, 1);
    fake_add(&f.broker, 0, "1");
    fake_add(&f.broker, 0, "1");
    f.environment.guard = guard_after(2, path);
    fail_calls(FAKE_DELIVERY, FAULT_SIZE, 1, 1); /* the broker takes less than we thought */
    fixture_start(&f);
    assert_true(fixture_run(&f));
    assert_int_equal(f.processed, 1);
    assert_int_equal(fake_count(&f.broker, "dead", "ref"), 1);
    assert_memory_equal(fake_header(fake_find(&f.broker, "dead"), "rasid_reason"), "crashed:", 8);
    assert_int_equal(f.broker.partitions[0].committed, 2);
    fixture_check(&f);
    fixture_kill(&f);
    crash_guard_close(f.environment.guard);
    unlink(path);
}

static void stopping_commits_what_is_open(void **state)
{
    (void)state;
    begin(true, RECORDS("2", "0", "1"));
    fixture_run_ms(&f, 20);
    assert_true(fixture_stop(&f) < 1000);
    assert_int_equal(stream_state(f.stream), WORKER_STOPPED);
    assert_all_once();
    fixture_kill(&f);
    assert_string_equal(f.broker.violation, "");
}

static void stopping_waits_for_acknowledgements(void **state)
{
    (void)state;
    begin(false, RECORDS("2", "0", "1"));
    fixture_run_ms(&f, 1);
    f.broker.is_away = true;
    fake_add(&f.broker, 0, "1");
    fixture_run_ms(&f, 100);
    stream_stop(f.stream);
    fixture_run_ms(&f, 500);
    assert_int_equal(stream_state(f.stream), WORKER_STOPPING);
    f.broker.is_away = false;
    fixture_stop(&f);
    assert_int_equal(f.broker.partitions[0].committed, 4);
    fixture_check(&f);
}

static void stopping_without_a_broker_keeps_its_budget(void **state)
{
    (void)state;
    for (int is_exactly_once = 0; is_exactly_once < 2; is_exactly_once++) {
        begin(is_exactly_once != 0, RECORDS("2", "0", "1"));
        fixture_run_ms(&f, 1);
        fake_add(&f.broker, 0, "1");
        f.broker.is_away = true;
        fixture_run_ms(&f, 20);
        assert_true(fixture_stop(&f) <= 16000);
        assert_int_equal(stream_state(f.stream), WORKER_STOPPED);
        assert_string_equal(f.broker.violation, "");
        fixture_kill(&f);
        f.broker.is_away = false;
        fixture_start(&f);
        assert_true(fixture_run(&f));
        assert_true(fake_count(&f.broker, "out", "0/3/0") >= 1);
        assert_int_equal(f.broker.partitions[0].committed, 4);
        if (is_exactly_once != 0)
            assert_int_equal(fake_count(&f.broker, "out", NULL), 4);
        fixture_check(&f);
        if (is_exactly_once == 0)
            fixture_destroy(&f);
    }
}

static void stopping_before_anything_came_is_at_once(void **state)
{
    (void)state;
    fixture_init(&f, true, 1);
    f.broker.is_away = true;
    fixture_start(&f);
    assert_true(fixture_stop(&f) < 1000);
    assert_int_equal(stream_state(f.stream), WORKER_STOPPED);
}

static void a_turn_is_a_bounded_bite(void **state)
{
    (void)state;
    fixture_init(&f, true, 1);
    for (int i = 0; i < FAKE_RECORDS_MAX; i++)
        for (int p = 0; p < FAKE_PARTITIONS; p++)
            fake_add(&f.broker, p, "0");
    fixture_start(&f);
    assert_int_equal(stream_turn(f.stream), 0); /* more is there: come back at once */
    assert_in_range(f.processed, 1, 100);
    assert_true(fixture_run(&f));
    assert_int_equal(f.processed, FAKE_RECORDS_MAX * FAKE_PARTITIONS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, clean_up)
        T(a_transaction_holds_outputs_and_offsets),
        T(nothing_is_committed_before_its_time),
        T(an_offset_is_stored_when_its_outputs_are_acknowledged),
        T(an_aborted_batch_is_read_again_and_counted_once),
        T(a_rewind_goes_to_what_is_committed),
        T(a_failed_delivery_sends_at_least_once_back),
        T(no_answer_to_the_rewind_is_waited_for),
        T(a_rewind_that_cannot_be_is_a_failure),
        T(a_revoke_ends_the_transaction_first),
        T(a_revoke_waits_for_acknowledgements),
        T(what_was_lost_is_aborted),
        T(a_commit_in_doubt_that_happened_is_not_done_again),
        T(a_commit_in_doubt_that_did_not_happen_is_done_again),
        T(a_late_answer_after_a_broken_connection_costs_the_producer),
        T(a_fatal_error_ends_the_worker),
        T(a_full_queue_pauses_and_loses_nothing),
        T(a_pause_that_failed_is_tried_again),
        T(an_output_too_large_becomes_a_reference),
        T(an_output_that_the_broker_refuses_becomes_a_reference),
        T(a_record_waits_for_memory),
        T(a_record_that_crashed_twice_is_refused_unread),
        T(a_crashed_record_whose_letter_is_refused_becomes_a_reference),
        T(stopping_commits_what_is_open),
        T(stopping_waits_for_acknowledgements),
        T(stopping_without_a_broker_keeps_its_budget),
        T(stopping_before_anything_came_is_at_once),
        T(a_turn_is_a_bounded_bite),
#undef T
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
