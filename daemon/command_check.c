/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid check`: everything that `rasid run` would refuse to start with, told before it starts;
 * with
 * --broker also whether it will find its topics. */
#include "daemon/command.h"
#include "daemon/settings.h"
#include "daemon/worker_route.h"
#include "kafka/broker_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_CONFIG, OPTION_BROKER, OPTION_COUNT };
enum { BROKER_TIMEOUT_MS = 10000, TOPICS_MAX = 256 };

static const struct command_option options[OPTION_COUNT] = {
    [OPTION_CONFIG] = {"config", "FILE", "configuration (default: /etc/rasid/rasid.yaml)", 'c',
                       NULL},
    [OPTION_BROKER] = {"broker", NULL,
                       "ask the brokers too: that the topics are there and may be read", 'b', NULL},
};

struct topic_list {
    struct broker_check_topic topics[TOPICS_MAX];
    size_t count;
};

static bool add_topic(struct topic_list *list, const char *name, bool is_read)
{
    if (name == NULL || name[0] == '\0' || list->count == TOPICS_MAX)
        return true;
    char *copy = strdup(name);

    if (copy == NULL)
        return false;
    list->topics[list->count++] = (struct broker_check_topic){.name = copy, .is_read = is_read};
    return true;
}

static bool add_written(void *arg, const char *topic)
{
    return add_topic(arg, topic, false);
}

static void free_topics(struct topic_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free((char *)(uintptr_t)list->topics[i].name);
}

static bool list_topics(struct topic_list *list, const struct worker_options *worker)
{
    bool ok = true;

    for (size_t i = 0; ok && i < worker->topic_count; i++)
        ok = add_topic(list, worker->topics[i], true);
    return ok && route_each(worker->events_topic, add_written, list) &&
           add_topic(list, worker->articles_topic, false) &&
           add_topic(list, worker->dead_letters_topic, false);
}

static int check_broker(const struct worker_options *worker)
{
    static struct topic_list list;
    char error[256] = "out of memory";
    int code = EXIT_DONE;
    const struct broker_check check = {
        .brokers = worker->brokers,
        .properties = worker->properties,
        .property_count = worker->property_count,
        .timeout_ms = BROKER_TIMEOUT_MS,
    };
    enum status status = STATUS_NO_MEMORY;

    if (list_topics(&list, worker))
        status = broker_check_topics(&check, list.topics, list.count, error, sizeof(error));
    if (status != STATUS_OK)
        code = command_fail(status == STATUS_CONFIG ? EXIT_CONFIG : EXIT_UNAVAILABLE, "%s: %s",
                            worker->brokers, error);
    for (size_t i = 0; status == STATUS_OK && i < list.count; i++) {
        if (list.topics[i].wrong == NULL)
            continue;
        code = command_fail(EXIT_UNAVAILABLE, "topic %s, which is %s: %s", list.topics[i].name,
                            list.topics[i].is_read ? "read" : "written", list.topics[i].wrong);
    }
    if (code == EXIT_DONE)
        printf("%s: %zu topics are there\n", worker->brokers, list.count);
    free_topics(&list);
    return code;
}

static int run(const struct command_line *line)
{
    const char *path = line->option[OPTION_CONFIG];
    struct buffer errors = {0};
    struct buffer warnings = {0};
    struct config *config = config_load(path, &errors, &warnings);
    struct settings *settings = config == NULL ? NULL : settings_new(config, NULL, &errors);
    int code = settings == NULL ? EXIT_CONFIG : EXIT_DONE;

    fprintf(stderr, "%.*s%.*s", STRVIEW_ARG(buffer_view(&errors)),
            STRVIEW_ARG(buffer_view(&warnings)));
    if (settings != NULL)
        printf("%s: right; language data %s\n", path == NULL ? config_default_path : path,
               lexicon_hash(settings->lexicon));
    if (settings != NULL && line->option[OPTION_BROKER] != NULL)
        code = check_broker(&settings->options);
    settings_free(settings);
    buffer_destroy(&errors);
    buffer_destroy(&warnings);
    return code;
}

const struct command command_check = {
    .name = "check",
    .summary = "Check the configuration and the language data",
    .details = "Exit code 78 when the daemon would not start with them. With --broker, 69 when\n"
               "the brokers do not answer or a topic is missing or may not be read. Nothing is\n"
               "written, so whether a topic may be written shows only as far as its metadata.",
    .options = options,
    .option_count = OPTION_COUNT,
    .run = run,
};
