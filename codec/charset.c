/* SPDX-License-Identifier: Apache-2.0 */
/* Charsets by ICU. Bytes that are UTF-8 but for a few sequences are broken UTF-8, not another
 * charset: a detector would make letters of them that nobody wrote. */
#include "codec/charset.h"

#include "common/utf8.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

enum {
    DECLARATION_BYTES = 2048, /* HTML's own declaration stands within 1024 */
    NAME_BYTES = 40,
    DETECT_BYTES = 64 * 1024,
    CONFIDENCE_MIN = 15,     /* of 100; short Arabic pages reach 20 to 40 */
    LOSS_PERCENT_MAX = 5,    /* of the code points */
    BROKEN_PERCENT_MAX = 30, /* of the high bytes stand outside of valid sequences */
};

struct magic {
    const char *name;
    struct strview bytes;
};

const char *charset_binary_format(struct strview bytes)
{
    static const struct magic magics[] = {
        {"gzip", {"\x1f\x8b", 2}},
        {"zstd", {"\x28\xb5\x2f\xfd", 4}},
        {"bzip2", {"BZh", 3}},
        {"xz", {"\xfd\x37zXZ", 5}},
        {"lz4", {"\x04\x22\x4d\x18", 4}},
        {"zip", {"PK\x03\x04", 4}},
        {"PDF", {"%PDF-", 5}},
        {"Avro", {"Obj\x01", 4}},
        {"PNG", {"\x89PNG", 4}},
        {"JPEG", {"\xff\xd8\xff", 3}},
        {"schema registry", {"\0\0\0", 3}}, /* magic 0 and a small schema id */
    };

    for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
        if (strview_starts_with(bytes, magics[i].bytes) &&
            !(i == 10 && bytes.len >= 4 && (unsigned char)bytes.ptr[2] == 0xfe))
            return magics[i].name;
    return NULL;
}

static bool copy_name(struct strview text, char name[NAME_BYTES])
{
    size_t length = 0;

    while (length < text.len && length < NAME_BYTES - 1) {
        char c = text.ptr[length];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_' || c == ':' || c == '.'))
            break;
        name[length++] = c;
    }
    name[length] = '\0';
    return length > 0;
}

/* What stands behind key and "=" (with quotes and blanks): charset="windows-1256". */
static bool find_declared(struct strview text, struct strview key, char name[NAME_BYTES])
{
    for (size_t i = 0; i + key.len < text.len; i++) {
        if (!strview_equal_ascii_case(strview_slice(text, i, i + key.len), key))
            continue;
        size_t at = i + key.len;

        while (at < text.len && text.ptr[at] == ' ')
            at++;
        if (at == text.len || text.ptr[at] != '=')
            continue;
        at++;
        while (at < text.len &&
               (text.ptr[at] == ' ' || text.ptr[at] == '"' || text.ptr[at] == '\''))
            at++;
        if (copy_name(strview_slice(text, at, text.len), name))
            return true;
    }
    return false;
}

static const char *byte_order_mark(struct strview bytes, size_t *mark_bytes)
{
    static const struct magic marks[] = {
        {"UTF-8", {"\xef\xbb\xbf", 3}},    {"UTF-32LE", {"\xff\xfe\0\0", 4}},
        {"UTF-32BE", {"\0\0\xfe\xff", 4}}, {"UTF-16LE", {"\xff\xfe", 2}},
        {"UTF-16BE", {"\xfe\xff", 2}},
    };

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (strview_starts_with(bytes, marks[i].bytes)) {
            *mark_bytes = marks[i].bytes.len;
            return marks[i].name;
        }
    return NULL;
}

/* UTF-16 without a mark: markup and JSON begin with ASCII, so one byte of each pair is NUL. */
static const char *utf16_by_nuls(struct strview bytes)
{
    if (bytes.len < 4)
        return NULL;
    if (bytes.ptr[0] != 0 && bytes.ptr[1] == 0 && bytes.ptr[3] == 0)
        return "UTF-16LE";
    if (bytes.ptr[0] == 0 && bytes.ptr[1] != 0 && bytes.ptr[2] == 0)
        return "UTF-16BE";
    return NULL;
}

/* Bytes of the sequence at `at` when it is valid UTF-8, else 0. */
static size_t sequence_bytes(struct strview text, size_t at)
{
    unsigned char c = (unsigned char)text.ptr[at];
    size_t length = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;

    return length > 0 && at + length <= text.len &&
                   utf8_is_valid(strview_slice(text, at, at + length))
               ? length
               : 0;
}

