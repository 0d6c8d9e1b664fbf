/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/worker_process.h"

#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static struct lexicon *lexicon;
static struct worker_options options;
static struct counters *counters;
static struct processor *processor;
static struct outbox outbox;

static int set_up(void **state)
{
    char error[256];

    (void)state;
    if (lexicon == NULL &&
        lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)) != STATUS_OK)
        return -1;
    options = (struct worker_options){
        .events_topic = "events.{type}",
        .articles_topic = "articles",
        .dead_letters_topic = "dead",
        .pipeline = {.normalize = {.languages = {[LANGUAGE_AR] = true, [LANGUAGE_EN] = true}},
                     .extract = {.events_max = 200},
                     .article_bytes = 1 << 20},
    };
    counters = calloc(1, sizeof(*counters));
    processor = processor_new(&options, lexicon, counters);
    return processor == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    processor_free(processor);
    outbox_destroy(&outbox);
    free(counters);
    return 0;
}

static const char meeting[] =
    "{\"id\": \"a1\", \"url\": \"https://example.org/1\", \"title\": \"Talks in Paris\","
    " \"published\": \"2026-03-04T10:00:00Z\", \"body\": \"Egyptian Foreign Minister Sameh Shoukry"
    " met French Foreign Minister Catherine Colonna in Paris on Tuesday.\"}";

static struct record record_of(const char *value)
{
    static const struct stream_header headers[] = {
        {"traceparent", {"00-aa-bb-01", 11}},
        {"x-null", {NULL, 0}},
        {"rasid_reason", {"old", 3}},
    };

    return (struct record){
        .from = {"articles.raw", 2, 77},
        .timestamp_ms = 1700000000000,
        .key = STRVIEW("k\0y"),
        .value = strview_from(value),
        .headers = headers,
        .header_count = 3,
    };
}

static void process(const struct record *record, const struct refusal *refusal)
{
    outbox_clear(&outbox);
    assert_int_equal(processor_run(processor, record, refusal, &outbox), STATUS_OK);
    assert_false(outbox.has_failed);
}

/* The first message of a topic that begins so; fails without one. */
static struct message find(const char *topic)
{
    struct message message = {0};

    for (size_t i = 0; i < outbox.message_count; i++) {
        assert_true(outbox_get(&outbox, i, &message));
        if (strncmp(message.topic, topic, strlen(topic)) == 0)
            return message;
    }
    fail_msg("no message in %s", topic);
    return message;
}

static void assert_header(const struct message *message, const char *name, const char *value)
{
    for (size_t i = 0; i < message->header_count; i++)
        if (strcmp(message->headers[i].name, name) == 0) {
            if (value != NULL)
                assert_strview_equal(message->headers[i].value, value);
            return;
        }
    fail_msg("no header %s", name);
}

static void an_event_is_a_cloud_event(void **state)
{
    const struct record record = record_of(meeting);

    (void)state;
    process(&record, NULL);
    assert_int_equal(outbox.outcome, OUTCOME_PUBLISHED);
    assert_int_equal(outbox.tally_count + 1, outbox.message_count);
    struct message event = find("events.meeting");

    assert_header(&event, "ce_specversion", "1.0");
    assert_header(&event, "ce_type", "dev.rasid.event.v1");
    assert_header(&event, "ce_source", "/rasid");
    assert_header(&event, "ce_subject", "a1");
    assert_header(&event, "ce_time", NULL);
    assert_header(&event, "content-type", "application/json");
    assert_header(&event, "traceparent", "00-aa-bb-01");
    bool has_id = false;

    for (size_t i = 0; i < event.header_count; i++)
        has_id |= strcmp(event.headers[i].name, "ce_id") == 0 &&
                  strview_equal(event.headers[i].value, event.key);
    assert_true(has_id);
    assert_true(event.value.ptr[0] == '{');
    struct message article = find("articles");

    assert_strview_equal(article.key, "a1");
    assert_header(&article, "ce_type", "dev.rasid.article.v1");
    assert_header(&article, "ce_subject", "https://example.org/1");
}

static void the_same_record_gives_the_same_ids(void **state)
{
    const struct record record = record_of(meeting);
    char id[128] = "";

    (void)state;
    process(&record, NULL);
    struct strview key = find("events.").key;

    assert_true(key.len < sizeof(id));
    memcpy(id, key.ptr, key.len);
    process(&record, NULL);
    assert_strview_equal(find("events.").key, id);
}

