/*
 * Tables that arrived as cells with rows and columns.
 *
 * The head (grid_head.c) says what each column holds; a cell that spans rows belongs to each. Where
 * the years stand in the first column the table is turned over first. A table that promises
 * nothing, such as one of past years only, is no record: its cells are taken, so that no other
 * reader takes what was measured for what is promised.
 */
#include "extract/records/tables/grid.h"

/* The cell's part in its row. */
static void place_cell(const duban_grid *g, const duban_grid_cell *cell, duban_table_row *row) {
    if (cell->column > g->head.count) return;
    const duban_column *column = &g->head.columns[cell->column - 1];
    switch (column->kind) {
    case DUBAN_COLUMN_YEAR:
        row->values[cell->column - 1] = cell->span;
        break;
    case DUBAN_COLUMN_UNIT:
        row->unit = cell->span;
        break;
    case DUBAN_COLUMN_NATURE:
        row->nature = cell->span;
        break;
    case DUBAN_COLUMN_INDICATOR:
        row->indicator = cell->span;
        break;
    default:
        break;
    }
}

/* Cells of earlier rows that reach down into this one keep their part in it. */
static void keep_spanning(const duban_grid *g, const duban_grid_cell *cell, uint32_t row,
                          duban_table_row *out) {
    if (cell->row + cell->row_span > row) place_cell(g, cell, out);
}

static void read_rows(duban_grid *g) {
    enum { SPANNING_MAX = 16 };
    uint32_t spanning[SPANNING_MAX], count = 0;
    for (uint32_t at = g->body, to; at < g->count; at = to) {
        to = duban_grid_row_end(g, at);
        duban_table_row row = duban_table_row_none();
        for (uint32_t k = count > SPANNING_MAX ? count - SPANNING_MAX : 0; k < count; k++)
            keep_spanning(g, &g->cells[spanning[k % SPANNING_MAX]], g->cells[at].row, &row);
        for (uint32_t i = at; i < to; i++) {
            place_cell(g, &g->cells[i], &row);
            if (g->cells[i].row_span > 1) spanning[count++ % SPANNING_MAX] = i;
        }
        duban_table_row_emit(g->tables, &g->head, &row, g->node);
    }
}

/* A table without a head of its own, right behind one of as many columns, goes on with that. */
static bool continues(const duban_grid *g) {
    const duban_tables *t = g->tables;
    uint32_t last = 0, between = 0;
    if (!t->last_head.years || g->head.years || t->last_end > g->first) return false;
    for (uint32_t i = t->last_end; i < g->first; i++)
        between += t->flow->paras[i].kind == DUBAN_PARA_BODY;
    for (uint32_t i = 0; i < g->count; i++)
        if (duban_grid_last_column(&g->cells[i]) > last)
            last = duban_grid_last_column(&g->cells[i]);
    return between <= 1 && last == t->last_head.count;
}

/* Reads the head as the table stands, or lies; false if it is no table of values by year. */
static bool find_head(duban_grid *g) {
    duban_grid_head_read(g);
    if (continues(g)) {
        g->head = g->tables->last_head;
        g->body = 0;
        return true;
    }
    if (duban_grid_lies(g)) {
        duban_grid_turn(g);
        duban_grid_head_read(g);
    }
    if (!duban_table_head_is_whole(&g->head)) return false;
    duban_table_head_complete(g->tables, &g->head, g->first);
    return true;
}

void duban_table_grid_read(duban_tables *tables, uint32_t first, uint32_t end) {
    const duban_para *paras = tables->flow->paras;
    duban_grid g = {.tables = tables, .first = first, .end = end};
    g.node = duban_outline_node_at(tables->outline, paras[first].span.start);
    duban_grid_collect(&g);
    if (!find_head(&g)) return;
    uint32_t before = tables->records->count;
    bool promises = duban_table_head_promises(tables, &g.head);
    if (promises) read_rows(&g);
    tables->last_head = g.head;
    tables->last_end = end;
    if (!promises || tables->records->count > before)
        duban_table_take(tables, (duban_span){paras[first].span.start, paras[end - 1].span.end});
    tables->left_count = 0;
}
