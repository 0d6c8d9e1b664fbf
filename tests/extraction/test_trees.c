/* SPDX-License-Identifier: Apache-2.0 */
/* The trees as the table tells them, walked by its columns, against the walk without branches. */
#include "extraction/trees.h"

#include "extraction/rescore.h"
#include "extraction/role_rescore.h"
#include "extraction/score.h"
#include "support/support.h"

#include <math.h>

enum { ROWS_MAX = 8192, VECTORS = 200, COLUMNS_MAX = 128 };

struct row {
    double tree, node, column, threshold, left, right, value;
};

static struct row rows[ROWS_MAX];
static size_t row_count;
static double start;

static double number_at(struct table table, size_t row, const char *column)
{
    return (double)table_number(table, row, table_column(table, column));
}

static void read_rows(struct table table, struct strview part)
{
    row_count = 0;
    for (size_t i = 0; i < table_row_count(table); i++) {
        if (part.len > 0 && !strview_equal(table_cell(table, i, table_column(table, "part")), part))
            continue;
        if (strview_is(table_cell(table, i, table_column(table, "tree")), "start")) {
            start = number_at(table, i, "value");
            continue;
        }
        if (isnan(number_at(table, i, "tree")))
            continue; /* a limit */
        assert_true(row_count < ROWS_MAX);
        rows[row_count++] = (struct row){
            .tree = number_at(table, i, "tree"),
            .node = number_at(table, i, "node"),
            .column = number_at(table, i, "column"),
            .threshold = number_at(table, i, "threshold"),
            .left = number_at(table, i, "left"),
            .right = number_at(table, i, "right"),
            .value = number_at(table, i, "value"),
        };
    }
}

static float score_by_table(const float *columns)
{
    float sum = (float)start;

    for (size_t root = 0; root < row_count; root++) {
        size_t at = root;

        if (rows[root].node != 0.0)
            continue;
        while (rows[at].column >= 0.0) {
            bool is_left = columns[(size_t)rows[at].column] <= (float)rows[at].threshold;

            at = root + (size_t)(is_left ? rows[at].left : rows[at].right);
        }
        sum += (float)rows[at].value;
    }
    return logistic(sum);
}

static void check(struct lexicon *lexicon, const char *name, const char *part_name,
                  size_t column_count)
{
    struct strview part = strview_from(part_name);
    struct trees *trees = trees_new(lexicon, name, part, column_count);
    float lowest = 1.0f;
    float highest = 0.0f;
    uint32_t random = 1;

    read_rows(lexicon_table(lexicon, name), part);
    assert_true(trees_are_trained(trees));
    for (int i = 0; i < VECTORS; i++) {
        float columns[COLUMNS_MAX];

        for (size_t k = 0; k < column_count; k++) {
            random = random * 1664525u + 1013904223u;
            columns[k] = (float)(random >> 16) / 65536.0f * (k % 3 == 0 ? 1.0f : 20.0f);
        }
        if (i % 7 == 0)
            columns[(size_t)i % column_count] = NAN;
        float score = trees_score(trees, columns);

        assert_true(score == score_by_table(columns));
        lowest = fminf(lowest, score);
        highest = fmaxf(highest, score);
    }
    assert_true(highest > lowest);
    trees_free(trees);
}

static void walks_as_the_table_tells(void **state)
{
    struct lexicon *lexicon;
    char error[256];

    (void)state;
    assert_int_equal(lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)),
                     STATUS_OK);
    check(lexicon, "ar/trees", "", DENSE_COUNT);
    check(lexicon, "en/trees", "", DENSE_COUNT);
    for (int k = 0; k < PART_COUNT; k++) {
        size_t column_count = k == PART_TIME ? TIME_VOTE_COLUMN_COUNT : VOTE_COLUMN_COUNT;

        if (k == PART_SOURCE)
            continue;
        check(lexicon, "ar/role_trees", role_part_name((enum part)k), column_count);
        check(lexicon, "en/role_trees", role_part_name((enum part)k), column_count);
    }
    lexicon_close(lexicon);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walks_as_the_table_tells),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
