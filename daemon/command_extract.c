/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid extract`: articles of files in, events out, in input order, one record in memory at a
 * time.
 */
#include "daemon/offline.h"

#include "common/clock.h"
#include "daemon/country_codes.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    OPTION_FORMAT,
    OPTION_PUBLISHED,
    OPTION_LANG,
    OPTION_SENTENCES,
    OPTION_MIN_CONFIDENCE,
    OPTION_LEXICON,
    OPTION_COUNT
};

static const struct command_option options[OPTION_COUNT] = {
    [OPTION_FORMAT] = {"format", "FORMAT",
                       "event, flat, pretty, geojson, csv, polecat, gdelt (default: pretty on a "
                       "terminal, else event)",
                       'f', "event|flat|pretty|geojson|csv|polecat|gdelt"},
    [OPTION_PUBLISHED] = {"published", "DATE", "publication date of the articles, over their own",
                          'p', NULL},
    [OPTION_LANG] = {"lang", "LANG", "language of the articles, over their own: ar, en", 'l',
                     "ar|en"},
    [OPTION_SENTENCES] = {"sentences", NULL,
                          "every line is one sentence, {\"id\", \"text\", \"date\"}: no clutter "
                          "stage",
                          's', NULL},
    [OPTION_MIN_CONFIDENCE] = {"min-confidence", "NUMBER", "leave out events below it (0 to 1)",
                               'm', NULL},
    [OPTION_LEXICON] = {"lexicon", "FILE", "compiled language data to use", 'L', NULL},
};

struct output {
    struct event_encode_options options;
    struct buffer buffer;
    struct country_code *countries; /* owned; options point at it */
    double min_confidence;
    size_t events;
};

static int output_flush(struct output *output)
{
    struct strview text = buffer_view(&output->buffer);

    if (output->buffer.has_failed)
        return command_fail(EXIT_IO, "out of memory");
    if (text.len > 0 && fwrite(text.ptr, 1, text.len, stdout) != text.len)
        return command_fail(EXIT_IO, "standard output: %s", strerror(errno));
    buffer_clear(&output->buffer);
    return EXIT_DONE;
}

static int write_events(void *context, struct pipeline_result *result)
{
    struct output *output = context;
    const struct article *article = result->article;
    bool is_record =
        output->options.format == FORMAT_EVENT || output->options.format == FORMAT_FLAT;

    for (size_t i = 0; i < article->event_count; i++) {
        if (article->events[i].confidence < output->min_confidence)
            continue;
        enum status status = event_encode(article, &article->events[i], &output->options,
                                          output->events, &output->buffer);

        if (status != STATUS_OK)
            return command_fail(EXIT_IO, "cannot write an event: %s", status_name(status));
        if (is_record)
            buffer_append_string(&output->buffer, "\n");
        output->events++;
    }
    return output_flush(output);
}

static int output_begin(struct output *output, const struct command_line *line,
                        const struct offline *offline)
{
    const char *format = line->option[OPTION_FORMAT];
    const char *confidence = line->option[OPTION_MIN_CONFIDENCE];
    const char *no_colour = getenv("NO_COLOR");
    bool is_terminal = isatty(STDOUT_FILENO) == 1;

    *output = (struct output){
        .options = {.format = is_terminal ? FORMAT_PRETTY : FORMAT_EVENT,
                    .extractor = {.name = "rasid",
                                  .version = RASID_VERSION,
                                  .lexicon = lexicon_hash(offline->lexicon)},
                    .extracted_ms = clock_wall_ms(),
                    .has_colour = is_terminal && (no_colour == NULL || no_colour[0] == '\0')},
    };
    if (country_codes_load(offline->lexicon, &output->countries, &output->options.country_count) !=
        STATUS_OK)
        return command_fail(EXIT_IO, "out of memory");
    output->options.countries = output->countries;
    if (format != NULL)
        output->options.format = event_format_from(strview_from(format));
    if (confidence != NULL &&
        (!strview_to_double(strview_from(confidence), &output->min_confidence) ||
         !(output->min_confidence >= 0 && output->min_confidence <= 1)))
        return command_fail(EXIT_USAGE, "--min-confidence: '%s' is no number from 0 to 1",
                            confidence);
    if (event_encode_head(&output->options, &output->buffer) != STATUS_OK)
        return command_fail(EXIT_IO, "out of memory");
    return output_flush(output);
}

static int run(const struct command_line *line)
{
    struct offline offline;
    struct output output = {0};
    int code = offline_open(&offline, &(struct offline_overrides){
                                          .lexicon = line->option[OPTION_LEXICON],
                                          .published = line->option[OPTION_PUBLISHED],
                                          .language = line->option[OPTION_LANG],
                                          .is_sentences = line->option[OPTION_SENTENCES] != NULL,
                                      });

    if (code == EXIT_DONE)
        code = output_begin(&output, line, &offline);
    if (code == EXIT_DONE)
        code = offline_run(&offline, line, NULL, write_events, &output);
    if (code == EXIT_DONE || code == EXIT_BAD_DATA) {
        bool is_written = event_encode_tail(&output.options, &output.buffer) == STATUS_OK &&
                          output_flush(&output) == EXIT_DONE;

        code = is_written ? code : EXIT_IO;
    }
    buffer_destroy(&output.buffer);
    free(output.countries);
    offline_close(&offline);
    return code;
}

const struct command command_extract = {
    .name = "extract",
    .operands = "[FILE…|-]",
    .summary = "Extract events from articles in files, without a broker",
    .details =
        "A file holds JSON lines, one JSON object, an HTML page, or a plain text page whose first\n"
        "line is the title; no file or '-' is standard input. Events come in input order. A bad\n"
        "record is one line on standard error, and the exit code is 65 at the end.",
    .options = options,
    .option_count = OPTION_COUNT,
    .run = run,
};
