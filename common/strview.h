/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMMON_STRVIEW_H
#define COMMON_STRVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* A piece of text that somebody else owns. May hold NUL and is never a C string. */
struct strview {
    const char *ptr;
    size_t len;
};

#define STRVIEW(literal) ((struct strview){.ptr = (literal), .len = sizeof(literal) - 1})
/* For printf: "%.*s", STRVIEW_ARG(view). */
#define STRVIEW_ARG(view) (int)(view).len, (view).ptr == NULL ? "" : (view).ptr

static inline struct strview strview_from(const char *string)
{
    return (struct strview){.ptr = string, .len = string == NULL ? 0 : strlen(string)};
}

/* Whether len bytes agree. The last one first: it differs most often, where Arabic letters share
 * their first byte, and a call costs more than all the rest. */
static inline bool strview_bytes_agree(const char *a, const char *b, size_t len)
{
    return len == 0 || (a[len - 1] == b[len - 1] && memcmp(a, b, len - 1) == 0);
}

static inline bool strview_equal(struct strview a, struct strview b)
{
    return a.len == b.len && strview_bytes_agree(a.ptr, b.ptr, a.len);
}

static inline bool strview_is(struct strview view, const char *string)
{
    return strview_equal(view, strview_from(string));
}

static inline bool strview_starts_with(struct strview view, struct strview prefix)
{
    return view.len >= prefix.len && strview_bytes_agree(view.ptr, prefix.ptr, prefix.len);
}

static inline bool strview_ends_with(struct strview view, struct strview suffix)
{
    return view.len >= suffix.len &&
           (suffix.len == 0 ||
            strview_bytes_agree(view.ptr + view.len - suffix.len, suffix.ptr, suffix.len));
}

static inline struct strview strview_slice(struct strview view, size_t begin, size_t end)
{
    if (end > view.len)
        end = view.len;
    if (begin > end)
        begin = end;
    return (struct strview){.ptr = view.ptr == NULL ? NULL : view.ptr + begin, .len = end - begin};
}

/* ASCII white space off both ends. */
struct strview strview_trim(struct strview view);
/* The first position of needle at or after from, or view.len. */
size_t strview_find(struct strview view, struct strview needle, size_t from);
/* ASCII letters compared without case. */
bool strview_equal_ascii_case(struct strview a, struct strview b);
/* Cuts the text before the next separator off the front of *rest; false when *rest was exhausted
 * (ptr NULL). */
bool strview_next(struct strview *rest, char separator, struct strview *piece);
/* A base-10 number of digits only that fits; false otherwise. */
bool strview_to_unsigned(struct strview view, unsigned long long *value);
/* A decimal number as strtod takes it in the C locale; false when anything is left over. */
bool strview_to_double(struct strview view, double *value);

#endif
