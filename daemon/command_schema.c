/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid schema`: the published schemas, so that a reader has those of the very program that
 * wrote. */
#include "daemon/command.h"

#include "daemon/schemas.h"
#include "daemon/suggest.h"

#include <stdio.h>
#include <string.h>

static int run(const struct command_line *line)
{
    const char *wanted = line->operand_count == 0 ? "event" : line->operands[0];
    struct suggestion suggestion = {.wanted = wanted};

    if (line->operand_count > 1)
        return command_fail(EXIT_USAGE, "schema takes one name");
    for (size_t i = 0; i < schema_count; i++) {
        if (strcmp(schemas[i].name, wanted) == 0) {
            fwrite(schemas[i].text, 1, schemas[i].bytes, stdout);
            return EXIT_DONE;
        }
        suggestion_offer(&suggestion, schemas[i].name);
    }
    if (suggestion.nearest != NULL)
        return command_fail(EXIT_USAGE, "there is no schema '%s'; did you mean '%s'?", wanted,
                            suggestion.nearest);
    return command_fail(EXIT_USAGE, "there is no schema '%s'; `rasid schema --help` lists them",
                        wanted);
}

const struct command command_schema = {
    .name = "schema",
    .operands = "event|event_flat|article",
    .summary = "Print the JSON Schema of what rasid writes",
    .details = "event (default): format event. event_flat: format flat. article: clean articles.",
    .run = run,
};
