/* SPDX-License-Identifier: Apache-2.0 */
/* Completion for three shells out of the table of commands. A command is one word, or two of which
 * the first is a group ("config show"). What an option or operand takes is completed by its choices
 * where the table names them (words with '|' between), and as a file name otherwise. */
#include "daemon/completion.h"

#include <string.h>

/* The first word of a command of two; empty for a command of one. */
static struct strview group_of(const struct command *command)
{
    const char *blank = strchr(command->name, ' ');

    return blank == NULL ? (struct strview){0}
                         : (struct strview){command->name, (size_t)(blank - command->name)};
}

static const char *last_word(const struct command *command)
{
    const char *blank = strchr(command->name, ' ');

    return blank == NULL ? command->name : blank + 1;
}

static bool is_first_of_group(const struct command *const *commands, size_t at)
{
    struct strview group = group_of(commands[at]);

    for (size_t i = 0; i < at; i++)
        if (strview_equal(group_of(commands[i]), group))
            return false;
    return group.len > 0;
}

static const char *operand_choices(const struct command *command)
{
    return command->operands != NULL && strchr(command->operands, '|') != NULL &&
                   strchr(command->operands, '[') == NULL
               ? command->operands
               : NULL;
}

static void put_choices(const char *choices, struct buffer *out)
{
    for (; *choices != '\0'; choices++)
        buffer_append(out, *choices == '|' ? " " : choices, 1);
}

/* Inside single quotes of a shell, with `special` characters after a backslash. */
static void put_quoted(const char *text, const char *special, struct buffer *out)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            buffer_append_string(out, "'\\''");
            continue;
        }
        if (strchr(special, *text) != NULL)
            buffer_append(out, "\\", 1);
        buffer_append(out, text, 1);
    }
}

static void put_names(const struct command *const *commands, struct strview group,
                      struct buffer *out)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        struct strview own = group_of(commands[i]);

        if (group.len > 0 && strview_equal(own, group))
            buffer_printf(out, "%s ", last_word(commands[i]));
        else if (group.len == 0 && own.len == 0)
            buffer_printf(out, "%s ", commands[i]->name);
        else if (group.len == 0 && is_first_of_group(commands, i))
            buffer_printf(out, "%.*s ", STRVIEW_ARG(own));
    }
}

static void bash_command(const struct command *command, struct buffer *out)
{
    const char *operands = operand_choices(command);

    buffer_printf(out, "    '%s '*)\n        options='", command->name);
    for (size_t i = 0; i < command->option_count; i++)
        buffer_printf(out, "--%s ", command->options[i].name);
    buffer_append_string(out, "--help'\n        operands='");
    if (operands != NULL)
        put_choices(operands, out);
    buffer_append_string(out, "'\n        case $before in\n");
    for (size_t i = 0; i < command->option_count; i++) {
        const struct command_option *option = &command->options[i];

        if (option->argument == NULL)
            continue;
        buffer_printf(out, "        --%s", option->name);
        if (option->letter != 0)
            buffer_printf(out, "|-%c", option->letter);
        buffer_append_string(out, ") options= operands='");
        if (option->choices != NULL)
            put_choices(option->choices, out);
        buffer_append_string(out, "' ;;\n");
    }
    buffer_append_string(out, "        esac ;;\n");
}

static void write_bash(const struct command *const *commands, struct buffer *out)
{
    buffer_append_string(out, "# bash completion of rasid: made by `rasid completion bash`\n"
                              "_rasid()\n{\n"
                              "    local word=${COMP_WORDS[COMP_CWORD]} options= operands=\n"
                              "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
                              "    local line=\"${COMP_WORDS[*]:1:COMP_CWORD-1} \"\n"
                              "    case $line in\n    ' ') operands='");
    put_names(commands, (struct strview){0}, out);
    buffer_append_string(out, "--help --version' ;;\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (!is_first_of_group(commands, i))
            continue;
        buffer_printf(out, "    '%.*s ') operands='", STRVIEW_ARG(group_of(commands[i])));
        put_names(commands, group_of(commands[i]), out);
        buffer_append_string(out, "' ;;\n");
    }
    for (size_t i = 0; commands[i] != NULL; i++)
        bash_command(commands[i], out);
    buffer_append_string(out, "    esac\n"
                              "    [[ $word == -* && -n $options ]] && operands=$options\n"
                              "    COMPREPLY=($(compgen -W \"$operands\" -- \"$word\"))\n"
                              "}\n"
                              "# Where nothing of ours fits, file names.\n"
                              "complete -o default -F _rasid rasid\n");
}

static void zsh_option(const struct command_option *option, struct buffer *out)
{
    buffer_append_string(out, " \\\n            ");
    if (option->letter != 0)
        buffer_printf(out, "'(-%c --%s)'{-%c,--%s}'[", option->letter, option->name, option->letter,
                      option->name);
    else
        buffer_printf(out, "'--%s[", option->name);
    put_quoted(option->help, "[]:\\", out);
    buffer_append_string(out, "]");
    if (option->argument != NULL) {
        buffer_printf(out, ":%s:", option->argument);
        if (option->choices != NULL) {
            buffer_append_string(out, "(");
            put_choices(option->choices, out);
            buffer_append_string(out, ")");
        } else {
            buffer_append_string(out, "_files");
        }
    }
    buffer_append_string(out, "'");
}

