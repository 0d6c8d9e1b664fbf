/* SPDX-License-Identifier: Apache-2.0 */
/* What a broker can answer to each request on the worker's way, and that the worker then goes on,
 * or fails and is started anew; in both cases without losing an article. */
#include "daemon/worker.h"

#include "support/apart.h"
#include "support/broker_fixture.h"
#include "support/support.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <stdlib.h>
#include <unistd.h>

enum api {
    PRODUCE = 0,
    JOIN_GROUP = 11,
    HEARTBEAT = 12,
    SYNC_GROUP = 14,
    INIT_PRODUCER_ID = 22,
    ADD_PARTITIONS = 24,
    ADD_OFFSETS = 25,
    END_TXN = 26,
    TXN_OFFSET_COMMIT = 28,
};

enum outcome_wanted { GOES_ON, FAILS };

static const struct broker_error {
    enum api api;
    rd_kafka_resp_err_t error;
    enum outcome_wanted wanted;
} errors[] = {
    {PRODUCE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, GOES_ON},
    {PRODUCE, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, GOES_ON},
    {PRODUCE, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, GOES_ON},
    {PRODUCE, RD_KAFKA_RESP_ERR__TRANSPORT, GOES_ON},
    {ADD_PARTITIONS, RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, GOES_ON},
    {ADD_PARTITIONS, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, GOES_ON},
    {ADD_PARTITIONS, RD_KAFKA_RESP_ERR_INVALID_TXN_STATE, FAILS},
    {ADD_PARTITIONS, RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH, FAILS},
    {ADD_PARTITIONS, RD_KAFKA_RESP_ERR__TRANSPORT, GOES_ON},
    {ADD_OFFSETS, RD_KAFKA_RESP_ERR_NOT_COORDINATOR, GOES_ON},
    {ADD_OFFSETS, RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, GOES_ON},
    {ADD_OFFSETS, RD_KAFKA_RESP_ERR_INVALID_TXN_STATE, FAILS},
    {ADD_OFFSETS, RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH, FAILS},
    {ADD_OFFSETS, RD_KAFKA_RESP_ERR__TRANSPORT, GOES_ON},
    {TXN_OFFSET_COMMIT, RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, GOES_ON},
    {TXN_OFFSET_COMMIT, RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, GOES_ON},
    {TXN_OFFSET_COMMIT, RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED, FAILS},
    {TXN_OFFSET_COMMIT, RD_KAFKA_RESP_ERR__TRANSPORT, GOES_ON},
    {END_TXN, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE, GOES_ON},
    {END_TXN, RD_KAFKA_RESP_ERR_UNKNOWN_PRODUCER_ID, GOES_ON},
    {END_TXN, RD_KAFKA_RESP_ERR_INVALID_TXN_STATE, FAILS},
    {END_TXN, RD_KAFKA_RESP_ERR__TRANSPORT, GOES_ON},
    {HEARTBEAT, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE, GOES_ON},
    {HEARTBEAT, RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, GOES_ON},
    {HEARTBEAT, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID, FAILS},
    {HEARTBEAT, RD_KAFKA_RESP_ERR__TRANSPORT, GOES_ON},
};

/* Of requests that only a new worker sends. */
static const struct broker_error start_errors[] = {
    {INIT_PRODUCER_ID, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE, GOES_ON},
    {INIT_PRODUCER_ID, RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED, FAILS},
    {INIT_PRODUCER_ID, RD_KAFKA_RESP_ERR__TRANSPORT, GOES_ON},
    {JOIN_GROUP, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE, GOES_ON},
    {JOIN_GROUP, RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID, GOES_ON},
    {JOIN_GROUP, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID, FAILS},
    {JOIN_GROUP, RD_KAFKA_RESP_ERR__TRANSPORT, GOES_ON},
};

/* Once where the worker fails by it, twice where it goes on. */
static void put_error(struct broker_fixture *f, const struct broker_error *error)
{
    if (error->wanted == FAILS)
        rd_kafka_mock_broker_push_request_error_rtts(broker_cluster(f), 1, (int16_t)error->api, 1,
                                                     error->error, 0);
    else
        rd_kafka_mock_broker_push_request_error_rtts(broker_cluster(f), 1, (int16_t)error->api, 2,
                                                     error->error, 0, error->error, 0);
}

/* The worker met every error that was put in. */
static void wait_until_met(struct broker_fixture *f, const struct broker_error *error)
{
    size_t count = 1;

    for (int i = 0; i < 2000 && count > 0; i++) {
        assert_int_equal(
            rd_kafka_mock_broker_error_stack_cnt(broker_cluster(f), 1, (int16_t)error->api, &count),
            RD_KAFKA_RESP_ERR_NO_ERROR);
        if (count > 0)
            usleep(10000);
    }
    if (count > 0)
        fail_msg("request %d with %s was never met", (int)error->api,
                 rd_kafka_err2name(error->error));
}

