/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/config.h"

#include "support/support.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own for each test, with what loading left. */
struct fixture {
    char folder[64];
    char path[96];
    struct config *config;
    struct buffer errors;
    struct buffer warnings;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    snprintf(fixture->folder, sizeof(fixture->folder), "/tmp/rasid-config-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return -1;
    snprintf(fixture->path, sizeof(fixture->path), "%s/rasid.yaml", fixture->folder);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];

    snprintf(command, sizeof(command), "rm -r %s", fixture->folder);
    config_free(fixture->config);
    buffer_destroy(&fixture->errors);
    buffer_destroy(&fixture->warnings);
    int code = system(command);

    free(fixture);
    return code;
}

static void write_file(const struct fixture *fixture, const char *name, const char *text)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%s", fixture->folder, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(path, 0644), 0);
}

static const struct config *load(struct fixture *fixture)
{
    config_free(fixture->config);
    buffer_clear(&fixture->errors);
    buffer_clear(&fixture->warnings);
    fixture->config = config_load(fixture->path, &fixture->errors, &fixture->warnings);
    if (fixture->config == NULL)
        assert_true(fixture->errors.len > 0); /* a refusal always says why */
    return fixture->config;
}

static const struct config *load_text(struct fixture *fixture, const char *text)
{
    write_file(fixture, "rasid.yaml", text);
    return load(fixture);
}

static void assert_refused(struct fixture *fixture, const char *text, const char *reason)
{
    assert_null(load_text(fixture, text));
    if (strstr(fixture->errors.data, reason) == NULL)
        fail_msg("\"%s\" is not in: %s", reason, fixture->errors.data);
}

static void an_empty_file_gives_the_defaults(void **state)
{
    const struct config *config = load_text(*state, "# nothing\n");

    assert_non_null(config);
    assert_int_equal(config->brokers.count, 1);
    assert_string_equal(config->brokers.items[0], "localhost:9092");
    assert_string_equal(config->events_topic, "events.{type}");
    assert_int_equal(config->delivery, CONFIG_EXACTLY_ONCE);
    assert_int_equal(config->article_bytes, 1048576);
    assert_int_equal(config->languages.count, 2);
    assert_null(config->origins[0]);
}

static void values_are_read_with_their_types(void **state)
{
    const struct config *config =
        load_text(*state, "kafka:\n  brokers: [a:1, '[::1]:2']\n  librdkafka:\n"
                          "    security.protocol: ssl\n    linger.ms: 5\n"
                          "output: {events: events, articles: '', min_confidence: 0.25}\n"
                          "delivery: at_least_once\nworkers: 4\nlanguages: [en]\n"
                          "sources:\n  a.example: {time_zone: Asia/Damascus, month_first: true}\n"
                          "log: {level: debug}\n");

    assert_non_null(config);
    assert_string_equal(config->brokers.items[1], "[::1]:2");
    assert_int_equal(config->librdkafka.count, 2);
    assert_string_equal(config->librdkafka.items[1].name, "linger.ms");
    assert_string_equal(config->librdkafka.items[1].value, "5");
    assert_string_equal(config->articles_topic, "");
    assert_true(config->min_confidence > 0.24 && config->min_confidence < 0.26);
    assert_int_equal(config->delivery, CONFIG_AT_LEAST_ONCE);
    assert_int_equal(config->workers, 4);
    assert_int_equal(config->languages.count, 1);
    assert_int_equal(config->sources.count, 1);
    assert_string_equal(config->sources.items[0].time_zone, "Asia/Damascus");
    assert_true(config->sources.items[0].is_month_first);
    assert_int_equal(config->log_level, 4);
}

static void wrong_keys_name_place_and_nearest(void **state)
{
    struct fixture *fixture = *state;

    assert_refused(fixture, "kafka:\n  broker: [a:1]\n",
                   "rasid.yaml:2:3: unknown key 'kafka.broker'; did you mean 'kafka.brokers'?");
    assert_refused(fixture, "worker: 1\n", ":1:1: unknown key 'worker'; did you mean 'workers'?");
    assert_refused(fixture, "topics: [a]\n", "did you mean 'input.topics'?");
    assert_refused(fixture, "sources:\n  a.b: {timezone: UTC}\n",
                   ":2:9: unknown key 'timezone' of source 'a.b'; did you mean 'time_zone'?");
    assert_refused(fixture, "xyzzy: 1\n", "config reference");
}

