/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/normalize.h"

#include "support/support.h"
#include "support/text.h"

#include <stdio.h>

/* The forms of all tokens, joined by '|', sentences by " // ". */
static void assert_forms(struct text_fixture *fixture, const char *text, const char *wanted)
{
    struct article *article = text_normalized(fixture, text, NULL);
    struct buffer {
        char text[4096];
        size_t len;
    } out = {.len = 0};

    for (size_t i = 0; i < article->token_count; i++) {
        const struct token *token = &article->tokens[i];
        const char *gap = i == 0                                               ? ""
                          : token->sentence != article->tokens[i - 1].sentence ? " // "
                                                                               : "|";

        out.len += (size_t)snprintf(out.text + out.len, sizeof(out.text) - out.len, "%s%.*s", gap,
                                    STRVIEW_ARG(token->form));
    }
    assert_string_equal(out.text, wanted);
}

static void cuts_words(void **state)
{
    static const char *const rows[][2] = {
        {"Israel's army said", "israel|'s|army|said"},
        {"The soldiers’ families don’t know; it's over",
         "the|soldiers|'|families|don't|know|;|it|'s|over"},
        {"al-Assad's Russian-backed forces", "al|-|assad|'s|russian|-|backed|forces"},
        {"the U.N. envoy in the U.S. capital", "the|u.n.|envoy|in|the|u.s.|capital"},
        {"at 10:30 p.m., 1,250 people", "at|10:30|p.m.|,|1,250|people"},
        {"3.5 million, the 50th, 30k and F16", "3.5|million|,|the|50th|,|30k|and|f16"},
        {"O'Neill met @POTUS, see https://t.co/x?y=1.",
         "o'neill|met|@potus|,|see|https://t.co/x?y=1|."},
        {"press@un.org #Gaza_now", "press@un.org|#|gaza|_|now"},
        {"$5 5% 12/7/2017 2017-12-11", "$|5|5|%|12|/|7|/|2017|2017|-|12|-|11"},
        {"وقال الـ24 ساعة", "وقال|ال|24|ساعه"},
        {"عند 10:30 ت.غ، بـ١٬٢٥٠٫٥", "عند|10:30|ت.غ|،|ب|1,250.5"},
        {"24ساعة ت1 2024م", "24|ساعه|ت|1|2024|م"},
        {"الحدث.. عاجل...", "الحدث|.. // عاجل|..."},
        {"«القسام»: نفّذنا", "«|القسام|»|:|نفذنا"},
        {"قال\xe2\x80\x8f (سانا)", "قال|(|سانا|)"},
        {"\xf0\x9f\x87\xb5\xf0\x9f\x87\xb8 غزة", "\xf0\x9f\x87\xb5|\xf0\x9f\x87\xb8|غزه"},
        {"", ""},
        {" \t ", ""},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_forms(*state, rows[i][0], rows[i][1]);
}

static size_t count_sentences(struct text_fixture *fixture, const char *text)
{
    return text_normalized(fixture, text, NULL)->sentence_count;
}

static void ends_sentences(void **state)
{
    static const struct {
        const char *text;
        size_t count;
    } rows[] = {
        {"قصفت الطائرات مدينة حمص. وأكدت المصادر مقتل ثلاثة.", 2},
        {"قال مصدر في \"اللاذقية\".وأكدت المصادر ذلك.", 2},
        {"وصل إلى اللاذقية.وأكدت المصادر", 2},
        {"قال د. محمد العلي إن م. سامر وصل.", 1},
        {"التقى أ.د. خالد حسن الوفد. ثم غادر.", 2},
        {"عند الساعة 10:30 ت.غ. أعلنت القيادة", 1},
        {"بلغت النسبة 3.5 في المئة؛ وهي الأعلى، وفق المصدر", 1},
        {"هل وصلت القوات؟ نعم! وصلت.", 3},
        {"في عام 1445 هـ. وقال المتحدث", 2},
        {"Gen. Smith met Mr. Jones at the U.N. headquarters. He left.", 2},
        {"The strike hit the U.S. Embassy. The fire spread.", 2},
        {"Troops left the U.S. The army said so.", 2},
        {"George W. Bush spoke at 10 p.m. on Monday.", 1},
        {"\"We will fight.\" He said so.", 2},
        {"The army said.The rebels denied.", 2},
        {"See news.Example.com for more.", 1},
        {"1. First item here", 1},
        {"He sat. Then he left.", 2},
        {"سطر أول\nسطر ثان\n\nسطر ثالث", 3},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t count = count_sentences(*state, rows[i].text);

        if (count != rows[i].count)
            fprintf(stderr, "%zu sentences, not %zu: %s\n", count, rows[i].count, rows[i].text);
        assert_int_equal(count, rows[i].count);
    }
}

static void keeps_headlines_with_two_dots_whole(void **state)
{
    struct text_fixture *fixture = *state;
    struct article *article =
        text_article(fixture, STRVIEW("بوتين.. من موسكو إلى دمشق.. ماذا بعد"), NULL);

    article->segments[0].title_field = FIELD_BODY;
    article->segments[0].title_span = article->lines[0].span;
    assert_int_equal(normalize_language(fixture->normalizer, article), STATUS_OK);
    assert_int_equal(normalize_tokens(fixture->normalizer, article), STATUS_OK);
    assert_int_equal(article->sentence_count, 1);
    assert_int_equal(article->sentences[0].kind, SENTENCE_TITLE);
}

/* Longer than any sentence: cut after a blank, or else between two letters, and nothing is lost. */
static void text_without_ends_is_cut(void **state)
{
    static const char *const pieces[] = {"قصف ", "ص"};

    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
        char text[9000] = "";
        size_t len = 0;
        size_t end = 0;

        while (len < sizeof(text) - 16)
            len += (size_t)sprintf(text + len, "%s", pieces[i]);
        const struct article *article = text_normalized(*state, text, NULL);

        assert_true(article->sentence_count >= 4);
        for (size_t j = 0; j < article->sentence_count; j++) {
            struct span span = article->sentences[j].span;

            assert_true(span.end - span.begin <= 2048);
            assert_true(span.begin - end <= 1);
            end = span.end;
        }
        assert_true(len - end <= 1);
        for (size_t j = 0; i == 0 && j < article->token_count; j++)
            assert_strview_equal(article->tokens[j].form, "قصف");
    }
}

