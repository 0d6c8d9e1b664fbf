/* SPDX-License-Identifier: Apache-2.0 */
/* A table of invented commands; bash itself completes from what is written. */
#include "daemon/completion.h"

#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct command_option options[] = {
    {"format", "FORMAT", "it's [one]: of two", 'f', "text|json"},
    {"config", "FILE", "file", 'c', NULL},
    {"quiet", NULL, "nothing", 0, NULL},
};
static const struct command play = {.name = "play",
                                    .operands = "red|green",
                                    .summary = "Play",
                                    .options = options,
                                    .option_count = 3};
static const struct command show = {.name = "set show",
                                    .operands = "FILE…",
                                    .summary = "Show",
                                    .options = options,
                                    .option_count = 1};
static const struct command drop = {.name = "set drop", .summary = "Drop"};
static const struct command *const commands[] = {&play, &show, &drop, NULL};

static void write_script(const char *shell, struct buffer *out)
{
    assert_true(completion_write(commands, shell, out));
    assert_false(out->has_failed);
    buffer_append(out, "", 1);
}

/* What bash offers for the words of a line, the last of which is being typed. */
static void offers(const char *line, const char *wanted)
{
    struct buffer script = {0};
    char path[] = "/tmp/completion.XXXXXX";
    char command[512];
    char got[512] = "";
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    write_script("bash", &script);
    assert_int_equal(write(fd, script.data, script.len - 1), (ssize_t)script.len - 1);
    close(fd);
    snprintf(command, sizeof(command),
             "bash -c '. %s; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _rasid; "
             "echo -n \"${COMPREPLY[*]}\"'",
             path, line);
    FILE *bash = popen(command, "r");

    assert_non_null(bash);
    size_t len = fread(got, 1, sizeof(got) - 1, bash);

    got[len] = '\0';
    assert_int_equal(pclose(bash), 0);
    unlink(path);
    buffer_destroy(&script);
    assert_string_equal(got, wanted);
}

static void bash_completes(void **state)
{
    (void)state;
    if (system("command -v bash >/dev/null") != 0)
        skip();
    offers("rasid \"\"", "play set --help --version");
    offers("rasid p", "play");
    offers("rasid set \"\"", "show drop");
    offers("rasid set d", "drop");
    offers("rasid play \"\"", "red green");
    offers("rasid play --", "--format --config --quiet --help");
    offers("rasid play --f", "--format");
    offers("rasid play --format \"\"", "text json");
    offers("rasid play -f j", "json");
    offers("rasid play --config \"\"", ""); /* file names, by complete -o default */
    offers("rasid set show -", "--format --help");
    offers("rasid set show \"\"", "");
}

static void all_shells_name_all_commands_and_options(void **state)
{
    static const char *const shells[] = {"bash", "zsh", "fish"};
    static const char *const words[] = {"play", "show",  "drop",   "format",
                                        "red",  "quiet", "config", "text json"};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct buffer script = {0};

        write_script(shells[i], &script);
        for (size_t j = 0; j < sizeof(words) / sizeof(words[0]); j++)
            if (strstr(script.data, words[j]) == NULL)
                fail_msg("%s does not name %s", shells[i], words[j]);
        buffer_destroy(&script);
    }
}

static void help_is_quoted(void **state)
{
    struct buffer zsh = {0};
    struct buffer fish = {0};

    (void)state;
    write_script("zsh", &zsh);
    assert_non_null(strstr(zsh.data, "[it'\\''s \\[one\\]\\: of two]:FORMAT:(text json)"));
    write_script("fish", &fish);
    assert_non_null(strstr(fish.data, "-d 'it'\\''s [one]: of two'"));
    buffer_destroy(&zsh);
    buffer_destroy(&fish);
}

static void other_shells_are_refused(void **state)
{
    struct buffer out = {0};

    (void)state;
    assert_false(completion_write(commands, "csh", &out));
    assert_int_equal(out.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bash_completes),
        cmocka_unit_test(all_shells_name_all_commands_and_options),
        cmocka_unit_test(help_is_quoted),
        cmocka_unit_test(other_shells_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
