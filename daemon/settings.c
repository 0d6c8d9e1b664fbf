/* SPDX-License-Identifier: Apache-2.0 */
/* From the configuration to what workers run with. Whatever can be wrong is found here, before a
 * worker exists: a daemon does not start half configured, and a reload that fails changes nothing.
 */
#include "daemon/settings.h"

#include "daemon/language_data.h"

#include <stdio.h>
#include <stdlib.h>

enum { SECRET_PROPERTIES = 2 };

static bool make_brokers(struct settings *settings, const char *brokers)
{
    const struct config_list *list = &settings->config->brokers;
    struct buffer joined = {0};

    if (brokers != NULL)
        buffer_append_string(&joined, brokers);
    for (size_t i = 0; brokers == NULL && i < list->count; i++)
        buffer_printf(&joined, "%s%s", i == 0 ? "" : ",", list->items[i]);
    settings->options.brokers = arena_copy(settings->config->arena, buffer_view(&joined)).ptr;
    buffer_destroy(&joined);
    return settings->options.brokers != NULL;
}

static bool make_properties(struct settings *settings, struct buffer *errors)
{
    struct config *config = settings->config;
    size_t count = config->librdkafka.count;
    struct kafka_property *properties =
        arena_array(config->arena, count + SECRET_PROPERTIES, sizeof(*properties));
    const struct {
        const char *name;
        const char *file;
    } secrets[SECRET_PROPERTIES] = {
        {"sasl.password", config->sasl_password_file},
        {"ssl.key.password", config->ssl_key_password_file},
    };

    if (properties == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        properties[i] = (struct kafka_property){config->librdkafka.items[i].name,
                                                config->librdkafka.items[i].value};
    for (size_t i = 0; i < SECRET_PROPERTIES; i++) {
        const char *secret = config_secret(config, secrets[i].file, errors);

        if (secret == NULL)
            return false;
        if (secret[0] != '\0')
            properties[count++] = (struct kafka_property){secrets[i].name, secret};
    }
    settings->options.properties = properties;
    settings->options.property_count = count;
    return true;
}

static enum language language_from(const char *name)
{
    for (int i = LANGUAGE_UNKNOWN + 1; i < LANGUAGE_UNSUPPORTED; i++)
        if (strcmp(language_name((enum language)i), name) == 0)
            return (enum language)i;
    return LANGUAGE_UNKNOWN;
}

static bool make_pipeline_options(struct settings *settings)
{
    const struct config *config = settings->config;
    struct pipeline_options *options = &settings->options.pipeline;
    struct source_hint *hints = arena_array(config->arena, config->sources.count, sizeof(*hints));

    if (hints == NULL)
        return false;
    for (size_t i = 0; i < config->sources.count; i++) {
        const struct config_source *source = &config->sources.items[i];

        hints[i] = (struct source_hint){
            .domain = strview_from(source->domain),
            .time_zone = source->time_zone[0] == '\0' ? NULL : source->time_zone,
            .language = language_from(source->language),
            .is_month_first = source->is_month_first,
        };
    }
    options->normalize.sources = hints;
    options->normalize.source_count = config->sources.count;
    for (size_t i = 0; i < config->languages.count; i++)
        options->normalize.languages[language_from(config->languages.items[i])] = true;
    options->extract.events_max = (size_t)config->article_events;
    options->article_bytes = (size_t)config->article_bytes;
    options->stage_ms = (uint32_t)config->stage_ms;
    return true;
}

static void make_worker_options(struct settings *settings)
{
    const struct config *config = settings->config;
    struct worker_options *options = &settings->options;
    const char *state_directory = getenv("STATE_DIRECTORY");

    options->group = config->group;
    options->instance = config->instance;
    options->topics = config->input_topics.items;
    options->topic_count = config->input_topics.count;
    options->events_topic = config->events_topic;
    options->articles_topic = config->articles_topic;
    options->dead_letters_topic = config->dead_letters_topic;
    options->encoding = config->encoding == CONFIG_ENCODING_FLAT ? FORMAT_FLAT : FORMAT_EVENT;
    options->min_confidence = config->min_confidence;
    options->delivery =
        config->delivery == CONFIG_AT_LEAST_ONCE ? DELIVERY_AT_LEAST_ONCE : DELIVERY_EXACTLY_ONCE;
    options->commit_ms = (uint32_t)config->commit_ms;
    options->state_directory =
        config->state_directory[0] != '\0' ? config->state_directory : state_directory;
}

/* A pipeline is made once here, so that language data which a worker could not use is refused now.
 */
static bool try_pipeline(const struct settings *settings, struct buffer *errors)
{
    struct pipeline *pipeline = pipeline_new(settings->lexicon, &settings->options.pipeline);

    pipeline_free(pipeline);
    if (pipeline == NULL)
        buffer_printf(errors, "the pipeline does not start: out of memory, or language data that "
                              "it cannot use\n");
    return pipeline != NULL;
}

struct settings *settings_new(struct config *config, const char *brokers, struct buffer *errors)
{
    struct settings *settings = calloc(1, sizeof(*settings));
    char error[512] = "out of memory";

    if (settings == NULL) {
        config_free(config);
        return NULL;
    }
    settings->config = config;
    make_worker_options(settings);
    if (!make_brokers(settings, brokers) || !make_pipeline_options(settings))
        goto fail;
    error[0] = '\0';
    if (!make_properties(settings, errors))
        goto fail;
    if (language_data_open(config->lexicon, &settings->lexicon, error, sizeof(error)) != STATUS_OK)
        goto fail;
    if (!worker_options_check(&settings->options, error, sizeof(error)))
        goto fail;
    if (!try_pipeline(settings, errors))
        goto fail;
    return settings;
fail:
    if (error[0] != '\0')
        buffer_printf(errors, "%s\n", error);
    settings_free(settings);
    return NULL;
}

void settings_free(struct settings *settings)
{
    if (settings == NULL)
        return;
    lexicon_close(settings->lexicon);
    config_free(settings->config);
    free(settings);
}

void settings_free_fn(void *settings)
{
    settings_free(settings);
}
