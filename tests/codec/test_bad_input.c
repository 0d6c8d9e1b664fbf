/* SPDX-License-Identifier: Apache-2.0 */
/* Every class of bad input, with the word of its dead letter; and charsets that are none. */
#include "codec/article_codec.h"

#include "support/support.h"

#include "common/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

static char reason[DECODE_REASON_BYTES];

static struct article *decode(struct strview value, const char *content_type)
{
    struct raw_record record = {.value = value, .content_type = strview_from(content_type)};

    arena_reset(support_arena);
    struct article *article = article_new(support_arena);

    return article_decode(article, &record, reason) == STATUS_OK ? article : NULL;
}

#define BYTES(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static void names_the_reason_of_every_refusal(void **state)
{
    static const struct {
        struct strview value;
        const char *word;
    } cases[] = {
        {BYTES(""), "empty"},
        {BYTES(" \n\t "), "empty"},
        {BYTES("\xef\xbb\xbf"), "empty"},
        {BYTES("{"), "not_json"},
        {BYTES("{\"title\":\"a\",}"), "not_json"},
        {BYTES("{\"title\":\"a\"}{\"title\":\"b\"}"), "trailing_data"},
        {BYTES("{\"title\":\"a\",\"title\":\"b\"}"), "duplicate_key"},
        {BYTES("{\"title\":\"\\ud800\"}"), "not_json"},
        {BYTES("{\"title\":1e999}"), "not_json"},
        {BYTES("null"), "not_article"},
        {BYTES("true"), "not_article"},
        {BYTES("\"a string\""), "not_article"},
        {BYTES("[]"), "not_article"},
        {BYTES("[{\"title\":\"a\"},{\"title\":\"b\"}]"), "not_article"},
        {BYTES("{}"), "no_text"},
        {BYTES("{\"title\":\" \",\"body\":\"\"}"), "no_text"},
        {BYTES("{\"title\":null,\"body\":5}"), "no_text"},
        {BYTES("{\"url\":\"https://a.example\"}"), "no_text"},
        {BYTES("<html><body><script>x</script></body></html>"), "no_text"},
        {BYTES("<?xml version=\"1.0\"?><rss/>"), "not_article"},
        {BYTES("\x1f\x8b\x08\0\0\0\0\0"), "binary"},
        {BYTES("\x28\xb5\x2f\xfd\0\0"), "binary"},
        {BYTES("%PDF-1.7 x"), "binary"},
        {BYTES("\0\0\0\0\x07{\"title\":\"a\"}"), "binary"},
        {BYTES("title\1\2\3\4\5\6\nbody"), "binary"},
        /* Broken UTF-8: overlong, surrogate, cut off, a stray byte. */
        {BYTES("{\"title\":\"\xc0\xaf\",\"body\":\"نص عربي يكفي ليبدو يونيكود\"}"), "charset"},
        {BYTES("{\"title\":\"\xed\xa0\x80\",\"body\":\"نص عربي يكفي ليبدو يونيكود\"}"), "charset"},
        {BYTES("عنوان عربي\nنص عربي يكفي \xd8"), "charset"},
        {BYTES("عنوان عربي\nنص \xff عربي يكفي"), "charset"},
        {BYTES("{\"specversion\":\"1.0\",\"id\":\"1\",\"data_base64\":\"&&&\"}"), "not_article"},
        {BYTES("{\"specversion\":\"1.0\",\"id\":\"1\"}"), "no_text"},
    };
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct article *article = decode(cases[i].value, "");
        size_t length = strlen(cases[i].word);

        if (article == NULL && strncmp(reason, cases[i].word, length) == 0 && reason[length] == ':')
            continue;
        fprintf(stderr, "case %zu: %s \"%s\", wanted %s\n", i,
                article == NULL ? "refused" : "taken", reason, cases[i].word);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void refuses_nesting_beyond_the_parser(void **state)
{
    enum { DEPTH = 100000 };
    char *text = malloc(DEPTH * 2 + 1);

    (void)state;
    memset(text, '[', DEPTH);
    memset(text + DEPTH, ']', DEPTH);
    assert_null(decode((struct strview){.ptr = text, .len = (size_t)DEPTH * 2}, ""));
    assert_int_equal(strncmp(reason, "too_deep:", 9), 0);
    free(text);
}

#define ARABIC                                                                                                                                                              \
    "<html><head><title>قوات تغادر القاعدة الجنوبية</title></head><body><p>غادرت مئات العربات "                                     \
    "العسكرية القاعدة الجنوبية تحت حماية الفصائل، بحسب ما أفاد المرصد يوم الجمعة، وقال ناطق إن " \
    "الرتل توجه إلى الساحل.</p><p>وأعلنت الوزارة أن المفاوضات ستستأنف في الأسبوع المقبل بين "            \
    "الطرفين بعد توقف دام شهرين.</p></body></html>"

static void reads_charsets_other_than_utf8(void **state)
{
    static const struct {
        const char *charset;
        const char *content_type;
        const char *head; /* put before the text */
    } cases[] = {
        {"windows-1256", "text/html; charset=windows-1256", ""},
        {"windows-1256", "text/html", "<meta charset=\"windows-1256\">"},
        {"windows-1256", "text/html", ""},
        {"ISO-8859-6", "text/html; charset=ISO-8859-6", ""},
        {"ISO-8859-6", "text/html", ""},
        {"UTF-16LE", "", ""},
        {"UTF-16BE", "", ""},
        {"UTF-16", "", ""},
        {"UTF-8", "text/html; charset=windows-1256", ""}, /* what is UTF-8 is UTF-8 */
        {"windows-1256", "text/html; charset=utf-8", ""}, /* a wrong declaration */
        {"windows-1256", "text/html; charset=no-such-charset", ""},
    };
    static char bytes[16384];
    static char text[16384];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        UErrorCode error = U_ZERO_ERROR;

        snprintf(text, sizeof(text), "%s%s", cases[i].head, ARABIC);
        int32_t length =
            ucnv_convert(cases[i].charset, "UTF-8", bytes, sizeof(bytes), text, -1, &error);

        assert_true(U_SUCCESS(error));
        struct article *article =
            decode((struct strview){.ptr = bytes, .len = (size_t)length}, cases[i].content_type);

        if (article == NULL)
            fprintf(stderr, "case %zu (%s): %s\n", i, cases[i].charset, reason);
        assert_non_null(article);
        assert_strview_equal(article->fields[FIELD_TITLE], "قوات تغادر القاعدة الجنوبية");
        assert_int_equal(article->charset_loss, 0);
    }
}

