/* SPDX-License-Identifier: Apache-2.0 */
#include "support/apart.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { APART_MAX = 16 };

static pid_t start(const struct CMUnitTest *test, FILE *output)
{
    pid_t child = fork();

    if (child != 0)
        return child;
    dup2(fileno(output), STDOUT_FILENO);
    dup2(fileno(output), STDERR_FILENO);
    exit(_cmocka_run_group_tests(test->name, test, 1, NULL, NULL) == 0 ? 0 : 1);
}

static void show(FILE *output)
{
    char line[1024];

    rewind(output);
    while (fgets(line, sizeof(line), output) != NULL)
        fputs(line, stdout);
    fclose(output);
}

int apart_run(const struct CMUnitTest *tests, size_t count)
{
    FILE *outputs[APART_MAX];
    pid_t children[APART_MAX];
    int failed = 0;

    if (count > APART_MAX)
        abort();
    for (size_t i = 0; i < count; i++) {
        outputs[i] = tmpfile();
        children[i] = outputs[i] == NULL ? -1 : start(&tests[i], outputs[i]);
        if (children[i] < 0)
            abort();
    }
    for (size_t i = 0; i < count; i++) {
        int result = 0;

        waitpid(children[i], &result, 0);
        show(outputs[i]);
        failed += !WIFEXITED(result) || WEXITSTATUS(result) != 0;
    }
    printf("%zu tests, %d failed\n", count, failed);
    return failed;
}
