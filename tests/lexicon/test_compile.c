/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/compile.h"

#include "support/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/clock.h"
#include "lexicon/lexicon.h"

static char folder[] = "/tmp/lexicon.XXXXXX";
static char out[64];

static int make_folder(void **state)
{
    char line[256];

    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(out, sizeof(out), "%s/out", folder);
    snprintf(line, sizeof(line), "mkdir %s/ar %s/en %s/common && cp language/ar/clitics.tsv %s/ar",
             folder, folder, folder, folder);
    return system(line);
}

static int drop_folder(void **state)
{
    char line[256];

    (void)state;
    snprintf(line, sizeof(line), "rm -r %s", folder);
    return system(line);
}

static void write_table(const char *table, const char *text)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%s.tsv", folder, table);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void drop_table(const char *table)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%s.tsv", folder, table);
    unlink(path);
}

#define AR_VERBS                                                                                   \
    "lemma\tpast\tpresent\troot\tform\tmasdar\ttype\tmode\tframe\tsense\tstrength\texample\n"
#define EN_VERBS "lemma\tpast\tparticiple\ttype\tmode\tframe\tsense\tstrength\texample\n"

static void what_is_wrong_is_told_with_its_line(void **state)
{
    static const struct {
        const char *table, *text;
        unsigned line;
        const char *reason;
    } rows[] = {
        {"ar/verbs", AR_VERBS "# note\nقصف\tقصف\tيقصف\tق-ص\tI\t\tstrike\t\tS=actor\t\t0.5\t\n", 3,
         "root"},
        {"ar/verbs", AR_VERBS "قصف\tقصف\tيقصف\tق-ص-ف\tXI\t\tstrike\t\tS=actor\t\t0.5\t\n", 2,
         "form"},
        {"ar/verbs", AR_VERBS "قصف\tقصف\tقصف\tق-ص-ف\tI\t\tstrike\t\tS=actor\t\t0.5\t\n", 2, "fit"},
        {"ar/verbs", AR_VERBS "قصف\tbomb\tيقصف\tق-ص-ف\tI\t\tstrike\t\tS=actor\t\t0.5\t\n", 2,
         "Arabic"},
        {"en/verbs", EN_VERBS "\n\nhit\thit\thit\tstrike\t\tS=villain\t\t0.5\t\n", 4, "role"},
        {"en/verbs", EN_VERBS "hit\thit\thit\tstrike\t\tS=actor\t\tmuch\t\n", 2, "strength"},
        {"en/verbs", EN_VERBS "hit\thit\thit\tstrike\t\tS=actor\t\t1.5\t\n", 2, "strength"},
        {"en/verbs", EN_VERBS "a\ta\ta\tstrike\t\tS=actor\t\t0.5\t\tone\ttoo many\n", 2, "cells"},
        {"en/verbs", EN_VERBS "hi\xff\thit\thit\tstrike\t\tS=actor\t\t0.5\t\n", 2, "UTF-8"},
        {"en/verbs", "# only a note", 1, "header"},
        {"en/function_words", "form\tclass\tdetail\nof\tpreposterous\t\n", 2, "class"},
        {"en/function_words", "form\tclass\tdetail\nout of\tpreposition\t\n", 2, "one word"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char error[512] = "";
        char wanted[256];

        write_table(rows[i].table, rows[i].text);
        assert_int_equal(lexicon_compile(folder, out, error, sizeof(error)), STATUS_CONFIG);
        snprintf(wanted, sizeof(wanted), "%s/%s.tsv:%u: ", folder, rows[i].table, rows[i].line);
        if (strncmp(error, wanted, strlen(wanted)) != 0 || strstr(error, rows[i].reason) == NULL)
            fail_msg("wanted %s… %s, got %s", wanted, rows[i].reason, error);
        assert_int_not_equal(access(out, F_OK), 0); /* nothing is left half-written */
        drop_table(rows[i].table);
    }
}

static void missing_folders_are_told(void **state)
{
    char error[512] = "";

    (void)state;
    assert_int_equal(lexicon_compile("/nowhere/at/all", out, error, sizeof(error)), STATUS_IO);
    assert_non_null(strstr(error, "/nowhere/at/all"));
    assert_int_equal(lexicon_compile(folder, "/nowhere/at/all", error, sizeof(error)), STATUS_IO);
    assert_non_null(strstr(error, "/nowhere/at/all"));
}

static void same_tables_give_the_same_bytes(void **state)
{
    struct lexicon *first = NULL;
    struct lexicon *second = NULL;
    char error[512];

    (void)state;
    write_table("en/verbs", EN_VERBS "hit\thit\thit\tstrike\t\tS=actor O=at!\t\t0.5\t\n");
    assert_int_equal(lexicon_compile(folder, out, error, sizeof(error)), STATUS_OK);
    assert_int_equal(lexicon_open(out, &first, error, sizeof(error)), STATUS_OK);
    assert_int_equal(lexicon_compile(folder, out, error, sizeof(error)), STATUS_OK);
    assert_int_equal(lexicon_open(out, &second, error, sizeof(error)), STATUS_OK);
    assert_string_equal(lexicon_hash(first), lexicon_hash(second));
    lexicon_close(second);
    write_table("en/verbs", EN_VERBS "hit\thit\thit\tstrike\t\tS=actor O=at!\t\t0.6\t\n");
    assert_int_equal(lexicon_compile(folder, out, error, sizeof(error)), STATUS_OK);
    assert_int_equal(lexicon_open(out, &second, error, sizeof(error)), STATUS_OK);
    assert_string_not_equal(lexicon_hash(first), lexicon_hash(second));
    lexicon_close(first);
    lexicon_close(second);
    drop_table("en/verbs");
}

static void cells_are_what_the_table_holds(void **state)
{
    struct lexicon *lexicon = NULL;
    char error[512];

    (void)state;
    write_table("en/things", "a\tb\tc\r\n# note\n1\t\t3\r\n\n\t\t\nx\n one \ttwo\tthree\n");
    assert_int_equal(lexicon_compile(folder, out, error, sizeof(error)), STATUS_OK);
    assert_int_equal(lexicon_open(out, &lexicon, error, sizeof(error)), STATUS_OK);
    struct table table = lexicon_table(lexicon, "en/things");
    static const char *const cells[4][3] = {
        {"1", "", "3"}, {"", "", ""}, {"x", "", ""}, {"one", "two", "three"}};
    static const unsigned lines[4] = {3, 5, 6, 7};

    assert_int_equal(table_row_count(table), 4);
    assert_int_equal(table_column(table, "c"), 2);
    assert_int_equal(table_column(table, "d"), -1);
    for (size_t row = 0; row < 4; row++) {
        assert_int_equal(table_line(table, row), lines[row]);
        for (int column = 0; column < 3; column++)
            assert_strview_equal(table_cell(table, row, column), cells[row][column]);
        assert_strview_equal(table_cell(table, row, -1), "");
    }
    assert_int_equal(table_row_count(lexicon_table(lexicon, "en/nothing")), 0);
    lexicon_close(lexicon);
    drop_table("en/things");
}

/* Numbers of a learned table are no texts any more, other cells are; another table has texts only.
 */
static void numbers_of_learned_tables_are_laid_out(void **state)
{
    struct lexicon *lexicon = NULL;
    char error[512];

    (void)state;
    write_table("en/learned",
                "feature\ttype\tweight\n# note\nbias\tstrike\t-0.5\n262143\t\t1e2\n7\n");
    write_table("en/things", "thing\tweight\nx\t7\n");
    assert_int_equal(lexicon_compile(folder, out, error, sizeof(error)), STATUS_OK);
    assert_int_equal(lexicon_open(out, &lexicon, error, sizeof(error)), STATUS_OK);
    struct table table = lexicon_table(lexicon, "en/learned");

    assert_true(isnan(table_number(table, 0, 0)));
    assert_strview_equal(table_cell(table, 0, 0), "bias");
    assert_true(isnan(table_number(table, 0, 1)));
    assert_strview_equal(table_cell(table, 0, 1), "strike");
    assert_true(table_number(table, 0, 2) == -0.5f);
    assert_strview_equal(table_cell(table, 0, 2), "");
    assert_true(table_number(table, 1, 0) == 262143.0f);
    assert_true(table_number(table, 1, 2) == 100.0f);
    assert_true(table_number(table, 2, 0) == 7.0f);
    assert_true(isnan(table_number(table, 2, 2)));
    assert_true(isnan(table_number(table, 2, -1)));
    table = lexicon_table(lexicon, "en/things");
    assert_true(isnan(table_number(table, 0, 1)));
    assert_strview_equal(table_cell(table, 0, 1), "7");
    lexicon_close(lexicon);
    drop_table("en/learned");
    drop_table("en/things");
}

/* A file with one byte changed anywhere, or cut, never opens. */
static void damaged_files_are_refused(void **state)
{
    static char content[1 << 16];
    char error[512];
    struct lexicon *lexicon = NULL;

    (void)state;
    assert_int_equal(lexicon_compile(folder, out, error, sizeof(error)), STATUS_OK);
    FILE *file = fopen(out, "r");

    assert_non_null(file);
    size_t len = fread(content, 1, sizeof(content), file);

    fclose(file);
    assert_true(len > 64 && len < sizeof(content));
    for (size_t at = 0; at < len; at += 97) {
        content[at] ^= 0x20;
        file = fopen(out, "w");
        assert_non_null(file);
        fwrite(content, 1, at % 3 == 0 ? at : len, file);
        fclose(file);
        content[at] ^= 0x20;
        assert_int_not_equal(lexicon_open(out, &lexicon, error, sizeof(error)), STATUS_OK);
        assert_non_null(strstr(error, out));
    }
}

static void times_hold(void **state)
{
    char error[512];
    struct lexicon *lexicon = NULL;
    double compile_begin = support_cpu_ms();

    (void)state;
    assert_int_equal(lexicon_compile("language", out, error, sizeof(error)), STATUS_OK);
    double compile_ms = support_cpu_ms() - compile_begin;

    double open_ms = 1e9; /* the best of five: the first reads the disk */

    for (int round = 0; round < 5; round++) {
        uint64_t begin = clock_monotonic_ns();

        assert_int_equal(lexicon_open(out, &lexicon, error, sizeof(error)), STATUS_OK);
        double ms = (double)(clock_monotonic_ns() - begin) / 1e6;

        open_ms = ms < open_ms ? ms : open_ms;
        lexicon_close(lexicon);
    }
    print_message("language data: compiled in %.0f ms, opened in %.1f ms\n", compile_ms, open_ms);
    support_assert_ms(compile_ms, 4000.0 * 3); /* debug builds are slow */
    assert_true(open_ms < 20.0 * 3 * SUPPORT_TIME_FACTOR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_is_told_with_its_line),
        cmocka_unit_test(missing_folders_are_told),
        cmocka_unit_test(same_tables_give_the_same_bytes),
        cmocka_unit_test(cells_are_what_the_table_holds),
        cmocka_unit_test(numbers_of_learned_tables_are_laid_out),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(times_hold),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
