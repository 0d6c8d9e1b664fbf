/* SPDX-License-Identifier: Apache-2.0 */
/* Text pieces: search, trim, split and numbers. */
#include "common/strview.h"

#include <limits.h>
#include <stdlib.h>

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct strview strview_trim(struct strview view)
{
    size_t begin = 0;
    size_t end = view.len;

    while (begin < end && is_space(view.ptr[begin]))
        begin++;
    while (end > begin && is_space(view.ptr[end - 1]))
        end--;
    return strview_slice(view, begin, end);
}

size_t strview_find(struct strview view, struct strview needle, size_t from)
{
    if (from > view.len || needle.len > view.len - from)
        return view.len;
    if (needle.len == 0)
        return from;

    const char *found = memmem(view.ptr + from, view.len - from, needle.ptr, needle.len);

    return found == NULL ? view.len : (size_t)(found - view.ptr);
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool strview_equal_ascii_case(struct strview a, struct strview b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
            return false;
    return true;
}

bool strview_next(struct strview *rest, char separator, struct strview *piece)
{
    if (rest->ptr == NULL)
        return false;

    const char *at = rest->len == 0 ? NULL : memchr(rest->ptr, separator, rest->len);

    if (at == NULL) {
        *piece = *rest;
        *rest = (struct strview){0};
        return true;
    }
    size_t len = (size_t)(at - rest->ptr);

    *piece = strview_slice(*rest, 0, len);
    *rest = strview_slice(*rest, len + 1, rest->len);
    return true;
}

bool strview_to_unsigned(struct strview view, unsigned long long *value)
{
    unsigned long long sum = 0;

    if (view.len == 0)
        return false;
    for (size_t i = 0; i < view.len; i++) {
        if (view.ptr[i] < '0' || view.ptr[i] > '9')
            return false;
        unsigned digit = (unsigned)(view.ptr[i] - '0');

        if (sum > (ULLONG_MAX - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}

bool strview_to_double(struct strview view, double *value)
{
    char text[64];
    char *end = NULL;

    if (view.len == 0 || view.len >= sizeof(text))
        return false;
    memcpy(text, view.ptr, view.len);
    text[view.len] = '\0';
    *value = strtod(text, &end);
    return end == text + view.len;
}
