/* SPDX-License-Identifier: Apache-2.0 */
/* The main thread. It only waits: for signals, for HTTP, and a timer that looks after the workers
 * once a second (and faster while they drain). All of its work is short, so that /livez and the
 * watchdog mean something. */
#include "daemon/service.h"

#include "common/clock.h"
#include "daemon/command.h"
#include "daemon/http.h"
#include "daemon/log_output.h"
#include "daemon/monitor.h"

#include <assert.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>
#include <uv.h>

enum {
    TICK_MS = 1000,
    DRAIN_TICK_MS = 20,
    DRAIN_DEADLINE_MS = 20000, /* a worker finishes its transaction in 10 s and leaves in 5 s */
};

struct service {
    const struct service_options *options;
    struct settings *settings;  /* in use; owned by setup */
    struct worker_setup *setup; /* our reference */
    struct buffer started;      /* the values that take a restart, as they were at the start */
    struct monitor monitor;
    bool *has_joined; /* by worker */
    struct http_server *http;
    uv_loop_t loop;
    uv_signal_t signals[3];
    uv_timer_t tick;
    uv_poll_t http_poll;
    uv_async_t worker_ended;
    bool has_http_poll;
    uint64_t drain_begin_ns;
    uint64_t watchdog_ns; /* 0: none */
    uint64_t watchdog_sent_ns;
    int exit_code;
};

static void log_lines(enum log_level level, const char *group, struct strview text)
{
    struct strview line;

    while (strview_next(&text, '\n', &line))
        if (line.len > 0)
            log_write(level, group, "%.*s", STRVIEW_ARG(line));
}

struct settings *service_load_settings(const struct service_options *options)
{
    struct buffer errors = {0};
    struct buffer warnings = {0};
    struct settings *settings = NULL;
    struct config *config = options->has_no_file
                                ? config_load_defaults(&errors, &warnings)
                                : config_load(options->config_path, &errors, &warnings);

    if (config != NULL)
        settings = settings_new(config, options->brokers, &errors);
    log_lines(LOG_LEVEL_WARNING, "config", buffer_view(&warnings));
    log_lines(LOG_LEVEL_ERROR, "config", buffer_view(&errors));
    buffer_destroy(&errors);
    buffer_destroy(&warnings);
    return settings;
}

static void render_live(void *arg, struct http_reply *reply)
{
    (void)arg;
    buffer_append_string(&reply->body, "alive\n");
}

static void render_ready(void *arg, struct http_reply *reply)
{
    const struct service *service = arg;
    char reason[512];

    if (!monitor_is_ready(&service->monitor, reason, sizeof(reason)))
        reply->status = 503;
    buffer_printf(&reply->body, "%s\n", reason);
}

static void render_metrics(void *arg, struct http_reply *reply)
{
    const struct service *service = arg;

    reply->content_type = "text/plain; version=0.0.4; charset=utf-8";
    if (!monitor_write_metrics(&service->monitor, &reply->body))
        reply->body.has_failed = true;
}

static const struct http_page pages[] = {
    {"/livez", render_live},
    {"/readyz", render_ready},
    {"/metrics", render_metrics},
    {NULL, NULL},
};

static void on_http(uv_poll_t *poll, int status, int events)
{
    const struct service *service = poll->data;

    (void)status;
    (void)events;
    http_server_run(service->http);
}

static void on_worker_ended(void *arg, unsigned worker)
{
    struct service *service = arg;

    (void)worker;
    uv_async_send(&service->worker_ended);
}

static void begin_drain(struct service *service, int exit_code)
{
    if (service->monitor.is_stopping)
        return;
    service->monitor.is_stopping = true;
    service->exit_code = exit_code;
    service->drain_begin_ns = clock_monotonic_ns();
    sd_notify(0, "STOPPING=1\nSTATUS=stopping");
    for (size_t i = 0; i < service->monitor.worker_count; i++)
        worker_stop(service->monitor.workers[i]);
    uv_timer_set_repeat(&service->tick, DRAIN_TICK_MS);
    uv_timer_again(&service->tick);
}

static void on_worker_wakeup(uv_async_t *async)
{
    struct service *service = async->data;
    bool is_stopping = service->monitor.is_stopping;

    for (size_t i = 0; i < service->monitor.worker_count && !is_stopping; i++) {
        struct worker_status status;

        worker_get_status(service->monitor.workers[i], &status);
        if (status.state != WORKER_FAILED)
            continue;
        log_write(LOG_LEVEL_ERROR, "service", "a worker failed; stopping worker=%zu error=%s", i,
                  status.error);
        begin_drain(service, EXIT_UNAVAILABLE);
        return;
    }
}

static bool all_joined(struct service *service)
{
    bool is_all = true;

    for (size_t i = 0; i < service->monitor.worker_count; i++) {
        enum worker_state state = WORKER_STOPPED;

        if (!service->has_joined[i])
            service->has_joined[i] = worker_join(service->monitor.workers[i], 0, &state);
        if (state == WORKER_FAILED && service->exit_code == EXIT_DONE)
            service->exit_code = EXIT_UNAVAILABLE;
        is_all = is_all && service->has_joined[i];
    }
    return is_all;
}

