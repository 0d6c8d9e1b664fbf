/* SPDX-License-Identifier: Apache-2.0 */
/* Classes of bad input that are good JSON: what becomes of them after all stages. */
#include "pipeline/pipeline.h"

#include "codec/event_codec.h"
#include "codec/output_text.h"
#include "common/utf8.h"
#include "support/pipeline_fixture.h"
#include "support/positions.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define STRIKE "قصفت طائرات حربية بلدة الأتارب في ريف حلب يوم الثلاثاء"

static struct article *run(struct pipeline *pipeline, const char *body)
{
    struct article *article =
        pipeline_fixture_run(pipeline, STRVIEW("قصف على الأتارب"), strview_from(body));

    assert_non_null(article);
    return article;
}

/* The first event as its record. */
static json_t *first_record(const struct article *article)
{
    static const struct event_encode_options options = {
        .format = FORMAT_EVENT, .extractor = {"rasid", "0", "0000000000000000"}};
    struct buffer out = {0};

    assert_true(article->event_count > 0);
    assert_int_equal(event_encode(article, &article->events[0], &options, 0, &out), STATUS_OK);
    json_t *record = json_loadb(out.data, out.len, 0, NULL);

    assert_non_null(record);
    buffer_destroy(&out);
    return record;
}

static void controls_of_direction_stay_out_of_the_record(void **state)
{
    const struct article *article =
        run(*state, "قصفت \u202eطائرات\u202c حربية بلدة \u2067الأتارب\u2069 في ريف\u200f حلب\u061c "
                    "يوم الثلاثاء.");
    json_t *record = first_record(article);
    char *text = json_dumps(record, 0);
    struct strview view = strview_from(text);

    for (size_t at = 0; at < view.len;)
        assert_false(output_text_is_dropped(utf8_next(view, &at)));
    assert_null(positions_wrong(article));
    free(text);
    json_decref(record);
}

static void markup_is_text_without_its_tags(void **state)
{
    const struct article *article =
        run(*state, "<p>" STRIKE ".</p><script>alert(1)</script><img src=x onerror=alert(1)>");
    struct strview body = article->fields[FIELD_BODY];

    assert_true(strview_find(body, STRVIEW("<"), 0) == body.len);
    assert_true(strview_find(body, STRVIEW("alert"), 0) == body.len);
    assert_true(article->event_count > 0);
}

/* More digits than a count has are no number, and never an infinity in a record. */
static void endless_digits_are_no_number(void **state)
{
    char body[2048];
    char digits[401];

    for (size_t count = 1; count <= 400; count += count < 30 ? 1 : 37) {
        memset(digits, '9', count);
        digits[count] = '\0';
        snprintf(body, sizeof(body), "%s، ما أدى إلى مقتل %s شخصا.", STRIKE, digits);
        const struct article *article = run(*state, body);

        for (size_t i = 0; i < article->number_count; i++)
            assert_true(article->numbers[i].max <= 1e15);
        assert_int_equal(article->number_count > 0, count <= 15);
        json_decref(first_record(article));
    }
}

static double milliseconds_of(struct pipeline *pipeline, const char *body)
{
    double begin = support_cpu_ms();

    run(pipeline, body);
    return support_cpu_ms() - begin;
}

/* 160 KB of what grows, reorders or vanishes in normalization, between two sentences. */
static void floods_cost_milliseconds(void **state)
{
    static const char *const pieces[] = {
        "\ufdfa",       "\u0301\u0323", "\u0651\u064e", "\u0640",
        "\u200b\u200d", "\u202e",       "ا\u0654",      "\u1112\u1161\u11ab",
        "\U0001d7d8",   "&amp;",        "«»",           "12 ",
        "\u3316",       "وصصص ",        "U.N. ",
    };
    enum { FLOOD_BYTES = 160 * 1024, MILLISECONDS_MAX = 100, TRIES_MORE = 4 };
    char *body = malloc(FLOOD_BYTES + 1024);

    assert_non_null(body);
    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
        size_t len = (size_t)sprintf(body, "%s. ", STRIKE);

        while (len < FLOOD_BYTES)
            len += (size_t)sprintf(body + len, "%s", pieces[i]);
        sprintf(body + len, "\n%s.\n", STRIKE);
        double took = milliseconds_of(*state, body);

#ifndef RASID_ASAN
        for (int again = 0; again < TRIES_MORE && took > MILLISECONDS_MAX; again++) {
            /* other work beside it only adds, and comes in bursts */
            nanosleep(&(struct timespec){.tv_nsec = 400 * 1000 * 1000}, NULL);
            double next = milliseconds_of(*state, body);

            took = next < took ? next : took;
        }
        support_assert_ms(took, MILLISECONDS_MAX);
#endif
        print_message("%8.1f ms: %s…\n", took, pieces[i]);
    }
    free(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(controls_of_direction_stay_out_of_the_record),
        cmocka_unit_test(markup_is_text_without_its_tags),
        cmocka_unit_test(endless_digits_are_no_number),
        cmocka_unit_test(floods_cost_milliseconds),
    };

    return cmocka_run_group_tests(tests, pipeline_fixture_setup, pipeline_fixture_teardown);
}
