/*
 * Arenas: one for a document, one for the rules, each freed whole.
 *
 * Inside duban_arena_run() an allocation never returns NULL: when memory or the arena's limit is
 * exhausted, control returns to duban_arena_run(), which answers DUBAN_NO_MEMORY. Code that runs
 * there therefore checks no allocation. Foreign handles (ICU, PCRE2, libxml2) that live longer
 * than a call are given to the arena with duban_arena_own(), so that they are closed on either way
 * out.
 *
 * An arena belongs to one thread at a time.
 */
#ifndef DUBAN_BASE_ARENA_H
#define DUBAN_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct duban_arena duban_arena;

/* A new arena that hands out at most limit bytes. NULL if there is no memory even for it. */
duban_arena *duban_arena_new(size_t limit);

/* Releases all owned handles, last first, then all memory. NULL is allowed. */
void duban_arena_free(duban_arena *arena);

/* Zeroed memory, aligned for any type, valid until the arena is freed. */
void *duban_arena_alloc(duban_arena *arena, size_t size);

/* A copy of size bytes. */
void *duban_arena_copy(duban_arena *arena, const void *bytes, size_t size);

/* A formatted UTF-8 string, as by printf. */
char *duban_arena_printf(duban_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Makes room in a growing array: returns an array of at least need items of the given size whose
 * first *capacity items are those of items, and sets *capacity. The new tail is zeroed. Use
 * indexes, not pointers, into such an array: it may move.
 */
void *duban_arena_grow(duban_arena *arena, void *items, uint32_t *capacity, uint32_t need,
                       size_t size);

/* Calls release(handle) when the arena is freed. */
void duban_arena_own(duban_arena *arena, void (*release)(void *), void *handle);

/* Ends the run as if the arena were exhausted: for what a foreign library could not allocate.
 * Returns only outside of duban_arena_run(). */
void duban_arena_give_up(duban_arena *arena);

/* Bytes handed out so far. */
size_t duban_arena_used(const duban_arena *arena);

/*
 * Runs work(context) with the guarantee above and returns its status, or DUBAN_NO_MEMORY.
 * Runs may nest; the innermost one catches.
 */
duban_status duban_arena_run(duban_arena *arena, duban_status (*work)(void *), void *context);

#endif
