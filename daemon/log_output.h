/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_LOG_OUTPUT_H
#define DAEMON_LOG_OUTPUT_H

#include "common/buffer.h"
#include "common/log.h"
#include "daemon/config.h"

#include <stdint.h>

/* Sends log lines to the journal, to a terminal, or as JSON lines to standard error. Call before
 * threads start. */
void log_output_start(enum config_log_format format);
/* log.level of the configuration. */
void log_output_set_level(int level_row);

/* A line split into its sentence and the key=value pairs behind it. */
struct log_pair {
    struct strview key;
    struct strview value;
};
enum { LOG_PAIRS_MAX = 12 };
struct log_parts {
    struct strview sentence;
    struct log_pair pairs[LOG_PAIRS_MAX];
    size_t pair_count;
};
void log_parts_split(const char *line, struct log_parts *parts);

/* The JSON form of a line, with a newline. */
void log_line_as_json(enum log_level level, const char *group, const char *line, int64_t wall_ms,
                      struct buffer *out);

/* Says whether a line may pass at now_ns: of lines with the same group and sentence, digits aside,
 * 20 in ten seconds. *suppressed is how many were held back before one that passes. One caller at a
 * time. */
bool log_rate_allows(const char *group, struct strview sentence, uint64_t now_ns,
                     unsigned *suppressed);

#endif
