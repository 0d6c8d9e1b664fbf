/* SPDX-License-Identifier: Apache-2.0 */
/* The metrics page and what else is told of a running daemon. Counters come from their own table
 * (daemon/counters.h); here are the states: gauges over workers and partitions, reloads, versions.
 */
#include "daemon/monitor.h"

#include "common/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { PARTITIONS_MAX = 1024 }; /* of one worker on the page; a worker with more is no use case */

static void head(struct buffer *out, const char *name, const char *type, const char *help)
{
    buffer_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void write_versions(const struct monitor *monitor, struct buffer *out)
{
    head(out, "rasid_build_info", "gauge", "Always 1; the version of the program.");
    buffer_printf(out, "rasid_build_info{version=\"%s\"} 1\n", RASID_VERSION);
    head(out, "rasid_language_data_info", "gauge",
         "Always 1; the version of the language data in use, a hash of it.");
    buffer_printf(out, "rasid_language_data_info{hash=\"%s\"} 1\n", monitor->lexicon_hash);
    head(out, "rasid_start_time_seconds", "gauge", "When the process started, since 1970.");
    buffer_printf(out, "rasid_start_time_seconds %.3f\n", (double)monitor->start_ms / 1e3);
}

static void write_reloads(const struct monitor *monitor, struct buffer *out)
{
    head(out, "rasid_reloads_total", "counter", "Reloads of the configuration by result.");
    buffer_printf(out, "rasid_reloads_total{result=\"success\"} %" PRIu64 "\n",
                  monitor->reloads_succeeded);
    buffer_printf(out, "rasid_reloads_total{result=\"failure\"} %" PRIu64 "\n",
                  monitor->reloads_failed);
    head(
        out, "rasid_reload_last_successful", "gauge",
        "1 when the last reload succeeded; 0: it was refused and the old configuration is in use.");
    buffer_printf(out, "rasid_reload_last_successful %d\n", monitor->is_last_reload_successful);
    head(out, "rasid_reload_last_success_timestamp_seconds", "gauge",
         "When the configuration in use was loaded, since 1970.");
    buffer_printf(out, "rasid_reload_last_success_timestamp_seconds %.3f\n",
                  (double)monitor->last_reload_ms / 1e3);
}

static void write_workers(const struct monitor *monitor, struct buffer *out)
{
    unsigned states[WORKER_STATE_COUNT] = {0};
    unsigned brokers_up = 0;
    uint64_t queued = 0;
    uint32_t partitions = 0;

    for (size_t i = 0; i < monitor->worker_count; i++) {
        struct worker_status status;

        worker_get_status(monitor->workers[i], &status);
        states[status.state]++;
        brokers_up += status.is_broker_up ? 1 : 0;
        queued += status.producer_queue;
        partitions += status.partition_count;
    }
    head(out, "rasid_workers", "gauge", "Workers by state.");
    for (size_t i = 0; i < WORKER_STATE_COUNT; i++)
        buffer_printf(out, "rasid_workers{state=\"%s\"} %u\n",
                      worker_state_name((enum worker_state)i), states[i]);
    head(out, "rasid_broker_up_workers", "gauge", "Workers that are connected to a broker.");
    buffer_printf(out, "rasid_broker_up_workers %u\n", brokers_up);
    head(out, "rasid_producer_queue_messages", "gauge",
         "Output messages that no broker has acknowledged yet.");
    buffer_printf(out, "rasid_producer_queue_messages %" PRIu64 "\n", queued);
    head(out, "rasid_assigned_partitions", "gauge", "Input partitions that this process reads.");
    buffer_printf(out, "rasid_assigned_partitions %" PRIu32 "\n", partitions);
}

/* All workers' lags in one array; the caller frees it. */
static struct partition_lag *collect_lags(const struct monitor *monitor, size_t *count)
{
    struct partition_lag *lags = calloc(monitor->worker_count * PARTITIONS_MAX + 1, sizeof(*lags));

    *count = 0;
    for (size_t i = 0; lags != NULL && i < monitor->worker_count; i++) {
        size_t found = worker_get_lag(monitor->workers[i], lags + *count, PARTITIONS_MAX);

        *count += found < PARTITIONS_MAX ? found : PARTITIONS_MAX;
    }
    return lags;
}

static bool write_lags(const struct monitor *monitor, struct buffer *out)
{
    size_t count = 0;
    struct partition_lag *lags = collect_lags(monitor, &count);

    if (lags == NULL)
        return false;
    head(out, "rasid_consumer_lag_records", "gauge",
         "Records of an assigned partition that are not processed yet.");
    for (size_t i = 0; i < count; i++)
        if (lags[i].records >= 0)
            buffer_printf(out,
                          "rasid_consumer_lag_records{topic=\"%s\",partition=\"%" PRId32
                          "\"} %" PRId64 "\n",
                          lags[i].topic, lags[i].partition, lags[i].records);
    head(out, "rasid_consumer_lag_seconds", "gauge",
         "Age of the newest processed record of an assigned partition; 0 when all is read.");
    for (size_t i = 0; i < count; i++)
        if (lags[i].records >= 0)
            buffer_printf(
                out, "rasid_consumer_lag_seconds{topic=\"%s\",partition=\"%" PRId32 "\"} %.3f\n",
                lags[i].topic, lags[i].partition, lags[i].seconds);
    free(lags);
    return true;
}

bool monitor_write_metrics(const struct monitor *monitor, struct buffer *out)
{
    struct counters *sum = calloc(1, sizeof(*sum));

    if (sum == NULL)
        return false;
    for (size_t i = 0; i < monitor->worker_count; i++)
        worker_counters(monitor->workers[i], sum);
    write_versions(monitor, out);
    write_reloads(monitor, out);
    write_workers(monitor, out);
    bool is_written = write_lags(monitor, out) && counters_render(sum, out);

    free(sum);
    return is_written;
}

bool monitor_is_ready(const struct monitor *monitor, char *reason, size_t reason_bytes)
{
    if (monitor->is_stopping) {
        snprintf(reason, reason_bytes, "stopping");
        return false;
    }
    for (size_t i = 0; i < monitor->worker_count; i++) {
        struct worker_status status;

        worker_get_status(monitor->workers[i], &status);
        const char *missing = status.state != WORKER_RUNNING ? worker_state_name(status.state)
                              : !status.is_broker_up         ? "not connected to a broker"
                              : !status.is_joined            ? "not in the consumer group yet"
                                                             : NULL;

        if (missing != NULL) {
            snprintf(reason, reason_bytes, "worker %zu: %s%s%s", i, missing,
                     status.error[0] == '\0' ? "" : ": ", status.error);
            return false;
        }
    }
    snprintf(reason, reason_bytes, "ready");
    return true;
}

void monitor_status(const struct monitor *monitor, char *out, size_t out_bytes)
{
    size_t count = 0;
    int64_t lag = 0;
    uint32_t partitions = 0;
    size_t running = 0;
    struct partition_lag *lags = collect_lags(monitor, &count);

    for (size_t i = 0; lags != NULL && i < count; i++)
        lag += lags[i].records > 0 ? lags[i].records : 0;
    for (size_t i = 0; i < monitor->worker_count; i++) {
        struct worker_status status;

        worker_get_status(monitor->workers[i], &status);
        partitions += status.partition_count;
        running += status.state == WORKER_RUNNING ? 1 : 0;
    }
    snprintf(out, out_bytes,
             "%s: %zu of %zu workers running, %" PRIu32 " partitions, lag %" PRId64 " records%s",
             monitor->is_stopping ? "stopping" : "running", running, monitor->worker_count,
             partitions, lag,
             monitor->is_last_reload_successful ? "" : "; the last reload failed, see the log");
    free(lags);
}

bool monitor_has_progress(const struct monitor *monitor, uint64_t now_ns, uint64_t limit_ns)
{
    for (size_t i = 0; i < monitor->worker_count; i++) {
        uint64_t progress_ns = worker_progress_ns(monitor->workers[i]);

        if (progress_ns < now_ns && now_ns - progress_ns > limit_ns)
            return false;
    }
    return true;
}