static void wrong_types_and_values_name_their_place(void **state)
{
    static const char *const cases[][2] = {
        {"workers: four\n", ":1:10: workers: an integer is expected"},
        {"workers: '4'\n", ":1:10: workers: an integer is expected"},
        {"workers: -1\n", "workers: -1 is not from 0 to 256"},
        {"workers: 99999999999999999999\n", "workers: an integer is expected"},
        {"output: {min_confidence: 1.5}\n", "1.5 is not from 0 to 1"},
        {"output: {min_confidence: .nan}\n", "a number is expected"},
        {"output: {encoding: flatt}\n", ":1:20: output.encoding: 'flatt' is none of event|flat; "
                                        "did you mean 'flat'?"},
        {"output: {events: 'events.{typ}'}\n", "is no topic's name"},
        {"output: {dead_letters: ''}\n", "must name a topic"},
        {"kafka: {group: [a]}\n", "kafka.group: text is expected, not a list"},
        {"kafka: {group: }\n", "kafka.group: text is expected, not nothing"},
        {"kafka: {brokers: 'a:1'}\n", "a list such as [a:1] is expected"},
        {"kafka: {brokers: []}\n", "must not be empty"},
        {"kafka: {brokers: [a]}\n", "is no address"},
        {"kafka: {brokers: ['a:70000']}\n", "no port from 1 to 65535"},
        {"kafka: {brokers: ['a:1', 'a:1']}\n", "is there twice"},
        {"kafka: {librdkafka: [a]}\n", "a map is expected"},
        {"kafka: {librdkafka: {a: [b]}}\n", "a value is expected"},
        {"kafka: 5\n", "keys are expected under it"},
        {"languages: [xx]\n", "'xx' is none of ar|en"},
        {"sources: {a.b: {month_first: yes}}\n", "true or false is expected"},
        {"sources: {a.b: {time_zone: Damascus}}\n", "is no time zone"},
        {"http: {listen: localhost}\n", "is no address"},
        {"input: {topics: [x]}\noutput: {events: x}\n", "is one of input.topics"},
        {"[a, b]\n", "keys such as 'kafka:' are expected"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_refused(*state, cases[i][0], cases[i][1]);
}

static void every_error_is_told_at_once(void **state)
{
    struct fixture *fixture = *state;

    assert_refused(fixture, "workers: x\nlanguges: [ar]\n", "workers");
    assert_non_null(strstr(fixture->errors.data, "languages"));
}

static void yaml_that_we_do_not_take_is_refused(void **state)
{
    static const char *const cases[][2] = {
        {"kafka: [a\n", ":2:1:"},
        {"a: &x {}\nb: *x\n", "aliases"},
        {"workers: 1\nworkers: 2\n", ":2:1: key 'workers' is there twice"},
        {"workers: 1\n---\nworkers: 2\n", "second document"},
        {"? [a]\n: b\n", "a key must be a word"},
        {"a: [[[[[[[[[[1]]]]]]]]]]\n", "nested too deep"},
        {"kafka: {group: \"a\\0b\"}\n", "NUL"},
        {"kafka: {group: \xff}\n", "rasid.yaml:"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_refused(*state, cases[i][0], cases[i][1]);
}

static void drop_ins_are_read_in_name_order(void **state)
{
    struct fixture *fixture = *state;
    char folder[128];

    snprintf(folder, sizeof(folder), "%s/conf.d", fixture->folder);
    assert_int_equal(mkdir(folder, 0755), 0);
    write_file(fixture, "conf.d/20-b.yaml", "workers: 2\nkafka: {librdkafka: {a: new}}\n");
    write_file(fixture, "conf.d/10-a.yaml", "workers: 3\nkafka: {group: drop}\n");
    write_file(fixture, "conf.d/30.yaml.bak", "workers: 9\n");
    write_file(fixture, "conf.d/.40.yaml", "workers: 9\n");
    const struct config *config =
        load_text(fixture, "workers: 1\nkafka: {librdkafka: {a: old, b: kept}}\n");

    assert_non_null(config);
    assert_int_equal(config->workers, 2);
    assert_string_equal(config->group, "drop");
    assert_int_equal(config->librdkafka.count, 2);
    assert_string_equal(config->librdkafka.items[0].value, "new");
    assert_string_equal(config->librdkafka.items[1].value, "kept");
}

static void files_that_others_control_are_refused(void **state)
{
    struct fixture *fixture = *state;
    char path[128];

    write_file(fixture, "rasid.yaml", "workers: 1\n");
    assert_int_equal(chmod(fixture->path, 0666), 0);
    assert_null(load(fixture));
    assert_non_null(strstr(fixture->errors.data, "may be written by everybody"));
    assert_int_equal(chmod(fixture->path, 0644), 0);

    snprintf(path, sizeof(path), "%s/conf.d", fixture->folder);
    assert_int_equal(mkdir(path, 0755), 0);
    snprintf(path, sizeof(path), "%s/conf.d/a.yaml", fixture->folder);
    assert_int_equal(symlink("../rasid.yaml", path), 0);
    assert_null(load(fixture));
    assert_non_null(strstr(fixture->errors.data, "a.yaml: is a symbolic link"));
    assert_int_equal(unlink(path), 0);

    snprintf(path, sizeof(path), "%s/conf.d", fixture->folder);
    assert_int_equal(chmod(path, 0777), 0);
    assert_null(load(fixture));
    assert_non_null(strstr(fixture->errors.data, "conf.d: may be written by everybody"));
}

static void files_that_are_none_are_refused(void **state)
{
    struct fixture *fixture = *state;

    assert_null(load(fixture)); /* named, but missing */
    assert_non_null(strstr(fixture->errors.data, "No such file"));
    assert_int_equal(mkfifo(fixture->path, 0644), 0);
    assert_null(load(fixture));
    assert_non_null(strstr(fixture->errors.data, "is no regular file"));
}

static void the_environment_is_over_the_files(void **state)
{
    struct fixture *fixture = *state;

    setenv("RASID_WORKERS", "7", 1);
    setenv("RASID_KAFKA_BROKERS", "a:1,b:2", 1);
    setenv("RASID_KAFKA_LIBRDKAFKA", "{security.protocol: ssl}", 1);
    setenv("RASID_KAFKA_GROUP", "a: b", 1); /* texts are taken as they are */
    setenv("RASID_WORKRES", "1", 1);
    const struct config *config = load_text(fixture, "workers: 1\n");

    assert_non_null(config);
    assert_int_equal(config->workers, 7);
    assert_int_equal(config->brokers.count, 2);
    assert_string_equal(config->brokers.items[1], "b:2");
    assert_string_equal(config->librdkafka.items[0].value, "ssl");
    assert_string_equal(config->group, "a: b");
    assert_non_null(strstr(fixture->warnings.data, "RASID_WORKRES is not used; did you mean "
                                                   "RASID_WORKERS?"));
    setenv("RASID_WORKERS", "x", 1);
    assert_null(load(fixture));
    assert_non_null(strstr(fixture->errors.data, "RASID_WORKERS: workers: an integer is expected"));
    unsetenv("RASID_WORKERS");
    unsetenv("RASID_KAFKA_BROKERS");
    unsetenv("RASID_KAFKA_LIBRDKAFKA");
    unsetenv("RASID_KAFKA_GROUP");
    unsetenv("RASID_WORKRES");
}

static void secrets_come_from_files_and_credentials(void **state)
{
    struct fixture *fixture = *state;
    char path[128];

    assert_non_null(load_text(fixture, ""));
    write_file(fixture, "password", "s3cret\n");
    snprintf(path, sizeof(path), "%s/password", fixture->folder);
    assert_string_equal(config_secret(fixture->config, path, &fixture->errors), "s3cret");
    assert_string_equal(config_secret(fixture->config, "", &fixture->errors), "");

    unsetenv("CREDENTIALS_DIRECTORY");
    assert_null(config_secret(fixture->config, "password", &fixture->errors));
    assert_non_null(strstr(fixture->errors.data, "$CREDENTIALS_DIRECTORY is not set"));
    setenv("CREDENTIALS_DIRECTORY", fixture->folder, 1);
    assert_string_equal(config_secret(fixture->config, "password", &fixture->errors), "s3cret");
    assert_null(config_secret(fixture->config, "missing", &fixture->errors));
    unsetenv("CREDENTIALS_DIRECTORY");
}

static void secrets_are_not_shown(void **state)
{
    struct buffer text = {0};
    const struct config *config =
        load_text(*state, "kafka: {librdkafka: {sasl.password: hunter2, ssl.key.pem: hunter2, "
                          "sasl.username: me}}\n");

    config_write_values(config, &text);
    config_write_values_json(config, &text);
    assert_null(strstr(text.data, "hunter2"));
    assert_non_null(strstr(text.data, "\"me\""));
    buffer_destroy(&text);
}

/* The values in force as JSON, without their origins. */
static void write_plain(struct config *config, struct buffer *out)
{
    memset(config->origins, 0, sizeof(config->origins));
    config_write_values_json(config, out);
}

static void shown_values_load_to_the_same(void **state)
{
    struct fixture *fixture = *state;
    struct buffer shown = {0};
    struct buffer before = {0};
    struct buffer after = {0};

    load_text(fixture, "workers: 4\nkafka: {group: 'a\"b\\c', librdkafka: {x: \"1\"}}\n"
                       "sources: {a.b: {language: ar}}\noutput: {min_confidence: 0.125}\n");
    config_write_values(fixture->config, &shown);
    write_plain(fixture->config, &before);
    assert_non_null(load_text(fixture, shown.data));
    write_plain(fixture->config, &after);
    assert_string_equal(before.data, after.data);
    assert_non_null(strstr(after.data, "a\\\"b\\\\c"));
    buffer_destroy(&shown);
    buffer_destroy(&before);
    buffer_destroy(&after);
}

static void a_reload_names_what_takes_a_restart(void **state)
{
    struct fixture *fixture = *state;
    struct buffer keys = {0};
    struct buffer errors = {0};
    struct buffer warnings = {0};

    load_text(fixture, "workers: 1\nlimits: {stage_ms: 100}\n");
    write_file(fixture, "rasid.yaml", "workers: 2\nlimits: {stage_ms: 50}\nkafka: {group: b}\n");
    struct config *next = config_load(fixture->path, &errors, &warnings);

    struct buffer started = {0};

    config_write_restart_values(fixture->config, &started);
    assert_int_equal(config_restart_keys(buffer_view(&started), next, &keys), 2);
    buffer_destroy(&started);
    assert_strview_equal(buffer_view(&keys), "kafka.group, workers");
    buffer_destroy(&keys);
    buffer_destroy(&errors);
    buffer_destroy(&warnings);
    config_free(next);
}

static char *read_whole(const char *path)
{
    static char text[1 << 16];
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void the_shipped_file_is_the_reference(void **state)
{
    struct buffer text = {0};

    (void)state;
    config_write_reference(&text);
    assert_string_equal(read_whole("conf/rasid.yaml"), text.data);
    buffer_destroy(&text);
}

static void the_reference_loads_to_the_defaults(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = {0};
    struct buffer before = {0};
    struct buffer after = {0};
    struct config *defaults = config_load_defaults(&fixture->errors, &fixture->warnings);

    config_write_reference(&text);
    assert_non_null(load_text(fixture, text.data));
    write_plain(defaults, &before);
    write_plain(fixture->config, &after);
    assert_string_equal(before.data, after.data);
    config_free(defaults);
    buffer_destroy(&before);
    buffer_destroy(&after);
    buffer_destroy(&text);
}

static void generated_json_is_json(void **state)
{
    static void (*const writers[])(struct buffer *) = {config_write_schema,
                                                       config_write_reference_json};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct buffer text = {0};
        json_error_t error;

        writers[i](&text);
        json_t *json = json_loadb(text.data, text.len, JSON_REJECT_DUPLICATES, &error);

        if (json == NULL)
            fail_msg("line %d: %s", error.line, error.text);
        json_decref(json);
        buffer_destroy(&text);
    }
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    unsetenv("RASID_LEXICON"); /* it would be the value of `lexicon` */
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(an_empty_file_gives_the_defaults),
        WITH_FIXTURE(values_are_read_with_their_types),
        WITH_FIXTURE(wrong_keys_name_place_and_nearest),
        WITH_FIXTURE(wrong_types_and_values_name_their_place),
        WITH_FIXTURE(every_error_is_told_at_once),
        WITH_FIXTURE(yaml_that_we_do_not_take_is_refused),
        WITH_FIXTURE(drop_ins_are_read_in_name_order),
        WITH_FIXTURE(files_that_others_control_are_refused),
        WITH_FIXTURE(files_that_are_none_are_refused),
        WITH_FIXTURE(the_environment_is_over_the_files),
        WITH_FIXTURE(secrets_come_from_files_and_credentials),
        WITH_FIXTURE(secrets_are_not_shown),
        WITH_FIXTURE(shown_values_load_to_the_same),
        WITH_FIXTURE(a_reload_names_what_takes_a_restart),
        WITH_FIXTURE(the_shipped_file_is_the_reference),
        WITH_FIXTURE(the_reference_loads_to_the_defaults),
        cmocka_unit_test(generated_json_is_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
