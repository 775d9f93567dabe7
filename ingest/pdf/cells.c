/*
 * Words into cells, see page.h.
 */
#include <string.h>

#include "base/limits.h"
#include "ingest/pdf/page.h"

/* How near to the edge of a cell the middle of a word may stand outside of it. */
static const float slack = 1;

static bool is_in(const duban_pdf_word *w, float left, float top, float right, float bottom) {
    if (w->stray) return false;
    float x = (w->left + w->right) / 2, y = (w->top + w->bottom) / 2;
    return x > left - slack && x < right + slack && y > top - slack && y < bottom + slack;
}

static void place_word(const duban_pdf_sheet *sheet, duban_pdf_word *w) {
    for (uint32_t t = 0; t < sheet->tables.count; t++) {
        const duban_pdf_table *table = &sheet->tables.items[t];
        if (!is_in(w, table->left, table->top, table->right, table->bottom)) continue;
        for (uint32_t c = 0; c < table->count; c++) {
            const duban_pdf_cell *cell = &table->cells[c];
            if (!is_in(w, cell->left, cell->top, cell->right, cell->bottom)) continue;
            w->table = t + 1;
            w->cell = c;
            return;
        }
    }
}

/* The bytes of the word's text that stand left of x, as far as the width of characters tells. */
static uint32_t bytes_before(const duban_pdf_word *w, float x) {
    float em = (w->right - w->left) / w->ems, at = w->left;
    uint32_t i = 0;
    while (i < w->bytes) {
        uint32_t next = i + 1;
        while (next < w->bytes && ((unsigned char)w->text[next] & 0xC0) == 0x80) next++;
        float width = em * duban_pdf_text_ems(w->text + i, next - i);
        if (at + width / 2 > x) break;
        at += width;
        i = next;
    }
    return i;
}

/* Cuts the word where the right edge of its cell passes through it; the rest is a new word. */
static void cut_word(duban_arena *arena, duban_pdf_sheet *sheet, uint32_t at) {
    duban_pdf_page *page = sheet->words;
    duban_pdf_word *w = &page->words[at];
    if (!w->table) return;
    const duban_pdf_cell *cell = &sheet->tables.items[w->table - 1].cells[w->cell];
    float em = (w->right - w->left) / w->ems;
    float x = w->left < cell->left - em / 2     ? cell->left
              : w->right > cell->right + em / 2 ? cell->right
                                                : w->left;
    uint32_t bytes = bytes_before(w, x);
    if (!bytes || bytes == w->bytes) return;
    duban_pdf_word rest = *w;
    rest.text += bytes;
    rest.bytes -= bytes;
    rest.ems = duban_pdf_text_ems(rest.text, rest.bytes);
    rest.table = 0;
    w->bytes = bytes;
    w->ems = duban_pdf_text_ems(w->text, bytes);
    w->table = 0;
    rest.left = w->right = w->left + em * w->ems;
    page->words =
        duban_arena_grow(arena, page->words, &page->capacity, page->count + 1, sizeof *page->words);
    place_word(sheet, &page->words[at]);
    place_word(sheet, &rest);
    page->words[page->count++] = rest;
}

/* Is there a cell with more text than data has? Then the lines only hold the page's layout. */
static bool is_layout(duban_arena *arena, const duban_pdf_sheet *sheet, uint32_t table) {
    float *ems = duban_arena_alloc(arena, (sheet->tables.items[table].count + 1u) * sizeof *ems);
    for (uint32_t i = 0; i < sheet->words->count; i++) {
        const duban_pdf_word *w = &sheet->words->words[i];
        if (w->table == table + 1 && (ems[w->cell] += w->ems) > DUBAN_TABLE_CELL_MAX) return true;
    }
    return false;
}

static void drop_table(duban_pdf_sheet *sheet, uint32_t table) {
    duban_pdf_tables *t = &sheet->tables;
    memmove(t->items + table, t->items + table + 1, (t->count - table - 1u) * sizeof *t->items);
    t->count--;
    for (uint32_t i = 0; i < sheet->words->count; i++) {
        duban_pdf_word *w = &sheet->words->words[i];
        w->table = w->table == table + 1 ? 0 : w->table > table ? w->table - 1 : w->table;
    }
}

void duban_pdf_fill_cells(duban_arena *arena, duban_pdf_sheet *sheet) {
    if (!sheet->tables.count) return;
    for (uint32_t i = 0; i < sheet->words->count; i++) place_word(sheet, &sheet->words->words[i]);
    for (uint32_t i = 0; i < sheet->words->count; i++) cut_word(arena, sheet, i);
    for (uint32_t t = sheet->tables.count; t-- > 0;)
        if (is_layout(arena, sheet, t)) drop_table(sheet, t);
}
