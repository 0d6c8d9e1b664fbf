/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/worker_route.h"

#include "support/support.h"

#include "kafka/stream.h"

#include <string.h>

static bool is_good(const char *route)
{
    char error[256] = "";
    bool is_right = route_check(route, error, sizeof(error));

    assert_true(is_right == (error[0] == '\0'));
    return is_right;
}

static void a_template_is_checked(void **state)
{
    char is_long[KAFKA_TOPIC_BYTES + 1];

    (void)state;
    memset(is_long, 'a', sizeof(is_long));
    is_long[KAFKA_TOPIC_BYTES] = '\0';
    assert_true(is_good("events"));
    assert_true(is_good("events.{type}-{lang}_{country}"));
    assert_false(is_good(NULL));
    assert_false(is_good(""));
    assert_false(is_good("events.{actor}"));
    assert_false(is_good("events.{type"));
    assert_false(is_good("events/{type}"));
    assert_false(is_good("events {type}"));
    assert_false(is_good(is_long));
}

static void assert_expands(const char *route, const struct article *article,
                           const struct event *event, const char *topic)
{
    struct buffer out = {0};

    assert_true(route_expand(route, article, event, &out));
    assert_strview_equal(buffer_view(&out), topic);
    buffer_destroy(&out);
}

static void placeholders_are_the_events(void **state)
{
    struct location places[2] = {{0}, {.country = STRVIEW("SDN")}};
    struct actor actors[1] = {{.country = STRVIEW("EGY")}};
    struct segment segments[2] = {{.language = LANGUAGE_EN}, {.language = LANGUAGE_AR}};
    const struct article article = {
        .language = LANGUAGE_EN, .segments = segments, .segment_count = 2};
    struct event event = {
        .type = EVENT_STRIKE,
        .segment = 1,
        .locations = places,
        .location_count = 2,
        .actors = actors,
        .actor_count = 1,
    };

    (void)state;
    assert_expands("e.{type}.{lang}.{country}", &article, &event, "e.strike.ar.SDN");
    event.location_count = 1;
    assert_expands("{country}", &article, &event, "EGY");
    event.actor_count = 0;
    assert_expands("{country}", &article, &event, "unknown");
    event.segment = 7; /* of no segment: the article's */
    assert_expands("{lang}", &article, &event, "en");
}

static void what_no_topic_may_hold_becomes_an_underscore(void **state)
{
    struct location place = {.country = STRVIEW("a/b c\0d")};
    const struct article article = {0};
    const struct event event = {.type = EVENT_STRIKE, .locations = &place, .location_count = 1};

    (void)state;
    assert_expands("x.{country}", &article, &event, "x.a_b_c_d");
}

static void a_name_that_is_too_long_is_refused(void **state)
{
    char country[KAFKA_TOPIC_BYTES];
    struct location place = {.country = {country, sizeof(country)}};
    const struct article article = {0};
    const struct event event = {.type = EVENT_STRIKE, .locations = &place, .location_count = 1};
    struct buffer out = {0};

    (void)state;
    memset(country, 'a', sizeof(country));
    assert_false(route_expand("{country}", &article, &event, &out));
    buffer_destroy(&out);
}

struct listed {
    unsigned count;
    unsigned stop_at;
    bool has_strike;
};

static bool take(void *arg, const char *topic)
{
    struct listed *listed = arg;

    listed->has_strike |= strcmp(topic, "e.strike.ar") == 0;
    return ++listed->count != listed->stop_at;
}

static void all_topics_of_a_route_are_listed(void **state)
{
    struct listed listed = {0};

    (void)state;
    assert_true(route_each("e.{type}.{lang}", take, &listed));
    assert_int_equal(listed.count, 2 * (EVENT_TYPE_COUNT - 1));
    assert_true(listed.has_strike);
    listed = (struct listed){0};
    assert_true(route_each("events", take, &listed));
    assert_int_equal(listed.count, 1);
    listed = (struct listed){.stop_at = 3};
    assert_false(route_each("e.{type}", take, &listed));
    assert_int_equal(listed.count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_template_is_checked),
        cmocka_unit_test(placeholders_are_the_events),
        cmocka_unit_test(what_no_topic_may_hold_becomes_an_underscore),
        cmocka_unit_test(a_name_that_is_too_long_is_refused),
        cmocka_unit_test(all_topics_of_a_route_are_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