static void check_outcome(struct broker_fixture *f, const struct broker_error *error)
{
    wait_until_met(f, error);
    if (error->wanted == FAILS)
        broker_wait_state(f, WORKER_FAILED, 5000);
    enum worker_state state = broker_wait_done(f, 25000);
    enum worker_state wanted = error->wanted == FAILS ? WORKER_FAILED : WORKER_RUNNING;

    if (state != wanted) {
        struct worker_status status;

        worker_get_status(f->worker, &status);
        fail_msg("request %d with %s: %s (%s)", (int)error->api, rd_kafka_err2name(error->error),
                 worker_state_name(state), status.error);
    }
    if (state == WORKER_FAILED) {
        assert_int_equal(broker_stop_worker(f, NULL), WORKER_FAILED);
        broker_start_worker(f); /* as systemd would */
        assert_int_equal(broker_wait_done(f, 25000), WORKER_RUNNING);
    }
}

static void an_error_in_work_loses_nothing(void **state)
{
    const enum api api = *(const enum api *)*state;
    struct broker_fixture f;

    broker_start(&f, DELIVERY_EXACTLY_ONCE);
    broker_add(&f, 4);
    assert_int_equal(broker_wait_done(&f, 25000), WORKER_RUNNING);
    for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        if (errors[i].api != api)
            continue;
        if (errors[i].api == PRODUCE)
            broker_add(&f, 8); /* by the test's producer, which the error must not meet */
        put_error(&f, &errors[i]);
        if (errors[i].api != PRODUCE)
            broker_add(&f, 8);
        check_outcome(&f, &errors[i]);
    }
    /* What was read again is counted as consumed too, so the last batch may still be on its way:
     * stopping ends it. */
    broker_stop_worker(&f, NULL);
    int missing = broker_count_missing(&f);
    int dead = broker_count(&f, "articles.dead");

    if (missing > dead)
        fail_msg("%d article(s) missing, %d dead letter(s)", missing, dead);
    broker_end(&f);
}

static void an_error_at_the_start_is_waited_for(void **state)
{
    const enum api api = *(const enum api *)*state;
    struct broker_fixture f;

    broker_start(&f, DELIVERY_EXACTLY_ONCE);
    for (size_t i = 0; i < sizeof(start_errors) / sizeof(start_errors[0]); i++) {
        if (start_errors[i].api != api)
            continue;
        broker_stop_worker(&f, NULL);
        put_error(&f, &start_errors[i]);
        broker_add(&f, 4);
        broker_start_worker(&f);
        check_outcome(&f, &start_errors[i]);
    }
    assert_int_equal(broker_count_missing(&f), 0);
    broker_end(&f);
}

static void at_least_once_sends_again_what_failed(void **state)
{
    struct broker_fixture f;

    (void)state;
    broker_start(&f, DELIVERY_AT_LEAST_ONCE);
    broker_add(&f, 4);
    assert_int_equal(broker_wait_done(&f, 25000), WORKER_RUNNING);
    for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]) && errors[i].api == PRODUCE; i++) {
        broker_add(&f, 8);
        put_error(&f, &errors[i]);
        check_outcome(&f, &errors[i]);
    }
    assert_int_equal(broker_count_missing(&f), broker_count(&f, "articles.dead"));
    broker_end(&f);
}

/* librdkafka 2.0.2 aborts when a cooperative member is destroyed that joined and was never assigned
 * anything: its assignor has no state yet. */
static void a_member_without_assignment_can_stop(void **state)
{
    struct broker_fixture f;
    uint64_t took_ms = 0;
    size_t count = 1;

    (void)state;
    broker_start(&f, DELIVERY_EXACTLY_ONCE);
    broker_stop_worker(&f, NULL);
    rd_kafka_mock_broker_push_request_error_rtts(broker_cluster(&f), 1, SYNC_GROUP, 1,
                                                 RD_KAFKA_RESP_ERR_NO_ERROR, 60000);
    broker_start_worker(&f);
    for (int i = 0; i < 1000 && count > 0; i++) {
        usleep(10000);
        rd_kafka_mock_broker_error_stack_cnt(broker_cluster(&f), 1, SYNC_GROUP, &count);
    }
    assert_int_equal(count, 0); /* it joined and waits for its partitions */
    broker_stop_worker(&f, &took_ms);
    assert_true(took_ms < 15000);
    broker_end(&f);
}

static enum api apis[] = {PRODUCE, HEARTBEAT,         ADD_PARTITIONS, ADD_OFFSETS,
                          END_TXN, TXN_OFFSET_COMMIT, JOIN_GROUP,     INIT_PRODUCER_ID};

int main(void)
{
#define IN_WORK(i)  cmocka_unit_test_prestate(an_error_in_work_loses_nothing, &apis[i])
#define AT_START(i) cmocka_unit_test_prestate(an_error_at_the_start_is_waited_for, &apis[i])
    const struct CMUnitTest tests[] = {
        IN_WORK(0),
        IN_WORK(1),
        IN_WORK(2),
        IN_WORK(3),
        IN_WORK(4),
        IN_WORK(5),
        AT_START(6),
        AT_START(7),
        cmocka_unit_test(at_least_once_sends_again_what_failed),
        cmocka_unit_test(a_member_without_assignment_can_stop),
    };
#undef IN_WORK
#undef AT_START

    return apart_run(tests, sizeof(tests) / sizeof(tests[0]));
}
