/* SPDX-License-Identifier: Apache-2.0 */
#include "common/log.h"

#include "support/support.h"

#include <stdio.h>

static char last[4096];

static void keep_line(enum log_level level, const char *group, const char *line)
{
    (void)level;
    (void)group;
    snprintf(last, sizeof(last), "%s", line);
}

/* Bad input, class "injection": no text of a record starts a line, moves a terminal's cursor, turns
 * the reading direction, or is a message to systemd. */
static void text_of_a_record_cannot_leave_its_line(void **state)
{
    static const char *const hostile[] = {
        "a\nREADY=1",
        "a\r\nWARNING forged",
        "a\x1b[2Jb",
        "a\x1b]0;title\x07",
        "a\xc2\x9b"
        "31mb",
        "a\xe2\x80\xa8"
        "b",
        "a\xe2\x80\xae"
        "b",
        "a\x7f\x08",
        "a\xe2\x81\xa6"
        "b",
        "a\xd8\x9c"
        "b",
    };

    (void)state;
    log_set_sink(keep_line);
    for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
        log_write(LOG_LEVEL_ERROR, "test", "refused title=\"%s\"", hostile[i]);
        assert_non_null(strstr(last, "refused title=\"a\\x"));
        for (const char *at = last; *at != '\0'; at++)
            assert_in_range((unsigned char)*at, 0x20, 0x7e);
    }
    log_set_sink(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_a_record_cannot_leave_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
