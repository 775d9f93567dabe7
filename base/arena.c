/* Arenas: chained chunks, a list of owned handles, and the way out when memory ends; see arena.h.
 */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

typedef struct chunk {
    struct chunk *next;
    size_t used, size;
    max_align_t bytes[];
} chunk;

typedef struct owned {
    struct owned *next;
    void (*release)(void *);
    void *handle;
} owned;

struct duban_arena {
    chunk *chunks;
    owned *handles;
    size_t used, limit;
    jmp_buf *exhausted; /* the innermost run, NULL outside of any */
};

duban_arena *duban_arena_new(size_t limit) {
    duban_arena *arena = calloc(1, sizeof *arena);
    if (arena) arena->limit = limit;
    return arena;
}

void duban_arena_free(duban_arena *arena) {
    if (!arena) return;
    for (owned *o = arena->handles; o; o = o->next) o->release(o->handle);
    for (chunk *c = arena->chunks, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(arena);
}

static void *give_up(duban_arena *arena) {
    if (arena->exhausted) longjmp(*arena->exhausted, 1);
    return NULL;
}

static size_t round_up(size_t size) {
    const size_t unit = sizeof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

static chunk *add_chunk(duban_arena *arena, size_t size) {
    size_t room = size > DUBAN_ARENA_CHUNK ? size : DUBAN_ARENA_CHUNK;
    chunk *c = calloc(1, sizeof *c + room);
    if (!c) return NULL;
    c->size = room;
    c->next = arena->chunks;
    arena->chunks = c;
    return c;
}

void *duban_arena_alloc(duban_arena *arena, size_t size) {
    if (size > arena->limit - arena->used) return give_up(arena);
    size_t need = round_up(size ? size : 1);
    chunk *c = arena->chunks;
    if (!c || c->size - c->used < need) c = add_chunk(arena, need);
    if (!c) return give_up(arena);
    void *memory = (char *)c->bytes + c->used;
    c->used += need;
    arena->used += size;
    return memory;
}

void *duban_arena_copy(duban_arena *arena, const void *bytes, size_t size) {
    void *copy = duban_arena_alloc(arena, size);
    if (copy && size) memcpy(copy, bytes, size);
    return copy;
}

char *duban_arena_printf(duban_arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *text = duban_arena_alloc(arena, length < 0 ? 1 : (size_t)length + 1);
    if (text && length > 0) vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}

void *duban_arena_grow(duban_arena *arena, void *items, uint32_t *capacity, uint32_t need,
                       size_t size) {
    if (need <= *capacity) return items;
    uint32_t room = *capacity ? *capacity : 8;
    while (room < need) room = room > UINT32_MAX / 2 ? need : room * 2;
    void *grown = duban_arena_alloc(arena, room * size);
    if (!grown) return NULL;
    if (*capacity) memcpy(grown, items, *capacity * size);
    *capacity = room;
    return grown;
}

void duban_arena_own(duban_arena *arena, void (*release)(void *), void *handle) {
    jmp_buf *outer = arena->exhausted;
    arena->exhausted = NULL;
    owned *o = duban_arena_alloc(arena, sizeof *o);
    arena->exhausted = outer;
    if (!o) {
        release(handle);
        give_up(arena);
        return;
    }
    *o = (owned){.next = arena->handles, .release = release, .handle = handle};
    arena->handles = o;
}

void duban_arena_give_up(duban_arena *arena) { (void)give_up(arena); }

size_t duban_arena_used(const duban_arena *arena) { return arena->used; }

duban_status duban_arena_run(duban_arena *arena, duban_status (*work)(void *), void *context) {
    jmp_buf here, *outer = arena->exhausted;
    volatile duban_status status = DUBAN_NO_MEMORY;
    arena->exhausted = &here;
    if (setjmp(here) == 0) status = work(context);
    arena->exhausted = outer;
    return status;
}
