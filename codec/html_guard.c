/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds for the HTML parser, by one pass over the tags. Depth is estimated: an element that HTML
 * closes by itself counts nothing. Browsers stop at 512 levels; pages of news stay below 60. */
#include "codec/html_guard.h"

#include <string.h>

enum {
    DEPTH_MAX = 256,
    FORMATTING_MAX = 8, /* open b, i, a…: HTML opens them again in every paragraph */
    ATTRIBUTES_MAX = 100,
    TAGS_MAX = 16000, /* start and end tags; pages of news have 2,000 to 10,000 */
    NAME_BYTES_MAX = 12,
    REFERENCE_DIGITS_MAX = 7, /* the last code point has 7 decimal and 6 hexadecimal ones */
};

/* What is open, as the parser would see it. */
struct open_tags {
    struct strview elements[DEPTH_MAX];
    size_t element_count;
    struct strview formatting[FORMATTING_MAX];
    size_t formatting_count;
    size_t tags;
};

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '/';
}

/* The end of the tag that begins at '<' (behind its '>'), with quotes seen through; and its
 * attributes counted. */
static size_t tag_end(struct strview html, size_t at, size_t *attributes)
{
    char quote = '\0';
    bool is_after_space = false;

    *attributes = 0;
    for (at++; at < html.len; at++) {
        char c = html.ptr[at];

        if (quote != '\0') {
            if (c == quote)
                quote = '\0';
            continue;
        }
        if (c == '>')
            return at + 1;
        if ((c == '"' || c == '\'') && html.ptr[at - 1] == '=')
            quote = c;
        *attributes += is_after_space && !is_space(c);
        is_after_space = is_space(c);
    }
    return html.len;
}

/* Elements that have no content, or that the next one of their kind closes. */
static bool closes_itself(struct strview name)
{
    static const char *const names[] = {
        "p",    "li",   "br",   "img",   "td",     "tr",    "th",    "dd",       "dt",
        "hr",   "meta", "link", "input", "col",    "thead", "tbody", "tfoot",    "option",
        "base", "area", "wbr",  "embed", "source", "track", "param", "optgroup", "colgroup"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strview_equal_ascii_case(name, strview_from(names[i])))
            return true;
    return false;
}

static struct strview tag_name(struct strview html, size_t at)
{
    size_t end = at;

    while (end < html.len && end - at < NAME_BYTES_MAX &&
           (is_letter(html.ptr[end]) || (html.ptr[end] >= '0' && html.ptr[end] <= '9')))
        end++;
    return strview_slice(html, at, end);
}

static bool is_raw_text(struct strview name)
{
    static const char *const names[] = {"script", "style", "textarea", "title", "xmp", "iframe"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strview_equal_ascii_case(name, strview_from(names[i])))
            return true;
    return false;
}

/* The position of "</name" at or behind at, or the end. */
static size_t raw_text_end(struct strview html, size_t at, struct strview name)
{
    while (at < html.len) {
        const char *found = memchr(html.ptr + at, '<', html.len - at);

        if (found == NULL)
            return html.len;
        at = (size_t)(found - html.ptr);
        if (at + 2 + name.len <= html.len && html.ptr[at + 1] == '/' &&
            strview_equal_ascii_case(strview_slice(html, at + 2, at + 2 + name.len), name))
            return at;
        at++;
    }
    return html.len;
}

static bool is_formatting(struct strview name)
{
    static const char *const names[] = {"a", "b",     "big", "code",   "em",     "font", "i",
                                        "s", "small", "tt",  "strike", "strong", "u",    "nobr"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strview_equal_ascii_case(name, strview_from(names[i])))
            return true;
    return false;
}

/* The index behind the last open element of that name; 0: none. */
static size_t find_open(const struct strview *open, size_t count, struct strview name)
{
    while (count > 0 && !strview_equal_ascii_case(open[count - 1], name))
        count--;
    return count;
}

/* Formatting stays open over the ends of other elements; only its own end tag closes it. */
static bool pass_formatting(struct open_tags *open, struct strview name, bool is_end)
{
    size_t at = find_open(open->formatting, open->formatting_count, name);

    if (!is_end && strview_equal_ascii_case(name, STRVIEW("a")) && at > 0)
        return true; /* closes the link before it */
    if (!is_end && open->formatting_count == FORMATTING_MAX)
        return false;
    if (!is_end) {
        open->formatting[open->formatting_count++] = name;
        return true;
    }
    if (at == 0)
        return false;
    memmove(&open->formatting[at - 1], &open->formatting[at],
            (open->formatting_count - at) * sizeof(name));
    open->formatting_count--;
    return true;
}