static void continue_drain(struct service *service)
{
    if (all_joined(service)) {
        uv_stop(&service->loop);
        return;
    }
    uint64_t waited_ms = (clock_monotonic_ns() - service->drain_begin_ns) / 1000000u;

    if (waited_ms < DRAIN_DEADLINE_MS)
        return;
    log_write(LOG_LEVEL_ERROR, "service",
              "workers did not stop in time; what they held is read again at the next start "
              "waited_ms=%" PRIu64,
              waited_ms);
    _exit(EXIT_UNAVAILABLE);
}

/* The watchdog is fed only while every worker's loop turns: a stuck worker gets the process
 * restarted. */
static void feed_watchdog(struct service *service)
{
    uint64_t now_ns = clock_monotonic_ns();

    if (service->watchdog_ns == 0 || now_ns - service->watchdog_sent_ns < service->watchdog_ns / 4)
        return;
    if (!service->monitor.is_stopping &&
        !monitor_has_progress(&service->monitor, now_ns, service->watchdog_ns / 2)) {
        log_write(LOG_LEVEL_ERROR, "service", "a worker is stuck; the watchdog is not fed");
        return;
    }
    service->watchdog_sent_ns = now_ns;
    sd_notify(0, "WATCHDOG=1");
}

static void on_tick(uv_timer_t *timer)
{
    struct service *service = timer->data;
    char status[256];

    if (service->http != NULL)
        http_server_run(service->http);
    feed_watchdog(service);
    if (service->monitor.is_stopping) {
        continue_drain(service);
        return;
    }
    monitor_status(&service->monitor, status, sizeof(status));
    sd_notifyf(0, "STATUS=%s", status);
}

static void log_restart_keys(const struct service *service)
{
    struct buffer keys = {0};

    if (config_restart_keys(buffer_view(&service->started), service->settings->config, &keys) > 0)
        log_write(LOG_LEVEL_WARNING, "service",
                  "reloaded, but these changed keys take a restart keys=%.*s",
                  STRVIEW_ARG(buffer_view(&keys)));
    buffer_destroy(&keys);
}

/* Takes over settings. NULL without memory. */
static size_t wanted_workers(const struct settings *settings)
{
    int64_t wanted = settings->config->workers;

    return wanted == 0 ? uv_available_parallelism() : (size_t)wanted;
}

static struct worker_setup *setup_new(struct service *service, struct settings *settings)
{
    settings->options.worker_count = (unsigned)wanted_workers(settings);
    settings->options.ended = on_worker_ended;
    settings->options.ended_arg = service;
    struct worker_setup *setup =
        worker_setup_new(&settings->options, settings->lexicon, settings_free_fn, settings);

    if (setup == NULL)
        settings_free(settings);
    return setup;
}

static bool swap_settings(struct service *service, struct settings *settings)
{
    struct worker_setup *setup = setup_new(service, settings);

    if (setup == NULL)
        return false;
    for (size_t i = 0; i < service->monitor.worker_count; i++) {
        if (worker_reload(service->monitor.workers[i], setup))
            continue;
        while (i-- > 0) /* all workers or none */
            (void)worker_reload(service->monitor.workers[i], service->setup);
        worker_setup_release(setup);
        return false;
    }
    service->settings = settings;
    service->monitor.lexicon_hash = lexicon_hash(settings->lexicon);
    worker_setup_release(service->setup);
    service->setup = setup;
    return true;
}

static void reload(struct service *service)
{
    struct monitor *monitor = &service->monitor;

    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRIu64 "\nSTATUS=reloading",
               clock_monotonic_ns() / 1000u);
    struct settings *settings = service_load_settings(service->options);

    monitor->is_last_reload_successful = settings != NULL && swap_settings(service, settings);
    if (monitor->is_last_reload_successful) {
        monitor->reloads_succeeded++;
        monitor->last_reload_ms = clock_wall_ms();
        log_output_set_level(settings->config->log_level);
        log_write(LOG_LEVEL_NOTICE, "service", "reloaded language_data=%s", monitor->lexicon_hash);
        log_restart_keys(service);
    } else {
        monitor->reloads_failed++;
        log_write(LOG_LEVEL_ERROR, "service",
                  "the reload failed; the old configuration stays in use");
    }
    sd_notifyf(0, "READY=1\nSTATUS=%s",
               monitor->is_last_reload_successful ? "reloaded" : "reload failed, see the log");
}

static void on_signal(uv_signal_t *handle, int number)
{
    struct service *service = handle->data;

    if (number == SIGHUP) {
        if (!service->monitor.is_stopping)
            reload(service);
        return;
    }
    if (service->monitor.is_stopping) {
        log_write(LOG_LEVEL_WARNING, "service", "a second signal: leaving at once");
        _exit(EXIT_UNAVAILABLE);
    }
    log_write(LOG_LEVEL_NOTICE, "service", "stopping signal=%d", number);
    begin_drain(service, EXIT_DONE);
}

