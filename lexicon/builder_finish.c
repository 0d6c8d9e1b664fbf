/* SPDX-License-Identifier: Apache-2.0 */
/* Lays the collected forms and names out as sections: sorted runs of records, and buckets of open
 * addressing at two thirds of load or less that point to the runs. */
#include "lexicon/builder.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static int compare_forms(const void *a, const void *b)
{
    const struct built_form *x = a;
    const struct built_form *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->key.offset != y->key.offset)
        return x->key.offset < y->key.offset ? -1 : 1;
    return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

static int compare_names(const void *a, const void *b)
{
    const struct built_name *x = a;
    const struct built_name *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

void builder_sort_forms(struct builder *builder)
{
    for (size_t i = 0; i < LEXICON_LANGUAGE_COUNT; i++)
        if (builder->forms[i].len > 0)
            qsort(builder->forms[i].data, builder->forms[i].len / sizeof(struct built_form),
                  sizeof(struct built_form), compare_forms);
}

/* Of a table that holds count different keys. */
static uint32_t table_size(size_t count)
{
    uint32_t size = 16;

    while (size < count + count / 2)
        size *= 2;
    return size;
}

/* Different keys in sorted forms and names. */
static size_t count_forms(const struct built_form *forms, size_t count)
{
    size_t keys = 0;

    for (size_t i = 0; i < count; i++)
        keys += i == 0 || forms[i].key.offset != forms[i - 1].key.offset;
    return keys;
}

static size_t count_names(const struct built_name *names, size_t count)
{
    size_t keys = 0;

    for (size_t i = 0; i < count; i++)
        keys += i == 0 || names[i].key != names[i - 1].key;
    return keys;
}

static bool is_same_reading(const struct reading_record *a, const struct reading_record *b)
{
    return a->lexeme == b->lexeme && a->exact.offset == b->exact.offset &&
           memcmp(&a->features, &b->features, sizeof(a->features)) == 0;
}

/* The run of one form without its doubles. */
static size_t put_run(const struct built_form *forms, size_t count, struct buffer *readings)
{
    size_t first = readings->len / sizeof(struct reading_record);
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        bool is_double = false;

        for (size_t j = 0; j < i && !is_double; j++)
            is_double = is_same_reading(&forms[i].reading, &forms[j].reading);
        if (is_double)
            continue;
        buffer_append(readings, &forms[i].reading, sizeof(forms[i].reading));
        kept++;
    }
    assert(readings->len / sizeof(struct reading_record) <= first + kept);
    return kept;
}

static bool lay_out_forms(const struct buffer *forms, struct buffer *index, struct buffer *readings)
{
    const struct built_form *all = (const void *)forms->data;
    size_t count = forms->len / sizeof(*all);
    uint32_t size = table_size(count_forms(all, count));
    struct form_bucket *buckets = calloc(size, sizeof(*buckets));
    uint32_t head[2] = {size - 1, 0};

    if (buckets == NULL)
        return false;
    for (size_t i = 0; i < count;) {
        size_t end = i;
        uint32_t at = all[i].hash & (size - 1);
        uint32_t first = (uint32_t)(readings->len / sizeof(struct reading_record));

        while (end < count && all[end].key.offset == all[i].key.offset &&
               all[end].hash == all[i].hash)
            end++;
        size_t kept = put_run(all + i, end - i, readings);

        while (buckets[at].key.bytes != 0)
            at = (at + 1) & (size - 1);
        buckets[at] = (struct form_bucket){
            .hash = all[i].hash, .first = first, .key = all[i].key, .count = (uint32_t)kept};
        i = end;
    }
    bool ok = buffer_append(index, head, sizeof(head)) &&
              buffer_append(index, buckets, size * sizeof(*buckets)) && !readings->has_failed;

    free(buckets);
    return ok;
}