static void counts_what_a_charset_cannot_hold(void **state)
{
    /* 0x81 is no letter of ISO-8859-6. */
    struct strview bytes = STRVIEW("<p>\xc7\xe4\xd3\xe4\xc7\xe5 \xd9\xe4\xea\xe3\xe5 \xc8\xd9\xcf "
                                   "\xc7\xe4\xcd\xd1\xc8 \xa1 \xc7\xe4\xd3\xe4\xc7\xe5</p>");
    struct article *article = decode(bytes, "text/html; charset=ISO-8859-6");

    (void)state;
    assert_non_null(article);
    assert_int_equal(article->charset_loss, 1);
    assert_true(utf8_is_valid(article->fields[FIELD_BODY]));
}

static double milliseconds_of(struct strview text, const char *content_type)
{
    double begin = support_cpu_ms();

    decode(text, content_type);
    return support_cpu_ms() - begin;
}

/* A mebibyte made of one piece, after a head: what parsers of HTML are slow or deep on. */
static void reads_a_mebibyte_of_hostile_html_in_time(void **state)
{
    static const struct {
        const char *head;
        const char *piece;
    } cases[] = {
        {"", "<div>"},
        {"", "<b>"},
        {"", "<p>x"},
        {"", "<table>x"},
        {"", "<b id=1><p>"},
        {"<b a=1><b a=2><b a=3><b a=4><b a=5><b a=6><b a=7><b a=8>", "<p>x"},
        {"<a ", "a1=2 "},
        {"", "</p>"},
        {"", "&amp;"},
        {"", "<li><ul>"},
        {"", "<svg><g>"},
        {"", "<a href=x><div>"},
        {"", "<select><option>"},
        {"", "<!--"},
        {"", "<template>"},
        {"<script>", "</scrip>"},
        {"", "<font color=red>x</b>"},
        {"", "\xd8\xa7 "},
        {"", "<"},
        {"<table>", "<td>x"},
        {"", "<h1>t</h1><p>a<br>b"},
    };
    /* the parser's own part is 100 on the worst of them; what grows with the square takes seconds
     */
    enum { BYTES_MAX = 1 << 20, MILLISECONDS_MAX = 150 };
    char *text = malloc(BYTES_MAX);

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t used = (size_t)snprintf(text, BYTES_MAX, "<html><body>%s", cases[i].head);
        size_t length = strlen(cases[i].piece);

        while (used + length < BYTES_MAX) {
            memcpy(text + used, cases[i].piece, length);
            used += length;
        }
        double ms = milliseconds_of((struct strview){.ptr = text, .len = used}, "text/html");

        printf("%8.1f ms, %6.1f MiB: %s%s…\n", ms, (double)arena_used(support_arena) / (1 << 20),
               cases[i].head, cases[i].piece);
#ifndef RASID_ASAN
        if (ms > MILLISECONDS_MAX)
            ms = milliseconds_of((struct strview){.ptr = text, .len = used}, "text/html");
        support_assert_ms(ms, MILLISECONDS_MAX);
#endif
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_the_reason_of_every_refusal),
        cmocka_unit_test(refuses_nesting_beyond_the_parser),
        cmocka_unit_test(reads_charsets_other_than_utf8),
        cmocka_unit_test(counts_what_a_charset_cannot_hold),
        cmocka_unit_test(reads_a_mebibyte_of_hostile_html_in_time),
    };

    return cmocka_run_group_tests(tests, support_arena_open, support_arena_close);
}
