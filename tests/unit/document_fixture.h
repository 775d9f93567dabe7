/* Documents for tests of readers: bytes under a name read through the format that bids for them. */
#ifndef DUBAN_TESTS_UNIT_DOCUMENT_FIXTURE_H
#define DUBAN_TESTS_UNIT_DOCUMENT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/document.h"
#include "tests/unit/zip.h"

typedef struct {
    duban_arena *arena;
    duban_input input;
    duban_document *document;
    duban_diags diags;
    duban_status status;
} reading;

static inline duban_status read_input(void *context) {
    reading *r = context;
    r->diags.arena = r->arena;
    return duban_document_read(r->arena, &r->input, &r->document, &r->diags);
}

/* What was read is sound, what failed has one error; the arena is the caller's to free. */
static inline reading read_bytes(const char *href, const void *bytes, size_t length) {
    reading r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY), .input = {href, bytes, length}};
    r.status = duban_arena_run(r.arena, read_input, &r);
    if (r.status == DUBAN_OK)
        assert_true(duban_document_check(r.document));
    else
        assert_int_equal(duban_diags_count(&r.diags, DUBAN_ERROR), 1);
    return r;
}

static inline reading read_text(const char *href, const char *text) {
    return read_bytes(href, text, strlen(text));
}

/* A package of these members. */
static inline reading read_package(const char *href, const zip_member *members, size_t count) {
    static unsigned char bytes[1 << 20];
    return read_bytes(href, bytes, zip_make(members, count, bytes, sizeof bytes));
}

static inline const char *line_text(const reading *r, uint32_t block) {
    assert_int_equal(r->status, DUBAN_OK);
    assert_true(block < r->document->block_count);
    duban_raw_span s = r->document->blocks[block].span;
    return duban_str_to_utf8(r->arena, (duban_str){r->document->text + s.start, s.end - s.start});
}

static inline void expect_line(const reading *r, uint32_t block, const char *text) {
    assert_string_equal(line_text(r, block), text);
}

/* All blocks of the document from the first on. */
static inline void expect_lines(const reading *r, const char *const *texts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) expect_line(r, i, texts[i]);
    assert_int_equal(r->document->block_count, count);
}

#endif
