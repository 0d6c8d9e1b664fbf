/* SPDX-License-Identifier: Apache-2.0 */
/* The command line, from the table of commands: parser, help, and the nearest right name for a
 * wrong one. Own code instead of getopt_long() because that keeps a second table, abbreviates long
 * options silently (a script breaks when a new option makes one ambiguous), and suggests nothing.
 */
#include "daemon/command.h"

#include "daemon/suggest.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int command_fail(enum exit_code code, const char *format, ...)
{
    va_list args;

    fflush(stdout);
    fputs("rasid: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return code;
}

static void print_commands(const struct command *const *commands, FILE *out)
{
    fputs("usage: rasid COMMAND [OPTION…]\n\n"
          "Turns raw news articles, from Kafka or from files, into structured political events.\n\n"
          "Commands:\n",
          out);
    for (size_t i = 0; commands[i] != NULL; i++)
        fprintf(out, "  %-18s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\n`rasid COMMAND --help` tells more of one command.\n", out);
}

static void print_option(const struct command_option *option, FILE *out)
{
    char left[64];
    char letter[8] = "    ";

    if (option->letter != 0)
        snprintf(letter, sizeof(letter), "-%c, ", option->letter);
    snprintf(left, sizeof(left), "%s--%s%s%s", letter, option->name,
             option->argument == NULL ? "" : " ", option->argument == NULL ? "" : option->argument);
    fprintf(out, "  %-26s %s\n", left, option->help);
}

static void print_command(const struct command *command, FILE *out)
{
    fprintf(out, "usage: rasid %s%s%s%s\n\n%s.\n", command->name,
            command->option_count == 0 ? "" : " [OPTION…]", command->operands == NULL ? "" : " ",
            command->operands == NULL ? "" : command->operands, command->summary);
    if (command->details != NULL)
        fprintf(out, "\n%s\n", command->details);
    fputs("\nOptions:\n", out);
    for (size_t i = 0; i < command->option_count; i++)
        print_option(&command->options[i], out);
    print_option(&(struct command_option){"help", NULL, "show this text", 'h', NULL}, out);
}

/* Words of the command's name that argv starts with; 0: it is another command. */
static int words_matched(const struct command *command, int argc, char **argv)
{
    const char *second = strchr(command->name, ' ');

    if (second == NULL)
        return argc > 0 && strcmp(argv[0], command->name) == 0 ? 1 : 0;
    size_t first_len = (size_t)(second - command->name);

    if (argc < 2 || strlen(argv[0]) != first_len || strncmp(argv[0], command->name, first_len) != 0)
        return 0;
    return strcmp(argv[1], second + 1) == 0 ? 2 : 0;
}

static int refuse_command(const struct command *const *commands, int argc, char **argv)
{
    char typed[128];
    struct suggestion suggestion = {.wanted = typed};
    size_t word_len = strlen(argv[0]);
    const char *second = argc > 1 && argv[1][0] != '-' ? argv[1] : NULL;
    bool is_group = false;

    for (size_t i = 0; commands[i] != NULL; i++)
        if (strncmp(commands[i]->name, argv[0], word_len) == 0 &&
            commands[i]->name[word_len] == ' ')
            is_group = true;
    snprintf(typed, sizeof(typed), "%s%s%s", argv[0], is_group && second != NULL ? " " : "",
             is_group && second != NULL ? second : "");
    for (size_t i = 0; commands[i] != NULL; i++)
        suggestion_offer(&suggestion, commands[i]->name);
    if (suggestion.nearest != NULL)
        return command_fail(EXIT_USAGE, "there is no command '%s'; did you mean '%s'?", typed,
                            suggestion.nearest);
    if (!is_group)
        return command_fail(EXIT_USAGE, "there is no command '%s'; `rasid --help` lists them",
                            typed);
    fprintf(stderr, "rasid: '%s' needs one of:\n", argv[0]);
    for (size_t i = 0; commands[i] != NULL; i++)
        if (strncmp(commands[i]->name, argv[0], word_len) == 0 &&
            commands[i]->name[word_len] == ' ')
            fprintf(stderr, "  rasid %-18s %s\n", commands[i]->name, commands[i]->summary);
    return EXIT_USAGE;
}

static int refuse_option(const struct command *command, const char *given, size_t name_len)
{
    char name[64];
    struct suggestion suggestion = {.wanted = name};

    snprintf(name, sizeof(name), "%.*s", (int)(name_len < sizeof(name) ? name_len : 0), given + 2);
    for (size_t i = 0; i < command->option_count; i++)
        suggestion_offer(&suggestion, command->options[i].name);
    suggestion_offer(&suggestion, "help");
    if (suggestion.nearest != NULL)
        return command_fail(EXIT_USAGE, "%s: unknown option '%s'; did you mean '--%s'?",
                            command->name, given, suggestion.nearest);
    return command_fail(EXIT_USAGE, "%s: unknown option '%s'; `rasid %s --help` lists them",
                        command->name, given, command->name);
}

static bool is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);

    for (const char *at = choices; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, value, len) == 0 && (at[len] == '|' || at[len] == '\0'))
            return true;
    }
    return false;
}

