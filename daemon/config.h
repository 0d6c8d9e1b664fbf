/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_CONFIG_H
#define DAEMON_CONFIG_H

#include "common/arena.h"
#include "common/buffer.h"
#include "common/status.h"

#include <stdint.h>

/* The configuration of a running process. Everything in it lives in its arena. One table
 * (config_options.c) makes the parser, the defaults, the reference, the manual, the environment
 * overrides and the JSON Schema. */

struct config_list {
    const char **items;
    size_t count;
};

struct config_pair {
    const char *name;
    const char *value;
};

struct config_map {
    struct config_pair *items;
    size_t count;
};

/* What is known of one domain. */
struct config_source {
    const char *domain;
    const char *time_zone; /* "": unknown */
    const char *language;  /* "": told from the text */
    bool is_month_first;
};

struct config_sources {
    struct config_source *items;
    size_t count;
};

enum config_encoding { CONFIG_ENCODING_EVENT, CONFIG_ENCODING_FLAT };
enum config_delivery { CONFIG_EXACTLY_ONCE, CONFIG_AT_LEAST_ONCE };
enum config_log_format { CONFIG_LOG_AUTO, CONFIG_LOG_JOURNAL, CONFIG_LOG_TEXT, CONFIG_LOG_JSON };

enum { CONFIG_OPTIONS_MAX = 48 };

struct config {
    struct arena *arena;

    struct config_list brokers;
    const char *group;
    const char *instance;
    struct config_map librdkafka;
    const char *sasl_password_file;
    const char *ssl_key_password_file;
    struct config_list input_topics;
    const char *events_topic;
    const char *articles_topic;
    const char *dead_letters_topic;
    int encoding; /* enum config_encoding */
    double min_confidence;
    int64_t commit_ms;
    int delivery; /* enum config_delivery */
    int64_t workers;
    struct config_list languages;
    struct config_sources sources;
    const char *lexicon;
    int64_t article_bytes;
    int64_t stage_ms;
    int64_t article_events;
    const char *http_listen;
    int log_level;  /* row of error, warning, notice, info, debug */
    int log_format; /* enum config_log_format */
    const char *state_directory;

    /* Where each option's value comes from, by row of the table: "file:line", "RASID_…", or NULL
     * for the default. */
    const char *origins[CONFIG_OPTIONS_MAX];
};

extern const char config_default_path[]; /* /etc/rasid/rasid.yaml */

/* Defaults, then the file at path, then the *.yaml files of conf.d beside it in name order, then
 * the environment. path NULL: the default path, which may be missing. NULL when anything is wrong:
 * errors holds a line for each, "file:line:column: what". warnings holds lines about what is
 * suspicious only. The caller frees the result. */
struct config *config_load(const char *path, struct buffer *errors, struct buffer *warnings);
/* The defaults alone (for --embedded), with the environment. */
struct config *config_load_defaults(struct buffer *errors, struct buffer *warnings);
void config_free(struct config *config);

/* The secret that a *_file option names, without its last newline, in the configuration's arena; ""
 * when the option is not set. A relative name is looked up in $CREDENTIALS_DIRECTORY. NULL with a
 * line in errors. */
const char *config_secret(struct config *config, const char *file, struct buffer *errors);

/* The values that take a restart, one a line: kept from the start, to compare a reload with. */
void config_write_restart_values(const struct config *config, struct buffer *out);
/* Appends the keys, with ", " between, whose value is not that of started, from
 * config_write_restart_values(). Returns how many. */
size_t config_restart_keys(struct strview started, const struct config *to, struct buffer *out);

/* Texts made from the table: the commented file of all defaults (conf/rasid.yaml), its table for
 * the manual (scdoc) and for docs/configuration.md, and the JSON Schema for editors. */
void config_write_reference(struct buffer *out);
void config_write_reference_json(struct buffer *out);
void config_write_manual(struct buffer *out);
void config_write_markdown(struct buffer *out);
void config_write_schema(struct buffer *out);
/* The values in force as YAML with their origins, or as JSON. Secrets are shown as "***". */
void config_write_values(const struct config *config, struct buffer *out);
void config_write_values_json(const struct config *config, struct buffer *out);

#endif
