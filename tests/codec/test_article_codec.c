/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/article_codec.h"

#include "support/support.h"

#include "common/civil.h"

#include <stdio.h>

static char reason[DECODE_REASON_BYTES];

static struct article *decode(const char *value)
{
    struct raw_record record = {.value = strview_from(value)};

    arena_reset(support_arena);
    struct article *article = article_new(support_arena);

    assert_non_null(article);
    enum status status = article_decode(article, &record, reason);

    return status == STATUS_OK ? article : NULL;
}

static void reads_our_own_form(void **state)
{
    struct article *article =
        decode("{\"id\":\"a1\",\"url\":\"https://news.example/1\",\"title\":\"قصف على الميناء\","
               "\"body\":\"سطر أول.\\nسطر ثان.\",\"published\":\"2026-11-20T14:35:00+03:00\","
               "\"lang\":\"ar\",\"source\":\"الميدان\"}");

    (void)state;
    assert_non_null(article);
    assert_strview_equal(article->id, "a1");
    assert_strview_equal(article->url, "https://news.example/1");
    assert_strview_equal(article->fields[FIELD_TITLE], "قصف على الميناء");
    assert_strview_equal(article->fields[FIELD_BODY], "سطر أول.\nسطر ثان.");
    assert_strview_equal(article->declared_language, "ar");
    assert_strview_equal(article->source, "الميدان");
    assert_int_equal(article->published.precision, TIME_MINUTE);
    assert_int_equal(article->published.day, civil_to_day((struct civil){2026, 11, 20}));
    assert_int_equal(article->published.second, 14 * 3600 + 35 * 60);
    assert_true(article->published.is_zone_known);
    assert_int_equal(article->published.zone_minutes, 180);
    assert_int_equal(article->body_kind, BODY_TEXT);
}

static void reads_plain_text_with_its_first_line_as_title(void **state)
{
    struct article *article = decode("\n قوات تغادر \nنص أول.\nنص ثان.");

    (void)state;
    assert_non_null(article);
    assert_strview_equal(article->fields[FIELD_TITLE], "قوات تغادر");
    assert_strview_equal(article->fields[FIELD_BODY], "نص أول.\nنص ثان.");
    assert_int_equal(article->id.len, 32);
}

/* One form: its JSON and what must be read from it. NULL: must be empty. */
struct form_case {
    const char *name;
    const char *json;
    const char *id;
    const char *url;
    const char *title;
    const char *body;
    const char *source;
    const char *language;
    const char *day; /* of publication */
    enum time_precision precision;
    int zone; /* minutes, or NO_ZONE */
    enum body_kind kind;
};

enum { NO_ZONE = -9999, HASHED = 32 };

#define TITLE "قصف على الميناء"
#define TEXT  "قُصف الميناء فجر الجمعة."

