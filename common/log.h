/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMMON_LOG_H
#define COMMON_LOG_H

#include "common/status.h"

/* syslog's severities, of which five are used. */
enum log_level {
    LOG_LEVEL_ERROR = 3,
    LOG_LEVEL_WARNING = 4,
    LOG_LEVEL_NOTICE = 5,
    LOG_LEVEL_INFO = 6,
    LOG_LEVEL_DEBUG = 7
};

/* Receives one finished line (no newline, control characters escaped). Called from any thread. */
typedef void (*log_sink_fn)(enum log_level level, const char *group, const char *line);

/* Lines above this level are dropped. Process-wide; the default is LOG_LEVEL_INFO. */
void log_set_level(enum log_level level);
enum log_level log_get_level(void);
/* Where lines go; NULL is standard error as text. Set before threads start. */
void log_set_sink(log_sink_fn sink);

/* One line: a sentence, then key=value pairs. group names the part ("consumer", "worker"). Never
 * article text above debug level. C0, C1, bidi controls and U+2028/9 are escaped here. */
void log_write(enum log_level level, const char *group, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
