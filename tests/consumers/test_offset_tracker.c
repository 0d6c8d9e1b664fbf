/* SPDX-License-Identifier: Apache-2.0 */
#include "consumers/offset_tracker.h"

#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

static struct stream_position at(int32_t partition, int64_t offset)
{
    return (struct stream_position){"articles.raw", partition, offset};
}

static void begin(struct offset_tracker *tracker, int32_t partition, int64_t offset)
{
    const struct stream_position position = at(partition, offset);

    assert_int_equal(offset_tracker_begin(tracker, &position), STATUS_OK);
}

static bool finish(struct offset_tracker *tracker, int32_t partition, int64_t offset)
{
    const struct stream_position position = at(partition, offset);

    return offset_tracker_finish(tracker, &position);
}

static void stores_only_the_gapless_run(void **state)
{
    struct offset_tracker *tracker = offset_tracker_new();
    struct stream_position upto;

    (void)state;
    for (int64_t offset = 17; offset <= 20; offset++)
        begin(tracker, 3, offset);
    assert_true(finish(tracker, 3, 18));
    assert_true(finish(tracker, 3, 20));
    assert_false(offset_tracker_next(tracker, &upto));
    assert_true(finish(tracker, 3, 17));
    assert_true(offset_tracker_next(tracker, &upto));
    assert_int_equal(upto.offset, 19);
    assert_false(offset_tracker_next(tracker, &upto));
    assert_true(finish(tracker, 3, 19));
    assert_true(offset_tracker_next(tracker, &upto));
    assert_int_equal(upto.offset, 21);
    assert_int_equal(offset_tracker_in_flight(tracker), 0);
    offset_tracker_free(tracker);
}

static void an_acknowledgement_counts_once_and_only_when_known(void **state)
{
    struct offset_tracker *tracker = offset_tracker_new();

    (void)state;
    begin(tracker, 0, 5);
    begin(tracker, 0, 6);
    assert_true(finish(tracker, 0, 6));
    assert_false(finish(tracker, 0, 6));
    assert_false(finish(tracker, 1, 5));
    assert_int_equal(offset_tracker_low(tracker, "articles.raw", 0), 5);
    offset_tracker_forget(tracker, "articles.raw", 0);
    assert_false(finish(tracker, 0, 5));
    assert_int_equal(offset_tracker_low(tracker, "articles.raw", 0), -1);
    offset_tracker_free(tracker);
}

static void a_rewind_goes_back_to_the_low_mark(void **state)
{
    struct offset_tracker *tracker = offset_tracker_new();

    (void)state;
    begin(tracker, 0, 5);
    begin(tracker, 0, 6);
    begin(tracker, 0, 7);
    assert_true(finish(tracker, 0, 5));
    assert_true(finish(tracker, 0, 7));
    offset_tracker_rewind(tracker);
    assert_int_equal(offset_tracker_low(tracker, "articles.raw", 0), 6);
    begin(tracker, 0, 6);
    begin(tracker, 0, 7);
    assert_true(finish(tracker, 0, 6));
    assert_int_equal(offset_tracker_low(tracker, "articles.raw", 0), 7);
    offset_tracker_free(tracker);
}

/* The property: whatever the order of acknowledgements over partitions with gaps in their offsets,
 * no offset is ever told while a record before it is open, and in the end all is told. */
enum { PARTITIONS = 3, RECORDS = 400 };

struct model {
    int64_t offsets[RECORDS];
    bool is_done[RECORDS];
    int taken;
    int64_t told;
};

static void check_told(struct offset_tracker *tracker, struct model *models)
{
    struct stream_position upto;

    while (offset_tracker_next(tracker, &upto)) {
        struct model *model = &models[upto.partition];

        assert_true(upto.offset > model->told);
        model->told = upto.offset;
        for (int i = 0; i < model->taken; i++)
            assert_true(model->offsets[i] >= upto.offset || model->is_done[i]);
    }
}

static void no_order_of_acknowledgements_stores_too_much(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 50; seed++) {
        struct offset_tracker *tracker = offset_tracker_new();
        struct model models[PARTITIONS];
        int open = 0;

        memset(models, 0, sizeof(models));
        srand(seed);
        for (int partition = 0; partition < PARTITIONS; partition++)
            models[partition].told = -1;
        for (int step = 0; step < 4 * PARTITIONS * RECORDS || open > 0; step++) {
            int partition = rand() % PARTITIONS;
            struct model *model = &models[partition];

            if (rand() % 2 == 0 && model->taken < RECORDS) {
                int64_t before = model->taken == 0 ? 0 : model->offsets[model->taken - 1];

                model->offsets[model->taken] = before + 1 + rand() % 3;
                begin(tracker, partition, model->offsets[model->taken++]);
                open++;
            } else if (model->taken > 0) {
                int i = rand() % model->taken;

                if (!model->is_done[i]) {
                    model->is_done[i] = true;
                    open--;
                    assert_true(finish(tracker, partition, model->offsets[i]));
                }
            }
            check_told(tracker, models);
        }
        for (int partition = 0; partition < PARTITIONS; partition++)
            assert_int_equal(models[partition].told,
                             models[partition].offsets[models[partition].taken - 1] + 1);
        assert_int_equal(offset_tracker_in_flight(tracker), 0);
        offset_tracker_free(tracker);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stores_only_the_gapless_run),
        cmocka_unit_test(an_acknowledgement_counts_once_and_only_when_known),
        cmocka_unit_test(a_rewind_goes_back_to_the_low_mark),
        cmocka_unit_test(no_order_of_acknowledgements_stores_too_much),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
