/*
 * PDF -> lines, by poppler's pdftotext.
 *
 * In: a PDF with a text layer. Out: a block for each line with its indent, a separator between
 * pages; a place in the text is the page and bytes of its text as pdftotext gives it. Skipped on
 * purpose: columns of tables, which stay runs of spaces; forms, annotations, attachments. A
 * document without a text layer is a scan and is named as one.
 */
#include <string.h>

#include "ingest/blank.h"
#include "ingest/builder.h"
#include "ingest/charset.h"
#include "ingest/decode.h"
#include "ingest/formats/formats.h"
#include "ingest/pdf/pages.h"

typedef struct {
    duban_builder builder;
    duban_decoded text; /* of the page */
    uint32_t part;
    uint16_t blank;   /* empty lines since the last block */
    uint16_t leading; /* empty lines that only show the distance of lines */
} reader;

static uint32_t line_end(const duban_decoded *text, uint32_t at) {
    while (at < text->length && text->text[at] != u'\n') at++;
    return at;
}

/* Pages set with wide lines come with an empty line between any two: that tells nothing. */
static uint16_t count_leading(const duban_decoded *text) {
    uint32_t lines = 0, apart = 0;
    bool empty = false;
    for (uint32_t at = 0; at < text->length; at = line_end(text, at) + 1) {
        bool blank = line_end(text, at) == at;
        if (!blank) {
            lines++;
            apart += empty;
        }
        empty = blank;
    }
    return lines > 2 && apart * 2 > lines;
}

static void read_line(reader *r, uint32_t from, uint32_t to) {
    const duban_decoded *d = &r->text;
    uint32_t start = from;
    while (start < to && duban_unit_is_blank(d->text[start])) start++;
    while (to > start && duban_unit_is_blank(d->text[to - 1])) to--;
    if (start == to) {
        r->blank += r->blank < UINT16_MAX;
        return;
    }
    uint16_t indent = (uint16_t)(start - from < UINT16_MAX ? start - from : UINT16_MAX);
    uint16_t blank = r->blank > r->leading ? (uint16_t)(r->blank - r->leading) : 0;
    duban_builder_open(&r->builder, (duban_block){.kind = DUBAN_BLOCK_LINE,
                                                  .part = r->part,
                                                  .indent = indent,
                                                  .blank_before = blank});
    for (uint32_t i = start; i < to; i++)
        duban_builder_add(&r->builder, d->text[i], d->src[i], d->width[i]);
    duban_builder_close(&r->builder);
    r->blank = 0;
}

static duban_status read_page(reader *r, duban_arena *arena, const duban_member *page) {
    const duban_charset utf8 = duban_charset_of_label("UTF-8");
    duban_status status = duban_decode(arena, &utf8, page->bytes, page->length, &r->text);
    if (status != DUBAN_OK) return status;
    r->leading = count_leading(&r->text);
    if (r->part > 1) {
        duban_builder_open(&r->builder, (duban_block){.kind = DUBAN_BLOCK_RULE, .part = r->part});
        duban_builder_close(&r->builder);
    }
    for (uint32_t at = 0; at < r->text.length;) {
        uint32_t end = line_end(&r->text, at);
        read_line(r, at, end);
        at = end + 1;
    }
    return DUBAN_OK;
}

static bool has_text(const duban_document *document) {
    for (uint32_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].kind == DUBAN_BLOCK_LINE) return true;
    return false;
}

static duban_status read_pdf(const duban_input *input, duban_document *document) {
    duban_arena *arena = document->arena;
    document->media_type = "application/pdf";
    document->charset = "UTF-8";
    duban_archive pages;
    duban_status status =
        duban_pdf_pages(arena, input->bytes, input->length, &pages, &document->diags);
    if (status != DUBAN_OK) return status;
    const char **parts = duban_arena_alloc(arena, (pages.count + 1) * sizeof *parts);
    parts[0] = "";
    reader r = {0};
    duban_builder_init(&r.builder, document, (uint32_t)(input->length / 8));
    for (uint32_t i = 0; i < pages.count && status == DUBAN_OK; i++) {
        parts[r.part = i + 1] = pages.members[i].path;
        status = read_page(&r, arena, &pages.members[i]);
    }
    duban_builder_finish(&r.builder);
    document->parts = parts;
    document->part_count = pages.count + 1;
    if (status == DUBAN_OK && !has_text(document))
        return duban_diag_fail(&document->diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                               "no text: the document is a scan; read it by OCR first");
    return status;
}

static int bid(const duban_input *input) {
    size_t head = input->length < 1024 ? input->length : 1024;
    return memmem(input->bytes, head, "%PDF-", strlen("%PDF-")) ? 60 : 0;
}

const duban_format duban_format_pdf = {
    .name = "a PDF document",
    .bid = bid,
    .read = read_pdf,
};
