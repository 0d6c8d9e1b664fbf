/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_BROKER_FIXTURE_H
#define TESTS_SUPPORT_BROKER_FIXTURE_H

#include "daemon/worker.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A worker as it is shipped on librdkafka's mock cluster, in this process. Every article makes one
 * record of articles.normalized, whose key tells which it was. The mock has no isolation and keeps
 * no offsets of transactions, so what can be asked of it is that nothing is missing; that nothing
 * is there twice is asked of a real broker. */

enum { BROKER_ARTICLES_MAX = 2000 };

struct broker_fixture {
    struct embedded_broker *broker;
    struct lexicon *lexicon;
    struct kafka_property properties[5];
    const char *topics[1];
    struct worker_options options;
    struct worker_setup *setup;
    struct worker *worker;
    void *client; /* of the test: rd_kafka_t */
    int article_count;
    uint64_t wanted; /* that the worker must have consumed when all is done */
    uint64_t added;
};

void broker_start(struct broker_fixture *fixture, enum delivery delivery);
void broker_end(struct broker_fixture *fixture);
/* A new worker on the same cluster, of the same identity. */
void broker_start_worker(struct broker_fixture *fixture);
/* Stops it and frees it; its last state, and the milliseconds that took. */
enum worker_state broker_stop_worker(struct broker_fixture *fixture, uint64_t *took_ms);

/* The mock cluster (rd_kafka_mock_cluster_t), to put faults in. */
void *broker_cluster(const struct broker_fixture *fixture);
/* Appends articles (or, not_json, as many records that are none) to the input topic. */
void broker_add(struct broker_fixture *fixture, int count);
void broker_add_poison(struct broker_fixture *fixture, int count);
/* False when the worker's state is not so in time. */
bool broker_wait_state(struct broker_fixture *fixture, enum worker_state state, int timeout_ms);
/* WORKER_RUNNING when all was committed, WORKER_FAILED when the worker failed before,
 * WORKER_WAITING when neither came in time. */
enum worker_state broker_wait_done(struct broker_fixture *fixture, int timeout_ms);
/* How many articles that were added have no record in articles.normalized. */
int broker_count_missing(struct broker_fixture *fixture);
/* Records in a topic. */
int broker_count(struct broker_fixture *fixture, const char *topic);
uint64_t broker_consumed(const struct broker_fixture *fixture);

#endif
