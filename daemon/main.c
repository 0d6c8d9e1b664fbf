/* SPDX-License-Identifier: Apache-2.0 */
/* The table of commands. */
#include "daemon/command.h"

// clang-format off
static const struct command *const commands[] = {
    &command_run,
    &command_extract,
    &command_explain,
    &command_test,
    &command_check,
    &command_config_reference,
    &command_config_show,
    &command_lexicon_compile,
    &command_lexicon_stats,
    &command_lexicon_lookup,
    &command_schema,
    &command_completion,
    &command_version,
    NULL,
};
// clang-format on

int main(int argc, char **argv)
{
    return command_line_run(commands, argc, argv);
}
