/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_COMMAND_H
#define DAEMON_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* One row a command of `rasid`; help, completion and the parser are made from it. */

/* sysexits' codes, the only ones that `rasid` ends with. */
enum exit_code {
    EXIT_DONE = 0,
    EXIT_USAGE = 64,
    EXIT_BAD_DATA = 65,
    EXIT_UNAVAILABLE = 69,
    EXIT_IO = 74,
    EXIT_CONFIG = 78,
};

struct command_option {
    const char *name;     /* without the dashes */
    const char *argument; /* what it takes, such as "FILE"; NULL: nothing */
    const char *help;
    char letter;         /* short form; 0: none */
    const char *choices; /* right values with '|' between; NULL: any */
};

enum { COMMAND_OPTIONS_MAX = 16 };

struct command_line {
    const struct command *const *commands; /* all of them, NULL at the end */
    const struct command *command;
    const char *program;
    const char *option[COMMAND_OPTIONS_MAX]; /* by index in command->options; "" for one that takes
                                                nothing; NULL: not given */
    char **operands;
    size_t operand_count;
};

struct command {
    const char *name;     /* one or two words */
    const char *operands; /* as usage shows them; NULL: takes none */
    const char *summary;  /* one line */
    const char *details;  /* paragraphs of --help; NULL: none */
    const struct command_option *options;
    size_t option_count;
    int (*run)(const struct command_line *line); /* an exit_code */
};

extern const struct command command_run;
extern const struct command command_check;
extern const struct command command_extract;
extern const struct command command_explain;
extern const struct command command_test;
extern const struct command command_version;
extern const struct command command_config_reference;
extern const struct command command_config_show;
extern const struct command command_lexicon_compile;
extern const struct command command_lexicon_stats;
extern const struct command command_lexicon_lookup;
extern const struct command command_schema;
extern const struct command command_completion;

/* Finds the command that argv names, parses its options, and runs it. Returns an exit_code. */
int command_line_run(const struct command *const *commands, int argc, char **argv);

/* "rasid: " and the message on standard error; returns code. */
int command_fail(enum exit_code code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
