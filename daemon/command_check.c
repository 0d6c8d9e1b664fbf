/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid check`: everything that `rasid run` would refuse to start with, told before it starts. */
#include "daemon/command.h"
#include "daemon/settings.h"

#include <stdio.h>

enum { OPTION_CONFIG, OPTION_COUNT };

static const struct command_option options[OPTION_COUNT] = {
    [OPTION_CONFIG] = {"config", "FILE", "configuration (default: /etc/rasid/rasid.yaml)", 'c',
                       NULL},
};

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
    settings_free(settings);
    buffer_destroy(&errors);
    buffer_destroy(&warnings);
    return code;
}

const struct command command_check = {
    .name = "check",
    .summary = "Check the configuration and the language data",
    .details = "Exit code 78 when the daemon would not start with them.",
    .options = options,
    .option_count = OPTION_COUNT,
    .run = run,
};