static bool lay_out_names(struct buffer *names, struct buffer *index, struct buffer *terminals)
{
    struct built_name *all = (void *)names->data;
    size_t count = names->len / sizeof(*all);

    if (count > 0)
        qsort(all, count, sizeof(*all), compare_names);
    uint32_t size = table_size(count_names(all, count));
    struct name_bucket *buckets = calloc(size, sizeof(*buckets));
    uint64_t mask = size - 1;

    if (buckets == NULL)
        return false;
    for (size_t i = 0; i < count;) {
        size_t end = i;
        uint64_t at = all[i].key & mask;
        struct name_bucket bucket = {
            .key = all[i].key,
            .first = (uint32_t)(terminals->len / sizeof(struct terminal_record)),
        };

        for (; end < count && all[end].key == all[i].key; end++) {
            if (all[end].is_prefix) {
                bucket.is_prefix = 1;
            } else if (bucket.count < UINT16_MAX) {
                buffer_append(terminals, &all[end].terminal, sizeof(all[end].terminal));
                bucket.count++;
            }
        }
        while (buckets[at].key != 0)
            at = (at + 1) & mask;
        buckets[at] = bucket;
        i = end;
    }
    bool ok = buffer_append(index, &mask, sizeof(mask)) &&
              buffer_append(index, buckets, size * sizeof(*buckets)) && !terminals->has_failed;

    free(buckets);
    return ok;
}

static enum status finish_forms(struct builder *builder, struct lexicon_writer *writer)
{
    static const char *const names[LEXICON_LANGUAGE_COUNT][2] = {
        [LEXICON_AR] = {"forms:ar", "readings:ar"},
        [LEXICON_EN] = {"forms:en", "readings:en"},
    };
    enum status status = STATUS_OK;

    builder_sort_forms(builder);
    for (size_t i = 0; i < LEXICON_LANGUAGE_COUNT && status == STATUS_OK; i++) {
        struct buffer index = {0};
        struct buffer readings = {0};

        status =
            lay_out_forms(&builder->forms[i], &index, &readings) ? STATUS_OK : STATUS_NO_MEMORY;
        if (status == STATUS_OK)
            status = lexicon_writer_add(writer, names[i][0], buffer_view(&index));
        if (status == STATUS_OK)
            status = lexicon_writer_add(writer, names[i][1], buffer_view(&readings));
        buffer_destroy(&index);
        buffer_destroy(&readings);
    }
    return status;
}

static enum status finish_names(struct builder *builder, struct lexicon_writer *writer)
{
    struct buffer index = {0};
    struct buffer terminals = {0};
    enum status status =
        lay_out_names(&builder->names, &index, &terminals) ? STATUS_OK : STATUS_NO_MEMORY;

    if (status == STATUS_OK)
        status = lexicon_writer_add(writer, "names", buffer_view(&index));
    if (status == STATUS_OK)
        status = lexicon_writer_add(writer, "terminals", buffer_view(&terminals));
    buffer_destroy(&index);
    buffer_destroy(&terminals);
    return status;
}

enum status builder_finish(struct builder *builder, struct lexicon_writer *writer)
{
    const struct {
        const char *name;
        const struct buffer *content;
    } arrays[] = {
        {"lexemes", &builder->lexemes},   {"senses", &builder->senses},
        {"slots", &builder->slots},       {"patterns", &builder->patterns},
        {"elements", &builder->elements}, {"pattern_heads", &builder->pattern_heads},
        {"places", &builder->places},     {"text", &builder->text},
    };
    enum status status = finish_forms(builder, writer);

    if (status == STATUS_OK)
        status = finish_names(builder, writer);
    for (size_t i = 0; i < sizeof(arrays) / sizeof(arrays[0]) && status == STATUS_OK; i++)
        status = lexicon_writer_add(writer, arrays[i].name, buffer_view(arrays[i].content));
    if (status == STATUS_OK && builder->is_out_of_memory)
        status = STATUS_NO_MEMORY;
    return status;
}
