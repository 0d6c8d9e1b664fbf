/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_MONITOR_H
#define DAEMON_MONITOR_H

#include "daemon/worker.h"

/* What is shown of the running daemon: metrics, readiness, a line of status. Reads the workers
 * through their functions for other threads. */
struct monitor {
    struct worker **workers;
    size_t worker_count;
    const char *lexicon_hash;
    int64_t start_ms; /* wall clock */
    bool is_stopping;
    uint64_t reloads_succeeded;
    uint64_t reloads_failed;
    bool is_last_reload_successful;
    int64_t last_reload_ms; /* wall clock of the last success; the start at first */
};

/* Appends all metrics as Prometheus text. False without memory. */
bool monitor_write_metrics(const struct monitor *monitor, struct buffer *out);
/* True when records are taken: every worker has joined the group and sees a broker. Else reason
 * says what is missing. */
bool monitor_is_ready(const struct monitor *monitor, char *reason, size_t reason_bytes);
/* A sentence for `systemctl status`: counts only, never text from outside. */
void monitor_status(const struct monitor *monitor, char *out, size_t out_bytes);
/* True when every worker's loop turned within the last limit_ns. */
bool monitor_has_progress(const struct monitor *monitor, uint64_t now_ns, uint64_t limit_ns);

#endif
