/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_HTTP_H
#define DAEMON_HTTP_H

#include "common/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* The daemon's pages over HTTP, served from the caller's loop: it watches http_server_fd() and
 * calls http_server_run() when that is readable, and once a second for time-outs. That /livez
 * answers thus proves that the loop turns. */

struct http_reply {
    unsigned status; /* 200 at first */
    const char *content_type;
    struct buffer body;
};

struct http_page {
    const char *path;
    void (*render)(void *arg, struct http_reply *reply);
};

struct http_server;

/* Listens at "host:port" (numeric host or localhost; port 0: the kernel's choice). pages ends with
 * a row of NULL and, with arg, must outlive the server. NULL with a message in error. */
struct http_server *http_server_new(const char *listen, const struct http_page *pages, void *arg,
                                    char *error, size_t error_bytes);
void http_server_free(struct http_server *server);
int http_server_fd(const struct http_server *server);
void http_server_run(struct http_server *server);
/* Where it listens, as "host:port" with the real port. */
const char *http_server_address(const struct http_server *server);

#endif
