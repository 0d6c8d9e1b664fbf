/* SPDX-License-Identifier: Apache-2.0 */
/* The one table of options. A row here is all that a new option needs: parser, default, reference,
 * manual, environment variable and schema follow. */
#include "daemon/config_options.h"

#include <assert.h>
#include <ctype.h>

static bool is_topic_letter(char letter)
{
    return isalnum((unsigned char)letter) || letter == '.' || letter == '_' || letter == '-';
}

enum { TOPIC_BYTES_MAX = 249 };

static const char *refuse_topic(const char *value)
{
    if (value[0] == '\0')
        return "must name a topic";
    if (strlen(value) > TOPIC_BYTES_MAX || strcmp(value, ".") == 0 || strcmp(value, "..") == 0)
        return "is no topic's name";
    for (const char *at = value; *at != '\0'; at++)
        if (!is_topic_letter(*at))
            return "is no topic's name: letters, digits, '.', '_' and '-' only";
    return NULL;
}

static const char *refuse_topic_or_empty(const char *value)
{
    return value[0] == '\0' ? NULL : refuse_topic(value);
}

static const char *refuse_topic_template(const char *value)
{
    static const char *const parts[] = {"{type}", "{lang}", "{country}"};

    if (value[0] == '\0')
        return "must name a topic";
    if (strlen(value) > TOPIC_BYTES_MAX)
        return "is no topic's name: too long";
    while (*value != '\0') {
        size_t len = is_topic_letter(*value) ? 1 : 0;

        for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
            if (strncmp(value, parts[i], strlen(parts[i])) == 0)
                len = strlen(parts[i]);
        if (len == 0)
            return "is no topic's name: letters, digits, '.', '_', '-', {type}, {lang} and "
                   "{country} only";
        value += len;
    }
    return NULL;
}

/* host:port, [v6]:port */
static const char *refuse_address(const char *value)
{
    const char *colon = strrchr(value, ':');
    unsigned long long port = 0;

    if (colon == NULL || colon == value)
        return "is no address such as localhost:9092";
    if (!strview_to_unsigned(strview_from(colon + 1), &port) || port == 0 || port > 65535)
        return "has no port from 1 to 65535";
    if (strpbrk(value, " \t,/") != NULL)
        return "is no address such as localhost:9092";
    if (memchr(value, ':', (size_t)(colon - value)) != NULL && value[0] != '[')
        return "is no address: an IPv6 address stands in [brackets]";
    return NULL;
}

static const char *refuse_address_or_empty(const char *value)
{
    const char *port_zero = strrchr(value, ':');

    if (value[0] == '\0' || (port_zero != NULL && strcmp(port_zero, ":0") == 0))
        return NULL;
    return refuse_address(value);
}

static const char *refuse_empty(const char *value)
{
    return value[0] == '\0' ? "must not be empty" : NULL;
}

static const char *refuse_instance(const char *value)
{
    for (const char *at = value; *at != '\0'; at++)
        if (!is_topic_letter(*at))
            return "holds more than letters, digits, '.', '_' and '-'";
    return strlen(value) > 128 ? "is longer than 128 characters" : NULL;
}

static const char *refuse_time_zone(const char *value)
{
    if (value[0] != '\0' && strchr(value, '/') == NULL && strcmp(value, "UTC") != 0)
        return "is no time zone such as Asia/Damascus";
    for (const char *at = value; *at != '\0'; at++)
        if (!isalnum((unsigned char)*at) && strchr("/_+-", *at) == NULL)
            return "is no time zone such as Asia/Damascus";
    return NULL;
}

#define PLACE(member) offsetof(struct config, member)

