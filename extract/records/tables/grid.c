/*
 * Tables that arrived as cells with rows and columns.
 *
 * The head (grid_head.c) says what each column holds; a cell that spans rows belongs to each. Where
 * the years stand in the first column the table is turned over first. A table that promises
 * nothing, such as one of past years only, is no record: its cells are taken, so that no other
 * reader takes what was measured for what is promised.
 */
#include "extract/records/tables/grid.h"

/* Columns from, up to and without, to: all, or those of one of the tables that stand side by side.
 */
typedef struct {
    uint32_t from, to;
} stripe;

/* The stripe that begins in a column: it ends where names of indicators follow values. */
static stripe stripe_at(const duban_grid *g, uint32_t from) {
    bool values = false;
    uint32_t to = from;
    for (; to < g->head.count; to++) {
        duban_column_kind kind = g->head.columns[to].kind;
        if (values && (kind == DUBAN_COLUMN_INDICATOR || kind == DUBAN_COLUMN_INDEX)) break;
        values = values || kind == DUBAN_COLUMN_YEAR;
    }
    return (stripe){from + 1, to + 1};
}

/* The cell's part in its row. */
static void place_cell(const duban_grid *g, const duban_grid_cell *cell, stripe within,
                       duban_table_row *row) {
    if (cell->column < within.from || cell->column >= within.to) return;
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
    case DUBAN_COLUMN_PLACE:
        if (duban_span_is_empty(g->counted)) break;
        row->indicator = g->counted;
        row->scope = duban_grid_scope(g, cell->span);
        break;
    default:
        break;
    }
}

/* Cells of earlier rows that reach down into this one keep their part in it. */
static void keep_spanning(const duban_grid *g, const duban_grid_cell *cell, uint32_t row,
                          stripe within, duban_table_row *out) {
    if (cell->row + cell->row_span > row) place_cell(g, cell, within, out);
}

static void read_rows(duban_grid *g, stripe within) {
    enum { SPANNING_MAX = 16 };
    uint32_t spanning[SPANNING_MAX], count = 0;
    for (uint32_t at = g->body, to; at < g->count; at = to) {
        to = duban_grid_row_end(g, at);
        duban_table_row row = duban_table_row_none();
        for (uint32_t k = count > SPANNING_MAX ? count - SPANNING_MAX : 0; k < count; k++)
            keep_spanning(g, &g->cells[spanning[k % SPANNING_MAX]], g->cells[at].row, within, &row);
        for (uint32_t i = at; i < to; i++) {
            place_cell(g, &g->cells[i], within, &row);
            if (g->cells[i].row_span > 1) spanning[count++ % SPANNING_MAX] = i;
        }
        duban_table_row_emit(g->tables, &g->head, &row, g->node);
    }
}

static bool begins_with_values(const duban_grid *g) {
    uint32_t end = duban_grid_row_end(g, 0), values = 0;
    for (uint32_t i = 0; i < end; i++)
        values += duban_table_is(g->tables, DUBAN_TABLE_VALUE,
                                 duban_table_trim(g->tables, g->cells[i].span), NULL);
    return values > 0;
}

/* A table without a head of its own, right behind one of as many columns, goes on with that. */
static bool continues(const duban_grid *g) {
    const duban_tables *t = g->tables;
    uint32_t last = 0, between = 0;
    if (!t->last_head.years || g->head.years || t->last_end > g->first || !begins_with_values(g))
        return false;
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
    } else if (duban_grid_shares(g)) {
        return true;
    }
    if (g->head.has[DUBAN_COLUMN_PROJECT] || !duban_table_head_is_whole(&g->head)) return false;
    duban_table_head_complete(g->tables, &g->head, g->first);
    return true;
}

/* Where no amounts were read, the cells still hold for the year of their column or of their row. */
static void date_cells(const duban_grid *g) {
    duban_time of_row = {.by = {0}};
    for (uint32_t i = 0; i < g->count; i++) {
        const duban_grid_cell *cell = &g->cells[i];
        if (i == 0 || cell->row != g->cells[i - 1].row) {
            duban_column first = duban_table_column(g->tables, cell->span);
            of_row = (duban_time){.by = {0}};
            if (first.kind == DUBAN_COLUMN_YEAR && !first.past) of_row = first.time;
        }
        const duban_column *column =
            cell->column <= g->head.count ? &g->head.columns[cell->column - 1] : NULL;
        bool of_year = i >= g->body && column && column->kind == DUBAN_COLUMN_YEAR && !column->past;
        const duban_time *time = of_year ? &column->time : &of_row;
        if (time->by.year >= g->tables->first_year && !duban_span_is_empty(cell->span))
            duban_records_date(g->tables->records, cell->span, time);
    }
}

void duban_grid_read(duban_grid *g) {
    duban_tables *t = g->tables;
    const duban_para *paras = t->flow->paras;
    uint32_t before = t->records->count;
    if (g->count == 0) return;
    if (!find_head(g)) {
        date_cells(g);
        return;
    }
    bool promises = duban_table_head_promises(t, &g->head);
    for (uint32_t c = 0; promises && c < g->head.count;) {
        stripe within = stripe_at(g, c);
        read_rows(g, within);
        c = within.to - 1;
    }
    t->last_head = g->head;
    t->last_end = g->end;
    if (!promises || t->records->count > before)
        duban_table_take(t, (duban_span){paras[g->first].span.start, paras[g->end - 1].span.end});
    t->left_count = 0;
}

void duban_table_grid_read(duban_tables *tables, uint32_t first, uint32_t end) {
    duban_grid g = {.tables = tables, .first = first, .end = end};
    g.node = duban_outline_node_at(tables->outline, tables->flow->paras[first].span.start);
    duban_grid_collect(&g);
    duban_grid_read(&g);
}
