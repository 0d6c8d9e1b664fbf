/* SPDX-License-Identifier: Apache-2.0 */
/* Log lines: formatted and made safe here, written by a sink that the daemon sets. Never blocks on
 * a lock of ours. */
#include "common/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LINE_BYTES = 2048 };

static _Atomic(int) log_level = LOG_LEVEL_INFO;
static log_sink_fn log_sink;

void log_set_level(enum log_level level)
{
    atomic_store_explicit(&log_level, (int)level, memory_order_relaxed);
}

enum log_level log_get_level(void)
{
    return (enum log_level)atomic_load_explicit(&log_level, memory_order_relaxed);
}

void log_set_sink(log_sink_fn sink)
{
    log_sink = sink;
}

/* Bytes of the character at text that must not reach a terminal or a log: C0, DEL, C1, bidi
 * controls, U+2028/9. */
static size_t unsafe_bytes(const unsigned char *text)
{
    if (text[0] < 0x20 || text[0] == 0x7f)
        return 1;
    if (text[0] == 0xc2 && text[1] >= 0x80 && text[1] <= 0x9f)
        return 2;
    if (text[0] == 0xd8 && text[1] == 0x9c)
        return 2; /* U+061C */
    if (text[0] == 0xe2 && text[1] == 0x80 &&
        ((text[2] >= 0x8e && text[2] <= 0x8f) || (text[2] >= 0xa8 && text[2] <= 0xae)))
        return 3; /* U+200E, U+200F, U+2028-U+202E */
    if (text[0] == 0xe2 && text[1] == 0x81 && text[2] >= 0xa6 && text[2] <= 0xa9)
        return 3; /* U+2066-U+2069 */
    return 0;
}

static void escape(const char *from, char *to, size_t to_bytes)
{
    const unsigned char *text = (const unsigned char *)from;
    size_t len = 0;

    while (*text != '\0' && len + 13 < to_bytes) {
        size_t bytes = unsafe_bytes(text);

        if (bytes == 0) {
            to[len++] = (char)*text++;
            continue;
        }
        for (size_t i = 0; i < bytes; i++)
            len += (size_t)snprintf(to + len, to_bytes - len, "\\x%02x", *text++);
    }
    to[len] = '\0';
}

void log_write(enum log_level level, const char *group, const char *format, ...)
{
    char raw[LINE_BYTES];
    char line[LINE_BYTES];
    va_list args;

    if (level > log_get_level())
        return;
    va_start(args, format);
    vsnprintf(raw, sizeof(raw), format, args);
    va_end(args);
    escape(raw, line, sizeof(line));
    if (log_sink != NULL) {
        log_sink(level, group, line);
        return;
    }
    fprintf(stderr, "rasid: %s: %s\n", group, line);
}
