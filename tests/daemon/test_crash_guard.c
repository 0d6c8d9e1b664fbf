/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/crash_guard.h"

#include "support/support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct stream_position poison = {"articles.raw", 3, 4711};
static const struct stream_position other = {"articles.raw", 2, 4711};

static int make_path(void **state)
{
    char *path = strdup("/tmp/rasid-guard-XXXXXX");
    int file = mkstemp(path);

    if (file < 0)
        return -1;
    close(file);
    *state = path;
    return 0;
}

static int remove_path(void **state)
{
    unlink(*state);
    free(*state);
    return 0;
}

static struct crash_guard *open_guard(const char *path)
{
    char error[256] = "";
    struct crash_guard *guard = crash_guard_open(path, error, sizeof(error));

    if (guard == NULL)
        fail_msg("%s", error);
    return guard;
}

/* A process that dies with the record in work. */
static void crash_on(const char *path, const struct stream_position *position)
{
    pid_t child = fork();

    if (child == 0) {
        struct crash_guard *guard = open_guard(path);

        crash_guard_enter(guard, position);
        kill(getpid(), SIGKILL);
    }
    int result = 0;

    waitpid(child, &result, 0);
    assert_true(WIFSIGNALED(result));
}

static void counts_crashes_of_one_record(void **state)
{
    crash_on(*state, &poison);
    crash_on(*state, &poison);
    struct crash_guard *guard = open_guard(*state);

    assert_int_equal(crash_guard_attempts(guard, &poison), 2);
    assert_int_equal(crash_guard_attempts(guard, &other), 0);
    crash_guard_close(guard);
}

static void a_record_that_went_through_is_not_counted(void **state)
{
    struct crash_guard *guard = open_guard(*state);

    crash_guard_enter(guard, &poison);
    crash_guard_leave(guard);
    crash_guard_close(guard);
    guard = open_guard(*state);
    assert_int_equal(crash_guard_attempts(guard, &poison), 0);
    crash_guard_close(guard);
}

static void opening_again_does_not_count_twice(void **state)
{
    crash_on(*state, &poison);
    crash_guard_close(open_guard(*state));
    crash_guard_close(open_guard(*state));
    struct crash_guard *guard = open_guard(*state);

    assert_int_equal(crash_guard_attempts(guard, &poison), 1);
    crash_guard_close(guard);
}

static void a_damaged_file_is_begun_anew(void **state)
{
    FILE *file = fopen(*state, "w");

    assert_non_null(file);
    for (int i = 0; i < 200000; i++)
        fputc(i % 251, file);
    fclose(file);
    struct crash_guard *guard = open_guard(*state);

    assert_int_equal(crash_guard_attempts(guard, &poison), 0);
    crash_guard_close(guard);
    crash_on(*state, &poison);
    guard = open_guard(*state);
    assert_int_equal(crash_guard_attempts(guard, &poison), 1);
    crash_guard_close(guard);
}

static void refuses_what_is_no_file(void **state)
{
    char error[256] = "";

    (void)state;
    assert_null(crash_guard_open("/tmp", error, sizeof(error)));
    assert_true(strlen(error) > 0);
    assert_null(crash_guard_open("/nowhere/guard", error, sizeof(error)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_crashes_of_one_record, make_path, remove_path),
        cmocka_unit_test_setup_teardown(a_record_that_went_through_is_not_counted, make_path,
                                        remove_path),
        cmocka_unit_test_setup_teardown(opening_again_does_not_count_twice, make_path, remove_path),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_begun_anew, make_path, remove_path),
        cmocka_unit_test(refuses_what_is_no_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
