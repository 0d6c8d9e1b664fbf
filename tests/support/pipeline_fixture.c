/* SPDX-License-Identifier: Apache-2.0 */
#include "support/pipeline_fixture.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static struct lexicon *lexicon;
static struct pipeline_result result;

int pipeline_fixture_setup(void **state)
{
    static const struct pipeline_options options = {
        .normalize = {.languages = {[LANGUAGE_AR] = true, [LANGUAGE_EN] = true}},
        .article_bytes = 1 << 20,
    };
    char error[256] = "";

    if (lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)) != STATUS_OK) {
        fprintf(stderr, "%s\n", error);
        return -1;
    }
    *state = pipeline_new(lexicon, &options);
    return *state == NULL ? -1 : 0;
}

int pipeline_fixture_teardown(void **state)
{
    pipeline_free(*state);
    lexicon_close(lexicon);
    return 0;
}

static char *record_make(struct strview title, struct strview body)
{
    json_t *root = json_object();

    json_object_set_new(root, "title", json_stringn(title.ptr, title.len));
    json_object_set_new(root, "body", json_stringn(body.ptr, body.len));
    json_object_set_new(root, "published", json_string("2027-03-10T12:00:00+03:00"));
    json_object_set_new(root, "source", json_string("cedar.example"));
    char *record = json_dumps(root, JSON_COMPACT);

    json_decref(root);
    assert_non_null(record);
    return record;
}

struct article *pipeline_fixture_run(struct pipeline *pipeline, struct strview title,
                                     struct strview body)
{
    char *text = record_make(title, body);
    struct raw_record record = {.value = strview_from(text)};
    enum status status = pipeline_run(pipeline, &record, NULL, &result);

    free(text);
    return status == STATUS_OK ? result.article : NULL;
}

const char *pipeline_fixture_reason(void)
{
    return result.reason;
}
