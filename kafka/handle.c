/* SPDX-License-Identifier: Apache-2.0 */
/* Configuration, log lines and the end of librdkafka handles. rd_kafka_destroy() joins the
 * library's threads and was seen to hang in 2.0.2 (a list or message still referenced, a broker
 * that does not answer), so it runs in a thread of its own and is waited for with a deadline; what
 * is committed is safe on the broker by then. */
#include "kafka/handle.h"

#include "common/log.h"

#include <librdkafka/rdkafka.h>

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What delivery.md's promise rests on, or what other keys of the configuration set. */
static const struct {
    const char *name;
    const char *instead;
} reserved[] = {
    {"bootstrap.servers", "kafka.brokers"},
    {"metadata.broker.list", "kafka.brokers"},
    {"group.id", "kafka.group"},
    {"group.instance.id", "kafka.instance"},
    {"transactional.id", "kafka.instance"},
    {"enable.auto.commit", "delivery"},
    {"auto.commit.enable", "delivery"},
    {"enable.auto.offset.store", "delivery"},
    {"enable.idempotence", "delivery"},
    {"isolation.level", "delivery"},
    {"acks", "delivery"},
    {"request.required.acks", "delivery"},
    {"max.in.flight", "delivery"},
    {"max.in.flight.requests.per.connection", "delivery"},
    {"message.timeout.ms", "delivery"},
    {"delivery.timeout.ms", "delivery"},
    {"test.mock.num.brokers", "--embedded"},
};

static const char *reserved_instead(const char *name)
{
    for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++)
        if (strcmp(name, reserved[i].name) == 0)
            return reserved[i].instead;
    return NULL;
}

/* One map is passed to consumers and producers, so a property of the other kind is no news. */
static bool is_noise(const char *facility, const char *text)
{
    return strcmp(facility, "CONFWARN") == 0 && strstr(text, "will be ignored by") != NULL;
}

static void on_log(const rd_kafka_t *handle, int level, const char *facility, const char *text)
{
    const char *group = rd_kafka_type(handle) == RD_KAFKA_CONSUMER ? "consumer" : "producer";
    enum log_level ours = LOG_LEVEL_DEBUG;

    if (level <= 3)
        ours = LOG_LEVEL_WARNING; /* a library's error is ours only when a call says so */
    else if (level <= 6 && !is_noise(facility, text))
        ours = (enum log_level)(level < LOG_LEVEL_WARNING ? LOG_LEVEL_WARNING : level);
    log_write(ours, group, "librdkafka: %s facility=%s client=%s", text, facility,
              rd_kafka_name(handle));
}

static bool conf_set(rd_kafka_conf_t *conf, const struct kafka_property *property, char *error,
                     size_t error_bytes)
{
    return rd_kafka_conf_set(conf, property->name, property->value, error, error_bytes) ==
           RD_KAFKA_CONF_OK;
}

struct rd_kafka_conf_s *kafka_conf_new(const struct kafka_property *ours, size_t our_count,
                                       const struct kafka_property *passed, size_t passed_count,
                                       char *error, size_t error_bytes)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    bool is_good = true;

    rd_kafka_conf_set_log_cb(conf, on_log);
    for (size_t i = 0; is_good && i < our_count; i++)
        if (ours[i].value != NULL)
            is_good = conf_set(conf, &ours[i], error, error_bytes);
    for (size_t i = 0; is_good && i < passed_count; i++)
        is_good = kafka_property_check(&passed[i], error, error_bytes) &&
                  conf_set(conf, &passed[i], error, error_bytes);
    if (is_good)
        return conf;
    rd_kafka_conf_destroy(conf);
    return NULL;
}

bool kafka_property_check(const struct kafka_property *property, char *error, size_t error_bytes)
{
    const char *instead = reserved_instead(property->name);

    if (instead != NULL) {
        snprintf(error, error_bytes, "librdkafka property %s is set by %s", property->name,
                 instead);
        return false;
    }
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    bool is_good = conf_set(conf, property, error, error_bytes);

    rd_kafka_conf_destroy(conf);
    return is_good;
}

struct destruction {
    pthread_mutex_t mutex;
    pthread_cond_t ended;
    rd_kafka_t *handle;
    bool is_ended;
    bool is_abandoned;
};

static void destruction_free(struct destruction *destruction)
{
    pthread_cond_destroy(&destruction->ended);
    pthread_mutex_destroy(&destruction->mutex);
    free(destruction);
}

static void *destruction_run(void *arg)
{
    struct destruction *destruction = arg;

    rd_kafka_destroy_flags(destruction->handle, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
    pthread_mutex_lock(&destruction->mutex);
    bool is_abandoned = destruction->is_abandoned;

    destruction->is_ended = true;
    pthread_cond_signal(&destruction->ended);
    pthread_mutex_unlock(&destruction->mutex);
    if (is_abandoned)
        destruction_free(destruction);
    return NULL;
}

static struct timespec deadline_after(int timeout_ms)
{
    struct timespec deadline;

    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_sec += timeout_ms / 1000;
    deadline.tv_nsec += (long)(timeout_ms % 1000) * 1000000;
    if (deadline.tv_nsec >= 1000000000) {
        deadline.tv_sec++;
        deadline.tv_nsec -= 1000000000;
    }
    return deadline;
}

static struct destruction *destruction_new(rd_kafka_t *handle)
{
    struct destruction *destruction = calloc(1, sizeof(*destruction));
    pthread_condattr_t attributes;

    if (destruction == NULL)
        return NULL;
    destruction->handle = handle;
    pthread_mutex_init(&destruction->mutex, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&destruction->ended, &attributes);
    pthread_condattr_destroy(&attributes);
    return destruction;
}

bool kafka_handle_destroy(struct rd_kafka_s *handle, int timeout_ms)
{
    if (handle == NULL)
        return true;
    struct timespec deadline = deadline_after(timeout_ms);
    struct destruction *destruction = destruction_new(handle);
    pthread_t thread;

    if (destruction == NULL)
        return false;
    if (pthread_create(&thread, NULL, destruction_run, destruction) != 0) {
        destruction_free(destruction);
        return false;
    }
    pthread_mutex_lock(&destruction->mutex);
    while (!destruction->is_ended &&
           pthread_cond_timedwait(&destruction->ended, &destruction->mutex, &deadline) == 0)
        continue;
    bool is_ended = destruction->is_ended;

    destruction->is_abandoned = !is_ended;
    pthread_mutex_unlock(&destruction->mutex);
    if (is_ended) {
        pthread_join(thread, NULL);
        destruction_free(destruction);
    } else {
        pthread_detach(thread);
    }
    return is_ended;
}

struct rd_kafka_topic_partition_list_s *kafka_list_new(const struct stream_position *positions,
                                                       size_t count)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new((int)count);

    for (size_t i = 0; list != NULL && i < count; i++)
        rd_kafka_topic_partition_list_add(list, positions[i].topic, positions[i].partition)
            ->offset = positions[i].offset;
    return list;
}

bool kafka_error_is_connection(int error)
{
    return error == RD_KAFKA_RESP_ERR__TRANSPORT || error == RD_KAFKA_RESP_ERR__RESOLVE ||
           error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN ||
           error == RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE || error == RD_KAFKA_RESP_ERR__TIMED_OUT ||
           error == RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION;
}