static const struct form_case forms[] = {
    {"news-please",
     "{\"authors\":[\"a\"],\"date_download\":\"2026-11-25 09:00:00\",\"date_modify\":\"None\","
     "\"date_publish\":\"2026-11-20 14:35:00\",\"description\":\"d\",\"filename\":\"f\","
     "\"image_url\":\"https://n.example/1\",\"language\":\"ar\",\"localpath\":null,"
     "\"maintext\":\"" TEXT "\",\"source_domain\":\"n.example\",\"title\":\"" TITLE "\","
     "\"title_page\":null,\"title_rss\":null,\"url\":\"https://n.example/1\"}",
     NULL, "https://n.example/1", TITLE, TEXT, "n.example", "ar", "2026-11-20", TIME_MINUTE,
     NO_ZONE, BODY_TEXT},
    {"news-please with the string None for its date",
     "{\"date_publish\":\"None\",\"date_modify\":\"None\",\"maintext\":\"" TEXT "\","
     "\"title\":\"" TITLE "\",\"url\":\"https://n.example/1\"}",
     NULL, "https://n.example/1", TITLE, TEXT, "n.example", NULL, NULL, TIME_UNKNOWN, NO_ZONE,
     BODY_TEXT},
    {"trafilatura: the URL under source, the site under source-hostname",
     "{\"title\":\"" TITLE "\",\"author\":null,\"hostname\":\"t.example\",\"date\":\"2026-11-20\","
     "\"fingerprint\":\"f00\",\"id\":null,\"license\":null,\"comments\":\"\","
     "\"raw_text\":\"one line\",\"text\":\"" TITLE "\\n" TEXT "\",\"language\":null,"
     "\"image\":null,\"pagetype\":\"article\",\"filedate\":\"2026-11-25\","
     "\"source\":\"https://t.example/a\",\"source-hostname\":\"Tee\",\"excerpt\":\"e\","
     "\"categories\":\"\",\"tags\":\"x;y\"}",
     NULL, "https://t.example/a", TITLE, TITLE "\n" TEXT, "Tee", NULL, "2026-11-20", TIME_DAY,
     NO_ZONE, BODY_TEXT},
    {"newspaper",
     "{\"url\":\"https://p.example/?utm_source=x\",\"read_more_link\":\"\","
     "\"canonical_link\":\"https://p.example/9\",\"title\":\"" TITLE "\",\"text\":\"" TEXT "\","
     "\"publish_date\":\"2026-11-20T00:00:00\",\"meta_lang\":\"ar\",\"meta_site_name\":\"Pee\","
     "\"summary\":\"\",\"keywords\":[],\"authors\":[]}",
     NULL, "https://p.example/9", TITLE, TEXT, "Pee", "ar", "2026-11-20", TIME_DAY, NO_ZONE,
     BODY_TEXT},
    {"a Scrapy item",
     "{\"headline\":\"" TITLE "\",\"link\":\"http://s.example/2\",\"content\":\"" TEXT "\","
     "\"published_at\":1795175700,\"site_name\":\"Es\"}",
     NULL, "http://s.example/2", TITLE, TEXT, "Es", NULL, "2026-11-20", TIME_MINUTE, 0, BODY_TEXT},
    {"schema.org in a graph",
     "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"no\"},"
     "{\"@type\":[\"NewsArticle\"],\"headline\":\"" TITLE "\",\"articleBody\":\"" TEXT "\","
     "\"datePublished\":\"2026-11-20T14:35:00+03:00\",\"inLanguage\":\"ar\","
     "\"mainEntityOfPage\":{\"@id\":\"https://o.example/3\"},"
     "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Oh\",\"url\":\"https://o.example\"}}]}",
     NULL, "https://o.example/3", TITLE, TEXT, "Oh", "ar", "2026-11-20", TIME_MINUTE, 180,
     BODY_TEXT},
    {"schema.org as a list of one",
     "[{\"@type\":\"Article\",\"headline\":\"" TITLE "\",\"articleBody\":\"" TEXT "\"}]", NULL,
     NULL, TITLE, TEXT, NULL, NULL, NULL, TIME_UNKNOWN, NO_ZONE, BODY_TEXT},
    {"an RSS item with HTML inside",
     "{\"title\":\"A &quot;deal&quot;\",\"link\":\"https://r.example/4\",\"guid\":\"tag:4\","
     "\"description\":\"short\",\"content:encoded\":\"<p>One&nbsp;two.</p><p>Three.</p>\","
     "\"pubDate\":\"Fri, 20 Nov 2026 14:35:00 +0300\",\"dc:creator\":\"w\"}",
     "tag:4", "https://r.example/4", "A \"deal\"", "One two.\nThree.", "r.example", NULL,
     "2026-11-20", TIME_MINUTE, 180, BODY_TEXT},
    {"an RSS item with a teaser only",
     "{\"title\":\"" TITLE "\",\"link\":\"https://r.example/5\",\"description\":\"" TEXT "\"}",
     NULL, "https://r.example/5", TITLE, TEXT, "r.example", NULL, NULL, TIME_UNKNOWN, NO_ZONE,
     BODY_TEASER},
    {"an Atom entry as feedparser gives it",
     "{\"id\":\"urn:uuid:6\",\"title\":\"" TITLE "\",\"link\":\"https://f.example/6\","
     "\"updated\":\"2026-11-20T11:35:00Z\",\"content\":[{\"type\":\"text/html\","
     "\"value\":\"<div>" TEXT "</div>\"}]}",
     "urn:uuid:6", "https://f.example/6", TITLE, TEXT, "f.example", NULL, "2026-11-20", TIME_MINUTE,
     0, BODY_TEXT},
    {"a JSON Feed item",
     "{\"id\":\"7\",\"url\":\"https://j.example/7\",\"title\":\"" TITLE "\","
     "\"content_html\":\"<p>" TEXT "</p>\",\"date_published\":\"2026-11-20T14:35:00-05:00\"}",
     "7", "https://j.example/7", TITLE, TEXT, "j.example", NULL, "2026-11-20", TIME_MINUTE, -300,
     BODY_TEXT},
    {"ninjs 1",
     "{\"uri\":\"http://i.example/8\",\"type\":\"text\",\"versioncreated\":"
     "\"2026-11-20T14:35:00Z\",\"headline\":\"" TITLE "\",\"body_text\":\"" TEXT "\","
     "\"language\":\"ar\",\"copyrightholder\":\"Agency\"}",
     "http://i.example/8", "http://i.example/8", TITLE, TEXT, "Agency", "ar", "2026-11-20",
     TIME_MINUTE, 0, BODY_TEXT},
    {"ninjs 2: lower case keys, the main headline not first",
     "{\"uri\":\"urn:n:9\",\"versioncreated\":\"2026-11-20T14:35:00Z\",\"headlines\":[{\"role\":"
     "\"short\",\"value\":\"s\"},{\"role\":\"main\",\"value\":\"" TITLE "\"}],\"bodies\":[{"
     "\"role\":\"main\",\"contenttype\":\"text/html\",\"value\":\"<p>" TEXT "</p>\"}],"
     "\"infosources\":[{\"name\":\"Wire\"}]}",
     "urn:n:9", NULL, TITLE, TEXT, "Wire", NULL, "2026-11-20", TIME_MINUTE, 0, BODY_TEXT},
    {"ninjs 3: camel case keys",
     "{\"uri\":\"urn:n:10\",\"versionCreated\":\"2026-11-20T14:35:00Z\",\"headlines\":[{\"value\":"
     "\"" TITLE "\"}],\"bodies\":[{\"contentType\":\"text/html\",\"value\":\"" TEXT "\"}],"
     "\"copyrightHolder\":\"Wire\"}",
     "urn:n:10", NULL, TITLE, TEXT, "Wire", NULL, "2026-11-20", TIME_MINUTE, 0, BODY_TEXT},
    {"CloudEvents around our own form",
     "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/crawler\",\"id\":\"ce-11\",\"data\":{"
     "\"id\":\"inner\",\"title\":\"" TITLE "\",\"body\":\"" TEXT "\",\"source\":\"Ess\"}}",
     "ce-11", NULL, TITLE, TEXT, "Ess", NULL, NULL, TIME_UNKNOWN, NO_ZONE, BODY_TEXT},
    {"CloudEvents around HTML in base64",
     "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/c\",\"id\":\"ce-12\","
     "\"datacontenttype\":\"text/html\",\"data_base64\":"
     "\"PGh0bWw+PHRpdGxlPlQ8L3RpdGxlPjxwPk9uZS48L3A+\"}",
     "ce-12", NULL, "T", "One.", NULL, NULL, NULL, TIME_UNKNOWN, NO_ZONE, BODY_PAGE},
    {"a sentence", "{\"id\":\"13\",\"text\":\"" TEXT "\",\"date\":\"2026-11-20\"}", "13", NULL,
     NULL, TEXT, NULL, NULL, "2026-11-20", TIME_DAY, NO_ZONE, BODY_SENTENCE},
    {"an id that is a number", "{\"id\":14,\"title\":\"" TITLE "\",\"body\":\"" TEXT "\"}", "14",
     NULL, TITLE, TEXT, NULL, NULL, NULL, TIME_UNKNOWN, NO_ZONE, BODY_TEXT},
};

