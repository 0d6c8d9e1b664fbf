/* SPDX-License-Identifier: Apache-2.0 */
/* One article made by hand with three events: one with every field, one with hardly any, one that
 * is denied. With RASID_EVENT_SAMPLES set, every format is also written into that folder, where
 * check_event_schema.py holds it against the published schemas. */
#include "codec/event_codec.h"

#include "support/support.h"

#include "codec/event_table.h"
#include "common/utf8.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define TITLE "قصف على المدينة"
#define BODY                                                                                       \
    "Intro 🙂 line. قصفت الطائرات مدينة النور مساء "                   \
    "الخميس.\nThe "                                                                          \
    "army\tdenied "                                                                                \
    "\xe2\x80\xae"                                                                                 \
    "it \"shelled\" them."

/* As STRVIEW(), for objects that live on. */
#define TEXT(literal)                                                                              \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static const struct country_code countries[] = {{"SDN", "SU"}, {"SYR", "SY"}, {"UKR", "UP"}};

struct fixture {
    struct arena *arena;
    struct article *article;
    struct buffer out;
};

/* The bytes of a text within the body. */
static struct span span_of(const struct article *article, const char *text)
{
    struct strview body = article->fields[FIELD_BODY];
    size_t begin = strview_find(body, strview_from(text), 0);

    assert_true(begin < body.len);
    return (struct span){(uint32_t)begin, (uint32_t)(begin + strlen(text))};
}

static void add_full_event(struct article *article)
{
    struct event *event = article_add_event(article);
    static struct actor actors[] = {
        {TEXT("الطائرات"), TEXT("Air force"), TEXT("SDNMIL"), TEXT("SDN"), TEXT("Q42"),
         TEXT("MIL")},
        {.text = TEXT("second")},
    };
    static struct location locations[] = {
        {.text = TEXT("الشمال"), .name = TEXT("North"), .role = PLACE_FROM},
        {TEXT("النور"), TEXT("Al-Nur"), PLACE_AT, TEXT("SDN"), TEXT("Khartoum"), 379252, true,
         15.55177, 32.53241, PLACE_CITY},
    };
    static struct quantity quantities[] = {{100, 999, TEXT("vehicle"), TEXT("مئات الآليات")}};
    static struct attribution attributions[] = {{TEXT("الجيش"), TEXT("Army"), TEXT("قال")}};
    static struct mention mentions[2];

    mentions[0] =
        (struct mention){FIELD_BODY, span_of(article, "قصفت الطائرات مدينة النور مساء الخميس."),
                         span_of(article, "قصفت"), 0};
    mentions[1] = (struct mention){FIELD_TITLE, {0, (uint32_t)strlen(TITLE)}, {0, 6}, 0};
    event->type = EVENT_STRIKE;
    event->mode = MODE_AIR;
    event->modality = MODALITY_HAPPENED;
    event->confidence = 0.875;
    event->plover = STRVIEW("ASSAULT");
    event->plover_mode = STRVIEW("aerial");
    event->cameo = STRVIEW("195");
    event->intensity = -9.5;
    event->contexts[0] = STRVIEW("military");
    event->contexts[1] = STRVIEW("territory");
    event->context_count = 2;
    event->actors = actors;
    event->actor_count = 2;
    event->recipients = actors + 1;
    event->recipient_count = 1;
    event->mediators = actors + 1;
    event->mediator_count = 1;
    event->locations = locations;
    event->location_count = 2;
    event->time = (struct event_time){.text = STRVIEW("مساء الخميس"),
                                      .range = {TIME_HOUR, 20783, 20783, 18 * 60, 21 * 60 + 30},
                                      .is_zone_known = true,
                                      .zone_minutes = 180};
    event->casualties.killed = (struct count){true, 12, 14, STRVIEW("12 قتيلا")};
    event->casualties.injured = (struct count){.is_known = true, .min = 0, .max = 0};
    event->quantities = quantities;
    event->quantity_count = 1;
    event->weapons[0] = STRVIEW("aircraft");
    event->weapon_count = 1;
    event->attributions = attributions;
    event->attribution_count = 1;
    event->mentions = mentions;
    event->mention_count = 2;
}

