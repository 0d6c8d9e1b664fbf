/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid lexicon`, `schema` and `completion` as a shell runs them. */
#include "daemon/lexicon_json.h"

#include "support/support.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/command.h"
#include "daemon/schemas.h"

static char output[1 << 20];

/* Standard output and error together in `output`; the exit code. */
static int rasid(const char *arguments)
{
    const char *program = getenv("RASID_PROGRAM");
    char line[1024];

    assert_non_null(program);
    snprintf(line, sizeof(line), "%s %s 2>&1", program, arguments);
    FILE *pipe = popen(line, "r");

    assert_non_null(pipe);
    size_t len = fread(output, 1, sizeof(output) - 1, pipe);

    output[len] = '\0';
    int status = pclose(pipe);

    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static json_t *first_word(const char *text)
{
    struct lexicon *lexicon = NULL;
    struct buffer out = {0};
    char error[256];

    assert_int_equal(lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)),
                     STATUS_OK);
    assert_true(lexicon_write_json(lexicon, LEXICON_LANGUAGE_COUNT, strview_from(text), &out));
    json_t *word = json_loadb(out.data, out.len, JSON_DISABLE_EOF_CHECK, NULL);

    assert_non_null(word);
    buffer_destroy(&out);
    lexicon_close(lexicon);
    return word;
}

static void lookup_tells_readings_with_senses(void **state)
{
    json_t *word = first_word("وسيقصفونها");
    json_t *reading = json_array_get(json_object_get(word, "readings"), 0);
    json_t *sense = json_array_get(json_object_get(reading, "senses"), 0);

    (void)state;
    assert_string_equal(json_string_value(json_object_get(word, "word")), "وسيقصفونها");
    assert_string_equal(json_string_value(json_object_get(reading, "class")), "verb");
    assert_string_equal(json_string_value(json_object_get(reading, "lemma")), "قَصَفَ");
    assert_string_equal(json_string_value(json_object_get(reading, "form")), "imperfect");
    assert_string_equal(json_string_value(json_object_get(reading, "number")), "plural");
    assert_int_equal(json_array_size(json_object_get(reading, "proclitics")), 2);
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(reading, "pronoun"), "gender")),
        "feminine");
    assert_string_equal(json_string_value(json_object_get(sense, "type")), "strike");
    assert_true(json_array_size(json_object_get(sense, "frame")) > 0);
    assert_string_equal(json_string_value(json_object_get(sense, "table")), "ar/verbs");
    json_decref(word);
}

static void lookup_finds_names_of_several_words(void **state)
{
    json_t *word = first_word("Saudi Arabia");
    json_t *entry = json_array_get(json_object_get(word, "entries"), 0);

    (void)state;
    assert_string_equal(json_string_value(json_object_get(entry, "kind")), "country");
    assert_int_equal(json_integer_value(json_object_get(entry, "words")), 2);
    json_decref(word);
    word = first_word("qqxzzy");
    assert_int_equal(json_array_size(json_object_get(word, "readings")), 0);
    assert_int_equal(json_array_size(json_object_get(word, "entries")), 0);
    json_decref(word);
}

static void lookup_prints_text_and_json(void **state)
{
    (void)state;
    assert_int_equal(rasid("lexicon lookup killed"), EXIT_DONE);
    assert_non_null(strstr(output, "verb kill: perfect"));
    assert_non_null(strstr(output, "en/verbs:"));
    assert_int_equal(rasid("lexicon lookup --format json killed"), EXIT_DONE);
    assert_int_equal(strncmp(output, "{\"word\":\"killed\"", 16), 0);
    assert_int_equal(rasid("lexicon lookup"), EXIT_USAGE);
    assert_int_equal(rasid("lexicon lookup --lexicon /nowhere/at.all killed"), EXIT_CONFIG);
}

static void stats_count_what_there_is(void **state)
{
    (void)state;
    assert_int_equal(rasid("lexicon stats"), EXIT_DONE);
    assert_non_null(strstr(output, "\nar/verbs "));
    assert_int_equal(rasid("lexicon stats -f json"), EXIT_DONE);
    json_t *stats = json_loads(output, 0, NULL);

    assert_non_null(stats);
    assert_true(json_integer_value(json_object_get(stats, "lexemes")) > 1000);
    assert_true(json_integer_value(
                    json_object_get(json_object_get(stats, "tables"), "common/countries")) > 100);
    assert_int_equal(strlen(json_string_value(json_object_get(stats, "hash"))), 16);
    json_decref(stats);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void compile_writes_a_file_or_tells_the_line(void **state)
{
    char folder[] = "/tmp/language.XXXXXX";
    char line[512];
    char wanted[300];

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(line, sizeof(line), "mkdir %s/en && cp -r language/ar language/common %s", folder,
             folder);
    assert_int_equal(system(line), 0);
    write_file(folder, "en/verbs.tsv",
               "lemma\tpast\tparticiple\ttype\tmode\tframe\tsense\tstrength\texample\n"
               "zap\tzapped\tzapped\tattack\t\tS=actor O=recipient!\t\t0.5\t\n");
    snprintf(line, sizeof(line), "lexicon compile %s %s/out", folder, folder);
    assert_int_equal(rasid(line), EXIT_DONE);
    snprintf(line, sizeof(line), "lexicon lookup -L %s/out zapped", folder);
    assert_int_equal(rasid(line), EXIT_DONE);
    assert_non_null(strstr(output, "attack 0.50 subject=actor object=recipient!"));
    write_file(folder, "en/verbs.tsv",
               "lemma\tpast\tparticiple\ttype\tmode\tframe\tsense\tstrength\texample\n# note\n"
               "zap\tzapped\tzapped\tattack\t\tS=villain\t\t0.5\t\n");
    snprintf(line, sizeof(line), "lexicon compile %s %s/out2", folder, folder);
    assert_int_equal(rasid(line), EXIT_BAD_DATA);
    snprintf(wanted, sizeof(wanted), "rasid: %s/en/verbs.tsv:3: ", folder);
    assert_int_equal(strncmp(output, wanted, strlen(wanted)), 0);
    snprintf(line, sizeof(line), "%s/out2", folder);
    assert_int_not_equal(access(line, F_OK), 0);
    assert_int_equal(rasid("lexicon compile"), EXIT_USAGE);
    snprintf(line, sizeof(line), "lexicon compile %s /nowhere/at/all", folder);
    write_file(folder, "en/verbs.tsv", "lemma\tpast\n");
    assert_int_equal(rasid(line), EXIT_IO);
    snprintf(line, sizeof(line), "rm -r %s", folder);
    assert_int_equal(system(line), 0);
}

static void schemas_are_those_of_the_documents(void **state)
{
    static char text[1 << 18];

    (void)state;
    assert_int_equal(schema_count, 3);
    for (size_t i = 0; i < schema_count; i++) {
        char path[128];

        snprintf(path, sizeof(path), "docs/%s.schema.json", schemas[i].name);
        FILE *file = fopen(path, "r");

        assert_non_null(file);
        size_t len = fread(text, 1, sizeof(text), file);

        fclose(file);
        assert_int_equal(len, schemas[i].bytes);
        assert_memory_equal(text, schemas[i].text, len);
    }
    assert_int_equal(rasid("schema"), EXIT_DONE);
    assert_non_null(strstr(output, "schema/event/"));
    assert_int_equal(rasid("schema article"), EXIT_DONE);
    assert_non_null(strstr(output, "article"));
    assert_int_equal(rasid("schema evnt"), EXIT_USAGE);
    assert_non_null(strstr(output, "did you mean 'event'?"));
    assert_int_equal(rasid("schema event article"), EXIT_USAGE);
}

static void completion_names_every_command(void **state)
{
    (void)state;
    assert_int_equal(rasid("completion fish"), EXIT_DONE);
    assert_non_null(strstr(output, "lookup"));
    assert_non_null(strstr(output, "-a extract"));
    assert_int_equal(rasid("completion csh"), EXIT_USAGE);
    assert_int_equal(rasid("completion"), EXIT_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lookup_tells_readings_with_senses),
        cmocka_unit_test(lookup_finds_names_of_several_words),
        cmocka_unit_test(lookup_prints_text_and_json),
        cmocka_unit_test(stats_count_what_there_is),
        cmocka_unit_test(compile_writes_a_file_or_tells_the_line),
        cmocka_unit_test(schemas_are_those_of_the_documents),
        cmocka_unit_test(completion_names_every_command),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
