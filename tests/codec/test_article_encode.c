/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/article_codec.h"

#include "support/support.h"

#include "pipeline/pipeline.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static struct lexicon *lexicon;
static struct pipeline_options options;
static struct pipeline *pipeline;
static struct buffer out;

static int open_pipeline(void **state)
{
    char error[256];

    (void)state;
    if (lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)) != STATUS_OK)
        return -1;
    options.normalize.languages[LANGUAGE_AR] = true;
    options.normalize.languages[LANGUAGE_EN] = true;
    options.extract.events_max = 200;
    pipeline = pipeline_new(lexicon, &options);
    return pipeline == NULL;
}

static int close_pipeline(void **state)
{
    (void)state;
    pipeline_free(pipeline);
    lexicon_close(lexicon);
    buffer_destroy(&out);
    return 0;
}

static json_t *encode(const char *value)
{
    struct raw_record record = {.value = strview_from(value)};
    struct pipeline_result result;

    assert_int_equal(pipeline_run(pipeline, &record, NULL, &result), STATUS_OK);
    buffer_clear(&out);
    assert_int_equal(article_encode(result.article, &out), STATUS_OK);
    json_t *object = json_loadb(out.data, out.len, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);

    assert_non_null(object);
    return object;
}

static const char page[] =
    "{\"id\":\"a1\",\"url\":\"https://n.example/1\",\"title\":\"قوات تغادر القاعدة\",\"body\":"
    "\"تاريخ النشر: 13th, December 2024 GMT\\nغادرت مئات العربات العسكرية القاعدة الجنوبية تحت "
    "حماية الفصائل، بحسب ما أفاد المرصد اليوم.\\nالمصدر: موقع الشرق\"}";

static void tells_segments_sentences_and_cuts_in_code_points(void **state)
{
    json_t *object = encode(page);
    const json_t *cut = json_array_get(json_object_get(object, "cut"), 0);
    const json_t *segment = json_array_get(json_object_get(object, "segments"), 0);

    (void)state;
    assert_string_equal(json_string_value(json_object_get(object, "schema")), "article/1");
    assert_string_equal(json_string_value(json_object_get(object, "id")), "a1");
    assert_string_equal(json_string_value(json_object_get(object, "lang")), "ar");
    assert_string_equal(json_string_value(json_object_get(cut, "reason")), "time_stamp");
    assert_int_equal(json_integer_value(json_object_get(cut, "start")), 0);
    assert_int_equal(json_integer_value(json_object_get(cut, "end")), 36);
    assert_string_equal(json_string_value(json_object_get(segment, "source")), "موقع الشرق");
    assert_true(json_is_true(json_object_get(segment, "has_own_date")));
    assert_int_equal(
        strncmp(json_string_value(json_object_get(object, "published")), "2024-12-13", 10), 0);
    assert_int_equal(json_array_size(json_object_get(segment, "sentences")), 2);
    json_decref(object);
}

static void keeps_text_with_a_nul_as_it_was(void **state)
{
    json_t *object = encode("{\"title\":\"a\\u0000b\",\"body\":\"\\u202ec\"}");

    (void)state;
    assert_int_equal(json_string_length(json_object_get(object, "title")), 3);
    assert_string_equal(json_string_value(json_object_get(object, "body")), "\u202ec");
    json_decref(object);
}

static void leaves_the_buffer_as_it_was_when_it_cannot_write(void **state)
{
    struct raw_record record = {.value = strview_from(page)};
    struct pipeline_result result;
    struct buffer small = {.limit = 64};

    (void)state;
    assert_int_equal(pipeline_run(pipeline, &record, NULL, &result), STATUS_OK);
    assert_true(buffer_append_string(&small, "before"));
    assert_int_equal(article_encode(result.article, &small), STATUS_NO_MEMORY);
    assert_strview_equal(buffer_view(&small), "before");
    buffer_destroy(&small);
}

/* For check_article_schema.py: one record a line. */
static void writes_samples(void **state)
{
    static const char *const values[] = {
        page,
        "{\"title\":\"t\",\"body\":\"\"}",
        "A title\nA text.\nRead also:\nTitle of another piece here\nKYIV, Oct 16 (Wire) – A mine "
        "killed two sappers near the title town on Friday, another piece of news said.",
        "{\"id\":\"s\",\"text\":\"Rebels took Dorin on Monday.\",\"date\":\"2026-11-20\"}",
        "<html lang=fa><title>T</title><meta property=article:published_time "
        "content=2026-11-20T14:35:00+03:00><p>Text of a page.</p></html>",
        "{\"title\":\"t\",\"link\":\"http://a.example\",\"description\":\"d\"}",
    };
    const char *folder = getenv("RASID_ARTICLE_SAMPLES");
    char path[1024];

    (void)state;
    if (folder == NULL)
        return;
    snprintf(path, sizeof(path), "%s/articles.jsonl", folder);
    FILE *file = fopen(path, "we");

    assert_non_null(file);
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        json_decref(encode(values[i]));
        fwrite(out.data, 1, out.len, file);
        fputc('\n', file);
    }
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_segments_sentences_and_cuts_in_code_points),
        cmocka_unit_test(keeps_text_with_a_nul_as_it_was),
        cmocka_unit_test(leaves_the_buffer_as_it_was_when_it_cannot_write),
        cmocka_unit_test(writes_samples),
    };

    return cmocka_run_group_tests(tests, open_pipeline, close_pipeline);
}
