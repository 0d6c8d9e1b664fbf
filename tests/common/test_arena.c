/* SPDX-License-Identifier: Apache-2.0 */
#include "common/arena.h"

#include "support/support.h"

static void gives_zeroed_aligned_pieces(void **state)
{
    struct arena *arena = arena_new(128, 4096);

    (void)state;
    for (size_t size = 0; size < 200; size += 7) {
        unsigned char *piece = arena_alloc(arena, size);

        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xff, size);
    }
    arena_free(arena);
}

static void stops_at_its_ceiling_until_reset(void **state)
{
    struct arena *arena = arena_new(128, 1024);

    (void)state;
    assert_non_null(arena_alloc(arena, 1000));
    assert_null(arena_alloc(arena, 100));
    arena_reset(arena);
    assert_non_null(arena_alloc(arena, 1000));
    arena_free(arena);
}

static void refuses_a_product_that_overflows(void **state)
{
    struct arena *arena = arena_new(128, 1024);

    (void)state;
    assert_null(arena_array(arena, SIZE_MAX / 2, 16));
    arena_free(arena);
}

static void grows_an_array_and_keeps_its_items(void **state)
{
    struct arena *arena = arena_new(128, 1 << 20);
    void *items = NULL;
    size_t capacity = 0;

    (void)state;
    for (size_t count = 0; count < 1000; count++) {
        assert_int_equal(arena_grow(arena, &items, count, &capacity, sizeof(size_t)), 0);
        ((size_t *)items)[count] = count;
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(((size_t *)items)[i], i);
    arena_free(arena);
}

static void grows_into_zeroed_room(void **state)
{
    struct arena *arena = arena_new(1024, 1 << 20);
    void *items = NULL;
    size_t capacity = 0;

    (void)state;
    memset(arena_alloc(arena, 1000), 0xff, 1000);
    arena_reset(arena);
    assert_int_equal(arena_grow(arena, &items, 0, &capacity, 8), 0);
    for (size_t i = 0; i < capacity * 8; i++)
        assert_int_equal(((char *)items)[i], 0);
    arena_free(arena);
}

static void copies_and_prints_text(void **state)
{
    struct arena *arena = arena_new(128, 1024);

    (void)state;
    assert_strview_equal(arena_copy(arena, STRVIEW("حمص")), "حمص");
    assert_strview_equal(arena_printf(arena, "%s-%d", "a", 7), "a-7");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_pieces),
        cmocka_unit_test(stops_at_its_ceiling_until_reset),
        cmocka_unit_test(refuses_a_product_that_overflows),
        cmocka_unit_test(grows_an_array_and_keeps_its_items),
        cmocka_unit_test(grows_into_zeroed_room),
        cmocka_unit_test(copies_and_prints_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
