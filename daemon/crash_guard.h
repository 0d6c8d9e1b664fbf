/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_CRASH_GUARD_H
#define DAEMON_CRASH_GUARD_H

#include "kafka/stream.h"

#include <stddef.h>

/* Remembers over a crash which record a worker had in work, in a mapped file of the state
 * directory, so that a record that kills the process is recognised when it comes again. */
struct crash_guard;

enum { CRASH_GUARD_ATTEMPTS_MAX = 2 };

/* Opens or makes the file and counts what the last process left in work. A file that is damaged or
 * of another version is begun anew. NULL with a message in error. One worker, one file: a partition
 * that moved to another worker starts to be counted anew. */
struct crash_guard *crash_guard_open(const char *path, char *error, size_t error_bytes);
void crash_guard_close(struct crash_guard *guard);

/* This record goes into work, and has been through it. */
void crash_guard_enter(struct crash_guard *guard, const struct stream_position *position);
void crash_guard_leave(struct crash_guard *guard);
/* How often a process died while this record was in work. */
unsigned crash_guard_attempts(const struct crash_guard *guard,
                              const struct stream_position *position);

#endif
