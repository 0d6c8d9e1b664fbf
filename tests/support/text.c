/* SPDX-License-Identifier: Apache-2.0 */
#include "support/text.h"

#include "common/civil.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

int text_setup(void **state)
{
    struct text_fixture *fixture = calloc(1, sizeof(*fixture));
    char error[256] = "";

    assert_non_null(fixture);
    if (lexicon_open(support_lexicon_path(), &fixture->lexicon, error, sizeof(error)) !=
        STATUS_OK) {
        fprintf(stderr, "%s\n", error);
        return -1;
    }
    fixture->options.languages[LANGUAGE_AR] = true;
    fixture->options.languages[LANGUAGE_EN] = true;
    fixture->normalizer = normalizer_new(fixture->lexicon, &fixture->options);
    fixture->arena = arena_new(1 << 20, 256 << 20);
    *state = fixture;
    return fixture->normalizer == NULL || fixture->arena == NULL ? -1 : 0;
}

int text_teardown(void **state)
{
    struct text_fixture *fixture = *state;

    normalizer_free(fixture->normalizer);
    arena_free(fixture->arena);
    lexicon_close(fixture->lexicon);
    free(fixture);
    return 0;
}

static struct timestamp day_from(const char *date)
{
    int year, month, day;

    assert_int_equal(sscanf(date, "%d-%d-%d", &year, &month, &day), 3);
    return (struct timestamp){
        .precision = TIME_DAY, .day = civil_to_day((struct civil){year, month, day}), .second = -1};
}

struct article *text_article(struct text_fixture *fixture, struct strview body,
                             const char *published)
{
    arena_reset(fixture->arena);
    struct article *article = article_new(fixture->arena);
    struct segment *segment = article_add_segment(article);

    article->fields[FIELD_BODY] = body;
    segment->published.second = -1;
    if (published != NULL)
        segment->published = day_from(published);
    for (size_t at = 0; at < body.len;) {
        size_t end = strview_find(body, STRVIEW("\n"), at);
        struct line *line = article_add_line(article);

        line->field = FIELD_BODY;
        line->span = (struct span){.begin = (uint32_t)at, .end = (uint32_t)end};
        line->is_kept = true;
        at = end + 1;
    }
    return article;
}

struct article *text_normalized(struct text_fixture *fixture, const char *body,
                                const char *published)
{
    struct article *article = text_article(fixture, strview_from(body), published);

    assert_int_equal(normalize_language(fixture->normalizer, article), STATUS_OK);
    assert_int_equal(normalize_tokens(fixture->normalizer, article), STATUS_OK);
    assert_int_equal(normalize_numbers(fixture->normalizer, article), STATUS_OK);
    assert_int_equal(normalize_times(fixture->normalizer, article), STATUS_OK);
    return article;
}
