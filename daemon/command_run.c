/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid run`: the daemon. */
#include "daemon/command.h"

#include "consumers/embedded_broker.h"
#include "daemon/log_output.h"
#include "daemon/service.h"

#include <stdio.h>

enum { OPTION_CONFIG, OPTION_EMBEDDED, OPTION_COUNT };

static const struct command_option options[OPTION_COUNT] = {
    [OPTION_CONFIG] = {"config", "FILE", "configuration (default: /etc/rasid/rasid.yaml)", 'c',
                       NULL},
    [OPTION_EMBEDDED] = {"embedded", NULL,
                         "start a broker in this process to try things with; nothing is kept", 'e',
                         NULL},
};

enum { EMBEDDED_PARTITIONS = 4 };

static struct embedded_broker *start_broker(const struct settings *settings)
{
    char error[256] = "";
    struct embedded_broker *broker = embedded_broker_start(error, sizeof(error));
    const struct worker_options *topics = &settings->options;
    const char *const outputs[] = {topics->articles_topic, topics->dead_letters_topic};

    if (broker == NULL) {
        command_fail(EXIT_UNAVAILABLE, "the embedded broker does not start: %s", error);
        return NULL;
    }
    for (size_t i = 0; i < topics->topic_count; i++)
        embedded_broker_create_topic(broker, topics->topics[i], EMBEDDED_PARTITIONS);
    for (size_t i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++)
        if (outputs[i][0] != '\0')
            embedded_broker_create_topic(broker, outputs[i], EMBEDDED_PARTITIONS);
    printf("broker %s\n", embedded_broker_bootstrap(broker));
    for (size_t i = 0; i < topics->topic_count; i++)
        printf("reads %s\n", topics->topics[i]);
    printf("writes %s %s %s\n", topics->events_topic, topics->articles_topic,
           topics->dead_letters_topic);
    fflush(stdout);
    return broker;
}

static int run_embedded(const struct command_line *line)
{
    struct service_options service = {.config_path = line->option[OPTION_CONFIG],
                                      .has_no_file = line->option[OPTION_CONFIG] == NULL};
    struct settings *settings = service_load_settings(&service);
    struct embedded_broker *broker = settings == NULL ? NULL : start_broker(settings);
    int code = settings == NULL ? EXIT_CONFIG : EXIT_UNAVAILABLE;

    settings_free(settings);
    if (broker == NULL)
        return code;
    service.brokers = embedded_broker_bootstrap(broker);
    settings = service_load_settings(&service);
    if (settings != NULL)
        code = service_run(settings, &service);
    embedded_broker_stop(broker);
    return code;
}

static int run(const struct command_line *line)
{
    struct service_options service = {.config_path = line->option[OPTION_CONFIG]};

    service_hold_signals();
    log_output_start(CONFIG_LOG_AUTO);
    if (line->option[OPTION_EMBEDDED] != NULL)
        return run_embedded(line);
    struct settings *settings = service_load_settings(&service);

    if (settings == NULL)
        return EXIT_CONFIG;
    log_output_start((enum config_log_format)settings->config->log_format);
    return service_run(settings, &service);
}

const struct command command_run = {
    .name = "run",
    .summary = "Run the daemon: articles from Kafka in, events out",
    .details = "SIGTERM and SIGINT finish what is in work and stop; a second one stops at once.\n"
               "SIGHUP reads the configuration and the language data again.",
    .options = options,
    .option_count = OPTION_COUNT,
    .run = run,
};