static int refuse_choice(const struct command_option *option, const char *value)
{
    char copy[256];
    char *rest = copy;
    struct suggestion suggestion = {.wanted = value};

    snprintf(copy, sizeof(copy), "%s", option->choices);
    for (char *name = strsep(&rest, "|"); name != NULL; name = strsep(&rest, "|"))
        suggestion_offer(&suggestion, name);
    if (suggestion.nearest != NULL)
        return command_fail(EXIT_USAGE, "--%s: '%s' is none of %s; did you mean '%s'?",
                            option->name, value, option->choices, suggestion.nearest);
    return command_fail(EXIT_USAGE, "--%s: '%s' is none of %s", option->name, value,
                        option->choices);
}

/* Takes the option at argv[0], with its value; *used is the number of arguments it took. */
static int take_option(struct command_line *line, int argc, char **argv, int *used)
{
    const struct command *command = line->command;
    bool is_long = argv[0][1] == '-';
    size_t name_len = is_long ? strcspn(argv[0] + 2, "=") : 1;
    const char *value = is_long ? argv[0] + 2 + name_len : argv[0] + 2;
    size_t found = command->option_count;

    for (size_t i = 0; i < command->option_count; i++) {
        const struct command_option *option = &command->options[i];

        if (is_long ? strlen(option->name) == name_len &&
                          strncmp(option->name, argv[0] + 2, name_len) == 0
                    : option->letter == argv[0][1])
            found = i;
    }
    if (found == command->option_count)
        return refuse_option(command, argv[0], is_long ? name_len : 0);
    const struct command_option *option = &command->options[found];

    *used = 1;
    if (option->argument == NULL) {
        if (*value != '\0')
            return command_fail(EXIT_USAGE, "--%s takes no value", option->name);
        line->option[found] = "";
        return EXIT_DONE;
    }
    if (*value != '\0') {
        value += is_long;
    } else {
        if (argc < 2)
            return command_fail(EXIT_USAGE, "--%s needs %s", option->name, option->argument);
        value = argv[1];
        *used = 2;
    }
    if (option->choices != NULL && !is_choice(option->choices, value))
        return refuse_choice(option, value);
    line->option[found] = value;
    return EXIT_DONE;
}

static int run_command(struct command_line *line, int argc, char **argv)
{
    char **operands = calloc((size_t)argc + 1, sizeof(*operands));
    bool has_ended = false; /* "--": the rest is operands */
    int code = EXIT_DONE;

    if (operands == NULL)
        return command_fail(EXIT_IO, "out of memory");
    for (int i = 0; i < argc && code == EXIT_DONE;) {
        int used = 1;

        if (has_ended || argv[i][0] != '-' || argv[i][1] == '\0') {
            operands[line->operand_count++] = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            has_ended = true;
        } else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            print_command(line->command, stdout);
            goto done;
        } else {
            code = take_option(line, argc - i, argv + i, &used);
        }
        i += used;
    }
    line->operands = operands;
    if (code == EXIT_DONE && line->operand_count > 0 && line->command->operands == NULL)
        code = command_fail(EXIT_USAGE, "%s takes no '%s'", line->command->name, operands[0]);
    if (code == EXIT_DONE)
        code = line->command->run(line);
done:
    free(operands);
    if (fflush(stdout) != 0 && code == EXIT_DONE)
        code = command_fail(EXIT_IO, "cannot write to standard output");
    return code;
}

int command_line_run(const struct command *const *commands, int argc, char **argv)
{
    struct command_line line = {.commands = commands, .program = argc > 0 ? argv[0] : "rasid"};

    if (argc < 2) {
        print_commands(commands, stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        (strcmp(argv[1], "help") == 0 && argc == 2)) {
        print_commands(commands, stdout);
        return EXIT_DONE;
    }
    bool is_version = strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0;

    for (size_t i = 0; commands[i] != NULL; i++) {
        int words = is_version ? strcmp(commands[i]->name, "version") == 0
                               : words_matched(commands[i], argc - 1, argv + 1);

        assert(commands[i]->option_count <= COMMAND_OPTIONS_MAX);
        if (words == 0)
            continue;
        line.command = commands[i];
        return run_command(&line, argc - 1 - words, argv + 1 + words);
    }
    return refuse_command(commands, argc - 1, argv + 1);
}
