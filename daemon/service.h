/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_SERVICE_H
#define DAEMON_SERVICE_H

#include "daemon/settings.h"

/* The running daemon: workers, the main loop with signals, HTTP, and what systemd is told. */

struct service_options {
    const char *config_path; /* read again at SIGHUP; NULL: the default */
    const char *brokers;     /* over the configuration's; NULL: none */
    bool has_no_file;        /* defaults and environment only, at SIGHUP too */
    /* Called once all has started. NULL: nothing. */
    void (*started)(const char *http_address);
};

/* Loads the configuration as options say. NULL: every reason has been logged. */
struct settings *service_load_settings(const struct service_options *options);

/* Before anything else of `rasid run`: a signal that comes while it starts is kept until the loop
 * can answer it, and threads made meanwhile do not take it. */
void service_hold_signals(void);

/* Runs until a signal ends it or a worker fails. Takes over settings. An exit code. */
int service_run(struct settings *settings, const struct service_options *options);

#endif
