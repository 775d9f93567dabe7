/*
 * Any bytes to a reader of documents: a document whose invariants hold, or a failure that a finding
 * names. fuzz_document leaves the choice of the reader to the bytes, fuzz_format does not.
 */
#ifndef DUBAN_TESTS_FUZZ_DOCUMENT_H
#define DUBAN_TESTS_FUZZ_DOCUMENT_H

#include <stdlib.h>

#include "base/limits.h"
#include "ingest/formats/formats.h"

typedef struct {
    duban_arena *arena;
    duban_input input;
    const duban_format *format; /* NULL: the one that bids highest */
    duban_diags diags;
} fuzz_reading;

static inline duban_status fuzz_read(fuzz_reading *r, duban_document **document) {
    static const char *const whole_file[] = {""};
    if (!r->format) return duban_document_read(r->arena, &r->input, document, &r->diags);
    *document = duban_arena_alloc(r->arena, sizeof **document);
    **document = (duban_document){.arena = r->arena,
                                  .href = r->input.href,
                                  .bytes = r->input.length,
                                  .parts = whole_file,
                                  .part_count = 1,
                                  .diags = {.arena = r->arena}};
    duban_status status = r->format->read(&r->input, *document);
    r->diags = (*document)->diags;
    return status;
}

static inline duban_status fuzz_read_and_check(void *context) {
    fuzz_reading *r = context;
    duban_document *document = NULL;
    duban_status status = fuzz_read(r, &document);
    if (status == DUBAN_OK && !duban_document_check(document)) abort();
    if (status != DUBAN_OK && !duban_diags_count(&r->diags, DUBAN_ERROR)) abort();
    return status;
}

static inline int fuzz_format(const duban_format *format, const char *href, const uint8_t *bytes,
                              size_t length) {
    fuzz_reading r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY),
                      .input = {.href = href, .bytes = bytes, .length = length},
                      .format = format};
    r.diags.arena = r.arena;
    if (length) duban_arena_run(r.arena, fuzz_read_and_check, &r);
    duban_arena_free(r.arena);
    return 0;
}

static inline int fuzz_document(const uint8_t *bytes, size_t length) {
    static const char *const names[] = {"a.txt", "a.md", "a.html", "a"};
    return fuzz_format(NULL, names[length % 4], bytes, length);
}

#endif
