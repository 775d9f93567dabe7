/*
 * PDF -> lines and cells, by poppler's programs.
 *
 * In: a PDF with a text layer. Out: a block for each line with its indent and reach, a cell for
 * each cell of a ruled table, a separator between pages; a place in the text is the page and bytes
 * of its text in reading order (ingest/pdf/pages.h). Skipped on purpose: forms, annotations,
 * attachments. A document without a text layer, or whose fonts do not tell characters, is a scan
 * and is named as one; pages that are pictures are named.
 */
#include <string.h>

#include "ingest/blank.h"
#include "ingest/builder.h"
#include "ingest/charset.h"
#include "ingest/decode.h"
#include "ingest/formats/formats.h"
#include "ingest/pdf/pages.h"

/* Characters without a meaning may be this share of all. */
#define NAMELESS_MAX_SHARE 5

typedef struct {
    duban_builder builder;
    duban_decoded text; /* of the page */
    uint32_t at;        /* in it */
    uint32_t characters, nameless;
} reader;

/* Private use, or what did not decode: the font does not tell which character a glyph is. */
static bool is_nameless(char16_t unit) {
    return (unit >= 0xE000 && unit <= 0xF8FF) || unit == 0xFFFD;
}

static void read_piece(reader *r, const duban_pdf_piece *piece) {
    const duban_decoded *d = &r->text;
    while (r->at < d->length && d->src[r->at] < piece->from) r->at++;
    duban_builder_open(&r->builder, piece->block);
    for (; r->at < d->length && d->src[r->at] < piece->to; r->at++) {
        char16_t unit = d->text[r->at];
        if (unit == u'\n') continue;
        r->characters += !duban_unit_is_blank(unit);
        r->nameless += is_nameless(unit);
        duban_builder_add(&r->builder, unit, d->src[r->at], d->width[r->at]);
    }
    duban_builder_close(&r->builder);
}

static duban_status read_page(reader *r, duban_arena *arena, const duban_pdf_text *page,
                              uint32_t part) {
    const duban_charset utf8 = duban_charset_of_label("UTF-8");
    duban_status status =
        duban_decode(arena, &utf8, (const unsigned char *)page->bytes, page->length, &r->text);
    if (status != DUBAN_OK) return status;
    r->at = 0;
    if (part > 1) {
        duban_builder_open(&r->builder, (duban_block){.kind = DUBAN_BLOCK_RULE, .part = part});
        duban_builder_close(&r->builder);
    }
    for (uint32_t i = 0; i < page->count; i++) read_piece(r, &page->pieces[i]);
    return DUBAN_OK;
}

/* "3, 5-7" */
static const char *pictures_of(duban_arena *arena, const duban_pdf_texts *pages) {
    const char *list = "";
    for (uint32_t i = 0, end; i < pages->count; i = end + 1) {
        for (end = i; end < pages->count && pages->items[end].picture;) end++;
        if (end == i) continue;
        list = duban_arena_printf(arena, "%s%s%u", list, *list ? ", " : "", i + 1);
        if (end > i + 1) list = duban_arena_printf(arena, "%s-%u", list, end);
    }
    return list;
}

static duban_status judge(duban_document *document, const reader *r, const duban_pdf_texts *pages) {
    duban_diags *diags = &document->diags;
    if (!pages->count)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_EMPTY,
                               "empty: the document has no pages");
    if (!r->characters)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                               "no text: the document is a scan; read it by OCR first");
    if (r->nameless > r->characters / NAMELESS_MAX_SHARE)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                               "no text: the fonts do not tell which characters %u of %u glyphs "
                               "are; read it by OCR first",
                               r->nameless, r->characters);
    const duban_diag warning = {
        .severity = DUBAN_WARNING, .stage = DUBAN_STAGE_INGEST, .span = DUBAN_SPAN_NONE};
    const char *pictures = pictures_of(document->arena, pages);
    if (*pictures)
        duban_diag_add(diags, warning,
                       "pages without text: %s hold pictures only; read the document by OCR",
                       pictures);
    if (r->nameless)
        duban_diag_add(diags, warning, "the fonts do not tell which characters %u of %u glyphs are",
                       r->nameless, r->characters);
    return DUBAN_OK;
}

static duban_status read_pdf(const duban_input *input, duban_document *document) {
    duban_arena *arena = document->arena;
    document->media_type = "application/pdf";
    document->charset = "UTF-8";
    duban_pdf_texts pages;
    duban_status status =
        duban_pdf_read(arena, input->bytes, input->length, &pages, &document->diags);
    if (status != DUBAN_OK) return status;
    const char **parts = duban_arena_alloc(arena, (pages.count + 1) * sizeof *parts);
    parts[0] = "";
    reader r = {0};
    duban_builder_init(&r.builder, document, (uint32_t)(input->length / 8));
    for (uint32_t i = 0; i < pages.count && status == DUBAN_OK; i++) {
        parts[i + 1] = duban_arena_printf(arena, "page/%u", i + 1);
        status = read_page(&r, arena, &pages.items[i], i + 1);
    }
    duban_builder_finish(&r.builder);
    document->parts = parts;
    document->part_count = pages.count + 1;
    return status == DUBAN_OK ? judge(document, &r, &pages) : status;
}

static int bid(const duban_input *input) {
    size_t head = input->length < 1024 ? input->length : 1024;
    return memmem(input->bytes, head, "%PDF-", strlen("%PDF-")) ? 60 : 0;
}

const duban_format duban_format_pdf = {
    .name = "a PDF document",
    .pictures = "scan",
    .by_fonts = true,
    .bid = bid,
    .read = read_pdf,
};