static void events_below_the_confidence_are_counted_only(void **state)
{
    const struct record record = record_of(meeting);

    (void)state;
    options.min_confidence = 1.01;
    process(&record, NULL);
    assert_int_equal(outbox.outcome, OUTCOME_WITHOUT_EVENTS);
    assert_true(outbox.below_confidence > 0);
    assert_int_equal(outbox.tally_count, 0);
    assert_int_equal(outbox.message_count, 1);
    find("articles");
}

static void articles_need_not_be_published(void **state)
{
    const struct record record = record_of(meeting);

    (void)state;
    options.articles_topic = "";
    process(&record, NULL);
    assert_int_equal(outbox.message_count, outbox.tally_count);
}

static void an_unsupported_language_gives_nothing(void **state)
{
    const struct record record = record_of(
        "{\"id\": \"f1\", \"title\": \"Rencontre à Paris\", \"body\": \"Le ministre des Affaires"
        " étrangères a rencontré mardi son homologue égyptien à Paris pour parler de la situation"
        " dans la région et des relations entre les deux pays.\"}");

    (void)state;
    process(&record, NULL);
    assert_int_equal(outbox.outcome, OUTCOME_UNSUPPORTED);
    assert_int_equal(outbox.message_count, 0);
}

static void a_dead_letter_is_the_record_byte_for_byte(void **state)
{
    const struct record record = record_of("{\"id\": ");

    (void)state;
    process(&record, NULL);
    assert_int_equal(outbox.outcome, OUTCOME_DEAD_LETTERED);
    assert_int_equal(outbox.message_count, 1);
    struct message dead = find("dead");

    assert_strview_equal(dead.value, "{\"id\": ");
    assert_int_equal(dead.key.len, 3);
    assert_memory_equal(dead.key.ptr, "k\0y", 3);
    assert_header(&dead, "traceparent", "00-aa-bb-01");
    assert_null(dead.headers[1].value.ptr); /* a null header stays one */
    assert_header(&dead, "rasid_reason", "not_json");
    assert_header(&dead, "rasid_stage", "decode");
    assert_header(&dead, "rasid_source", "articles.raw/2/77");
    assert_header(&dead, "rasid_error", NULL);
    unsigned reasons = 0;

    for (size_t i = 0; i < dead.header_count; i++)
        reasons += strcmp(dead.headers[i].name, "rasid_reason") == 0;
    assert_int_equal(reasons, 1); /* the old one is gone */
}

static void a_null_value_stays_null(void **state)
{
    struct record record = record_of("");

    (void)state;
    record.value = (struct strview){0};
    record.key = (struct strview){0};
    process(&record, NULL);
    struct message dead = find("dead");

    assert_null(dead.value.ptr);
    assert_null(dead.key.ptr);
}

static void a_refused_record_is_not_read(void **state)
{
    const struct record record = record_of(meeting);
    const struct refusal refusal = {.reason = "crashed: twice", .stage = "crash_guard"};

    (void)state;
    process(&record, &refusal);
    assert_int_equal(outbox.outcome, OUTCOME_DEAD_LETTERED);
    struct message dead = find("dead");

    assert_strview_equal(dead.value, meeting);
    assert_header(&dead, "rasid_reason", "crashed");
    assert_header(&dead, "rasid_error", "twice");
    assert_header(&dead, "rasid_stage", "crash_guard");
}

static void a_reference_names_the_record(void **state)
{
    static char large[200000];
    struct record record = record_of(large);
    const struct refusal refusal = {
        .reason = "output_too_large: x", .stage = "publish", .is_by_reference = true};

    (void)state;
    memset(large, 'x', sizeof(large) - 1);
    record.value = strview_from(large);
    record.key = strview_from(large);
    process(&record, &refusal);
    struct message dead = find("dead");

    assert_true(dead.value.len < 2048);
    assert_null(dead.key.ptr); /* too long to be named by */
    assert_header(&dead, "rasid_reference", "1");
    assert_true(strview_find(dead.value, STRVIEW("\"offset\":77,"), 0) < dead.value.len);
    assert_true(strview_find(dead.value, STRVIEW("\"bytes\":199999,"), 0) < dead.value.len);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(an_event_is_a_cloud_event),
        T(the_same_record_gives_the_same_ids),
        T(events_below_the_confidence_are_counted_only),
        T(articles_need_not_be_published),
        T(an_unsupported_language_gives_nothing),
        T(a_dead_letter_is_the_record_byte_for_byte),
        T(a_null_value_stays_null),
        T(a_refused_record_is_not_read),
        T(a_reference_names_the_record),
    };
#undef T
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    lexicon_close(lexicon);
    return failed;
}
