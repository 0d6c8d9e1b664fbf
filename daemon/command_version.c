/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid version`: what this program is made of. */
#include "daemon/command.h"

#include "daemon/language_data.h"

#include <jansson.h>
#include <microhttpd.h>
#include <stdio.h>
#include <uv.h>
#include <yaml.h>

static const struct command_option options[] = {
    {"format", "FORMAT", "text (default), json", 'f', "text|json"},
};

static int run(const struct command_line *line)
{
    struct lexicon *lexicon = NULL;
    char error[512];
    bool is_open = language_data_open(NULL, &lexicon, error, sizeof(error)) == STATUS_OK;
    const char *hash = is_open ? lexicon_hash(lexicon) : "none";
    const char *format = line->option[0] != NULL && line->option[0][0] == 'j'
                             ? "{\"version\":\"%s\",\"language_data\":\"%s\",\"libuv\":\"%s\","
                               "\"jansson\":\"%s\",\"libyaml\":\"%s\","
                               "\"libmicrohttpd\":\"%s\"}\n"
                             : "rasid %s\nlanguage data %s\nlibuv %s\njansson %s\n"
                               "libyaml %s\nlibmicrohttpd %s\n";

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    printf(format, RASID_VERSION, hash, uv_version_string(), jansson_version_str(),
           yaml_get_version_string(), MHD_get_version());
#pragma GCC diagnostic pop
    lexicon_close(lexicon);
    return EXIT_DONE;
}

const struct command command_version = {
    .name = "version",
    .summary = "Print the versions of rasid, its language data and its libraries",
    .options = options,
    .option_count = 1,
    .run = run,
};
