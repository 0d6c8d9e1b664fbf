/* SPDX-License-Identifier: Apache-2.0 */
/* The container of the compiled language data. The hash covers everything after the header, so that
 * a torn or edited file never loads. */
#include "lexicon/lexicon_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

static const char magic[8] = "RASIDLX2";
enum { BYTE_ORDER_MARK = 0x01020304, SECTIONS_MAX = 512 };

struct header {
    char magic[8];
    uint32_t byte_order;
    uint32_t section_count;
    uint64_t file_bytes;
    uint64_t hash;
};

struct section {
    char name[LEXICON_SECTION_NAME_BYTES];
    uint64_t offset;
    uint64_t bytes;
};

struct lexicon_file {
    const char *base;
    size_t bytes;
    const struct section *sections;
    size_t section_count;
    char hash[LEXICON_HASH_CHARS + 1];
};

static enum status check_header(struct lexicon_file *file, const char *path, char *error,
                                size_t error_bytes)
{
    struct header header;

    if (file->bytes < sizeof(header))
        goto wrong;
    memcpy(&header, file->base, sizeof(header));
    if (memcmp(header.magic, magic, sizeof(magic)) != 0 || header.byte_order != BYTE_ORDER_MARK ||
        header.file_bytes != file->bytes || header.section_count > SECTIONS_MAX ||
        file->bytes < sizeof(header) + header.section_count * sizeof(struct section))
        goto wrong;
    if (XXH3_64bits(file->base + sizeof(header), file->bytes - sizeof(header)) != header.hash)
        goto wrong;
    file->sections = (const struct section *)(const void *)(file->base + sizeof(header));
    file->section_count = header.section_count;
    for (size_t i = 0; i < file->section_count; i++) {
        const struct section *s = &file->sections[i];

        if (s->offset > file->bytes || s->bytes > file->bytes - s->offset ||
            memchr(s->name, '\0', sizeof(s->name)) == NULL)
            goto wrong;
    }
    snprintf(file->hash, sizeof(file->hash), "%016llx", (unsigned long long)header.hash);
    return STATUS_OK;
wrong:
    snprintf(error, error_bytes,
             "%s: not language data of this program and machine; run: rasid lexicon compile", path);
    return STATUS_CONFIG;
}

enum status lexicon_file_open(const char *path, struct lexicon_file **out, char *error,
                              size_t error_bytes)
{
    enum status status = STATUS_IO;
    struct stat info;
    struct lexicon_file *file = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0 || fstat(fd, &info) != 0 || info.st_size <= 0) {
        snprintf(error, error_bytes, "%s: %s", path,
                 fd < 0 ? strerror(errno) : "empty or unreadable");
        goto done;
    }
    status = STATUS_NO_MEMORY;
    file = calloc(1, sizeof(*file));
    if (file == NULL)
        goto done;
    status = STATUS_IO;
    file->bytes = (size_t)info.st_size;
    void *base = mmap(NULL, file->bytes, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);

    if (base == MAP_FAILED) {
        snprintf(error, error_bytes, "%s: %s", path, strerror(errno));
        goto done;
    }
    file->base = base;
    status = check_header(file, path, error, error_bytes);
    if (status != STATUS_OK)
        goto done;
    *out = file;
    file = NULL;
done:
    if (fd >= 0)
        close(fd);
    lexicon_file_close(file);
    return status;
}

void lexicon_file_close(struct lexicon_file *file)
{
    if (file == NULL)
        return;
    if (file->base != NULL)
        munmap((void *)(uintptr_t)file->base, file->bytes);
    free(file);
}

struct strview lexicon_file_section(const struct lexicon_file *file, const char *name)
{
    for (size_t i = 0; i < file->section_count; i++)
        if (strcmp(file->sections[i].name, name) == 0)
            return (struct strview){.ptr = file->base + file->sections[i].offset,
                                    .len = (size_t)file->sections[i].bytes};
    return (struct strview){0};
}

size_t lexicon_file_section_count(const struct lexicon_file *file)
{
    return file->section_count;
}

const char *lexicon_file_section_name(const struct lexicon_file *file, size_t section)
{
    assert(section < file->section_count);
    return file->sections[section].name;
}

const char *lexicon_file_hash(const struct lexicon_file *file)
{
    return file->hash;
}

struct lexicon_writer {
    struct section sections[SECTIONS_MAX];
    struct buffer content[SECTIONS_MAX];
    size_t count;
};

struct lexicon_writer *lexicon_writer_new(void)
{
    return calloc(1, sizeof(struct lexicon_writer));
}

void lexicon_writer_free(struct lexicon_writer *writer)
{
    if (writer == NULL)
        return;
    for (size_t i = 0; i < writer->count; i++)
        buffer_destroy(&writer->content[i]);
    free(writer);
}

enum status lexicon_writer_add(struct lexicon_writer *writer, const char *name,
                               struct strview content)
{
    assert(strlen(name) < LEXICON_SECTION_NAME_BYTES);
    if (writer->count == SECTIONS_MAX)
        return STATUS_LIMIT;
    size_t index = writer->count++;

    strcpy(writer->sections[index].name, name);
    if (!buffer_append_view(&writer->content[index], content))
        return STATUS_NO_MEMORY;
    return STATUS_OK;
}

static size_t padded(size_t bytes)
{
    return (bytes + 7) / 8 * 8;
}

static bool assemble(struct lexicon_writer *writer, struct buffer *out)
{
    static const char zeros[8];
    struct header header = {.byte_order = BYTE_ORDER_MARK,
                            .section_count = (uint32_t)writer->count};
    size_t offset = padded(sizeof(header) + writer->count * sizeof(struct section));
    bool ok = buffer_append(out, &header, sizeof(header));

    for (size_t i = 0; i < writer->count; i++) {
        writer->sections[i].offset = offset;
        writer->sections[i].bytes = writer->content[i].len;
        offset += padded(writer->content[i].len);
    }
    ok = ok && buffer_append(out, writer->sections, writer->count * sizeof(struct section));
    ok = ok && buffer_append(out, zeros, padded(out->len) - out->len);
    for (size_t i = 0; ok && i < writer->count; i++) {
        ok = buffer_append(out, writer->content[i].data, writer->content[i].len) &&
             buffer_append(out, zeros, padded(out->len) - out->len);
    }
    if (!ok)
        return false;
    memcpy(header.magic, magic, sizeof(magic));
    header.file_bytes = out->len;
    header.hash = XXH3_64bits(out->data + sizeof(header), out->len - sizeof(header));
    memcpy(out->data, &header, sizeof(header));
    return true;
}

enum status lexicon_writer_finish(struct lexicon_writer *writer, const char *path)
{
    enum status status = STATUS_NO_MEMORY;
    struct buffer out = {0};
    char *temporary = NULL;
    FILE *file = NULL;

    if (!assemble(writer, &out) || asprintf(&temporary, "%s.tmp.%d", path, (int)getpid()) < 0)
        goto done;
    status = STATUS_IO;
    file = fopen(temporary, "wbe");
    if (file == NULL || fwrite(out.data, 1, out.len, file) != out.len)
        goto done;
    int closed = fclose(file);

    file = NULL;
    if (closed == 0 && rename(temporary, path) == 0)
        status = STATUS_OK;
done:
    if (file != NULL)
        fclose(file);
    if (status != STATUS_OK && temporary != NULL)
        unlink(temporary);
    free(temporary);
    buffer_destroy(&out);
    return status;
}