static unsigned flags_of(const struct article *article, const char *form)
{
    for (size_t i = 0; i < article->token_count; i++)
        if (strview_is(article->tokens[i].form, form))
            return article->tokens[i].flags;
    fail_msg("no token %s", form);
    return 0;
}

static void tells_what_stands_in_quotes_and_brackets(void **state)
{
    const struct article *article = text_normalized(
        *state, "He said \"we (all) won\" and ‘left’ for “Homs. Now” it's «open", NULL);

    assert_true(flags_of(article, "we") & TOKEN_IN_QUOTE);
    assert_true(flags_of(article, "all") & TOKEN_IN_PAREN);
    assert_true(flags_of(article, "all") & TOKEN_IN_QUOTE);
    assert_false(flags_of(article, "and") & TOKEN_IN_QUOTE);
    assert_true(flags_of(article, "left") & TOKEN_IN_QUOTE);
    assert_true(flags_of(article, "homs") & TOKEN_IN_QUOTE);
    assert_true(flags_of(article, "now") & TOKEN_IN_QUOTE);
    assert_false(flags_of(article, "it") & TOKEN_IN_QUOTE);
    assert_false(flags_of(article, "open") & TOKEN_IN_QUOTE);
    assert_true(flags_of(article, "“") & TOKEN_QUOTE_OPEN);
    assert_true(flags_of(article, "”") & TOKEN_QUOTE_CLOSE);
}

static void flags_scripts_and_case(void **state)
{
    const struct article *article =
        text_normalized(*state, "NATO said Homs and iPhone, the T-72 in حمص", NULL);

    assert_true(flags_of(article, "nato") & TOKEN_ALL_CAPS);
    assert_true(flags_of(article, "homs") & TOKEN_CAPITALIZED);
    assert_false(flags_of(article, "homs") & TOKEN_ALL_CAPS);
    assert_false(flags_of(article, "iphone") & TOKEN_CAPITALIZED);
    assert_false(flags_of(article, "t") & TOKEN_ALL_CAPS);
    assert_true(flags_of(article, "حمص") & TOKEN_ARABIC_SCRIPT);
    assert_false(flags_of(article, "72") & TOKEN_SPACE_BEFORE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_words),
        cmocka_unit_test(ends_sentences),
        cmocka_unit_test(text_without_ends_is_cut),
        cmocka_unit_test(keeps_headlines_with_two_dots_whole),
        cmocka_unit_test(tells_what_stands_in_quotes_and_brackets),
        cmocka_unit_test(flags_scripts_and_case),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
