/* A memory manager of PCRE2 (pcre2_general_context_create(3)) over malloc and a reserve; see jit.h.
 */
#include "extract/engine/jit.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* The largest rule's code takes 2.6 MB. Pages that are never touched cost nothing. */
static const size_t reserve_size = (size_t)16 << 20;

struct duban_jit {
    char *reserve;
    atomic_size_t used;
    atomic_uint compiling; /* threads that may take from the reserve */
    pcre2_general_context_16 *general;
    pcre2_compile_context_16 *context;
};

static void *allocate(size_t size, void *data) {
    duban_jit *jit = data;
    void *bytes = malloc(size);
    if (bytes || !jit->reserve || !atomic_load(&jit->compiling) || size > reserve_size) {
        return bytes;
    }
    size = (size + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t);
    size_t start = atomic_fetch_add(&jit->used, size);
    return start <= reserve_size - size ? jit->reserve + start : NULL;
}

static void release(void *bytes, void *data) {
    const duban_jit *jit = data;
    uintptr_t place = (uintptr_t)bytes, reserve = (uintptr_t)jit->reserve;
    bool reserved = reserve && place >= reserve && place < reserve + reserve_size;
    if (!reserved) free(bytes);
}

static void free_jit(void *handle) {
    duban_jit *jit = handle;
    pcre2_compile_context_free_16(jit->context);
    pcre2_general_context_free_16(jit->general);
    free(jit->reserve);
}

duban_jit *duban_jit_new(duban_arena *arena) {
    duban_jit *jit = duban_arena_alloc(arena, sizeof *jit);
    duban_arena_own(arena, free_jit, jit);
    jit->reserve = malloc(reserve_size);
    jit->general = pcre2_general_context_create_16(allocate, release, jit);
    if (jit->general) jit->context = pcre2_compile_context_create_16(jit->general);
    if (!jit->context) duban_arena_give_up(arena);
    return jit;
}

pcre2_compile_context_16 *duban_jit_context(duban_jit *jit) { return jit->context; }

void duban_jit_compile(duban_jit *jit, pcre2_code_16 *code) {
    if (!jit->reserve || atomic_load(&jit->used)) return;
    atomic_fetch_add(&jit->compiling, 1);
    (void)pcre2_jit_compile_16(code, PCRE2_JIT_COMPLETE);
    atomic_fetch_sub(&jit->compiling, 1);
}
