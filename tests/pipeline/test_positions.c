/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever is done to an article, every position that is told of it leads back to its text. The
 * number of random articles and the seed come from the environment: RASID_MUTATIONS, RASID_SEED. */
#include "pipeline/pipeline.h"

#include "support/corpus.h"
#include "support/mutation.h"
#include "support/pipeline_fixture.h"
#include "support/positions.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    MUTATIONS = 2000, /* of one run of the unit tests; label `property` runs 100,000 */
    CHANGES_MAX = 12,
    WRONG_SHOWN = 10,
};

static uint64_t number_from(const char *variable, uint64_t otherwise)
{
    const char *text = getenv(variable);

    return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

/* One random article: its text before the record is made of it. */
struct draft {
    struct buffer title, body;
};

static void draft_make(struct draft *draft, const struct corpus *corpus, uint64_t seed)
{
    uint64_t random = seed;
    const struct corpus_article *article =
        &corpus->articles[random_below(&random, (uint32_t)corpus->count)];

    buffer_clear(&draft->title);
    buffer_clear(&draft->body);
    mutation_append(&draft->title, article->title, random_below(&random, 3), &random);
    mutation_append(&draft->body, article->body, 1 + random_below(&random, CHANGES_MAX), &random);
}

/* Text without markup is the article's text, byte by byte; blanks alone are none. */
static bool is_as_received(const struct buffer *text, struct strview field)
{
    struct strview view = buffer_view(text);

    return strview_find(view, STRVIEW("<"), 0) < view.len ||
           strview_find(view, STRVIEW("&"), 0) < view.len || strview_equal(view, field) ||
           (field.len == 0 && strview_trim(view).len == 0);
}

static const char *run_one(struct pipeline *pipeline, const struct draft *draft)
{
    const struct article *article =
        pipeline_fixture_run(pipeline, buffer_view(&draft->title), buffer_view(&draft->body));

    if (article == NULL) {
        const char *reason = pipeline_fixture_reason();

        return strncmp(reason, "no_text:", 8) == 0 ? NULL : reason;
    }
    if (!is_as_received(&draft->body, article->fields[FIELD_BODY]) ||
        !is_as_received(&draft->title, article->fields[FIELD_TITLE]))
        return "the article's text is not the record's";
    const char *wrong = positions_wrong(article);

    return wrong != NULL ? wrong : record_positions_wrong(article);
}

static uint64_t seed_now;

/* An assertion of the program itself: which article broke it. */
static void tell_seed(int signal_number)
{
    fprintf(stderr, "RASID_SEED=%llu RASID_MUTATIONS=1: signal %d\n", (unsigned long long)seed_now,
            signal_number);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void leads_back_to_the_text_after_random_changes(void **state)
{
    uint64_t count = number_from("RASID_MUTATIONS", MUTATIONS);
    uint64_t seed = number_from("RASID_SEED", 20261126);
    struct pipeline *pipeline = *state;
    struct draft draft = {0};
    struct corpus corpus;
    uint64_t wrong = 0;

    corpus_load(&corpus);
    signal(SIGABRT, tell_seed);
    printf("RASID_SEED=%llu RASID_MUTATIONS=%llu, of %zu articles\n", (unsigned long long)seed,
           (unsigned long long)count, corpus.count);
    for (uint64_t i = 0; i < count && wrong < WRONG_SHOWN; i++) {
        seed_now = seed + i;
        draft_make(&draft, &corpus, seed + i);
        const char *what = run_one(pipeline, &draft);

        if (what == NULL)
            continue;
        wrong++;
        printf("RASID_SEED=%llu RASID_MUTATIONS=1: %s\n", (unsigned long long)(seed + i), what);
    }
    buffer_destroy(&draft.title);
    buffer_destroy(&draft.body);
    corpus_free(&corpus);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leads_back_to_the_text_after_random_changes),
    };

    return cmocka_run_group_tests(tests, pipeline_fixture_setup, pipeline_fixture_teardown);
}
