/* SPDX-License-Identifier: Apache-2.0 */
/* Records out of a file. What a file holds is told from its bytes:
 *
 *   a line that is a whole JSON object         a record
 *   a line that opens one, more lines after    lines are joined until the braces balance
 *   a line that opens one, the next opens one  a truncated record of JSON lines: refused alone, the
 *                                              next is whole again
 *   first line is no JSON, nor is the second   one page: everything up to the end
 *
 * Braces are counted outside strings only, so that the reader never needs a JSON tree. */
#include "daemon/record_reader.h"

#include "common/buffer.h"

#include <stdlib.h>

struct line_buffer {
    struct buffer text; /* with its newline */
    size_t dropped;     /* bytes over the limit */
    size_t number;      /* in the file, from 1; 0: nothing there */
};

/* Where a scan for the end of an object stands. */
struct brace_scan {
    size_t depth;
    bool has_begun;
    bool is_in_string;
    bool is_escaped;
};

struct record_reader {
    FILE *file;
    size_t bytes_max;
    bool is_lines;
    bool is_first;
    bool is_at_end;
    size_t lines_read;
    size_t records;
    struct line_buffer current;
    struct line_buffer ahead;
};

struct record_reader *record_reader_new(FILE *file, size_t record_bytes_max, bool is_lines)
{
    struct record_reader *reader = calloc(1, sizeof(*reader));

    if (reader == NULL)
        return NULL;
    reader->file = file;
    reader->bytes_max = record_bytes_max;
    reader->is_lines = is_lines;
    reader->is_first = true;
    return reader;
}

void record_reader_free(struct record_reader *reader)
{
    if (reader == NULL)
        return;
    buffer_destroy(&reader->current.text);
    buffer_destroy(&reader->ahead.text);
    free(reader);
}

bool record_reader_name_is_lines(const char *path)
{
    struct strview name = strview_from(path);

    return strview_ends_with(name, STRVIEW(".jsonl")) ||
           strview_ends_with(name, STRVIEW(".ndjson"));
}

static bool append_bounded(const struct record_reader *reader, struct line_buffer *line,
                           const char *bytes, size_t len)
{
    size_t room = reader->bytes_max + 1 - line->text.len;
    size_t taken = len < room ? len : room;

    line->dropped += len - taken;
    return buffer_append(&line->text, bytes, taken);
}

/* Appends one line of the file, newline included. At the end of the file nothing is appended. */
static enum status read_line(struct record_reader *reader, struct line_buffer *line)
{
    char chunk[4096];
    size_t len = 0;
    int byte = 0;

    flockfile(reader->file);
    while (byte != '\n' && (byte = getc_unlocked(reader->file)) != EOF) {
        chunk[len++] = (char)byte;
        if (len < sizeof(chunk) && byte != '\n')
            continue;
        if (!append_bounded(reader, line, chunk, len))
            break;
        len = 0;
    }
    funlockfile(reader->file);
    if (len > 0)
        append_bounded(reader, line, chunk, len);
    if (line->text.has_failed)
        return STATUS_NO_MEMORY;
    reader->is_at_end = byte == EOF;
    if (byte == EOF && ferror(reader->file))
        return STATUS_IO;
    reader->lines_read++;
    return STATUS_OK;
}

/* Blank so far: what was dropped over the limit is not looked at. */
static bool line_is_blank(const struct line_buffer *line)
{
    return strview_trim(buffer_view(&line->text)).len == 0;
}

/* Puts the next line that is not blank into line, with the blank ones before it; number 0 when
 * there is none. */
static enum status read_filled_line(struct record_reader *reader, struct line_buffer *line)
{
    buffer_clear(&line->text);
    line->dropped = 0;
    line->number = 0;
    do {
        if (reader->is_at_end)
            return STATUS_OK;
        enum status status = read_line(reader, line);

        if (status != STATUS_OK)
            return status;
    } while (line_is_blank(line));
    line->number = reader->lines_read;
    return STATUS_OK;
}

/* True when the line itself, past blank ones before it, opens an object at its very start. */
static bool line_opens_object(const struct line_buffer *line)
{
    struct strview text = buffer_view(&line->text);

    while (text.len > 0 && (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == '\r'))
        text.len--;
    const char *newline = text.len == 0 ? NULL : memrchr(text.ptr, '\n', text.len);

    if (newline != NULL)
        text = strview_slice(text, (size_t)(newline - text.ptr) + 1, text.len);
    return line->number != 0 && strview_starts_with(text, STRVIEW("{"));
}

