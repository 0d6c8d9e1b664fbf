/* SPDX-License-Identifier: Apache-2.0 */
/* Where log lines go. The journal gets every key=value pair as a field of its own, with its length,
 * so that no value can forge another field. Lines that repeat are limited by their sentence: a
 * broken broker may not fill a disk. The one lock of the logs is here; it is held for a table
 * look-up and one write. */
#include "daemon/log_output.h"

#include "common/clock.h"

#include <ctype.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <time.h>
#include <unistd.h>

enum { RATE_ROWS = 128, RATE_BURST = 20, FIELDS_MAX = LOG_PAIRS_MAX + 4, FIELD_BYTES = 2304 };
#define RATE_INTERVAL_NS 10000000000u

struct rate_row {
    uint64_t hash; /* 0: free */
    uint64_t begin_ns;
    unsigned passed;
    unsigned suppressed;
};

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;
static struct rate_row rate_rows[RATE_ROWS];
static bool has_colour;

static bool is_key(struct strview key)
{
    for (size_t i = 0; i < key.len; i++)
        if (!islower((unsigned char)key.ptr[i]) && key.ptr[i] != '_' &&
            !isdigit((unsigned char)key.ptr[i]))
            return false;
    return key.len > 0 && key.len <= 32 && islower((unsigned char)key.ptr[0]);
}

void log_parts_split(const char *line, struct log_parts *parts)
{
    struct strview rest = strview_from(line);
    const char *sentence_end = line + rest.len;
    struct strview word;

    parts->pair_count = 0;
    while (strview_next(&rest, ' ', &word)) {
        size_t equals = strview_find(word, STRVIEW("="), 0);
        struct strview key = strview_slice(word, 0, equals);

        if (equals < word.len && is_key(key) && parts->pair_count < LOG_PAIRS_MAX) {
            if (parts->pair_count == 0)
                sentence_end = word.ptr;
            parts->pairs[parts->pair_count++] =
                (struct log_pair){key, strview_slice(word, equals + 1, word.len)};
        } else if (parts->pair_count > 0) {
            /* A value with spaces goes on; words before the first pair are the sentence. */
            struct strview *value = &parts->pairs[parts->pair_count - 1].value;

            value->len = (size_t)(word.ptr + word.len - value->ptr);
        }
    }
    parts->sentence =
        strview_trim((struct strview){.ptr = line, .len = (size_t)(sentence_end - line)});
}

/* FNV-1a over group and sentence without digits: the same message with other numbers is the same.
 */
static uint64_t message_hash(const char *group, struct strview sentence)
{
    uint64_t hash = 14695981039346656037u;

    for (; *group != '\0'; group++)
        hash = (hash ^ (unsigned char)*group) * 1099511628211u;
    for (size_t i = 0; i < sentence.len; i++)
        if (!isdigit((unsigned char)sentence.ptr[i]))
            hash = (hash ^ (unsigned char)sentence.ptr[i]) * 1099511628211u;
    return hash == 0 ? 1 : hash;
}

bool log_rate_allows(const char *group, struct strview sentence, uint64_t now_ns,
                     unsigned *suppressed)
{
    uint64_t hash = message_hash(group, sentence);
    struct rate_row *row = &rate_rows[hash % RATE_ROWS];

    *suppressed = 0;
    if (row->hash != hash || now_ns - row->begin_ns >= RATE_INTERVAL_NS) {
        if (row->hash == hash)
            *suppressed = row->suppressed;
        *row = (struct rate_row){.hash = hash, .begin_ns = now_ns};
    }
    if (row->passed >= RATE_BURST) {
        row->suppressed++;
        return false;
    }
    row->passed++;
    return true;
}

static const char *level_name(enum log_level level)
{
    static const char *const names[] = {"error",   "error",  "error", "error",
                                        "warning", "notice", "info",  "debug"};

    return names[level];
}

static void json_string(struct strview text, struct buffer *out)
{
    buffer_append_string(out, "\"");
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            buffer_append_string(out, "\\");
        buffer_append(out, &text.ptr[i], 1); /* log_write() has escaped control characters */
    }
    buffer_append_string(out, "\"");
}

static void append_time(int64_t wall_ms, struct buffer *out)
{
    time_t seconds = (time_t)(wall_ms / 1000);
    struct tm tm;
    char text[32];

    gmtime_r(&seconds, &tm);
    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm);
    buffer_printf(out, "%s.%03dZ", text, (int)(wall_ms % 1000));
}

void log_line_as_json(enum log_level level, const char *group, const char *line, int64_t wall_ms,
                      struct buffer *out)
{
    struct log_parts parts;

