/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/http.h"

#include "support/support.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void render_hello(void *arg, struct http_reply *reply)
{
    buffer_append_string(&reply->body, arg);
}

static void render_refusal(void *arg, struct http_reply *reply)
{
    (void)arg;
    reply->status = 503;
    buffer_append_string(&reply->body, "not yet\n");
}

static const struct http_page pages[] = {
    {"/hello", render_hello},
    {"/readyz", render_refusal},
    {NULL, NULL},
};

static struct http_server *start(void)
{
    static char hello[] = "hello\n";
    char error[256] = "";
    struct http_server *server = http_server_new("127.0.0.1:0", pages, hello, error, sizeof(error));

    if (server == NULL)
        fail_msg("%s", error);
    return server;
}

static int connect_to(const struct http_server *server)
{
    const char *colon = strrchr(http_server_address(server), ':');
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)atoi(colon + 1)),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int file = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(connect(file, (struct sockaddr *)&address, sizeof(address)), 0);
    return file;
}

/* Sends a request and turns the server until the answer ends or nothing comes for two seconds. */
static const char *ask(struct http_server *server, const char *request)
{
    static char answer[8192];
    size_t len = 0;
    int file = connect_to(server);

    assert_int_equal(send(file, request, strlen(request), MSG_NOSIGNAL), strlen(request));
    for (int turn = 0; turn < 200; turn++) {
        struct pollfd poll_fd = {.fd = file, .events = POLLIN};

        http_server_run(server);
        if (poll(&poll_fd, 1, 10) == 0)
            continue;
        ssize_t got = recv(file, answer + len, sizeof(answer) - 1 - len, 0);

        if (got <= 0)
            break;
        len += (size_t)got;
    }
    close(file);
    answer[len] = '\0';
    return answer;
}

static void assert_answers(const char *request, const char *status, const char *contains)
{
    struct http_server *server = start();
    const char *answer = ask(server, request);

    if (strncmp(answer, status, strlen(status)) != 0 || strstr(answer, contains) == NULL)
        fail_msg("not %s with %s: %s", status, contains, answer);
    http_server_free(server);
}

static void pages_answer(void **state)
{
    (void)state;
    assert_answers("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 200",
                   "\r\n\r\nhello\n");
    assert_answers("GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 503",
                   "not yet");
}

static void head_has_no_body(void **state)
{
    struct http_server *server = start();
    const char *answer =
        ask(server, "HEAD /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    (void)state;
    assert_non_null(strstr(answer, "HTTP/1.1 200"));
    assert_null(strstr(answer, "hello\n"));
    http_server_free(server);
}

static void other_paths_and_methods_have_their_codes(void **state)
{
    (void)state;
    assert_answers("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 404", "");
    assert_answers("GET /../hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 404",
                   "");
    assert_answers("POST /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
                   "Connection: close\r\n\r\nabc",
                   "HTTP/1.1 405", "Allow: GET, HEAD");
    assert_answers("DELETE /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 405",
                   "Allow: GET, HEAD");
}

static void large_headers_are_refused(void **state)
{
    static char request[40000];
    size_t len =
        (size_t)snprintf(request, sizeof(request), "GET /hello HTTP/1.1\r\nHost: a\r\nX: ");

    (void)state;
    memset(request + len, 'x', 32000);
    snprintf(request + len + 32000, sizeof(request) - len - 32000, "\r\nConnection: close\r\n\r\n");
    assert_answers(request, "HTTP/1.1 431", "");
}

static void many_connections_do_not_shut_others_out_for_good(void **state)
{
    struct http_server *server = start();
    int files[60];

    (void)state;
    for (size_t i = 0; i < 60; i++) {
        files[i] = connect_to(server);
        http_server_run(server);
    }
    for (size_t i = 0; i < 60; i++)
        close(files[i]);
    assert_non_null(strstr(
        ask(server, "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), "hello\n"));
    http_server_free(server);
}

static void a_wrong_or_taken_address_is_told(void **state)
{
    struct http_server *server = start();
    char error[256];

    (void)state;
    assert_null(http_server_new("example.org:80", pages, NULL, error, sizeof(error)));
    assert_non_null(strstr(error, "is no numeric address"));
    assert_null(http_server_new(http_server_address(server), pages, NULL, error, sizeof(error)));
    assert_non_null(strstr(error, "in use"));
    http_server_free(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_answer),
        cmocka_unit_test(head_has_no_body),
        cmocka_unit_test(other_paths_and_methods_have_their_codes),
        cmocka_unit_test(large_headers_are_refused),
        cmocka_unit_test(many_connections_do_not_shut_others_out_for_good),
        cmocka_unit_test(a_wrong_or_taken_address_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
