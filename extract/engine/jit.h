/*
 * PCRE2's JIT compiler with memory that does not run out under it: 10.42 does not check each of its
 * allocations and would crash. What malloc refuses while it compiles comes from a reserve; once
 * that was needed nothing more is compiled, and the interpreter gives the same matches.
 */
#ifndef DUBAN_EXTRACT_ENGINE_JIT_H
#define DUBAN_EXTRACT_ENGINE_JIT_H

#define PCRE2_CODE_UNIT_WIDTH 16
#include <pcre2.h>

#include "base/arena.h"

typedef struct duban_jit duban_jit;

/* Belongs to the arena. Codes that it compiles must be freed before it. */
duban_jit *duban_jit_new(duban_arena *arena);

/* To compile patterns with: their codes take memory from malloc, and from the reserve when due. */
pcre2_compile_context_16 *duban_jit_context(duban_jit *jit);

/* Compiles the code of a pattern compiled with that context, where there is memory for it. */
void duban_jit_compile(duban_jit *jit, pcre2_code_16 *code);

#endif
