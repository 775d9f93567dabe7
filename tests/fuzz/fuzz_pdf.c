/*
 * What poppler's programs write, as bytes of any kind: pdftotext's words, and from the first "P5"
 * on the pictures of pdftoppm. The pieces of each page's text stand in order within it, and cells
 * have a place.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/pdf/pages.h"
#include "tests/fuzz/target.h"

typedef struct {
    duban_arena *arena;
    const uint8_t *bytes;
    size_t length;
} input;

static void check_page(const duban_pdf_text *page) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < page->count; i++) {
        const duban_pdf_piece *p = &page->pieces[i];
        if (p->from < at || p->to < p->from || p->to > page->length) abort();
        const duban_block *b = &p->block;
        if (b->kind == DUBAN_BLOCK_CELL &&
            !(b->table && b->row && b->column && b->row_span && b->column_span))
            abort();
        at = p->to;
    }
}

static duban_status read_pages(void *context) {
    const input *in = context;
    const uint8_t *pictures = memmem(in->bytes, in->length, "P5", 2);
    size_t words = pictures ? (size_t)(pictures - in->bytes) : in->length;
    duban_pdf_texts texts = duban_pdf_texts_make(in->arena, (const char *)in->bytes, words,
                                                 pictures, in->length - words);
    for (uint32_t i = 0; i < texts.count; i++) check_page(&texts.items[i]);
    return DUBAN_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    input in = {duban_arena_new(DUBAN_DOCUMENT_MEMORY), bytes, length};
    duban_arena_run(in.arena, read_pages, &in);
    duban_arena_free(in.arena);
    return 0;
}
