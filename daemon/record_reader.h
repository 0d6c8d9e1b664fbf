/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_RECORD_READER_H
#define DAEMON_RECORD_READER_H

#include "common/status.h"
#include "common/strview.h"

#include <stdio.h>

/* Cuts a file or a pipe into records: JSON lines, JSON objects that span lines, or the whole as one
 * page (HTML or plain text). Streams: holds one record and the line after it. */
struct record_reader;

struct file_record {
    struct strview value; /* valid until the next call */
    size_t number;        /* counts from 1 */
    size_t line;          /* where it begins, from 1 */
    bool is_json;         /* cut as JSON (it may still be broken); else a page */
};

/* record_bytes_max: a longer record is cut after one byte more, so that whoever takes it sees that
 * it is too long; the rest of it is read and dropped. is_lines: every line is a record (a name that
 * ends in .jsonl or .ndjson says so too). The file stays the caller's. NULL without memory. */
struct record_reader *record_reader_new(FILE *file, size_t record_bytes_max, bool is_lines);
void record_reader_free(struct record_reader *reader);

/* The next record. STATUS_OK with value.ptr NULL at the end; STATUS_IO (errno says why);
 * STATUS_NO_MEMORY. */
enum status record_reader_next(struct record_reader *reader, struct file_record *record) MUST_CHECK;

/* True for a name whose records are lines. */
bool record_reader_name_is_lines(const char *path);

#endif