/* Nearly all high bytes stand in valid sequences. */
static bool is_broken_utf8(struct strview text)
{
    size_t valid = 0;
    size_t wrong = 0;

    for (size_t at = 0; at < text.len;) {
        size_t length = sequence_bytes(text, at);

        if (length > 1)
            valid += length;
        wrong += length == 0;
        at += length == 0 ? 1 : length;
    }
    return wrong * 100 <= (valid + wrong) * BROKEN_PERCENT_MAX;
}

static enum status convert(struct arena *arena, struct strview bytes, const char *name,
                           struct charset_text *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);

    if (U_FAILURE(error)) {
        out->trouble = "unknown charset";
        return STATUS_BAD_INPUT;
    }
    size_t capacity = bytes.len * 2 + 8;
    UChar *units = arena_array(arena, capacity, sizeof(*units));
    char *text = arena_alloc(arena, capacity * 3);
    int32_t unit_count = 0;
    int32_t text_bytes = 0;

    if (units != NULL && text != NULL) {
        unit_count = ucnv_toUChars(converter, units, (int32_t)capacity, bytes.ptr,
                                   (int32_t)bytes.len, &error);
        u_strToUTF8WithSub(text, (int32_t)(capacity * 3), &text_bytes, units, unit_count, 0xfffd,
                           NULL, &error);
    }
    ucnv_close(converter);
    if (units == NULL || text == NULL)
        return STATUS_LIMIT;
    if (U_FAILURE(error)) {
        out->trouble = "not convertible";
        return STATUS_BAD_INPUT;
    }
    for (int32_t i = 0; i < unit_count; i++)
        out->loss += units[i] == 0xfffd;
    if ((size_t)out->loss * 100 > (size_t)unit_count * LOSS_PERCENT_MAX) {
        out->trouble = "too many bytes without a letter";
        return STATUS_BAD_INPUT;
    }
    out->text = (struct strview){.ptr = text, .len = (size_t)text_bytes};
    out->name = arena_copy(arena, strview_from(name)).ptr;
    return out->name == NULL ? STATUS_LIMIT : STATUS_OK;
}

static bool detect(struct strview bytes, bool is_markup, char name[NAME_BYTES])
{
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    bool is_found = false;

    if (U_FAILURE(error))
        return false;
    if (bytes.len > DETECT_BYTES)
        bytes.len = DETECT_BYTES;
    ucsdet_setText(detector, bytes.ptr, (int32_t)bytes.len, &error);
    ucsdet_enableInputFilter(detector, is_markup);
    const UCharsetMatch *match = ucsdet_detect(detector, &error);

    if (U_SUCCESS(error) && match != NULL) {
        const char *found = ucsdet_getName(match, &error);
        int32_t confidence = ucsdet_getConfidence(match, &error);

        is_found = U_SUCCESS(error) && confidence >= CONFIDENCE_MIN &&
                   copy_name(strview_from(found), name);
    }
    ucsdet_close(detector);
    return is_found;
}

static bool is_utf8_name(const char *name)
{
    return strview_equal_ascii_case(strview_from(name), STRVIEW("utf-8")) ||
           strview_equal_ascii_case(strview_from(name), STRVIEW("utf8"));
}

enum status charset_to_utf8(struct arena *arena, struct strview bytes, struct strview content_type,
                            struct charset_text *out)
{
    size_t mark_bytes = 0;
    const char *mark = byte_order_mark(bytes, &mark_bytes);
    struct strview head;
    char name[NAME_BYTES];

    *out = (struct charset_text){.name = "UTF-8"};
    bytes = strview_slice(bytes, mark_bytes, bytes.len);
    head = strview_slice(bytes, 0, DECLARATION_BYTES);
    if (mark != NULL && !is_utf8_name(mark))
        return convert(arena, bytes, mark, out);
    if (utf16_by_nuls(bytes) != NULL)
        return convert(arena, bytes, utf16_by_nuls(bytes), out);
    if (utf8_is_valid(bytes)) {
        out->text = bytes;
        return STATUS_OK;
    }
    if (is_broken_utf8(bytes)) {
        out->trouble = "broken UTF-8";
        return STATUS_BAD_INPUT;
    }
    bool is_declared = find_declared(content_type, STRVIEW("charset"), name) ||
                       find_declared(head, STRVIEW("charset"), name) ||
                       find_declared(head, STRVIEW("encoding"), name);

    if (is_declared && !is_utf8_name(name) && convert(arena, bytes, name, out) != STATUS_BAD_INPUT)
        return out->text.ptr == NULL ? STATUS_LIMIT : STATUS_OK;
    out->loss = 0;
    if (detect(bytes, memchr(head.ptr, '<', head.len) != NULL, name) && !is_utf8_name(name))
        return convert(arena, bytes, name, out);
    out->trouble = "no charset recognised";
    return STATUS_BAD_INPUT;
}
