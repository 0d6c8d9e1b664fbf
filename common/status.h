/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMMON_STATUS_H
#define COMMON_STATUS_H

/* What a call that can fail says. The class tells who is at fault and so who acts
 * (docs/ARCHITECTURE.md): BAD_INPUT and LIMIT dead-letter the record; AGAIN and IO make the worker
 * hold and try later. */
enum status {
    STATUS_OK,
    STATUS_BAD_INPUT, /* the input is wrong: not JSON, no text, unreadable charset */
    STATUS_LIMIT,     /* the input breaks a limit: bytes, time of a stage, arena, events */
    STATUS_AGAIN,     /* the surroundings are busy: queue full, broker away; the same call may work
                         later */
    STATUS_NO_MEMORY, /* the process could not allocate */
    STATUS_IO,        /* a file, a socket or the broker failed */
    STATUS_CONFIG,    /* the configuration or the language data is wrong */
};

/* A status as a word for logs, metrics and headers, such as "bad_input". Never NULL. */
const char *status_name(enum status status);

#define MUST_CHECK                 __attribute__((warn_unused_result))
#define PRINTF_LIKE(string, first) __attribute__((format(printf, string, first)))
/* A large array that is written before it is read: hardened builds would zero it each time. */
#define UNINITIALIZED __attribute__((uninitialized))

#endif
