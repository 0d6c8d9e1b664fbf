/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/html_page.h"

#include "support/support.h"

#include "codec/article_codec.h"
#include "common/civil.h"

#include <stdio.h>

static struct article *decode(const char *html)
{
    char reason[DECODE_REASON_BYTES];
    struct raw_record record = {.value = strview_from(html), .content_type = STRVIEW("text/html")};

    arena_reset(support_arena);
    struct article *article = article_new(support_arena);

    assert_int_equal(article_decode(article, &record, reason), STATUS_OK);
    return article;
}

static void takes_title_date_and_language_from_the_head(void **state)
{
    struct article *article =
        decode("<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><title>عنوان | الموقع</title>"
               "<meta property=\"og:title\" content=\"عنوان &quot;الخبر&quot;\">"
               "<meta property=\"article:published_time\" content=\"2026-11-20T14:35:00+03:00\">"
               "<meta property=\"og:site_name\" content=\"الموقع\">"
               "<link rel=\"canonical\" href=\"https://site.example/a/1\"></head>"
               "<body><article><p>نص الخبر هنا.</p></article></body></html>");

    (void)state;
    assert_strview_equal(article->fields[FIELD_TITLE], "عنوان \"الخبر\"");
    assert_strview_equal(article->fields[FIELD_BODY], "نص الخبر هنا.");
    assert_strview_equal(article->declared_language, "ar");
    assert_strview_equal(article->url, "https://site.example/a/1");
    assert_strview_equal(article->source, "الموقع");
    assert_int_equal(article->body_kind, BODY_PAGE);
    assert_true(article->published.is_zone_known);
    assert_int_equal(article->published.zone_minutes, 180);
    assert_int_equal(article->published.second, (14 * 60 + 35) * 60);
}

static void prefers_json_ld_and_survives_a_broken_one(void **state)
{
    struct article *article = decode(
        "<html><head><script type=\"application/ld+json\">{broken</script>"
        "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"NewsArticle\","
        "\"headline\":\"From JSON-LD\",\"datePublished\":\"2026-11-20T14:35:00Z\"}]}</script>"
        "<meta name=\"date\" content=\"2020-01-01\"></head><body><h1>Other</h1><p>Text.</p>");

    (void)state;
    assert_strview_equal(article->fields[FIELD_TITLE], "From JSON-LD");
    assert_int_equal(article->published.day, civil_to_day((struct civil){2026, 11, 20}));
}

static void leaves_furniture_out_and_keeps_the_article(void **state)
{
    struct article *article = decode(
        "<html><head><meta property=\"article:published_time\" content=\"2026-11-20\">"
        "<style>p{}</style><script>var x='<p>no</p>';</script></head><body>"
        "<nav><a href=/>Home</a> <a href=/w>World</a></nav><div class=\"site-sidebar\">Side</div>"
        "<div id=content><h1>Truce holds</h1><p>The truce held for a <b>second</b>&nbsp;day on "
        "Sunday, the army said in a statement.<br>Shops were open.</p>"
        "<figure><img src=x><figcaption>A guard</figcaption></figure>"
        "<p hidden>Hidden.</p><ul><li>One point.</li><li>Two.</li></ul></div>"
        "<div class=\"share-bar\">Share</div><aside>Aside</aside><footer>Foot</footer>"
        "<!-- comment --></body></html>");

    (void)state;
    assert_strview_equal(article->fields[FIELD_BODY],
                         "Truce holds\nThe truce held for a second day on Sunday, the army said in "
                         "a statement.\nShops were open.\nOne point.\nTwo.");
    assert_int_equal(article->block_count, 5);
    assert_int_equal(article->blocks[0].heading_level, 1);
    assert_int_equal(article->blocks[1].heading_level, 0);
    assert_true(article->blocks[3].is_list_item);
    for (size_t i = 0; i < article->block_count; i++) {
        struct strview text = article_span_text(article, FIELD_BODY, article->blocks[i].span);

        assert_null(memchr(text.ptr, '\n', text.len));
        assert_true(text.len > 0);
    }
}

static void tells_how_much_of_a_line_is_links(void **state)
{
    struct article *article =
        decode("<p><a href=1>abcd</a></p><p>abcd <a href=2>efgh</a></p><p>abcd</p>");

    (void)state;
    assert_int_equal(article->block_count, 3);
    assert_int_equal(article->blocks[0].link_percent, 100);
    assert_int_equal(article->blocks[1].link_percent, 50);
    assert_int_equal(article->blocks[2].link_percent, 0);
}

static void keeps_the_text_of_a_page_whose_wrapper_is_named_like_furniture(void **state)
{
    struct article *article = decode(
        "<body class=\"has-menu\"><div class=\"comment article\"><p>The whole text of the page is "
        "in here, and there is no other.</p></div></body>");

    (void)state;
    assert_strview_equal(article->fields[FIELD_BODY],
                         "The whole text of the page is in here, and there is no other.");
}

static void keeps_a_date_line_beside_the_text_when_the_head_tells_none(void **state)
{
    struct article *article = decode(
        "<body><div><span>الأحد 6 أكتوبر 2025 | 14:59</span></div><div><p>نص طويل للخبر يقول إن "
        "القوات انسحبت من المدينة بعد منتصف الليل.</p></div></body>");

    (void)state;
    assert_true(strview_find(article->fields[FIELD_BODY], STRVIEW("أكتوبر"), 0) <
                article->fields[FIELD_BODY].len);
}

static void tells_markup_from_text_with_signs(void **state)
{
    (void)state;
    assert_int_equal(html_markup_of(STRVIEW("a <b>b</b> <p>a</p>")), HTML_BLOCKS);
    assert_int_equal(html_markup_of(STRVIEW("a<br/>b")), HTML_BLOCKS);
    assert_int_equal(html_markup_of(STRVIEW("&quot;a&quot;")), HTML_INLINE);
    assert_int_equal(html_markup_of(STRVIEW("it&#8217;s")), HTML_INLINE);
    assert_int_equal(html_markup_of(STRVIEW("a < b && c > d; e")), HTML_NONE);
    assert_int_equal(html_markup_of(STRVIEW("R& D; research & more")), HTML_NONE);
    assert_int_equal(html_markup_of(STRVIEW("<3 <- x")), HTML_NONE);
    assert_int_equal(html_markup_of(STRVIEW("")), HTML_NONE);
}

/* The parser adds the digits up in an int. */
static void a_reference_to_no_character_leaves_the_text_valid(void **state)
{
    struct article *article = decode("<html><body><p>A&#72222222222222222222222222222222; B "
                                     "&#x7fffffffffffffff; &#0000000065; C.</p></body></html>");

    (void)state;
    assert_strview_equal(article->fields[FIELD_BODY], "A\uFFFD B \uFFFD A C.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_title_date_and_language_from_the_head),
        cmocka_unit_test(prefers_json_ld_and_survives_a_broken_one),
        cmocka_unit_test(leaves_furniture_out_and_keeps_the_article),
        cmocka_unit_test(tells_how_much_of_a_line_is_links),
        cmocka_unit_test(keeps_the_text_of_a_page_whose_wrapper_is_named_like_furniture),
        cmocka_unit_test(keeps_a_date_line_beside_the_text_when_the_head_tells_none),
        cmocka_unit_test(tells_markup_from_text_with_signs),
        cmocka_unit_test(a_reference_to_no_character_leaves_the_text_valid),
    };

    return cmocka_run_group_tests(tests, support_arena_open, support_arena_close);
}
