/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid config reference` and `rasid config show`. */
#include "daemon/command.h"
#include "daemon/config.h"

#include <stdio.h>
#include <string.h>

enum { REFERENCE_FORMAT };

static const struct command_option reference_options[] = {
    [REFERENCE_FORMAT] = {"format", "FORMAT",
                          "yaml (default: a file of all defaults), json, manual, markdown", 'f',
                          "yaml|json|manual|markdown"},
};

enum { SHOW_CONFIG, SHOW_FORMAT };

static const struct command_option show_options[] = {
    [SHOW_CONFIG] = {"config", "FILE", "configuration (default: /etc/rasid/rasid.yaml)", 'c', NULL},
    [SHOW_FORMAT] = {"format", "FORMAT", "yaml (default), json", 'f', "yaml|json"},
};

static int print_buffer(struct buffer *text)
{
    int code = text->has_failed ? command_fail(EXIT_IO, "out of memory") : EXIT_DONE;

    fwrite(text->data, 1, text->len, stdout);
    buffer_destroy(text);
    return code;
}

static int run_reference(const struct command_line *line)
{
    const char *format = line->option[REFERENCE_FORMAT];
    struct buffer text = {0};

    if (format == NULL || strcmp(format, "yaml") == 0)
        config_write_reference(&text);
    else if (strcmp(format, "json") == 0)
        config_write_reference_json(&text);
    else if (strcmp(format, "manual") == 0)
        config_write_manual(&text);
    else
        config_write_markdown(&text);
    return print_buffer(&text);
}

static int run_show(const struct command_line *line)
{
    const char *format = line->option[SHOW_FORMAT];
    struct buffer errors = {0};
    struct buffer warnings = {0};
    struct buffer text = {0};
    struct config *config = config_load(line->option[SHOW_CONFIG], &errors, &warnings);

    fprintf(stderr, "%.*s%.*s", STRVIEW_ARG(buffer_view(&errors)),
            STRVIEW_ARG(buffer_view(&warnings)));
    buffer_destroy(&errors);
    buffer_destroy(&warnings);
    if (config == NULL)
        return command_fail(EXIT_CONFIG, "the configuration is wrong");
    if (format != NULL && format[0] == 'j')
        config_write_values_json(config, &text);
    else
        config_write_values(config, &text);
    config_free(config);
    return print_buffer(&text);
}

const struct command command_config_reference = {
    .name = "config reference",
    .summary = "Print every configuration key with its default and meaning",
    .options = reference_options,
    .option_count = sizeof(reference_options) / sizeof(reference_options[0]),
    .run = run_reference,
};

const struct command command_config_show = {
    .name = "config show",
    .summary = "Print the configuration in force, and where each value comes from",
    .details = "Secrets are never printed.",
    .options = show_options,
    .option_count = sizeof(show_options) / sizeof(show_options[0]),
    .run = run_show,
};