static int check_text(const char *form, const char *part, struct strview got, const char *wanted)
{
    if (strview_is(got, wanted == NULL ? "" : wanted))
        return 0;
    fprintf(stderr, "%s: %s is \"%.*s\", wanted \"%s\"\n", form, part, STRVIEW_ARG(got),
            wanted == NULL ? "" : wanted);
    return 1;
}

static int check_time(const struct form_case *form, const struct timestamp *time)
{
    struct civil day = civil_from_day(time->day);
    char printed[32] = "";

    if (time->precision != TIME_UNKNOWN)
        snprintf(printed, sizeof(printed), "%04d-%02d-%02d", day.year, day.month, day.day);
    int wrong = check_text(form->name, "day", strview_from(printed), form->day);

    wrong += time->precision != form->precision;
    wrong += time->is_zone_known != (form->zone != NO_ZONE);
    wrong += time->is_zone_known && time->zone_minutes != form->zone;
    if (wrong > 0)
        fprintf(stderr, "%s: precision %d zone %d %d\n", form->name, (int)time->precision,
                time->is_zone_known, time->zone_minutes);
    return wrong;
}

static void reads_every_form_unmodified(void **state)
{
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        const struct form_case *form = &forms[i];
        struct article *article = decode(form->json);

        if (article == NULL) {
            fprintf(stderr, "%s: %s\n", form->name, reason);
            wrong++;
            continue;
        }
        if (form->id != NULL)
            wrong += check_text(form->name, "id", article->id, form->id);
        else
            assert_int_equal(article->id.len, HASHED);
        wrong += check_text(form->name, "url", article->url, form->url);
        wrong += check_text(form->name, "title", article->fields[FIELD_TITLE], form->title);
        wrong += check_text(form->name, "body", article->fields[FIELD_BODY], form->body);
        wrong += check_text(form->name, "source", article->source, form->source);
        wrong += check_text(form->name, "language", article->declared_language, form->language);
        wrong += check_time(form, &article->published);
        wrong += article->body_kind != form->kind;
        assert_int_equal(article->body_kind, form->kind);
    }
    assert_int_equal(wrong, 0);
}

