/* SPDX-License-Identifier: Apache-2.0 */
#include "support/broker_fixture.h"

#include "common/clock.h"
#include "consumers/embedded_broker.h"
#include "support/c11_threads.h"
#include "support/support.h"

#include <librdkafka/rdkafka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { INPUT_PARTITIONS = 4, FETCH_MS = 20000 };
#define INPUT "articles.raw"

static rd_kafka_t *client_new(const struct broker_fixture *fixture, rd_kafka_type_t type)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    char error[256];

    rd_kafka_conf_set(conf, "bootstrap.servers", embedded_broker_bootstrap(fixture->broker), error,
                      sizeof(error));
    if (type == RD_KAFKA_CONSUMER) {
        rd_kafka_conf_set(conf, "group.id", fixture->options.group, error, sizeof(error));
        rd_kafka_conf_set(conf, "enable.auto.commit", "false", error, sizeof(error));
        rd_kafka_conf_set(conf, "enable.partition.eof", "true", error, sizeof(error));
    }
    rd_kafka_t *client = rd_kafka_new(type, conf, error, sizeof(error));

    if (client == NULL)
        fail_msg("%s", error);
    return client;
}

void broker_start_worker(struct broker_fixture *fixture)
{
    char error[512];

    fixture->worker = worker_new(fixture->setup, 0, error, sizeof(error));
    if (fixture->worker == NULL)
        fail_msg("%s", error);
    /* On the mock a transaction commits no offsets: a new worker reads all of it again. */
    fixture->wanted = fixture->added;
    assert_int_equal(worker_start(fixture->worker), STATUS_OK);
}

void broker_start(struct broker_fixture *fixture, enum delivery delivery)
{
    char error[512] = "";

    c11_threads_link();
    memset(fixture, 0, sizeof(*fixture));
    fixture->broker = embedded_broker_start(error, sizeof(error));
    if (fixture->broker == NULL)
        fail_msg("%s", error);
    assert_true(embedded_broker_create_topic(fixture->broker, INPUT, INPUT_PARTITIONS));
    assert_true(embedded_broker_create_topic(fixture->broker, "articles.normalized", 1));
    assert_true(embedded_broker_create_topic(fixture->broker, "articles.dead", 1));
    assert_true(embedded_broker_create_topic(fixture->broker, "events", 1));
    assert_int_equal(lexicon_open(support_lexicon_path(), &fixture->lexicon, error, sizeof(error)),
                     STATUS_OK);
    fixture->topics[0] = INPUT;
    fixture->properties[0] = (struct kafka_property){"heartbeat.interval.ms", "200"};
    fixture->properties[1] = (struct kafka_property){"session.timeout.ms", "4500"};
    fixture->properties[2] = (struct kafka_property){"reconnect.backoff.max.ms", "500"};
    fixture->properties[3] = (struct kafka_property){"retry.backoff.ms", "50"};
    /* Between reading a record and sending its outputs there is time to put a fault in. */
    fixture->properties[4] = (struct kafka_property){"linger.ms", "100"};
    fixture->options = (struct worker_options){
        .brokers = embedded_broker_bootstrap(fixture->broker),
        .group = "rasid",
        .instance = "test",
        .properties = fixture->properties,
        .property_count = 5,
        .topics = fixture->topics,
        .topic_count = 1,
        .events_topic = "events",
        .articles_topic = "articles.normalized",
        .dead_letters_topic = "articles.dead",
        .delivery = delivery,
        .worker_count = 1,
        .commit_ms = 50,
        .pipeline =
            {
                .normalize = {.languages = {[LANGUAGE_AR] = true, [LANGUAGE_EN] = true}},
                .extract = {.events_max = 200},
                .article_bytes = 1 << 20,
            },
    };
    fixture->setup = worker_setup_new(&fixture->options, fixture->lexicon, NULL, NULL);
    assert_non_null(fixture->setup);
    fixture->client = client_new(fixture, RD_KAFKA_PRODUCER);
    broker_start_worker(fixture);
}