static bool start_loop(struct service *service)
{
    static const int numbers[] = {SIGTERM, SIGINT, SIGHUP};

    signal(SIGPIPE, SIG_IGN);
    if (uv_loop_init(&service->loop) != 0)
        return false;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        uv_signal_init(&service->loop, &service->signals[i]);
        service->signals[i].data = service;
        if (uv_signal_start(&service->signals[i], on_signal, numbers[i]) != 0)
            return false;
    }
    uv_timer_init(&service->loop, &service->tick);
    service->tick.data = service;
    uv_async_init(&service->loop, &service->worker_ended, on_worker_wakeup);
    service->worker_ended.data = service;
    return uv_timer_start(&service->tick, on_tick, TICK_MS, TICK_MS) == 0;
}

static bool start_http(struct service *service)
{
    const char *listen = service->settings->config->http_listen;
    char error[256];

    if (listen[0] == '\0')
        return true;
    service->http = http_server_new(listen, pages, service, error, sizeof(error));
    if (service->http == NULL) {
        log_write(LOG_LEVEL_ERROR, "service", "%s", error);
        return false;
    }
    uv_poll_init(&service->loop, &service->http_poll, http_server_fd(service->http));
    service->http_poll.data = service;
    service->has_http_poll = true;
    log_write(LOG_LEVEL_INFO, "service", "listening http=%s", http_server_address(service->http));
    return uv_poll_start(&service->http_poll, UV_READABLE, on_http) == 0;
}

static bool start_workers(struct service *service)
{
    struct monitor *monitor = &service->monitor;
    size_t count = wanted_workers(service->settings);
    char error[512] = "out of memory";

    monitor->workers = calloc(count, sizeof(struct worker *));
    service->has_joined = calloc(count, sizeof(bool));
    if (monitor->workers == NULL || service->has_joined == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct worker *worker = worker_new(service->setup, (unsigned)i, error, sizeof(error));

        if (worker == NULL || worker_start(worker) != STATUS_OK) {
            log_write(LOG_LEVEL_ERROR, "service", "a worker does not start worker=%zu error=%s", i,
                      worker == NULL ? error : "no thread");
            worker_free(worker);
            return false;
        }
        monitor->workers[monitor->worker_count++] = worker;
    }
    return true;
}

static void announce(struct service *service)
{
    const struct config *config = service->settings->config;
    uint64_t watchdog_us = 0;

    if (sd_watchdog_enabled(0, &watchdog_us) > 0)
        service->watchdog_ns = watchdog_us * 1000u;
    log_write(LOG_LEVEL_NOTICE, "service",
              "started version=%s workers=%zu brokers=%s group=%s language_data=%s", RASID_VERSION,
              service->monitor.worker_count, service->settings->options.brokers, config->group,
              service->monitor.lexicon_hash);
    sd_notify(0, "READY=1\nSTATUS=started");
    if (service->options->started != NULL)
        service->options->started(service->http == NULL ? "" : http_server_address(service->http));
}

static void close_handle(uv_handle_t *handle, void *arg)
{
    (void)arg;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

static void stop(struct service *service)
{
    if (service->has_http_poll)
        uv_poll_stop(&service->http_poll);
    uv_walk(&service->loop, close_handle, NULL);
    uv_run(&service->loop, UV_RUN_DEFAULT);
    uv_loop_close(&service->loop);
    http_server_free(service->http);
    for (size_t i = 0; i < service->monitor.worker_count; i++)
        worker_free(service->monitor.workers[i]);
    free(service->monitor.workers);
    free(service->has_joined);
    worker_setup_release(service->setup);
    buffer_destroy(&service->started);
}

/* The signals that the loop answers. */
static void answered_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGHUP);
}

void service_hold_signals(void)
{
    sigset_t set;

    answered_signals(&set);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static void release_signals(void)
{
    sigset_t set;

    answered_signals(&set);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

int service_run(struct settings *settings, const struct service_options *options)
{
    int64_t now_ms = clock_wall_ms();
    struct service service = {
        .options = options,
        .settings = settings,
        .monitor = {.lexicon_hash = lexicon_hash(settings->lexicon),
                    .start_ms = now_ms,
                    .is_last_reload_successful = true,
                    .last_reload_ms = now_ms},
        .exit_code = EXIT_DONE,
    };

    service.setup = setup_new(&service, settings);
    if (service.setup == NULL)
        return EXIT_UNAVAILABLE;
    config_write_restart_values(settings->config, &service.started);
    log_output_set_level(settings->config->log_level);
    if (!start_loop(&service)) {
        log_write(LOG_LEVEL_ERROR, "service", "the loop does not start");
        _exit(EXIT_UNAVAILABLE);
    }
    if (start_http(&service) && start_workers(&service))
        announce(&service);
    else
        begin_drain(&service, EXIT_UNAVAILABLE);
    release_signals();
    uv_run(&service.loop, UV_RUN_DEFAULT);
    stop(&service);
    log_write(LOG_LEVEL_NOTICE, "service", "stopped code=%d", service.exit_code);
    return service.exit_code;
}
