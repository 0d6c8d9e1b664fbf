/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid test`: cases, each an article with the events that it must and must not give, against the
 * language data in use. The project's own golden tests run through this command. */
#include "daemon/case_match.h"
#include "daemon/offline.h"
#include "daemon/record_envelope.h"

#include <errno.h>
#include <fts.h>
#include <jansson.h>
#include <stdlib.h>

enum { OPTION_FORMAT, OPTION_LEXICON, OPTION_COUNT };

static const struct command_option options[OPTION_COUNT] = {
    [OPTION_FORMAT] = {"format", "FORMAT", "text, json (default: text)", 'f', "text|json"},
    [OPTION_LEXICON] = {"lexicon", "FILE", "compiled language data to use", 'L', NULL},
};

struct test_run {
    struct offline offline;
    struct buffer envelope;
    struct buffer event;
    struct buffer report; /* of the running case */
    bool is_json;
    size_t passed;
    size_t failed;
};

static void print_case(struct test_run *run, const char *path, size_t number, const char *name,
                       bool is_passed)
{
    char title[512];

    if (name != NULL)
        snprintf(title, sizeof(title), "%s: %s", path, name);
    else if (number > 1)
        snprintf(title, sizeof(title), "%s:%zu", path, number);
    else
        snprintf(title, sizeof(title), "%s", path);
    run->passed += is_passed;
    run->failed += !is_passed;
    if (!run->is_json) {
        if (!is_passed)
            printf("FAILED  %s\n%s", title, run->report.data == NULL ? "" : run->report.data);
        return;
    }
    json_t *line = json_pack("{s:s, s:b, s:s%}", "case", title, "passed", is_passed, "report",
                             run->report.data == NULL ? "" : run->report.data, run->report.len);

    if (line != NULL)
        json_dumpf(line, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(line);
}

/* The article's events as JSON, an array that the caller frees; NULL without memory. */
static json_t *events_json(struct test_run *run, const struct article *article)
{
    struct event_encode_options encode = {
        .format = FORMAT_EVENT,
        .extractor = {"rasid", RASID_VERSION, lexicon_hash(run->offline.lexicon)},
    };
    json_t *events = json_array();

    for (size_t i = 0; i < article->event_count; i++) {
        buffer_clear(&run->event);
        if (event_encode(article, &article->events[i], &encode, i, &run->event) != STATUS_OK ||
            json_array_append_new(events, json_loadb(run->event.data, run->event.len, 0, NULL)) !=
                0) {
            json_decref(events);
            return NULL;
        }
    }
    return events;
}

static bool run_case(struct test_run *run, json_t *wanted, struct strview record)
{
    struct raw_record raw = {.value = record_envelope_open(record, &run->envelope),
                             .content_type = STRVIEW("application/json")};
    struct pipeline_result result;
    enum status status = pipeline_run(run->offline.pipeline, &raw, NULL, &result);

    if (status != STATUS_OK) {
        buffer_printf(&run->report, "  the article is refused: %s\n", result.reason);
        return false;
    }
    json_t *events = events_json(run, result.article);

    if (events == NULL) {
        buffer_append_string(&run->report, "  out of memory\n");
        return false;
    }
    bool is_passed = case_match(wanted, events, &run->report);

    json_decref(events);
    return is_passed;
}

static int run_file(struct test_run *run, const char *path)
{
    FILE *file = fopen(path, "rbe");

    if (file == NULL)
        return command_fail(EXIT_IO, "%s: %s", path, strerror(errno));
    struct record_reader *reader = record_reader_new(file, run->offline.options.article_bytes,
                                                     record_reader_name_is_lines(path));
    int code = reader == NULL ? command_fail(EXIT_IO, "out of memory") : EXIT_DONE;

    while (code == EXIT_DONE) {
        struct file_record record;

        if (record_reader_next(reader, &record) != STATUS_OK) {
            code = command_fail(EXIT_IO, "%s: cannot be read", path);
            break;
        }
        if (record.value.ptr == NULL)
            break;
        json_error_t error;
        json_t *wanted = json_loadb(record.value.ptr, record.value.len, 0, &error);
        bool is_passed = false;

        buffer_clear(&run->report);
        if (json_is_object(json_object_get(wanted, "article")))
            is_passed = run_case(run, wanted, record.value);
        else
            buffer_printf(&run->report, "  no case: %s\n",
                          wanted == NULL ? error.text : "it has no \"article\"");
        print_case(run, path, record.number, json_string_value(json_object_get(wanted, "name")),
                   is_passed);
        json_decref(wanted);
    }
    record_reader_free(reader);
    fclose(file);
    return code;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool is_case_file(const FTSENT *entry)
{
    struct strview name = strview_from(entry->fts_name);

    return entry->fts_level == FTS_ROOTLEVEL || strview_ends_with(name, STRVIEW(".json")) ||
           record_reader_name_is_lines(entry->fts_name);
}

/* Files as named; in folders every .json, .jsonl and .ndjson below, by name. */
static int run_operands(struct test_run *run, char **operands)
{
    FTS *tree = fts_open(operands, FTS_PHYSICAL | FTS_NOCHDIR | FTS_COMFOLLOW, by_name);
    int code = EXIT_DONE;

    if (tree == NULL)
        return command_fail(EXIT_IO, "%s", strerror(errno));
    for (FTSENT *entry = fts_read(tree); entry != NULL && code == EXIT_DONE;
         entry = fts_read(tree)) {
        if (entry->fts_info == FTS_NS || entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR)
            code = command_fail(EXIT_IO, "%s: %s", entry->fts_path, strerror(entry->fts_errno));
        else if (entry->fts_info == FTS_F && is_case_file(entry))
            code = run_file(run, entry->fts_path);
    }
    fts_close(tree);
    return code;
}

static int run(const struct command_line *line)
{
    struct test_run run = {0};
    const char *format = line->option[OPTION_FORMAT];

    if (line->operand_count == 0)
        return command_fail(EXIT_USAGE, "test: name at least one case or a folder of cases");
    run.is_json = format != NULL && strcmp(format, "json") == 0;
    int code = offline_open(&run.offline,
                            &(struct offline_overrides){.lexicon = line->option[OPTION_LEXICON]});

    if (code == EXIT_DONE)
        code = run_operands(&run, line->operands);
    if (code == EXIT_DONE && run.passed + run.failed == 0)
        code = command_fail(EXIT_BAD_DATA, "test: there is no case");
    else if (code == EXIT_DONE && !run.is_json)
        printf("%zu passed, %zu failed\n", run.passed, run.failed);
    buffer_destroy(&run.report);
    buffer_destroy(&run.event);
    buffer_destroy(&run.envelope);
    offline_close(&run.offline);
    return code == EXIT_DONE && run.failed > 0 ? EXIT_BAD_DATA : code;
}

const struct command command_test = {
    .name = "test",
    .operands = "CASE…",
    .summary = "Run cases: articles and the events that they must and must not give",
    .details =
        "A case is a JSON object {\"article\": …, \"events\": […], \"absent\": […], \"count\": "
        "N}.\n"
        "events: parts of events that must be there; absent: types or parts of events that must\n"
        "not. A folder stands for the .json and .jsonl files below it. Exit code 65 when a case\n"
        "fails. docs/testing.md tells more.",
    .options = options,
    .option_count = OPTION_COUNT,
    .run = run,
};
