/*
 * Tables that arrived as cells with rows and columns.
 *
 * The head is the rows at the top in which some cell names a column; a cell that spans columns
 * names them all until a lower row names them better. A cell that spans rows belongs to each.
 */
#include "extract/records/tables/table.h"

/* A head of more rows is none. */
#define HEAD_ROWS_MAX 4

typedef struct {
    duban_tables *tables;
    uint32_t first, end; /* paragraphs */
    duban_table_head head;
    uint32_t head_rows;
    uint32_t node;
} grid;

static const duban_para *cell_at(const grid *g, uint32_t i) { return &g->tables->flow->paras[i]; }

static uint32_t last_column(const duban_para *cell) {
    return cell->column + (cell->column_span ? cell->column_span : 1) - 1;
}

/* Lets a cell of the head name its columns. */
static void name_columns(grid *g, const duban_para *cell, duban_column column) {
    duban_table_head *head = &g->head;
    for (uint32_t c = cell->column; c <= last_column(cell) && c <= DUBAN_COLUMNS_MAX; c++) {
        duban_column *known = &head->columns[c - 1];
        if (head->count < c) head->count = c;
        if (column.kind == DUBAN_COLUMN_NONE) {
            /* A name that says nothing to us: what stands below it is no indicator. */
            if (known->kind == DUBAN_COLUMN_NONE) known->kind = DUBAN_COLUMN_OTHER;
            continue;
        }
        bool past = known->past, cumulative = known->cumulative;
        if (known->kind == DUBAN_COLUMN_YEAR && column.kind == DUBAN_COLUMN_YEAR &&
            !column.time.by.year)
            column.time = known->time;
        *known = column;
        if (column.kind != DUBAN_COLUMN_YEAR) continue;
        known->past |= past;
        known->cumulative |= cumulative;
    }
}

static bool is_head_row(const grid *g, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (duban_table_column(g->tables, cell_at(g, i)->span).kind != DUBAN_COLUMN_NONE)
            return true;
    return false;
}

static uint32_t row_end(const grid *g, uint32_t from) {
    uint32_t to = from;
    while (to < g->end && cell_at(g, to)->row == cell_at(g, from)->row) to++;
    return to;
}

static void count_columns(duban_table_head *head) {
    for (uint32_t i = 0; i < head->count; i++) {
        head->has[head->columns[i].kind] = true;
        head->years += head->columns[i].kind == DUBAN_COLUMN_YEAR;
    }
}

/* Reads the head; returns the first cell behind it. */
static uint32_t read_head(grid *g) {
    uint32_t at = g->first;
    while (at < g->end && g->head_rows < HEAD_ROWS_MAX) {
        uint32_t to = row_end(g, at);
        if (!is_head_row(g, at, to)) break;
        for (uint32_t i = at; i < to; i++) {
            if (cell_at(g, i)->column == 0) continue; /* furniture between the cells */
            name_columns(g, cell_at(g, i), duban_table_column(g->tables, cell_at(g, i)->span));
        }
        g->head_rows++;
        at = to;
    }
    count_columns(&g->head);
    return at;
}

/* The cell's part in its row: the rightmost text names the indicator, those before it a class. */
static void place_cell(const grid *g, const duban_para *cell, duban_table_row *row) {
    if (cell->column == 0 || cell->column > g->head.count) return;
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
    case DUBAN_COLUMN_NONE:
        if (!g->head.has[DUBAN_COLUMN_INDICATOR]) row->indicator = cell->span;
        break;
    default:
        break;
    }
}

/* Cells of earlier rows that reach down into this one keep their part in it. */
static void keep_spanning(const grid *g, const duban_para *cell, uint32_t row,
                          duban_table_row *out) {
    if (cell->row + cell->row_span > row) place_cell(g, cell, out);
}

static void read_rows(grid *g, uint32_t at) {
    enum { SPANNING_MAX = 16 };
    uint32_t spanning[SPANNING_MAX], count = 0;
    while (at < g->end) {
        uint32_t to = row_end(g, at);
        duban_table_row row = duban_table_row_none();
        for (uint32_t k = count > SPANNING_MAX ? count - SPANNING_MAX : 0; k < count; k++)
            keep_spanning(g, cell_at(g, spanning[k % SPANNING_MAX]), cell_at(g, at)->row, &row);
        for (uint32_t i = at; i < to; i++) {
            place_cell(g, cell_at(g, i), &row);
            if (cell_at(g, i)->row_span > 1) spanning[count++ % SPANNING_MAX] = i;
        }
        duban_table_row_emit(g->tables, &g->head, &row, g->node);
        at = to;
    }
}

/* A table without a head of its own, right behind one of as many columns, goes on with that. */
static bool continues(const grid *g) {
    const duban_tables *t = g->tables;
    uint32_t last = 0, between = 0;
    if (!t->last_head.years || g->head.years || t->last_end > g->first) return false;
    for (uint32_t i = t->last_end; i < g->first; i++)
        between += t->flow->paras[i].kind == DUBAN_PARA_BODY;
    for (uint32_t i = g->first; i < g->end; i++)
        if (last_column(cell_at(g, i)) > last) last = last_column(cell_at(g, i));
    return between <= 1 && last == t->last_head.count;
}

void duban_table_grid_read(duban_tables *tables, uint32_t first, uint32_t end) {
    grid g = {.tables = tables, .first = first, .end = end};
    g.node = duban_outline_node_at(tables->outline, cell_at(&g, first)->span.start);
    uint32_t at = read_head(&g);
    if (continues(&g)) {
        g.head = tables->last_head;
        at = first;
    }
    if (!duban_table_head_is_whole(&g.head)) return;
    duban_table_head_complete(tables, &g.head, first);
    read_rows(&g, at);
    tables->last_head = g.head;
    tables->last_end = end;
    duban_records_take(tables->records, (duban_span){cell_at(&g, first)->span.start,
                                                     cell_at(&g, end - 1)->span.end});
}
