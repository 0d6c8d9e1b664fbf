/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_OFFLINE_H
#define DAEMON_OFFLINE_H

#include "daemon/command.h"
#include "daemon/record_reader.h"
#include "pipeline/pipeline.h"

/* What the commands that work on files share: a pipeline without broker, and the records of files.
 */

struct offline {
    struct lexicon *lexicon;
    struct pipeline *pipeline;
    struct pipeline_options options;
    struct buffer envelope;
    bool is_sentences;
    size_t bad_records;
};

struct offline_overrides {
    const char *lexicon;   /* path; NULL: found */
    const char *published; /* a date; NULL: the article's own */
    const char *language;  /* "ar", "en"; NULL: told from the text */
    bool is_sentences;
};

/* Opens language data and pipeline. An exit_code; on failure the message has been written. Close it
 * in either case. */
int offline_open(struct offline *offline, const struct offline_overrides *overrides);
void offline_close(struct offline *offline);

/* Takes one record. result is valid during the call. An exit_code other than EXIT_DONE ends the
 * run.
 */
typedef int (*offline_record_fn)(void *context, struct pipeline_result *result);

/* Runs every record of the operands (none, or "-": standard input) through the pipeline, in input
 * order. A bad record is one line on standard error; EXIT_BAD_DATA at the end when there was one.
 */
int offline_run(struct offline *offline, const struct command_line *line, struct trace *trace,
                offline_record_fn take, void *context);

#endif