const struct config_option config_options[] = {
    {.key = "kafka.brokers",
     .type = CONFIG_STRINGS,
     .offset = PLACE(brokers),
     .default_text = "[\"localhost:9092\"]",
     .change = CONFIG_ON_RESTART,
     .refuse = refuse_address,
     .help = "Brokers to begin with, each host:port; the others are learnt from them."},
    {.key = "kafka.group",
     .type = CONFIG_STRING,
     .offset = PLACE(group),
     .default_text = "\"rasid\"",
     .change = CONFIG_ON_RESTART,
     .refuse = refuse_empty,
     .help = "Consumer group. All processes that share the work have the same one."},
    {.key = "kafka.instance",
     .type = CONFIG_STRING,
     .offset = PLACE(instance),
     .default_text = "\"\"",
     .change = CONFIG_ON_RESTART,
     .refuse = refuse_instance,
     .help = "Name of this process in the group, different for each: a restart under the same name "
             "takes its partitions back without a rebalance and fences what it left behind. Empty: "
             "the host's name."},
    {.key = "kafka.sasl_password_file",
     .type = CONFIG_FILE,
     .offset = PLACE(sasl_password_file),
     .default_text = "\"\"",
     .change = CONFIG_ON_RESTART,
     .help = "File that holds the SASL password. A name without '/' is a systemd credential, "
             "looked up in $CREDENTIALS_DIRECTORY."},
    {.key = "kafka.ssl_key_password_file",
     .type = CONFIG_FILE,
     .offset = PLACE(ssl_key_password_file),
     .default_text = "\"\"",
     .change = CONFIG_ON_RESTART,
     .help = "File that holds the password of the TLS client key, looked up as above."},
    {.key = "kafka.librdkafka",
     .type = CONFIG_MAP,
     .offset = PLACE(librdkafka),
     .default_text = "{}",
     .change = CONFIG_ON_RESTART,
     .help = "Any property of librdkafka, passed through: TLS, SASL, tuning. Properties that the "
             "delivery guarantee rests on are refused.",
     .example = "security.protocol: sasl_ssl\nsasl.mechanism: SCRAM-SHA-512\nsasl.username: rasid"},
    {.key = "input.topics",
     .type = CONFIG_STRINGS,
     .offset = PLACE(input_topics),
     .default_text = "[\"articles.raw\"]",
     .change = CONFIG_ON_RESTART,
     .refuse = refuse_topic,
     .help = "Topics of raw articles."},
    {.key = "output.events",
     .type = CONFIG_STRING,
     .offset = PLACE(events_topic),
     .default_text = "\"events.{type}\"",
     .refuse = refuse_topic_template,
     .help = "Topic of events. {type}, {lang} and {country} are replaced by the event's; one fixed "
             "name is fine too."},
    {.key = "output.articles",
     .type = CONFIG_STRING,
     .offset = PLACE(articles_topic),
     .default_text = "\"articles.normalized\"",
     .refuse = refuse_topic_or_empty,
     .help = "Topic of clean articles. Empty: they are not published."},
    {.key = "output.dead_letters",
     .type = CONFIG_STRING,
     .offset = PLACE(dead_letters_topic),
     .default_text = "\"articles.dead\"",
     .refuse = refuse_topic,
     .help = "Topic of records that could not be processed, byte for byte with the reason."},
    {.key = "output.encoding",
     .type = CONFIG_CHOICE,
     .offset = PLACE(encoding),
     .default_text = "event",
     .choices = "event|flat",
     .help = "Form of an event: nested, or flat for sinks that take scalars only."},
    {.key = "output.min_confidence",
     .type = CONFIG_NUMBER,
     .offset = PLACE(min_confidence),
     .default_text = "0.0",
     .maximum = 1,
     .help = "Events below this confidence are not published, only counted."},
    {.key = "output.commit_ms",
     .type = CONFIG_INTEGER,
     .offset = PLACE(commit_ms),
     .default_text = "100",
     .change = CONFIG_ON_RESTART,
     .minimum = 1,
     .maximum = 60000,
     .help = "Most time that a batch stays open before its outputs are committed. Longer: fewer "
             "transactions; shorter: earlier events."},
    {.key = "delivery",
     .type = CONFIG_CHOICE,
     .offset = PLACE(delivery),
     .default_text = "exactly_once",
     .change = CONFIG_ON_RESTART,
     .choices = "exactly_once|at_least_once",
     .help = "exactly_once: outputs and offsets commit in one Kafka transaction. at_least_once: "
             "without transactions; after a crash some events come twice, with the same id."},
    {.key = "workers",
     .type = CONFIG_INTEGER,
     .offset = PLACE(workers),
     .default_text = "0",
     .change = CONFIG_ON_RESTART,
     .maximum = 256,
     .help = "Threads, each with its own consumer, producer and pipeline. 0: one a core."},
    {.key = "languages",
     .type = CONFIG_STRINGS,
     .offset = PLACE(languages),
     .default_text = "[\"ar\", \"en\"]",
     .choices = "ar|en",
     .help = "Languages that events are extracted from."},
    {.key = "sources",
     .type = CONFIG_SOURCES,
     .offset = PLACE(sources),
     .default_text = "{}",
     .help = "What is known of a source, by its domain: time_zone (tz name) of times without a "
             "zone; language, where the text does not tell; month_first, where 11/07/2025 is 7 "
             "November.",
     .example = "example.com: {time_zone: Asia/Damascus, language: ar, month_first: false}"},
    {.key = "lexicon",
     .type = CONFIG_STRING,
     .offset = PLACE(lexicon),
     .default_text = "\"\"",
     .help = "Compiled language data. Empty: beside the program, or in share/rasid."},
    {.key = "limits.article_bytes",
     .type = CONFIG_INTEGER,
     .offset = PLACE(article_bytes),
     .default_text = "1048576",
     .minimum = 1024,
     .maximum = 67108864,
     .help = "Larger records are dead letters, unread."},
    {.key = "limits.stage_ms",
     .type = CONFIG_INTEGER,
     .offset = PLACE(stage_ms),
     .default_text = "200",
     .minimum = 1,
     .maximum = 60000,
     .help = "A record that keeps one stage longer is a dead letter."},
    {.key = "limits.article_events",
     .type = CONFIG_INTEGER,
     .offset = PLACE(article_events),
     .default_text = "200",
     .minimum = 1,
     .maximum = 10000,
     .help = "An article that gives more events is a dead letter."},
    {.key = "http.listen",
     .type = CONFIG_STRING,
     .offset = PLACE(http_listen),
     .default_text = "\"127.0.0.1:9464\"",
     .change = CONFIG_ON_RESTART,
     .refuse = refuse_address_or_empty,
     .help = "Address of /livez, /readyz and /metrics. Port 0: the kernel chooses. Empty: none. "
             "There is no password: keep it on loopback or behind a proxy."},
    {.key = "log.level",
     .type = CONFIG_CHOICE,
     .offset = PLACE(log_level),
     .default_text = "info",
     .choices = "error|warning|notice|info|debug",
     .help = "Least severe message that is logged. debug may hold article text."},
    {.key = "log.format",
     .type = CONFIG_CHOICE,
     .offset = PLACE(log_format),
     .default_text = "auto",
     .change = CONFIG_ON_RESTART,
     .choices = "auto|journal|text|json",
     .help = "auto: journal fields under systemd, text on a terminal, JSON lines elsewhere."},
    {.key = "state_directory",
     .type = CONFIG_STRING,
     .offset = PLACE(state_directory),
     .default_text = "\"\"",
     .change = CONFIG_ON_RESTART,
     .help = "Where records in work are noted, so that one that crashes the process twice is "
             "dead-lettered unread. Empty: $STATE_DIRECTORY, which systemd sets; else none."},
};
const size_t config_option_count = sizeof(config_options) / sizeof(config_options[0]);
static_assert(sizeof(config_options) / sizeof(config_options[0]) <= CONFIG_OPTIONS_MAX,
              "config.origins is too short");

#define SOURCE_PLACE(member) offsetof(struct config_source, member)

const struct config_option config_source_options[] = {
    {.key = "time_zone",
     .type = CONFIG_STRING,
     .offset = SOURCE_PLACE(time_zone),
     .default_text = "\"\"",
     .refuse = refuse_time_zone,
     .help = "Time zone of its times without one, such as Asia/Damascus."},
    {.key = "language",
     .type = CONFIG_STRING,
     .offset = SOURCE_PLACE(language),
     .default_text = "\"\"",
     .choices = "ar|en",
     .help = "Its language, where the text does not tell."},
    {.key = "month_first",
     .type = CONFIG_BOOLEAN,
     .offset = SOURCE_PLACE(is_month_first),
     .default_text = "false",
     .help = "11/07/2025 is 7 November."},
};
const size_t config_source_option_count =
    sizeof(config_source_options) / sizeof(config_source_options[0]);