static void add_small_events(struct article *article)
{
    static struct mention mention;

    mention = (struct mention){FIELD_BODY,
                               span_of(article, "The army\tdenied \xe2\x80\xae"
                                                "it \"shelled\" them."),
                               span_of(article, "shelled"), 0};
    for (int i = 0; i < 2; i++) {
        struct event *event = article_add_event(article);

        event->type = EVENT_DEMAND;
        event->theme = EVENT_AGREEMENT;
        event->modality = i == 0 ? MODALITY_HAPPENED : MODALITY_DENIED;
        event->confidence = 1;
        event->mentions = &mention;
        event->mention_count = 1;
    }
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    f->arena = arena_new(1 << 16, 1 << 20);
    f->article = article_new(f->arena);
    f->article->id = STRVIEW("article-1");
    f->article->url = STRVIEW("https://news.example/1");
    f->article->source = STRVIEW("news.example");
    f->article->fields[FIELD_TITLE] = STRVIEW(TITLE);
    f->article->fields[FIELD_BODY] = STRVIEW(BODY);
    f->article->language = LANGUAGE_AR;
    f->article->published = (struct timestamp){TIME_MINUTE, 20784, 14 * 3600 + 35 * 60, 180, true};
    add_full_event(f->article);
    add_small_events(f->article);
    assert_int_equal(event_set_ids(f->article), STATUS_OK);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    buffer_destroy(&f->out);
    arena_free(f->arena);
    free(f);
    return 0;
}

static struct event_encode_options options_of(enum event_format format)
{
    return (struct event_encode_options){
        .format = format,
        .extractor = {"rasid", "0.1.0", "0123456789abcdef"},
        .extracted_ms = 1795791600000,
        .countries = countries,
        .country_count = sizeof(countries) / sizeof(countries[0]),
    };
}

static const char *encode(struct fixture *f, size_t event, enum event_format format)
{
    struct event_encode_options options = options_of(format);

    buffer_clear(&f->out);
    assert_int_equal(event_encode(f->article, &f->article->events[event], &options, event, &f->out),
                     STATUS_OK);
    return f->out.len == 0 ? "" : f->out.data;
}

static json_t *encode_json(struct fixture *f, size_t event, enum event_format format)
{
    json_error_t error;
    json_t *json = json_loads(encode(f, event, format), 0, &error);

    if (json == NULL)
        fail_msg("%s in %s", error.text, f->out.data);
    return json;
}

static const char *text_at(json_t *json, const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));

    return text == NULL ? "(absent)" : text;
}

static void keys_stand_in_the_order_of_the_contract(void **state)
{
    static const char *const keys[] = {
        "schema",     "id",          "type",      "mode",     "plover",     "plover_mode",
        "cameo",      "contexts",    "intensity", "modality", "confidence", "actors",
        "recipients", "mediators",   "locations", "time",     "casualties", "quantities",
        "weapons",    "attribution", "mentions",  "article",  "extractor"};
    json_t *json = encode_json(*state, 0, FORMAT_EVENT);
    const char *key;
    json_t *value;
    size_t count = 0;

    json_object_foreach(json, key, value) assert_string_equal(key, keys[count++]);
    assert_int_equal(count, sizeof(keys) / sizeof(keys[0]));
    json_decref(json);
}

static void unknown_is_absent_and_never_null(void **state)
{
    json_t *json = encode_json(*state, 1, FORMAT_EVENT);
    const char *key;
    json_t *value;

    assert_null(strstr(((struct fixture *)*state)->out.data, "null"));
    json_object_foreach(json, key, value)
        assert_true(!json_is_array(value) || json_array_size(value) > 0);
    assert_null(json_object_get(json, "mode"));
    assert_null(json_object_get(json, "time"));
    assert_null(json_object_get(json, "casualties"));
    assert_string_equal(text_at(json, "theme"), "agreement");
    json_decref(json);
}

