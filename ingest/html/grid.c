/* Tables as grids; see grid.h. */
#include "ingest/html/grid.h"

#include <stdlib.h>

#include "base/limits.h"
#include "ingest/html/elements.h"

/* A cell of so many lines with most of the table's text holds a page; so does one with a heading of
 * so few levels. */
#define PAGE_LINES 8
#define HEADING_DEPTH 3

uint32_t duban_html_grid_open(duban_html_page *page, uint32_t parent) {
    if (!page->table_count) page->table_count = 1;
    page->tables = duban_arena_grow(page->arena, page->tables, &page->table_capacity,
                                    page->table_count + 1, sizeof *page->tables);
    uint32_t number = page->table_count++;
    page->tables[number] = (duban_html_table){.parent = parent};
    if (parent) page->tables[parent].nested = true;
    return number;
}

void duban_html_grid_row(duban_html_page *page, uint32_t number) {
    duban_html_table *table = &page->tables[number];
    table->rows++;
    for (uint32_t c = 1; table->busy && c <= DUBAN_TABLE_COLUMNS_MAX; c++)
        if (table->busy[c]) table->busy[c]--;
}

static uint16_t span_of(const char *const *attributes, const char *name) {
    const char *value = duban_html_attribute(attributes, name);
    long span = value ? strtol(value, NULL, 10) : 1;
    return (uint16_t)(span < 1                         ? 1
                      : span > DUBAN_TABLE_COLUMNS_MAX ? DUBAN_TABLE_COLUMNS_MAX
                                                       : span);
}

/* The first free column of the row at or after the given one. */
static uint32_t free_column(const duban_html_table *table, uint32_t column) {
    while (column < DUBAN_TABLE_COLUMNS_MAX && table->busy[column]) column++;
    return column;
}

void duban_html_grid_cell(duban_html_page *page, duban_html_element *cell,
                          const char *const *attributes) {
    duban_html_table *table = &page->tables[cell->table];
    if (!table->rows) table->rows = 1;
    if (!table->busy)
        table->busy =
            duban_arena_alloc(page->arena, (DUBAN_TABLE_COLUMNS_MAX + 1) * sizeof *table->busy);
    cell->row_span = span_of(attributes, "rowspan");
    cell->column_span = span_of(attributes, "colspan");
    cell->row = table->rows;
    cell->column = free_column(table, 1);
    for (uint32_t c = cell->column;
         c < cell->column + cell->column_span && c <= DUBAN_TABLE_COLUMNS_MAX; c++) {
        table->busy[c] = cell->row_span;
        if (c > table->columns) table->columns = c;
    }
    table->cells++;
    table->units = table->lines = 0;
}

void duban_html_grid_fill(duban_html_page *page, const duban_html_piece *piece) {
    uint32_t number = page->elements[piece->element].table;
    if (!number) return;
    duban_html_table *table = &page->tables[number];
    uint32_t units = piece->to - piece->from;
    table->all += units;
    table->units += units;
    table->lines++;
    table->titled |= piece->heading > 0 && piece->heading <= HEADING_DEPTH;
    if (table->units < table->longest) return;
    table->longest = table->units;
    table->busiest = table->lines;
}

bool duban_html_grid_is_data(const duban_html_table *table) {
    bool page =
        table->busiest >= PAGE_LINES && (uint64_t)table->longest * 10 >= (uint64_t)table->all * 6;
    return !table->nested && !table->titled && !page && table->rows >= 2 && table->columns >= 2 &&
           table->longest <= DUBAN_TABLE_CELL_MAX;
}