    log_parts_split(line, &parts);
    buffer_append_string(out, "{\"time\":\"");
    append_time(wall_ms, out);
    buffer_printf(out, "\",\"level\":\"%s\",\"group\":\"%s\",\"message\":", level_name(level),
                  group);
    json_string(parts.sentence, out);
    for (size_t i = 0; i < parts.pair_count; i++) {
        bool is_twice =
            strview_is(parts.pairs[i].key, "time") || strview_is(parts.pairs[i].key, "level") ||
            strview_is(parts.pairs[i].key, "group") || strview_is(parts.pairs[i].key, "message");

        for (size_t j = 0; j < i; j++)
            is_twice = is_twice || strview_equal(parts.pairs[j].key, parts.pairs[i].key);
        if (is_twice)
            continue;
        buffer_printf(out, ",\"%.*s\":", STRVIEW_ARG(parts.pairs[i].key));
        json_string(parts.pairs[i].value, out);
    }
    buffer_append_string(out, "}\n");
}

static void write_all(const struct buffer *text)
{
    for (size_t at = 0; at < text->len;) {
        ssize_t written = write(STDERR_FILENO, text->data + at, text->len - at);

        if (written <= 0)
            return; /* nobody reads: nothing can be said about it */
        at += (size_t)written;
    }
}

static void write_json(enum log_level level, const char *group, const char *line)
{
    struct buffer text = {0};

    log_line_as_json(level, group, line, clock_wall_ms(), &text);
    write_all(&text);
    buffer_destroy(&text);
}

static void write_text(enum log_level level, const char *group, const char *line)
{
    static const char *const colours[] = {"", "", "", "\033[31m", "\033[33m", "", "", "\033[2m"};
    const char *colour = has_colour ? colours[level] : "";
    struct buffer text = {0};

    append_time(clock_wall_ms(), &text);
    buffer_printf(&text, " %s%-7s%s %s: %s\n", colour, level_name(level),
                  colour[0] == '\0' ? "" : "\033[0m", group, line);
    write_all(&text);
    buffer_destroy(&text);
}

struct journal_entry {
    struct iovec fields[FIELDS_MAX];
    char texts[FIELDS_MAX][FIELD_BYTES];
    int count;
};

static void journal_add(struct journal_entry *entry, const char *prefix, struct strview name,
                        struct strview value)
{
    char *text = entry->texts[entry->count];
    int len =
        snprintf(text, FIELD_BYTES, "%s%.*s=%.*s", prefix, STRVIEW_ARG(name), STRVIEW_ARG(value));

    for (char *at = text; *at != '\0' && *at != '='; at++)
        *at = (char)toupper((unsigned char)*at);
    entry->fields[entry->count++] =
        (struct iovec){text, len < FIELD_BYTES ? (size_t)len : FIELD_BYTES - 1};
}

static void write_journal(enum log_level level, const char *group, const char *line)
{
    static struct journal_entry entry; /* under the lock */
    struct log_parts parts;
    char priority[2] = {(char)('0' + level), '\0'};

    entry.count = 0;
    log_parts_split(line, &parts);
    journal_add(&entry, "", STRVIEW("MESSAGE"), strview_from(line));
    journal_add(&entry, "", STRVIEW("PRIORITY"), strview_from(priority));
    journal_add(&entry, "", STRVIEW("SYSLOG_IDENTIFIER"), STRVIEW("rasid"));
    journal_add(&entry, "", STRVIEW("RASID_GROUP"), strview_from(group));
    for (size_t i = 0; i < parts.pair_count; i++)
        journal_add(&entry, "RASID_", parts.pairs[i].key, parts.pairs[i].value);
    sd_journal_sendv(entry.fields, entry.count);
}

static log_sink_fn output_writer = write_text;

static void write_limited(enum log_level level, const char *group, const char *line)
{
    struct log_parts parts;
    unsigned suppressed = 0;

    log_parts_split(line, &parts);
    pthread_mutex_lock(&output_lock);
    if (log_rate_allows(group, parts.sentence, clock_monotonic_ns(), &suppressed)) {
        if (suppressed > 0) {
            char note[64];

            snprintf(note, sizeof(note), "the next message was held back count=%u", suppressed);
            output_writer(level, group, note);
        }
        output_writer(level, group, line);
    }
    pthread_mutex_unlock(&output_lock);
}

/* True when standard error is the journal's stream: systemd says which file it gave us. */
static bool is_journal(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    struct stat info;
    char own[64];

    if (stream == NULL || fstat(STDERR_FILENO, &info) != 0)
        return false;
    snprintf(own, sizeof(own), "%ju:%ju", (uintmax_t)info.st_dev, (uintmax_t)info.st_ino);
    return strcmp(stream, own) == 0;
}

void log_output_start(enum config_log_format format)
{
    const char *no_colour = getenv("NO_COLOR");
    bool is_terminal = isatty(STDERR_FILENO) == 1;

    if (format == CONFIG_LOG_AUTO)
        format = is_journal()  ? CONFIG_LOG_JOURNAL
                 : is_terminal ? CONFIG_LOG_TEXT
                               : CONFIG_LOG_JSON;
    has_colour = is_terminal && (no_colour == NULL || no_colour[0] == '\0');
    output_writer = format == CONFIG_LOG_JOURNAL ? write_journal
                    : format == CONFIG_LOG_JSON  ? write_json
                                                 : write_text;
    log_set_sink(write_limited);
}

void log_output_set_level(int level_row)
{
    log_set_level((enum log_level)(LOG_LEVEL_ERROR + level_row));
}