static void offsets_are_code_points_of_the_text_as_received(void **state)
{
    json_t *json = encode_json(*state, 0, FORMAT_EVENT);
    json_t *mention = json_array_get(json_object_get(json, "mentions"), 0);
    json_t *trigger = json_object_get(mention, "trigger");

    /* "Intro 🙂 line. " is 14 code points; the emoji is one. */
    assert_int_equal(json_integer_value(json_object_get(mention, "start")), 14);
    assert_int_equal(json_integer_value(json_object_get(mention, "end")), 14 + 38);
    assert_int_equal(json_integer_value(json_object_get(trigger, "end")), 14 + 4);
    mention = json_array_get(json_object_get(json, "mentions"), 1);
    assert_string_equal(text_at(mention, "field"), "title");
    assert_int_equal(json_integer_value(json_object_get(mention, "end")), 15);
    json_decref(json);
}

static void times_keep_their_precision_and_zone(void **state)
{
    json_t *json = encode_json(*state, 0, FORMAT_EVENT);
    json_t *time = json_object_get(json, "time");

    assert_string_equal(text_at(time, "start"), "2026-11-26T18:00:00+03:00");
    assert_string_equal(text_at(time, "end"), "2026-11-26T21:30:00+03:00");
    assert_string_equal(text_at(time, "precision"), "hour");
    assert_string_equal(text_at(json_object_get(json, "article"), "published"),
                        "2026-11-27T14:35:00+03:00");
    json_decref(json);
}

static void a_count_of_none_is_known_and_is_written(void **state)
{
    json_t *json = encode_json(*state, 0, FORMAT_EVENT);
    json_t *casualties = json_object_get(json, "casualties");

    assert_int_equal(
        json_integer_value(json_object_get(json_object_get(casualties, "injured"), "max")), 0);
    assert_true(json_is_integer(json_object_get(json_object_get(casualties, "killed"), "max")));
    assert_null(json_object_get(casualties, "missing"));
    json_decref(json);
}

static void the_other_article_of_a_page_has_its_own_title_and_date(void **state)
{
    struct fixture *f = *state;

    article_add_segment(f->article)->title = STRVIEW(TITLE);
    struct segment *other = article_add_segment(f->article);

    other->title = STRVIEW("Another story");
    other->source = STRVIEW("Agency");
    other->published = (struct timestamp){TIME_DAY, 20000, -1, 0, false};
    other->language = LANGUAGE_EN;
    f->article->events[1].segment = 1;
    json_t *json = encode_json(f, 1, FORMAT_EVENT);
    json_t *article = json_object_get(json, "article");

    assert_string_equal(text_at(article, "title"), "Another story");
    assert_string_equal(text_at(article, "published"), "2024-10-04");
    assert_string_equal(text_at(article, "source"), "Agency");
    assert_string_equal(text_at(article, "lang"), "en");
    json_decref(json);
}

static void evidence_carries_no_controls(void **state)
{
    json_t *json = encode_json(*state, 1, FORMAT_EVENT);
    json_t *mention = json_array_get(json_object_get(json, "mentions"), 0);

    assert_string_equal(text_at(mention, "text"), "The army denied it \"shelled\" them.");
    json_decref(json);
}

static void flat_holds_scalars_only(void **state)
{
    json_t *json = encode_json(*state, 0, FORMAT_FLAT);
    const char *key;
    json_t *value;

    json_object_foreach(json, key, value)
        assert_false(json_is_object(value) || json_is_array(value) || json_is_null(value));
    assert_string_equal(text_at(json, "actor_text"), "الطائرات");
    assert_string_equal(text_at(json, "contexts"), "military,territory");
    assert_string_equal(text_at(json, "location_name"), "Al-Nur"); /* the first "at" */
    assert_string_equal(text_at(json, "time_start"), "2026-11-26T15:00:00.000Z");
    assert_int_equal(json_integer_value(json_object_get(json, "time_start_ms")), 1795705200000);
    assert_string_equal(text_at(json, "article_published"), "2026-11-27T11:35:00.000Z");
    json_decref(json);
}

