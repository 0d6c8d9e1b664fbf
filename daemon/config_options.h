/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_CONFIG_OPTIONS_H
#define DAEMON_CONFIG_OPTIONS_H

#include "daemon/config.h"
#include "daemon/yaml_tree.h"

/* The table of options, and how a value of each type is read and written. */

enum config_type {
    CONFIG_STRING,  /* const char * */
    CONFIG_STRINGS, /* struct config_list */
    CONFIG_INTEGER, /* int64_t */
    CONFIG_NUMBER,  /* double */
    CONFIG_BOOLEAN, /* bool */
    CONFIG_CHOICE,  /* int: the row in choices */
    CONFIG_FILE,    /* const char *: a secret's file */
    CONFIG_MAP,     /* struct config_map */
    CONFIG_SOURCES, /* struct config_sources */
};

enum config_change { CONFIG_ON_RELOAD, CONFIG_ON_RESTART };

struct config_option {
    const char *key; /* "section.name" or "name" */
    enum config_type type;
    size_t offset;            /* in struct config, or struct config_source */
    const char *default_text; /* YAML */
    enum config_change change;
    double minimum, maximum; /* of numbers */
    const char *choices;     /* right values with '|' between; NULL: any */
    /* A further check of a string, or of every item of a list: NULL, or a sentence's end such as
     * "is no address". */
    const char *(*refuse)(const char *value);
    const char *help;    /* for reference and manual; sentences */
    const char *example; /* YAML lines for the reference; NULL: none */
};

extern const struct config_option config_options[];
extern const size_t config_option_count;
/* What stands under a domain in `sources`. */
extern const struct config_option config_source_options[];
extern const size_t config_source_option_count;

const char *config_type_name(enum config_type type);

/* Reads a node into the option's place in object. A map adds to what is there. What is wrong is
 * appended to errors. */
void config_read_value(const struct config_option *option, struct arena *arena,
                       const struct yaml_node *node, void *object, struct buffer *errors);
/* Appends the value as JSON, which is YAML's flow form too. */
void config_write_value(const struct config_option *option, const void *object, struct buffer *out);
/* Appends text as a JSON string. */
void config_write_string(const char *text, struct buffer *out);

/* The option of a key, or NULL. */
const struct config_option *config_option_find(const char *key);

#endif
