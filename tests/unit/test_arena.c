/* Arenas: zeroed and kept memory, growth, owned handles, the way out when memory ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void memory_is_zeroed_and_apart(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new(1 << 20);
    char *a = duban_arena_alloc(arena, 100), *b = duban_arena_alloc(arena, 200000);
    for (int i = 0; i < 100; i++) assert_int_equal(a[i], 0);
    memset(a, 1, 100);
    for (int i = 0; i < 200000; i++) assert_int_equal(b[i], 0);
    assert_int_equal(duban_arena_used(arena), 200100);
    duban_arena_free(arena);
}

static void an_array_keeps_its_items_when_it_grows(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new(1 << 20);
    uint32_t capacity = 0;
    int *items = NULL;
    for (uint32_t i = 0; i < 1000; i++) {
        items = duban_arena_grow(arena, items, &capacity, i + 1, sizeof *items);
        items[i] = (int)i;
    }
    for (int i = 0; i < 1000; i++) assert_int_equal(items[i], i);
    duban_arena_free(arena);
}

static int released;
static void release(void *handle) { assert_int_equal(*(int *)handle, ++released); }

static void handles_are_released_last_first(void **state) {
    (void)state;
    static int first = 2, second = 1;
    released = 0;
    duban_arena *arena = duban_arena_new(1 << 20);
    duban_arena_own(arena, release, &first);
    duban_arena_own(arena, release, &second);
    duban_arena_free(arena);
    assert_int_equal(released, 2);
}

static duban_status take_too_much(void *arena) {
    for (int i = 0; i < 100000; i++) duban_arena_alloc(arena, 1000);
    return DUBAN_OK;
}

static void a_run_ends_when_the_limit_is_reached(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new(1 << 20);
    assert_int_equal(duban_arena_run(arena, take_too_much, arena), DUBAN_NO_MEMORY);
    assert_null(duban_arena_alloc(arena, 1 << 20));
    duban_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_apart),
        cmocka_unit_test(an_array_keeps_its_items_when_it_grows),
        cmocka_unit_test(handles_are_released_last_first),
        cmocka_unit_test(a_run_ends_when_the_limit_is_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