static void ids_are_distinct_and_the_same_again(void **state)
{
    struct fixture *f = *state;
    struct strview first = f->article->events[0].id;

    assert_int_equal(first.len, 32);
    /* Two events told by the same words. */
    assert_false(strview_equal(f->article->events[1].id, f->article->events[2].id));
    char before[33];

    memcpy(before, first.ptr, 33);
    f->article->events[0].confidence = 0.1; /* what is read into it does not change the id */
    f->article->events[0].actor_count = 0;
    assert_int_equal(event_set_ids(f->article), STATUS_OK);
    assert_strview_equal(f->article->events[0].id, before);
    f->article->id = STRVIEW("article-2");
    assert_int_equal(event_set_ids(f->article), STATUS_OK);
    assert_false(strview_is(f->article->events[0].id, before));
    /* As told here once and for all: another build that gives another id breaks its readers. */
    assert_string_equal(before, "f1364b56b4d5419dbc727054a2e8cd41");
}

static size_t count_columns(const char *line)
{
    size_t count = 1;

    for (; *line != '\0' && *line != '\n'; line++)
        count += *line == '\t';
    return count;
}

/* The column of a tab-separated line, from 1. */
static struct strview column(const char *line, size_t number)
{
    struct strview rest = strview_from(line);
    struct strview cell = {0};

    for (size_t i = 0; i < number; i++)
        assert_true(strview_next(&rest, '\t', &cell));
    return cell;
}

static void polecat_has_its_40_columns(void **state)
{
    struct fixture *f = *state;
    struct event_encode_options options = options_of(FORMAT_POLECAT);

    assert_int_equal(event_encode_head(&options, &f->out), STATUS_OK);
    assert_int_equal(count_columns(f->out.data), POLECAT_COLUMNS);
    const char *line = encode(f, 0, FORMAT_POLECAT);

    assert_int_equal(count_columns(line), POLECAT_COLUMNS);
    assert_strview_equal(column(line, 2), "2026-11-26");
    assert_strview_equal(column(line, 6), "MATERIAL CONFLICT");
    assert_strview_equal(column(line, 9), "SDN");
    assert_strview_equal(column(line, 25), "Al-Nur");
    assert_strview_equal(column(line, 35), "2026-11-27");
    assert_int_equal(count_columns(encode(f, 1, FORMAT_POLECAT)), POLECAT_COLUMNS);
}

static void gdelt_has_its_61_columns(void **state)
{
    struct fixture *f = *state;
    const char *line = encode(f, 0, FORMAT_GDELT);

    assert_int_equal(count_columns(line), GDELT_COLUMNS);
    assert_strview_equal(column(line, 2), "20261126");
    assert_strview_equal(column(line, 5), "2026.8932"); /* (10 × 30 + 26) / 365 */
    assert_strview_equal(column(line, 27), "195");
    assert_strview_equal(column(line, 30), "4");
    assert_strview_equal(column(line, 54), "SU"); /* FIPS, not ISO: SD */
    assert_strview_equal(column(line, 60), "20261127150000");
    assert_int_equal(count_columns(encode(f, 1, FORMAT_GDELT)), GDELT_COLUMNS);
}

static void what_did_not_happen_is_not_told_as_fact(void **state)
{
    assert_string_equal(encode(*state, 2, FORMAT_POLECAT), "");
    assert_string_equal(encode(*state, 2, FORMAT_GDELT), "");
}

