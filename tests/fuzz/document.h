/* Any bytes under any usual name: a document whose invariants hold, or a named failure. */
#ifndef DUBAN_TESTS_FUZZ_DOCUMENT_H
#define DUBAN_TESTS_FUZZ_DOCUMENT_H

#include <stdlib.h>

#include "base/limits.h"
#include "ingest/document.h"

typedef struct {
    duban_arena *arena;
    duban_input input;
    duban_diags diags;
} fuzz_reading;

static inline duban_status read_and_check(void *context) {
    fuzz_reading *r = context;
    duban_document *document = NULL;
    duban_status status = duban_document_read(r->arena, &r->input, &document, &r->diags);
    if (status == DUBAN_OK && !duban_document_check(document)) abort();
    if (status != DUBAN_OK && !duban_diags_count(&r->diags, DUBAN_ERROR)) abort();
    return status;
}

static inline int fuzz_document(const uint8_t *bytes, size_t length) {
    static const char *const names[] = {"a.txt", "a.md", "a.html", "a"};
    fuzz_reading r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY),
                      .input = {.href = names[length % 4], .bytes = bytes, .length = length}};
    r.diags.arena = r.arena;
    duban_arena_run(r.arena, read_and_check, &r);
    duban_arena_free(r.arena);
    return 0;
}

#endif