static void zsh_command(const struct command *command, struct buffer *out)
{
    const char *operands = operand_choices(command);

    bool is_grouped = group_of(command).len > 0;

    buffer_printf(out, "    '%s%s'*)\n        %s_arguments", command->name, is_grouped ? "" : " ",
                  is_grouped ? "shift words; (( CURRENT-- )); " : "");
    for (size_t i = 0; i < command->option_count; i++)
        zsh_option(&command->options[i], out);
    zsh_option(&(struct command_option){"help", NULL, "show help", 'h', NULL}, out);
    if (operands != NULL) {
        buffer_append_string(out, " \\\n            '1:name:(");
        put_choices(operands, out);
        buffer_append_string(out, ")'");
    } else if (command->operands != NULL) {
        buffer_append_string(out, " \\\n            '*:file:_files'");
    }
    buffer_append_string(out, " ;;\n");
}

static void zsh_names(const struct command *const *commands, struct strview group,
                      struct buffer *out)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        struct strview own = group_of(commands[i]);

        if (strview_equal(own, group)) {
            buffer_printf(out, " '%s:", last_word(commands[i]));
            put_quoted(commands[i]->summary, ":\\", out);
            buffer_append_string(out, "'");
        } else if (group.len == 0 && is_first_of_group(commands, i)) {
            buffer_printf(out, " '%.*s:", STRVIEW_ARG(own));
            put_names(commands, own, out);
            buffer_append_string(out, "'");
        }
    }
}

static void write_zsh(const struct command *const *commands, struct buffer *out)
{
    buffer_append_string(out, "#compdef rasid\n# made by `rasid completion zsh`\n"
                              "_rasid() {\n    local -a names\n"
                              "    if (( CURRENT == 2 )); then\n        names=(");
    zsh_names(commands, (struct strview){0}, out);
    buffer_append_string(out, ")\n        _describe command names\n        return\n    fi\n"
                              "    shift words; (( CURRENT-- ))\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (!is_first_of_group(commands, i))
            continue;
        buffer_printf(out,
                      "    if (( CURRENT == 2 )) && [[ $words[1] == %.*s ]]; then\n"
                      "        names=(",
                      STRVIEW_ARG(group_of(commands[i])));
        zsh_names(commands, group_of(commands[i]), out);
        buffer_append_string(out, ")\n        _describe command names\n        return\n    fi\n");
    }
    buffer_append_string(out, "    case \"$words[1] $words[2]\" in\n");
    for (size_t i = 0; commands[i] != NULL; i++)
        zsh_command(commands[i], out);
    buffer_append_string(out, "    esac\n}\n"
                              "if [[ $funcstack[1] == _rasid ]]; then _rasid \"$@\"; "
                              "else compdef _rasid rasid; fi\n");
}

static void fish_when(const struct command *command, struct buffer *out)
{
    struct strview group = group_of(command);

    if (group.len > 0)
        buffer_printf(out,
                      "complete -c rasid -n '__fish_seen_subcommand_from %.*s; and "
                      "__fish_seen_subcommand_from %s'",
                      STRVIEW_ARG(group), last_word(command));
    else
        buffer_printf(out, "complete -c rasid -n '__fish_seen_subcommand_from %s'", command->name);
}

static void fish_options(const struct command *command, struct buffer *out)
{
    const char *operands = operand_choices(command);

    for (size_t i = 0; i < command->option_count; i++) {
        const struct command_option *option = &command->options[i];

        fish_when(command, out);
        buffer_printf(out, " -l %s", option->name);
        if (option->letter != 0)
            buffer_printf(out, " -s %c", option->letter);
        if (option->choices != NULL) {
            buffer_append_string(out, " -x -a '");
            put_choices(option->choices, out);
            buffer_append_string(out, "'");
        } else if (option->argument != NULL) {
            buffer_append_string(out, " -r -F");
        }
        buffer_append_string(out, " -d '");
        put_quoted(option->help, "", out);
        buffer_append_string(out, "'\n");
    }
    if (command->operands != NULL) {
        fish_when(command, out);
        if (operands == NULL) {
            buffer_append_string(out, " -F\n");
            return;
        }
        buffer_append_string(out, " -a '");
        put_choices(operands, out);
        buffer_append_string(out, "'\n");
    }
}

static void write_fish(const struct command *const *commands, struct buffer *out)
{
    buffer_append_string(
        out, "# fish completion of rasid: made by `rasid completion fish`\ncomplete -c rasid -f\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        struct strview group = group_of(commands[i]);

        if (is_first_of_group(commands, i)) {
            buffer_printf(out, "complete -c rasid -n __fish_use_subcommand -a %.*s -d '",
                          STRVIEW_ARG(group));
            put_names(commands, group, out);
            buffer_append_string(out, "'\n");
        }
        if (group.len > 0)
            buffer_printf(out, "complete -c rasid -n '__fish_seen_subcommand_from %.*s' -a %s -d '",
                          STRVIEW_ARG(group), last_word(commands[i]));
        else
            buffer_printf(out, "complete -c rasid -n __fish_use_subcommand -a %s -d '",
                          commands[i]->name);
        put_quoted(commands[i]->summary, "", out);
        buffer_append_string(out, "'\n");
        fish_options(commands[i], out);
    }
}

bool completion_write(const struct command *const *commands, const char *shell, struct buffer *out)
{
    static const struct {
        const char *shell;
        void (*write)(const struct command *const *commands, struct buffer *out);
    } shells[] = {{"bash", write_bash}, {"zsh", write_zsh}, {"fish", write_fish}};

    for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
        if (strcmp(shells[i].shell, shell) != 0)
            continue;
        shells[i].write(commands, out);
        return true;
    }
    return false;
}