static void gives_copies_of_an_article_one_id(void **state)
{
    static const char *const urls[] = {
        "https://News.Example/a?id=1", "HTTPS://news.example:443/a?id=1#top",
        "https://news.example/a?utm_source=x&id=1&fbclid=y", " https://news.example/a?id=1 "};
    char first[64] = "";

    (void)state;
    for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
        char json[256];

        snprintf(json, sizeof(json), "{\"title\":\"t%zu\",\"url\":\"%s\"}", i, urls[i]);
        struct article *article = decode(json);

        assert_non_null(article);
        if (i == 0)
            snprintf(first, sizeof(first), "%.*s", STRVIEW_ARG(article->id));
        assert_strview_equal(article->id, first);
    }
    struct article *other = decode("{\"title\":\"t\",\"url\":\"https://news.example/A?id=1\"}");

    assert_false(strview_is(other->id, first));
}

static void keeps_a_nul_inside_a_string(void **state)
{
    struct article *article = decode("{\"title\":\"a\\u0000b\",\"body\":\"c\\u0000d\"}");

    (void)state;
    assert_non_null(article);
    assert_int_equal(article->fields[FIELD_TITLE].len, 3);
    assert_int_equal(article->fields[FIELD_BODY].len, 3);
}

static void lets_headers_speak_where_the_value_is_silent(void **state)
{
    struct raw_record record = {.value = STRVIEW("عنوان\nنص."),
                                .content_type = STRVIEW("text/plain; charset=utf-8"),
                                .url = STRVIEW("https://h.example/1"),
                                .fetched = STRVIEW("2026-11-25T09:00:00Z"),
                                .id = STRVIEW("header-id"),
                                .source = STRVIEW("Header")};

    (void)state;
    arena_reset(support_arena);
    struct article *article = article_new(support_arena);

    assert_int_equal(article_decode(article, &record, reason), STATUS_OK);
    assert_strview_equal(article->id, "header-id");
    assert_strview_equal(article->url, "https://h.example/1");
    assert_strview_equal(article->source, "Header");
    assert_int_equal(article->fetched.day, civil_to_day((struct civil){2026, 11, 25}));
}

static void takes_plain_text_that_begins_like_json(void **state)
{
    struct article *article = decode("[عاجل] قصف على الميناء\nنص.");

    (void)state;
    assert_non_null(article);
    assert_strview_equal(article->fields[FIELD_TITLE], "[عاجل] قصف على الميناء");
    article = decode("\"لا هدنة\" يقول الوزير\n\"نص\"");
    assert_non_null(article);
}

static void keeps_line_ends_and_signs_of_text_that_is_no_html(void **state)
{
    struct article *article =
        decode("{\"title\":\"R&amp;D <b>x</b>\",\"body\":\"a &quot;b&quot;\\nc\"}");

    (void)state;
    assert_strview_equal(article->fields[FIELD_TITLE], "R&amp;D <b>x</b>");
    assert_strview_equal(article->fields[FIELD_BODY], "a &quot;b&quot;\nc");
    article = decode("{\"title\":\"R&amp;D\",\"maintext\":\"a &quot;b&quot;\\nc\"}");
    assert_strview_equal(article->fields[FIELD_TITLE], "R&D");
    assert_strview_equal(article->fields[FIELD_BODY], "a \"b\"\nc");
    article = decode("{\"title\":\"t\",\"body\":\"<p>a\\nb</p><p>c</p>\"}");
    assert_strview_equal(article->fields[FIELD_BODY], "a b\nc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_our_own_form),
        cmocka_unit_test(reads_plain_text_with_its_first_line_as_title),
        cmocka_unit_test(reads_every_form_unmodified),
        cmocka_unit_test(gives_copies_of_an_article_one_id),
        cmocka_unit_test(keeps_a_nul_inside_a_string),
        cmocka_unit_test(lets_headers_speak_where_the_value_is_silent),
        cmocka_unit_test(keeps_line_ends_and_signs_of_text_that_is_no_html),
        cmocka_unit_test(takes_plain_text_that_begins_like_json),
    };

    return cmocka_run_group_tests(tests, support_arena_open, support_arena_close);
}
