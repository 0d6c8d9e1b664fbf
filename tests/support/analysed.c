/* SPDX-License-Identifier: Apache-2.0 */
#include "support/analysed.h"

#include "extraction/entity_index.h"
#include "extraction/links.h"
#include "extraction/readings.h"
#include "support/support.h"

void analysed_init(struct analysed *analysed, struct text_fixture *fixture, const char *body,
                   const char *published)
{
    struct article *article = text_normalized(fixture, body, published);
    struct analysis *a = &analysed->analysis;
    static const struct grammar_ops *const grammars[] = {&grammar_ar, &grammar_en};
    struct links *links[] = {links_new(fixture->lexicon, "ar/links"),
                             links_new(fixture->lexicon, "en/links")};

    struct reading_weights *readings = reading_weights_new(fixture->lexicon, "en/readings");

    *a = (struct analysis){.article = article, .lexicon = fixture->lexicon, .readings = readings};
    assert_non_null(readings);
    analysed->index = entities_open(fixture->lexicon);
    assert_non_null(analysed->index);
    a->words = arena_array(article->arena, article->token_count + 1, sizeof(*a->words));
    a->ranges = arena_array(article->arena, article->sentence_count + 1, sizeof(*a->ranges));
    analysis_mark_words(a);
    for (uint32_t s = 0; s < article->sentence_count; s++)
        for (size_t g = 0; g < 2; g++)
            if (grammars[g]->language == article->sentences[s].language)
                assert_int_equal(grammars[g]->read_words(a, s), STATUS_OK);
    assert_int_equal(entities_find(analysed->index, a), STATUS_OK);
    for (uint32_t s = 0; s < article->sentence_count; s++)
        for (size_t g = 0; g < 2; g++) {
            if (grammars[g]->language != article->sentences[s].language)
                continue;
            assert_non_null(links[g]);
            links_mark(links[g], a, s);
            a->ranges[s].first_phrase = (uint32_t)a->phrase_count;
            assert_int_equal(grammars[g]->find_phrases(a, s), STATUS_OK);
            a->ranges[s].phrase_count = (uint32_t)a->phrase_count - a->ranges[s].first_phrase;
            a->ranges[s].first_clause = (uint32_t)a->clause_count;
            assert_int_equal(grammars[g]->find_clauses(a, s), STATUS_OK);
            a->ranges[s].clause_count = (uint32_t)a->clause_count - a->ranges[s].first_clause;
        }
    for (size_t g = 0; g < 2; g++)
        links_free(links[g]);
    reading_weights_free(readings);
    a->readings = NULL;
}

void analysed_free(struct analysed *analysed)
{
    entities_close(analysed->index);
}

const struct entity *analysed_entity(const struct analysed *analysed, const char *text)
{
    for (size_t i = 0; i < analysed->analysis.entity_count; i++)
        if (strview_is(entity_text(&analysed->analysis, (uint32_t)i), text))
            return &analysed->analysis.entities[i];
    return NULL;
}

uint32_t analysed_phrase(const struct analysed *analysed, const char *text)
{
    for (size_t i = 0; i < analysed->analysis.phrase_count; i++) {
        struct strview phrase = phrase_text(&analysed->analysis, (uint32_t)i);

        if (strview_find(phrase, strview_from(text), 0) < phrase.len)
            return (uint32_t)i;
    }
    return INDEX_NONE;
}

static struct strview text_of(const struct analysis *a, uint32_t phrase)
{
    return phrase == INDEX_NONE ? STRVIEW("-") : phrase_text(a, phrase);
}

void assert_clause(struct text_fixture *fixture, const struct clause_case *wanted)
{
    struct analysed analysed;
    bool found = false;

    analysed_init(&analysed, fixture, wanted->text, "2027-03-10");
    const struct analysis *a = &analysed.analysis;

    for (size_t k = 0; k < a->clause_count; k++) {
        const struct clause *c = &a->clauses[k];

        if (c->verb == INDEX_NONE ||
            !strview_is(article_token_text(a->article, c->verb), wanted->verb))
            continue;
        found = true;
        print_message("%s: %.*s | %.*s\n", wanted->text, STRVIEW_ARG(text_of(a, c->subject)),
                      STRVIEW_ARG(text_of(a, c->object)));
        assert_strview_equal(text_of(a, c->subject), wanted->subject);
        assert_strview_equal(text_of(a, c->object), wanted->object);
        if (wanted->agent != NULL)
            assert_strview_equal(text_of(a, c->agent), wanted->agent);
    }
    assert_true(found);
    analysed_free(&analysed);
}
