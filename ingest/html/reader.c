/* A page told from its frame -> a document; see reader.h. */
#include "ingest/html/reader.h"

#include <string.h>

#include "ingest/blank.h"
#include "ingest/builder.h"
#include "ingest/decode.h"
#include "ingest/html/body.h"
#include "ingest/html/grid.h"

typedef struct {
    const duban_html_page *page;
    uint32_t part;
    duban_builder builder;
    uint32_t *numbers; /* numbers[t]: the number of data table t, 0 if it is none */
} writer;

/* Data tables inside the notice, numbered in order; those in the page's frame are plain lines. */
static void number_tables(writer *w, const bool *aside) {
    const duban_html_page *page = w->page;
    w->numbers = duban_arena_alloc(page->arena, (page->table_count + 1) * sizeof *w->numbers);
    uint32_t count = 0;
    for (uint32_t i = 0; i < page->piece_count; i++) {
        uint32_t table = page->elements[page->pieces[i].element].table;
        if (!table || aside[i] || w->numbers[table]) continue;
        if (duban_html_grid_is_data(&page->tables[table])) w->numbers[table] = ++count;
    }
}

static duban_block block_of(const writer *w, const duban_html_piece *piece, bool aside) {
    const duban_html_element *element = &w->page->elements[piece->element];
    uint32_t table = element->table ? w->numbers[element->table] : 0;
    duban_block block = {.kind = DUBAN_BLOCK_LINE,
                         .part = w->part,
                         .heading = piece->heading,
                         .bold = piece->strong >= piece->to - piece->from,
                         .bullet = piece->bullet,
                         .aside = aside};
    if (!table || !element->column) return block;
    block.kind = DUBAN_BLOCK_CELL;
    block.table = table;
    block.row = element->row;
    block.column = element->column;
    block.row_span = element->row_span;
    block.column_span = element->column_span;
    return block;
}

/* Leading and trailing ideographic and no-break spaces are the page's indent, not text. */
static void write_piece(writer *w, const duban_html_piece *piece, bool aside) {
    const duban_html_page *page = w->page;
    uint32_t from = piece->from, to = piece->to;
    while (from < to && duban_unit_is_blank(page->text[from])) from++;
    while (to > from && duban_unit_is_blank(page->text[to - 1])) to--;
    if (from == to && !piece->separator) return;
    duban_block block = block_of(w, piece, aside);
    block.indent = (uint16_t)(from - piece->from > UINT16_MAX ? UINT16_MAX : from - piece->from);
    if (piece->separator) block.kind = DUBAN_BLOCK_RULE;
    duban_builder_open(&w->builder, block);
    for (uint32_t i = from; i < to; i++) {
        duban_builder_add(&w->builder, page->text[i], page->src[i], page->width[i]);
        if (page->strong[i]) duban_builder_stress(&w->builder);
    }
    duban_builder_close(&w->builder);
}

/* What the page shows as the notice. */
static duban_html_unread weigh_shown(const duban_html_page *page, const bool *aside) {
    duban_html_unread shown = {0};
    for (uint32_t i = 0; i < page->piece_count; i++) {
        const duban_html_piece *piece = &page->pieces[i];
        if (!aside[i])
            duban_html_unread_weigh_units(&shown, page->text + piece->from,
                                          piece->to - piece->from);
    }
    return shown;
}

/* Fails if the notice is not on the page but in its scripts, and says so if it may be. */
static duban_status judge(const duban_html_page *page, const bool *aside, uint32_t behind,
                          duban_diags *diags) {
    const duban_diag warning = {
        .severity = DUBAN_WARNING, .stage = DUBAN_STAGE_INGEST, .span = DUBAN_SPAN_NONE};
    const duban_html_unread shown = weigh_shown(page, aside);
    if (!page->piece_count && !page->link_count && !page->unread.letters)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                               "no text: the page shows none");
    if (behind)
        duban_diag_add(diags, warning,
                       "text behind the notice is taken for the page's frame, %u characters",
                       behind);
    if (!duban_html_unread_is_notice(&page->unread)) return DUBAN_OK;
    if (!shown.stops)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                               "no text: the page keeps it in its scripts; save the page as a "
                               "browser shows it");
    if (page->unread.letters > 2 * shown.letters)
        duban_diag_add(diags, warning,
                       "the page's scripts hold more text than it shows, %u characters, not read",
                       page->unread.letters);
    return DUBAN_OK;
}

duban_status duban_html_read(const duban_input *input, uint32_t part, duban_document *document) {
    duban_decoded decoded;
    duban_status status = duban_decode_input(input, document, &decoded);
    if (status != DUBAN_OK) return status;
    duban_html_page page;
    status = duban_html_page_read(document->arena, &decoded, &page, &document->diags);
    if (status != DUBAN_OK) return status;
    uint32_t behind;
    const bool *aside = duban_html_body_find(&page, &behind);
    status = judge(&page, aside, behind, &document->diags);
    if (status != DUBAN_OK) return status;
    writer w = {.page = &page, .part = part};
    duban_builder_init(&w.builder, document, page.length);
    number_tables(&w, aside);
    for (uint32_t i = 0; i < page.piece_count; i++) write_piece(&w, &page.pieces[i], aside[i]);
    for (uint32_t i = 0; i < page.field_count; i++) duban_builder_field(&w.builder, page.fields[i]);
    for (uint32_t i = 0; i < page.link_count; i++) duban_builder_link(&w.builder, page.links[i]);
    duban_builder_finish(&w.builder);
    return DUBAN_OK;
}
