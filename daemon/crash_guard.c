/* SPDX-License-Identifier: Apache-2.0 */
/* A file of fixed size, mapped shared: the record in work, and a table of suspects, the records
 * found there after a crash with how often. The kernel keeps the pages when the process dies, so
 * nothing is ever flushed; after a power cut the file may be old, which costs one more attempt. The
 * record counts only when its mark is set, and the mark is set last and cleared first. Suspects are
 * counted once, when the file is opened. The oldest gives way when the table is full. */
#include "daemon/crash_guard.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SUSPECTS_MAX = 64 };
static const char magic[8] = {'r', 'a', 's', 'i', 'd', 'c', 'g', '1'};

struct place {
    char topic[KAFKA_TOPIC_BYTES];
    int32_t partition;
    int64_t offset;
};

struct slot {
    _Atomic uint32_t is_in_work;
    struct place place;
};

struct suspect {
    uint32_t attempts; /* 0: free */
    struct place place;
};

struct guard_file {
    char magic[8];
    uint32_t next_suspect; /* the one to give way */
    struct suspect suspects[SUSPECTS_MAX];
    struct slot slot;
};

struct crash_guard {
    struct guard_file *file;
};

static bool is_same(const struct place *place, const struct stream_position *position)
{
    return place->partition == position->partition && place->offset == position->offset &&
           strcmp(place->topic, position->topic) == 0;
}

static void accuse(struct guard_file *file, const struct place *place)
{
    const struct stream_position position = {place->topic, place->partition, place->offset};

    for (size_t i = 0; i < SUSPECTS_MAX; i++)
        if (file->suspects[i].attempts > 0 && is_same(&file->suspects[i].place, &position)) {
            file->suspects[i].attempts++;
            return;
        }
    struct suspect *suspect = &file->suspects[file->next_suspect % SUSPECTS_MAX];

    file->next_suspect = (file->next_suspect + 1) % SUSPECTS_MAX;
    suspect->attempts = 1;
    suspect->place = *place;
}

static void take_stock(struct guard_file *file)
{
    if (atomic_load(&file->slot.is_in_work) == 0)
        return;
    if (memchr(file->slot.place.topic, '\0', sizeof(file->slot.place.topic)) != NULL)
        accuse(file, &file->slot.place);
    atomic_store(&file->slot.is_in_work, 0);
}

/* The file mapped, or NULL with errno set. */
static struct guard_file *map_file(int file)
{
    struct stat status;

    if (fstat(file, &status) != 0)
        return NULL;
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return NULL;
    }
    bool is_whole = status.st_size == (off_t)sizeof(struct guard_file);

    /* Blocks are reserved, so that a full disk shows here and not as SIGBUS later. */
    int failure = is_whole ? 0 : posix_fallocate(file, 0, sizeof(struct guard_file));

    if (failure != 0 || (!is_whole && ftruncate(file, sizeof(struct guard_file)) != 0)) {
        errno = failure != 0 ? failure : errno;
        return NULL;
    }
    void *mapped =
        mmap(NULL, sizeof(struct guard_file), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

    if (mapped == MAP_FAILED)
        return NULL;
    struct guard_file *guard = mapped;

    if (!is_whole || memcmp(guard->magic, magic, sizeof(magic)) != 0) {
        memset(guard, 0, sizeof(*guard));
        memcpy(guard->magic, magic, sizeof(magic));
    }
    return guard;
}

struct crash_guard *crash_guard_open(const char *path, char *error, size_t error_bytes)
{
    struct crash_guard *guard = calloc(1, sizeof(*guard));
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (guard != NULL && file >= 0)
        guard->file = map_file(file);
    if (guard == NULL || guard->file == NULL) {
        snprintf(error, error_bytes, "%s: %s", path, strerror(errno));
        free(guard);
        guard = NULL;
    } else {
        take_stock(guard->file);
    }
    if (file >= 0)
        close(file);
    return guard;
}

void crash_guard_close(struct crash_guard *guard)
{
    if (guard == NULL)
        return;
    munmap(guard->file, sizeof(*guard->file));
    free(guard);
}

void crash_guard_enter(struct crash_guard *guard, const struct stream_position *position)
{
    struct slot *slot = &guard->file->slot;
    size_t len = strlen(position->topic);

    assert(len < sizeof(slot->place.topic));
    assert(atomic_load_explicit(&slot->is_in_work, memory_order_relaxed) == 0);
    memcpy(slot->place.topic, position->topic, len + 1);
    slot->place.partition = position->partition;
    slot->place.offset = position->offset;
    atomic_store_explicit(&slot->is_in_work, 1, memory_order_release);
}

void crash_guard_leave(struct crash_guard *guard)
{
    atomic_store_explicit(&guard->file->slot.is_in_work, 0, memory_order_release);
}

unsigned crash_guard_attempts(const struct crash_guard *guard,
                              const struct stream_position *position)
{
    for (size_t i = 0; i < SUSPECTS_MAX; i++)
        if (guard->file->suspects[i].attempts > 0 &&
            is_same(&guard->file->suspects[i].place, position))
            return guard->file->suspects[i].attempts;
    return 0;
}