static struct strview without_bom(struct strview text)
{
    return strview_starts_with(text, STRVIEW("\xef\xbb\xbf")) ? strview_slice(text, 3, text.len)
                                                              : text;
}

static bool opens_object(struct strview text)
{
    return strview_starts_with(strview_trim(without_bom(text)), STRVIEW("{"));
}

static void scan_braces(struct brace_scan *scan, struct strview text)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];

        if (scan->is_in_string) {
            if (scan->is_escaped)
                scan->is_escaped = false;
            else if (byte == '\\')
                scan->is_escaped = true;
            else if (byte == '"')
                scan->is_in_string = false;
        } else if (byte == '"') {
            scan->is_in_string = true;
        } else if (byte == '{' || byte == '[') {
            scan->depth++;
            scan->has_begun = true;
        } else if ((byte == '}' || byte == ']') && scan->depth > 0) {
            scan->depth--;
        }
    }
}

static bool is_balanced(const struct brace_scan *scan)
{
    return scan->has_begun && scan->depth == 0 && !scan->is_in_string;
}

static bool is_whole_object(struct strview text)
{
    struct brace_scan scan = {0};

    if (!opens_object(text))
        return false;
    scan_braces(&scan, text);
    return is_balanced(&scan);
}

static enum status take_ahead(struct record_reader *reader)
{
    struct line_buffer spare = reader->current;

    if (reader->ahead.number == 0)
        return read_filled_line(reader, &reader->current);
    reader->current = reader->ahead;
    reader->ahead = spare;
    reader->ahead.number = 0;
    return STATUS_OK;
}

static bool move_ahead_into_current(struct record_reader *reader)
{
    struct line_buffer *ahead = &reader->ahead;

    if (ahead->number == 0)
        return true;
    reader->current.dropped += ahead->dropped;
    ahead->number = 0;
    return append_bounded(reader, &reader->current, ahead->text.data, ahead->text.len);
}

static enum status join_object(struct record_reader *reader)
{
    struct brace_scan scan = {0};
    size_t scanned = 0;

    if (!move_ahead_into_current(reader))
        return STATUS_NO_MEMORY;
    for (;;) {
        struct strview text = buffer_view(&reader->current.text);

        scan_braces(&scan, strview_slice(text, scanned, text.len));
        scanned = text.len;
        if (is_balanced(&scan) || reader->is_at_end)
            return STATUS_OK;
        /* Past the limit the end can no longer be told: the next line that opens an object at its
         * very start begins the next record. */
        if (reader->current.dropped > 0) {
            enum status status = read_filled_line(reader, &reader->ahead);

            if (status != STATUS_OK || line_opens_object(&reader->ahead))
                return status;
            continue;
        }
        enum status status = read_line(reader, &reader->current);

        if (status != STATUS_OK)
            return status;
    }
}

static enum status join_page(struct record_reader *reader)
{
    if (!move_ahead_into_current(reader))
        return STATUS_NO_MEMORY;
    while (!reader->is_at_end) {
        enum status status = read_line(reader, &reader->current);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status record_reader_next(struct record_reader *reader, struct file_record *record)
{
    enum status status = take_ahead(reader);
    bool is_first = reader->is_first;

    *record = (struct file_record){.is_json = true};
    reader->is_first = false;
    if (status != STATUS_OK || reader->current.number == 0)
        return status;
    record->line = reader->current.number;
    bool is_object = opens_object(buffer_view(&reader->current.text));

    if (!reader->is_lines && !is_whole_object(buffer_view(&reader->current.text)) &&
        (is_object || is_first)) {
        status = read_filled_line(reader, &reader->ahead);
        struct strview next = buffer_view(&reader->ahead.text);

        if (status == STATUS_OK && is_object && reader->ahead.number != 0 &&
            !line_opens_object(&reader->ahead)) {
            status = join_object(reader);
        } else if (status == STATUS_OK && !is_object && !is_whole_object(next)) {
            record->is_json = false;
            status = join_page(reader);
        }
    }
    if (status != STATUS_OK)
        return status;
    record->number = ++reader->records;
    record->value = without_bom(buffer_view(&reader->current.text));
    if (record->is_json)
        record->value = strview_trim(record->value);
    return STATUS_OK;
}
