/* SPDX-License-Identifier: Apache-2.0 */
/* Files through the pipeline. The stages' time limit is far above the daemon's: a slow machine must
 * not make a run's result differ. */
#include "daemon/offline.h"

#include "daemon/date_argument.h"
#include "daemon/language_data.h"
#include "daemon/record_envelope.h"

#include <errno.h>
#include <stdlib.h>

enum {
    OFFLINE_ARTICLE_BYTES = 8 << 20,
    OFFLINE_ARTICLE_EVENTS = 200,
    OFFLINE_STAGE_MS = 60000,
};

static enum language language_from(const char *name)
{
    for (int i = LANGUAGE_UNKNOWN + 1; i < LANGUAGE_UNSUPPORTED; i++)
        if (strcmp(language_name((enum language)i), name) == 0)
            return (enum language)i;
    return LANGUAGE_UNKNOWN;
}

int offline_open(struct offline *offline, const struct offline_overrides *overrides)
{
    struct pipeline_options *options = &offline->options;
    char error[512] = "";

    *offline = (struct offline){.is_sentences = overrides->is_sentences};
    options->article_bytes = OFFLINE_ARTICLE_BYTES;
    options->stage_ms = OFFLINE_STAGE_MS;
    options->extract.events_max = OFFLINE_ARTICLE_EVENTS;
    for (int i = LANGUAGE_UNKNOWN + 1; i < LANGUAGE_UNSUPPORTED; i++)
        options->normalize.languages[i] = true;
    if (overrides->published != NULL &&
        !date_argument_parse(strview_from(overrides->published), &options->published))
        return command_fail(EXIT_USAGE, "--published: '%s' is no date such as 2025-07-11",
                            overrides->published);
    if (overrides->language != NULL) {
        options->language = language_from(overrides->language);
        if (options->language == LANGUAGE_UNKNOWN)
            return command_fail(EXIT_USAGE, "--lang: there is no language '%s'",
                                overrides->language);
    }
    if (language_data_open(overrides->lexicon, &offline->lexicon, error, sizeof(error)) !=
        STATUS_OK)
        return command_fail(EXIT_CONFIG, "%s", error);
    offline->pipeline = pipeline_new(offline->lexicon, options);
    if (offline->pipeline == NULL)
        return command_fail(EXIT_CONFIG, "the pipeline does not start: out of memory, or language "
                                         "data that it cannot use");
    return EXIT_DONE;
}

void offline_close(struct offline *offline)
{
    buffer_destroy(&offline->envelope);
    pipeline_free(offline->pipeline);
    lexicon_close(offline->lexicon);
}

static int run_record(struct offline *offline, const struct file_record *record, const char *path,
                      struct trace *trace, struct pipeline_result *result)
{
    struct raw_record raw = {.value = record->value, .is_sentence = offline->is_sentences};

    *result = (struct pipeline_result){0};
    if (record->is_json && !strview_starts_with(record->value, STRVIEW("{"))) {
        offline->bad_records++;
        return command_fail(EXIT_BAD_DATA, "%s: record %zu (line %zu): decode: not_json: no object",
                            path, record->number, record->line);
    }
    if (record->is_json) {
        raw.content_type = STRVIEW("application/json");
        raw.value = record_envelope_open(record->value, &offline->envelope);
    }
    enum status status = pipeline_run(offline->pipeline, &raw, trace, result);

    if (status == STATUS_OK)
        return EXIT_DONE;
    if (status == STATUS_NO_MEMORY)
        return command_fail(EXIT_IO, "%s: record %zu: out of memory", path, record->number);
    offline->bad_records++;
    command_fail(EXIT_BAD_DATA, "%s: record %zu (line %zu): %s: %s", path, record->number,
                 record->line, result->stage == NULL ? "pipeline" : result->stage,
                 result->reason[0] == '\0' ? status_name(status) : result->reason);
    return EXIT_BAD_DATA;
}

struct file_run {
    struct offline *offline;
    const char *path;
    struct trace *trace;
    offline_record_fn take;
    void *context;
};

static int run_records(const struct file_run *run, struct record_reader *reader)
{
    for (;;) {
        struct file_record record;
        struct pipeline_result result;
        enum status status = record_reader_next(reader, &record);

        if (status != STATUS_OK)
            return command_fail(EXIT_IO, "%s: %s", run->path,
                                status == STATUS_NO_MEMORY ? "out of memory" : strerror(errno));
        if (record.value.ptr == NULL)
            return EXIT_DONE;
        int code = run_record(run->offline, &record, run->path, run->trace, &result);

        if (code == EXIT_DONE || (code == EXIT_BAD_DATA && run->trace != NULL))
            code = run->take(run->context, &result);
        if (code != EXIT_DONE && code != EXIT_BAD_DATA)
            return code;
    }
}

static int run_file(const struct file_run *run)
{
    bool is_standard_input = strcmp(run->path, "-") == 0;
    FILE *file = is_standard_input ? stdin : fopen(run->path, "rbe");

    if (file == NULL)
        return command_fail(EXIT_IO, "%s: %s", run->path, strerror(errno));
    struct record_reader *reader =
        record_reader_new(file, run->offline->options.article_bytes,
                          run->offline->is_sentences || record_reader_name_is_lines(run->path));
    int code = reader == NULL ? command_fail(EXIT_IO, "out of memory") : run_records(run, reader);

    record_reader_free(reader);
    if (!is_standard_input)
        fclose(file);
    return code;
}

int offline_run(struct offline *offline, const struct command_line *line, struct trace *trace,
                offline_record_fn take, void *context)
{
    struct file_run run = {
        .offline = offline, .path = "-", .trace = trace, .take = take, .context = context};
    int code = EXIT_DONE;

    if (line->operand_count == 0)
        code = run_file(&run);
    for (size_t i = 0; i < line->operand_count && code == EXIT_DONE; i++) {
        run.path = line->operands[i];
        code = run_file(&run);
    }
    if (code == EXIT_DONE && offline->bad_records > 0)
        return EXIT_BAD_DATA;
    return code;
}