enum worker_state broker_stop_worker(struct broker_fixture *fixture, uint64_t *took_ms)
{
    enum worker_state state = WORKER_FAILED;
    uint64_t begin_ns = clock_monotonic_ns();

    worker_stop(fixture->worker);
    assert_true(worker_join(fixture->worker, 40000, &state));
    if (took_ms != NULL)
        *took_ms = (clock_monotonic_ns() - begin_ns) / 1000000u;
    worker_free(fixture->worker);
    fixture->worker = NULL;
    return state;
}

void broker_end(struct broker_fixture *fixture)
{
    if (fixture->worker != NULL)
        broker_stop_worker(fixture, NULL);
    rd_kafka_purge(fixture->client, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_destroy(fixture->client);
    worker_setup_release(fixture->setup);
    lexicon_close(fixture->lexicon);
    embedded_broker_stop(fixture->broker);
}

void *broker_cluster(const struct broker_fixture *fixture)
{
    return embedded_broker_cluster(fixture->broker);
}

static void add(struct broker_fixture *fixture, const char *text, int partition)
{
    rd_kafka_resp_err_t code =
        rd_kafka_producev(fixture->client, RD_KAFKA_V_TOPIC(INPUT), RD_KAFKA_V_PARTITION(partition),
                          RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                          RD_KAFKA_V_VALUE((void *)(uintptr_t)text, strlen(text)), RD_KAFKA_V_END);

    assert_int_equal(code, RD_KAFKA_RESP_ERR_NO_ERROR);
    fixture->wanted++;
    fixture->added++;
}

/* What was read again after a rewind was counted again: only what comes from here on tells. */
static void begin_adding(struct broker_fixture *fixture)
{
    uint64_t consumed = fixture->worker == NULL ? 0 : broker_consumed(fixture);

    if (consumed > fixture->wanted)
        fixture->wanted = consumed;
}

void broker_add(struct broker_fixture *fixture, int count)
{
    begin_adding(fixture);
    for (int i = 0; i < count; i++) {
        char text[256];

        assert_true(fixture->article_count < BROKER_ARTICLES_MAX);
        snprintf(text, sizeof(text),
                 "{\"id\": \"a%d\", \"title\": \"Talks\", \"published\": \"2026-03-04\","
                 " \"body\": \"The minister met the ambassador in Paris on Tuesday.\"}",
                 fixture->article_count);
        add(fixture, text, fixture->article_count++ % INPUT_PARTITIONS);
    }
    assert_int_equal(rd_kafka_flush(fixture->client, FETCH_MS), RD_KAFKA_RESP_ERR_NO_ERROR);
}

void broker_add_poison(struct broker_fixture *fixture, int count)
{
    begin_adding(fixture);
    for (int i = 0; i < count; i++)
        add(fixture, "{\"id\": ", i % INPUT_PARTITIONS);
    assert_int_equal(rd_kafka_flush(fixture->client, FETCH_MS), RD_KAFKA_RESP_ERR_NO_ERROR);
}

static enum worker_state state_of(struct broker_fixture *fixture)
{
    struct worker_status status;

    worker_get_status(fixture->worker, &status);
    return status.state;
}

bool broker_wait_state(struct broker_fixture *fixture, enum worker_state state, int timeout_ms)
{
    for (int waited = 0; waited < timeout_ms; waited += 10) {
        if (state_of(fixture) == state)
            return true;
        usleep(10000);
    }
    return false;
}

/* Records of the input that the group has not committed; -1: no answer. */
static int64_t count_open(rd_kafka_t *client)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(INPUT_PARTITIONS);
    int64_t open = 0;

    for (int p = 0; p < INPUT_PARTITIONS; p++)
        rd_kafka_topic_partition_list_add(list, INPUT, p);
    if (rd_kafka_committed(client, list, 1000) != RD_KAFKA_RESP_ERR_NO_ERROR)
        open = -1;
    for (int p = 0; p < INPUT_PARTITIONS && open >= 0; p++) {
        int64_t low = 0;
        int64_t high = 0;

        if (rd_kafka_query_watermark_offsets(client, INPUT, p, &low, &high, 1000) !=
                RD_KAFKA_RESP_ERR_NO_ERROR ||
            list->elems[p].err != RD_KAFKA_RESP_ERR_NO_ERROR)
            open = -1;
        else
            open += high - (list->elems[p].offset < 0 ? 0 : list->elems[p].offset);
    }
    rd_kafka_topic_partition_list_destroy(list);
    return open;
}

