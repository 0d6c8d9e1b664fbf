/* SPDX-License-Identifier: Apache-2.0 */
/* HTTP by libmicrohttpd, driven from outside through its epoll descriptor: no thread, and so no
 * lock around what the pages show. Limits are small: the clients are a scraper, a probe and an
 * operator. */
#include "daemon/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CONNECTIONS_MAX = 32,
    CONNECTION_MEMORY_BYTES = 16 << 10, /* headers larger than it are refused with 431 */
    IDLE_SECONDS = 10,
    BODY_BYTES_MAX = 16 << 20,
};

struct http_server {
    struct MHD_Daemon *daemon;
    const struct http_page *pages;
    void *arg;
    char address[96];
};

static enum MHD_Result reply_with(struct MHD_Connection *connection, struct http_reply *reply)
{
    struct strview body = buffer_view(&reply->body);
    struct MHD_Response *response = MHD_create_response_from_buffer(
        body.len, (void *)(uintptr_t)(body.ptr == NULL ? "" : body.ptr), MHD_RESPMEM_MUST_COPY);

    buffer_destroy(&reply->body);
    if (response == NULL)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", reply->content_type);
    MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    if (reply->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, "Allow", "GET, HEAD");
    enum MHD_Result result = MHD_queue_response(connection, reply->status, response);

    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result reply_text(struct MHD_Connection *connection, unsigned status,
                                  const char *text)
{
    struct http_reply reply = {.status = status, .content_type = "text/plain; charset=utf-8"};

    buffer_append_string(&reply.body, text);
    return reply_with(connection, &reply);
}

static enum MHD_Result on_request(void *arg, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_bytes, void **request)
{
    const struct http_server *server = arg;
    static int seen;

    (void)version;
    (void)upload;
    /* Called first with the headers alone; answering then would keep the connection from being used
     * again. A body is read and dropped. */
    if (*request == NULL) {
        *request = &seen;
        return MHD_YES;
    }
    if (*upload_bytes > 0) {
        *upload_bytes = 0;
        return MHD_YES;
    }
    const struct http_page *page = server->pages;

    while (page->path != NULL && strcmp(page->path, url) != 0)
        page++;
    if (page->path == NULL)
        return reply_text(connection, MHD_HTTP_NOT_FOUND, "not found\n");
    if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
        return reply_text(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "GET and HEAD only\n");
    struct http_reply reply = {.status = MHD_HTTP_OK,
                               .content_type = "text/plain; charset=utf-8",
                               .body = {.limit = BODY_BYTES_MAX}};

    page->render(server->arg, &reply);
    if (reply.body.has_failed) {
        buffer_destroy(&reply.body);
        return reply_text(connection, MHD_HTTP_INTERNAL_SERVER_ERROR, "out of memory\n");
    }
    return reply_with(connection, &reply);
}

/* Only numeric hosts: a name look-up could block, and could move the page off loopback. */
static bool parse_address(const char *listen, struct sockaddr_storage *out)
{
    const char *colon = strrchr(listen, ':');
    unsigned long long port = 0;
    char host[64];
    struct sockaddr_in *v4 = (struct sockaddr_in *)out;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)out;

    memset(out, 0, sizeof(*out));
    if (colon == NULL || !strview_to_unsigned(strview_from(colon + 1), &port) || port > 65535 ||
        (size_t)(colon - listen) >= sizeof(host))
        return false;
    snprintf(host, sizeof(host), "%.*s", (int)(colon - listen), listen);
    if (strcmp(host, "localhost") == 0)
        snprintf(host, sizeof(host), "127.0.0.1");
    size_t len = strlen(host);

    if (host[0] == '[' && host[len - 1] == ']') {
        host[len - 1] = '\0';
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons((uint16_t)port);
        return inet_pton(AF_INET6, host + 1, &v6->sin6_addr) == 1;
    }
    v4->sin_family = AF_INET;
    v4->sin_port = htons((uint16_t)port);
    return inet_pton(AF_INET, host, &v4->sin_addr) == 1;
}

/* A socket of our own: its error can be told, and the port that the kernel chose can be asked. */
static int listen_at(const struct sockaddr_storage *address, char *name, size_t name_bytes)
{
    socklen_t len =
        address->ss_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
    struct sockaddr_storage bound;
    socklen_t bound_len = sizeof(bound);
    char host[INET6_ADDRSTRLEN] = "";
    int on = 1;
    int file = socket(address->ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (file < 0)
        return -1;
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(file, (const struct sockaddr *)address, len) != 0 ||
        listen(file, CONNECTIONS_MAX) != 0 ||
        getsockname(file, (struct sockaddr *)&bound, &bound_len) != 0) {
        int error = errno;

        close(file);
        errno = error;
        return -1;
    }
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)&bound;
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&bound;

    if (bound.ss_family == AF_INET6) {
        inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof(host));
        snprintf(name, name_bytes, "[%s]:%u", host, ntohs(v6->sin6_port));
    } else {
        inet_ntop(AF_INET, &v4->sin_addr, host, sizeof(host));
        snprintf(name, name_bytes, "%s:%u", host, ntohs(v4->sin_port));
    }
    return file;
}

struct http_server *http_server_new(const char *listen, const struct http_page *pages, void *arg,
                                    char *error, size_t error_bytes)
{
    struct sockaddr_storage address;
    struct http_server *server = calloc(1, sizeof(*server));

    if (server == NULL || !parse_address(listen, &address)) {
        snprintf(error, error_bytes, "http.listen: '%s' is no numeric address with a port", listen);
        free(server);
        return NULL;
    }
    int file = listen_at(&address, server->address, sizeof(server->address));

    if (file < 0) {
        snprintf(error, error_bytes, "http.listen: %s: %s", listen, strerror(errno));
        free(server);
        return NULL;
    }
    server->pages = pages;
    server->arg = arg;
    server->daemon = MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, on_request, server,
                                      MHD_OPTION_LISTEN_SOCKET, file, MHD_OPTION_CONNECTION_LIMIT,
                                      (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
                                      (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                                      (size_t)CONNECTION_MEMORY_BYTES, MHD_OPTION_END);
    if (server->daemon == NULL) {
        snprintf(error, error_bytes, "http.listen: %s: the server does not start", listen);
        close(file);
        free(server);
        return NULL;
    }
    return server;
}

void http_server_free(struct http_server *server)
{
    if (server == NULL)
        return;
    MHD_stop_daemon(server->daemon);
    free(server);
}

int http_server_fd(const struct http_server *server)
{
    return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

void http_server_run(struct http_server *server)
{
    MHD_UNSIGNED_LONG_LONG wait_ms = 0;
    int turns = 0;

    /* libmicrohttpd keeps connections that are ready in a list of its own: a time-out of 0 says
     * that there is more to do though the descriptor is silent. */
    do
        MHD_run(server->daemon);
    while (++turns < CONNECTIONS_MAX && MHD_get_timeout(server->daemon, &wait_ms) == MHD_YES &&
           wait_ms == 0);
}

const char *http_server_address(const struct http_server *server)
{
    return server->address;
}
