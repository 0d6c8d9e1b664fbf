/* SPDX-License-Identifier: Apache-2.0 */
/* Canonical URLs, for ids. Paths keep their case: servers tell them apart. */
#include "codec/canonical_url.h"

static bool is_tracking(struct strview parameter)
{
    static const char *const names[] = {"fbclid", "gclid",   "igshid", "mc_cid", "mc_eid",
                                        "yclid",  "ref_src", "cmpid",  "ocid"};
    struct strview name = strview_slice(parameter, 0, strview_find(parameter, STRVIEW("="), 0));

    if (strview_starts_with(name, STRVIEW("utm_")))
        return true;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strview_equal_ascii_case(name, strview_from(names[i])))
            return true;
    return false;
}

static size_t host_begin(struct strview url)
{
    if (strview_equal_ascii_case(strview_slice(url, 0, 7), STRVIEW("http://")))
        return 7;
    return strview_equal_ascii_case(strview_slice(url, 0, 8), STRVIEW("https://")) ? 8 : 0;
}

static size_t host_end(struct strview url, size_t begin)
{
    while (begin < url.len && strchr("/?#", url.ptr[begin]) == NULL)
        begin++;
    return begin;
}

struct strview url_host(struct strview url)
{
    url = strview_trim(url);
    size_t begin = host_begin(url);
    struct strview host = strview_slice(url, begin, begin == 0 ? 0 : host_end(url, begin));
    size_t user = strview_find(host, STRVIEW("@"), 0);

    if (user < host.len)
        host = strview_slice(host, user + 1, host.len);
    host = strview_slice(host, 0, strview_find(host, STRVIEW(":"), 0));
    return strview_starts_with(host, STRVIEW("www.")) ? strview_slice(host, 4, host.len) : host;
}

static size_t append(char *out, size_t used, struct strview text)
{
    if (text.len > 0)
        memcpy(out + used, text.ptr, text.len);
    return used + text.len;
}

struct strview canonical_url(struct arena *arena, struct strview url)
{
    url = strview_trim(url);
    size_t begin = host_begin(url);
    size_t used = 0;
    char *out = begin == 0 ? NULL : arena_alloc(arena, url.len + 2);

    if (begin == 0)
        return arena_copy(arena, url);
    if (out == NULL)
        return (struct strview){0};
    url = strview_slice(url, 0, strview_find(url, STRVIEW("#"), 0));
    size_t end = host_end(url, begin);
    struct strview port = begin == 7 ? STRVIEW(":80") : STRVIEW(":443");
    struct strview authority = strview_slice(url, 0, end);

    if (strview_ends_with(authority, port))
        authority.len -= port.len;
    used = append(out, used, authority);
    for (size_t i = 0; i < used; i++)
        if (out[i] >= 'A' && out[i] <= 'Z')
            out[i] = (char)(out[i] + ('a' - 'A'));
    size_t query = strview_find(url, STRVIEW("?"), end);

    used = append(out, used, query == end ? STRVIEW("/") : strview_slice(url, end, query));
    if (end == url.len && query == url.len && (used == 0 || out[used - 1] != '/'))
        used = append(out, used, STRVIEW("/"));
    struct strview rest = strview_slice(url, query + 1, url.len);
    struct strview parameter;
    bool is_first = true;

    if (query >= url.len)
        return (struct strview){.ptr = out, .len = used};
    while (strview_next(&rest, '&', &parameter)) {
        if (parameter.len == 0 || is_tracking(parameter))
            continue;
        out[used++] = is_first ? '?' : '&';
        used = append(out, used, parameter);
        is_first = false;
    }
    return (struct strview){.ptr = out, .len = used};
}