static bool has_consumed_all(struct broker_fixture *fixture)
{
    struct partition_lag lag[INPUT_PARTITIONS];
    size_t count = worker_get_lag(fixture->worker, lag, INPUT_PARTITIONS);
    int64_t open = count == INPUT_PARTITIONS ? 0 : 1;

    for (size_t i = 0; i < count && i < INPUT_PARTITIONS; i++)
        open += lag[i].records > 0;
    return open == 0 && broker_consumed(fixture) >= fixture->wanted &&
           state_of(fixture) == WORKER_RUNNING;
}

enum worker_state broker_wait_done(struct broker_fixture *fixture, int timeout_ms)
{
    rd_kafka_t *client = client_new(fixture, RD_KAFKA_CONSUMER);
    uint64_t until_ns = clock_monotonic_ns() + (uint64_t)timeout_ms * 1000000u;
    enum worker_state state = WORKER_WAITING;

    while (state == WORKER_WAITING && clock_monotonic_ns() < until_ns) {
        if (state_of(fixture) == WORKER_FAILED)
            state = WORKER_FAILED;
        else if (fixture->options.delivery == DELIVERY_EXACTLY_ONCE ? has_consumed_all(fixture)
                                                                    : count_open(client) == 0)
            state = WORKER_RUNNING;
        else
            usleep(50000);
    }
    rd_kafka_destroy(client);
    return state;
}

/* Reads partition 0 of a topic to its end. */
static int read_topic(struct broker_fixture *fixture, const char *topic, bool *seen)
{
    rd_kafka_t *client = client_new(fixture, RD_KAFKA_CONSUMER);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    int count = 0;

    rd_kafka_topic_partition_list_add(list, topic, 0)->offset = RD_KAFKA_OFFSET_BEGINNING;
    rd_kafka_assign(client, list);
    rd_kafka_topic_partition_list_destroy(list);
    for (;;) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(client, FETCH_MS);

        if (message == NULL)
            fail_msg("topic %s does not come to its end", topic);
        bool is_end = message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF;

        if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            count++;
            /* The key is "a<number>". */
            if (seen != NULL && message->key_len > 1 && message->key_len < 10) {
                char key[10] = "";

                memcpy(key, message->key, message->key_len);
                int number = atoi(key + 1);

                if (number >= 0 && number < BROKER_ARTICLES_MAX)
                    seen[number] = true;
            }
        }
        rd_kafka_message_destroy(message);
        if (is_end)
            break;
    }
    rd_kafka_consumer_close(client);
    rd_kafka_destroy(client);
    return count;
}

int broker_count_missing(struct broker_fixture *fixture)
{
    static bool seen[BROKER_ARTICLES_MAX];
    int missing = 0;

    memset(seen, 0, sizeof(seen));
    read_topic(fixture, "articles.normalized", seen);
    for (int i = 0; i < fixture->article_count; i++)
        missing += !seen[i];
    return missing;
}

int broker_count(struct broker_fixture *fixture, const char *topic)
{
    return read_topic(fixture, topic, NULL);
}

uint64_t broker_consumed(const struct broker_fixture *fixture)
{
    struct counters *sum = calloc(1, sizeof(*sum));

    assert_non_null(sum);
    worker_counters(fixture->worker, sum);
    uint64_t consumed = counter_get(&sum->consumed);

    free(sum);
    return consumed;
}