static void csv_quotes_quotes(void **state)
{
    assert_non_null(
        strstr(encode(*state, 1, FORMAT_CSV), "\"The army denied it \"\"shelled\"\" them.\""));
}

static void pretty_isolates_foreign_text(void **state)
{
    struct fixture *f = *state;
    const char *text = encode(f, 0, FORMAT_PRETTY);

    assert_non_null(strstr(text, "\xe2\x81\xa8النور\xe2\x81\xa9"));
    assert_null(strchr(text, '\x1b'));
    assert_null(strstr(encode(f, 1, FORMAT_PRETTY), "\xe2\x80\xae"));
    struct event_encode_options options = options_of(FORMAT_PRETTY);

    options.has_colour = true;
    assert_int_equal(event_encode(f->article, &f->article->events[0], &options, 0, &f->out),
                     STATUS_OK);
    assert_non_null(strchr(f->out.data, '\x1b'));
}

static void a_full_buffer_is_left_as_it_was(void **state)
{
    struct fixture *f = *state;
    struct buffer small = {.limit = 120};

    assert_true(buffer_append_string(&small, "before"));
    for (int format = 0; format < FORMAT_COUNT; format++) {
        struct event_encode_options options = options_of((enum event_format)format);

        small.has_failed = false;
        assert_int_equal(event_encode(f->article, &f->article->events[0], &options, 0, &small),
                         STATUS_NO_MEMORY);
        assert_strview_equal(buffer_view(&small), "before");
    }
    buffer_destroy(&small);
}

static void every_format_has_a_name(void **state)
{
    (void)state;
    for (int format = 0; format < FORMAT_COUNT; format++)
        assert_int_equal(
            event_format_from(strview_from(event_format_name((enum event_format)format))), format);
    assert_int_equal(event_format_from(STRVIEW("xml")), FORMAT_COUNT);
}

static void samples_for_the_schema_check(void **state)
{
    struct fixture *f = *state;
    const char *folder = getenv("RASID_EVENT_SAMPLES");

    if (folder == NULL)
        skip();
    for (int format = 0; format < FORMAT_COUNT; format++) {
        struct event_encode_options options = options_of((enum event_format)format);
        char path[4096];

        snprintf(path, sizeof(path), "%s/events.%s", folder,
                 event_format_name((enum event_format)format));
        buffer_clear(&f->out);
        assert_int_equal(event_encode_head(&options, &f->out), STATUS_OK);
        for (size_t i = 0; i < f->article->event_count; i++) {
            assert_int_equal(event_encode(f->article, &f->article->events[i], &options, i, &f->out),
                             STATUS_OK);
            if (format == FORMAT_EVENT || format == FORMAT_FLAT)
                assert_true(buffer_append(&f->out, "\n", 1));
        }
        assert_int_equal(event_encode_tail(&options, &f->out), STATUS_OK);
        FILE *file = fopen(path, "we");

        assert_non_null(file);
        assert_int_equal(fwrite(f->out.data, 1, f->out.len, file), f->out.len);
        assert_int_equal(fclose(file), 0);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(keys_stand_in_the_order_of_the_contract),
        TEST(unknown_is_absent_and_never_null),
        TEST(offsets_are_code_points_of_the_text_as_received),
        TEST(times_keep_their_precision_and_zone),
        TEST(a_count_of_none_is_known_and_is_written),
        TEST(the_other_article_of_a_page_has_its_own_title_and_date),
        TEST(evidence_carries_no_controls),
        TEST(flat_holds_scalars_only),
        TEST(ids_are_distinct_and_the_same_again),
        TEST(polecat_has_its_40_columns),
        TEST(gdelt_has_its_61_columns),
        TEST(what_did_not_happen_is_not_told_as_fact),
        TEST(csv_quotes_quotes),
        TEST(pretty_isolates_foreign_text),
        TEST(a_full_buffer_is_left_as_it_was),
        TEST(every_format_has_a_name),
        TEST(samples_for_the_schema_check),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
