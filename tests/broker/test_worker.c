/* SPDX-License-Identifier: Apache-2.0 */
/* The worker through librdkafka on the mock cluster: both deliveries, a broker that goes and comes,
 * stops at awkward times. */
#include "daemon/worker.h"

#include "support/apart.h"
#include "support/broker_fixture.h"
#include "support/support.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <unistd.h>

/* A replaced producer waits out its time and the reconnects: 17 s where nothing else runs. */
enum { DONE_MS = 90000 };

static void reads_all(enum delivery delivery)
{
    struct broker_fixture f;

    broker_start(&f, delivery);
    broker_add(&f, 200);
    broker_add_poison(&f, 8);
    assert_int_equal(broker_wait_done(&f, DONE_MS), WORKER_RUNNING);
    broker_add(&f, 20); /* after the loop slept */
    assert_int_equal(broker_wait_done(&f, DONE_MS), WORKER_RUNNING);
    assert_int_equal(broker_consumed(&f), 228);
    assert_int_equal(broker_count(&f, "articles.normalized"), 220);
    assert_int_equal(broker_count(&f, "articles.dead"), 8);
    assert_int_equal(broker_count_missing(&f), 0);
    assert_int_equal(broker_stop_worker(&f, NULL), WORKER_STOPPED);
    broker_end(&f);
}

static void reads_all_exactly_once(void **state)
{
    (void)state;
    reads_all(DELIVERY_EXACTLY_ONCE);
}

static void reads_all_at_least_once(void **state)
{
    (void)state;
    reads_all(DELIVERY_AT_LEAST_ONCE);
}

static void set_broker(struct broker_fixture *f, bool is_up)
{
    rd_kafka_resp_err_t code = is_up ? rd_kafka_mock_broker_set_up(broker_cluster(f), 1)
                                     : rd_kafka_mock_broker_set_down(broker_cluster(f), 1);

    assert_int_equal(code, RD_KAFKA_RESP_ERR_NO_ERROR);
}

static void lives_through_an_outage(enum delivery delivery, unsigned outage_ms)
{
    struct broker_fixture f;

    broker_start(&f, delivery);
    broker_add(&f, 40);
    assert_int_equal(broker_wait_done(&f, DONE_MS), WORKER_RUNNING);
    broker_add(&f, 400);
    set_broker(&f, false);
    usleep(outage_ms * 1000);
    set_broker(&f, true);
    assert_int_equal(broker_wait_done(&f, DONE_MS), WORKER_RUNNING);
    broker_add(&f, 20);
    assert_int_equal(broker_wait_done(&f, DONE_MS), WORKER_RUNNING);
    assert_int_equal(broker_stop_worker(&f, NULL), WORKER_STOPPED);
    assert_int_equal(broker_count_missing(&f), 0);
    broker_end(&f);
}

static void an_outage_is_waited_for_exactly_once(void **state)
{
    (void)state;
    lives_through_an_outage(DELIVERY_EXACTLY_ONCE, 3000);
}

static void an_outage_is_waited_for_at_least_once(void **state)
{
    (void)state;
    lives_through_an_outage(DELIVERY_AT_LEAST_ONCE, 3000);
}

/* Longer than a commit may be in doubt. */
static void a_long_outage_replaces_the_producer(void **state)
{
    (void)state;
    lives_through_an_outage(DELIVERY_EXACTLY_ONCE, 13000);
}

static void a_stop_before_the_first_assignment_ends(void **state)
{
    (void)state;
    for (unsigned wait_ms = 0; wait_ms <= 300; wait_ms += 150) {
        struct broker_fixture f;
        uint64_t took_ms = 0;

        broker_start(&f, DELIVERY_EXACTLY_ONCE);
        usleep(wait_ms * 1000);
        assert_int_equal(broker_stop_worker(&f, &took_ms), WORKER_STOPPED);
        assert_true(took_ms < 12000 * SUPPORT_TIME_FACTOR);
        broker_end(&f);
    }
}

static void a_stop_while_the_broker_is_away_keeps_its_budget(void **state)
{
    (void)state;
    for (enum delivery delivery = DELIVERY_EXACTLY_ONCE; delivery <= DELIVERY_AT_LEAST_ONCE;
         delivery++) {
        struct broker_fixture f;
        uint64_t took_ms = 0;

        broker_start(&f, delivery);
        broker_add(&f, 40);
        assert_int_equal(broker_wait_done(&f, DONE_MS), WORKER_RUNNING);
        broker_add(&f, 100);
        set_broker(&f, false);
        usleep(200000);
        enum worker_state last = broker_stop_worker(&f, &took_ms);

        assert_int_equal(last, WORKER_STOPPED);
        assert_true(took_ms < 25000); /* 10 s to end, 5 s to leave, 5 s a handle to free */
        set_broker(&f, true);
        broker_start_worker(&f);
        assert_int_equal(broker_wait_done(&f, DONE_MS), WORKER_RUNNING);
        assert_int_equal(broker_count_missing(&f), 0);
        broker_end(&f);
    }
}

static void a_stop_with_records_in_work_loses_none(void **state)
{
    struct broker_fixture f;

    (void)state;
    broker_start(&f, DELIVERY_EXACTLY_ONCE);
    broker_add(&f, 10);
    assert_int_equal(broker_wait_done(&f, DONE_MS), WORKER_RUNNING);
    broker_add(&f, 400);
    usleep(30000);
    uint64_t took_ms = 0;

    assert_int_equal(broker_stop_worker(&f, &took_ms), WORKER_STOPPED);
    assert_true(took_ms < 12000);
    broker_start_worker(&f);
    assert_int_equal(broker_wait_done(&f, DONE_MS), WORKER_RUNNING);
    assert_int_equal(broker_count_missing(&f), 0);
    broker_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_all_exactly_once),
        cmocka_unit_test(reads_all_at_least_once),
        cmocka_unit_test(an_outage_is_waited_for_exactly_once),
        cmocka_unit_test(an_outage_is_waited_for_at_least_once),
        cmocka_unit_test(a_long_outage_replaces_the_producer),
        cmocka_unit_test(a_stop_before_the_first_assignment_ends),
        cmocka_unit_test(a_stop_while_the_broker_is_away_keeps_its_budget),
        cmocka_unit_test(a_stop_with_records_in_work_loses_none),
    };

    return apart_run(tests, sizeof(tests) / sizeof(tests[0]));
}
