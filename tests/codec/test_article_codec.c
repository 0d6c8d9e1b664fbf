/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/article_codec.h"

#include "support/support.h"

#include "common/civil.h"

static struct arena *arena;
static char reason[DECODE_REASON_BYTES];

static struct article *decode(const char *value)
{
    struct raw_record record = {.value = strview_from(value)};

    arena_reset(arena);
    struct article *article = article_new(arena);

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

static int open_arena(void **state)
{
    (void)state;
    arena = arena_new(1 << 16, 64 << 20);
    return arena == NULL;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_our_own_form),
        cmocka_unit_test(reads_plain_text_with_its_first_line_as_title),
    };

    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