/* Counts a tag; false when it breaks a bound, or ends what is not open. */
static bool count_tag(struct open_tags *open, struct strview name, bool is_end, size_t attributes)
{
    if (open->tags++ >= TAGS_MAX || attributes > ATTRIBUTES_MAX)
        return false;
    if (closes_itself(name))
        return true;
    if (is_formatting(name))
        return pass_formatting(open, name, is_end);
    if (!is_end && open->element_count == DEPTH_MAX)
        return false;
    if (!is_end) {
        open->elements[open->element_count++] = name;
        return true;
    }
    size_t at = find_open(open->elements, open->element_count, name);

    if (at == 0)
        return false;
    open->element_count = at - 1;
    return true;
}

/* Whether the raw text of the element is of use: JSON-LD, and the title. */
static bool keeps_raw_text(struct strview name, struct strview tag)
{
    if (!strview_equal_ascii_case(name, STRVIEW("script")))
        return !strview_equal_ascii_case(name, STRVIEW("style"));
    return strview_find(tag, STRVIEW("ld+json"), 0) < tag.len;
}

/* Handles the tag or comment at *at, which moves behind it; false when it must go. */
static bool pass_tag(struct strview html, size_t *at, struct open_tags *open)
{
    size_t begin = *at;
    bool is_end = begin + 1 < html.len && html.ptr[begin + 1] == '/';
    size_t name_at = begin + 1 + is_end;
    size_t attributes = 0;

    if (strview_starts_with(strview_slice(html, begin, html.len), STRVIEW("<!--"))) {
        size_t end = strview_find(html, STRVIEW("-->"), begin + 4);

        *at = end == html.len ? end : end + 3;
        return false;
    }
    if (name_at >= html.len || !is_letter(html.ptr[name_at])) {
        *at = begin + 1;
        return open->tags++ < TAGS_MAX;
    }
    *at = tag_end(html, begin, &attributes);
    struct strview name = tag_name(html, name_at);

    if (!count_tag(open, name, is_end, attributes))
        return false;
    if (!is_end && is_raw_text(name)) {
        bool is_kept = keeps_raw_text(name, strview_slice(html, begin, *at));

        *at = raw_text_end(html, *at, name);
        return is_kept; /* the end tag alone does nothing */
    }
    return true;
}

static bool is_reference_digit(char c, bool is_hex)
{
    return (c >= '0' && c <= '9') || (is_hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Cuts numbers of character references in place: the parser adds their digits up in an int, and
 * past its end makes bytes that are no UTF-8. The bytes left. */
static size_t shorten_references(char *text, size_t len)
{
    size_t used = 0;

    for (size_t at = 0; at < len;) {
        bool is_reference = text[at] == '&' && at + 1 < len && text[at + 1] == '#';
        size_t digits = 0;

        text[used++] = text[at++];
        if (!is_reference)
            continue;
        text[used++] = text[at++];
        bool is_hex = at < len && (text[at] | 0x20) == 'x';

        if (is_hex)
            text[used++] = text[at++];
        for (; at < len && is_reference_digit(text[at], is_hex); at++) {
            bool is_leading_zero = digits == 0 && text[at] == '0' && at + 1 < len &&
                                   is_reference_digit(text[at + 1], is_hex);

            if (!is_leading_zero && digits++ < REFERENCE_DIGITS_MAX)
                text[used++] = text[at];
        }
    }
    return used;
}

struct strview html_guard(struct arena *arena, struct strview html)
{
    char *out = arena_alloc(arena, html.len + 1);
    struct open_tags open = {0};
    size_t used = 0;

    if (out == NULL)
        return (struct strview){0};
    for (size_t at = 0; at < html.len;) {
        const char *found = memchr(html.ptr + at, '<', html.len - at);
        size_t tag = found == NULL ? html.len : (size_t)(found - html.ptr);
        size_t end = tag;

        memcpy(out + used, html.ptr + at, tag - at);
        used += tag - at;
        if (tag == html.len)
            break;
        if (pass_tag(html, &end, &open)) {
            memcpy(out + used, html.ptr + tag, end - tag);
            used += end - tag;
        } else {
            out[used++] = ' '; /* every tag is longer than one byte */
        }
        at = end;
    }
    return (struct strview){.ptr = out, .len = shorten_references(out, used)};
}
