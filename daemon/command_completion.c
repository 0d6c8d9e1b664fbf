/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid completion`. */
#include "daemon/command.h"

#include "daemon/completion.h"

#include <stdio.h>

static int run(const struct command_line *line)
{
    struct buffer text = {0};

    if (line->operand_count != 1 || !completion_write(line->commands, line->operands[0], &text))
        return command_fail(EXIT_USAGE, "completion needs a shell: bash, zsh or fish");
    int code = text.has_failed ? command_fail(EXIT_IO, "out of memory") : EXIT_DONE;

    fwrite(text.data, 1, text.len, stdout);
    buffer_destroy(&text);
    return code;
}

const struct command command_completion = {
    .name = "completion",
    .operands = "bash|zsh|fish",
    .summary = "Print a shell's completion of rasid's commands and options",
    .details = "bash:  rasid completion bash > /etc/bash_completion.d/rasid\n"
               "zsh:   rasid completion zsh > \"${fpath[1]}/_rasid\"\n"
               "fish:  rasid completion fish > ~/.config/fish/completions/rasid.fish",
    .run = run,
};
