/*
 * Tables that share out a task: each row is a place, each column counts something, and the title
 * says of what year that is and, where there is but one number, what is counted.
 *
 * In: cells, as the table stands. Out: the same turned over, under a head whose columns are the
 * places. Totals have no place. Skipped on purpose: tables that tell what was done.
 */
#include "extract/records/tables/grid.h"

/* The column whose head is a place's; 0 if there is none. *row: that of the head. */
static uint32_t place_column(const duban_grid *g, uint32_t *row) {
    enum { ROWS_MAX = 4 };
    for (uint32_t i = 0; i < g->count && g->cells[i].row <= ROWS_MAX; i++) {
        if (duban_table_column(g->tables, g->cells[i].span).kind != DUBAN_COLUMN_PLACE) continue;
        *row = g->cells[i].row;
        return g->cells[i].column;
    }
    return 0;
}

/* What a column of this name counts: what no rule knows as a name of something else. Under words of
 * goals it is what the title says, and only its unit stands there. Empty if it counts nothing. */
static duban_span counted_in(duban_grid *g, duban_span name, duban_span by_title) {
    duban_match match;
    if (duban_span_is_set(by_title) && duban_table_is(g->tables, DUBAN_TABLE_GOAL, name, &match)) {
        duban_span unit = duban_match_group(&match, "unit");
        if (duban_span_is_set(unit)) g->head.unit = unit;
        return by_title;
    }
    bool known = duban_table_column(g->tables, name).kind != DUBAN_COLUMN_NONE;
    return known ? (duban_span){name.start, name.start} : name;
}

/* The place of a cell; none in the row of totals. */
duban_span duban_grid_scope(const duban_grid *g, duban_span cell) {
    duban_span name = duban_table_trim(g->tables, cell);
    return duban_table_is(g->tables, DUBAN_TABLE_TOTAL, name, NULL) ? DUBAN_SPAN_NONE : name;
}

/* Names the columns of the turned table by the places in its row. */
static void name_places(duban_grid *g, uint32_t from, uint32_t head_row, duban_time date) {
    uint32_t to = duban_grid_row_end(g, from);
    for (uint32_t i = from; i < to; i++) {
        const duban_grid_cell *cell = &g->cells[i];
        if (cell->column <= head_row || cell->column > DUBAN_COLUMNS_MAX) continue;
        g->head.columns[cell->column - 1] = (duban_column){.kind = DUBAN_COLUMN_YEAR,
                                                           .span = cell->span,
                                                           .time = date,
                                                           .unit = DUBAN_SPAN_NONE,
                                                           .scope = duban_grid_scope(g, cell->span),
                                                           .counted = DUBAN_SPAN_NONE,
                                                           .rule = "table.shares"};
        if (cell->column > g->head.count) g->head.count = cell->column;
    }
}

/* Sets the names of the turned rows to what is counted in them. */
static void name_rows(duban_grid *g, uint32_t head_row, duban_span by_title) {
    for (uint32_t i = 0; i < g->count; i++)
        if (g->cells[i].column == head_row)
            g->cells[i].span = counted_in(g, g->cells[i].span, by_title);
}

/* Turns the table and names its columns by the places in the row that was the column of places. */
static void turn(duban_grid *g, uint32_t column, uint32_t head_row, duban_span by_title,
                 duban_time date) {
    duban_grid_turn(g);
    g->body = 0;
    uint32_t places = 0;
    while (places < g->count && g->cells[places].row < column) places++;
    name_rows(g, head_row, by_title);
    name_places(g, places, head_row, date);
    g->head.columns[head_row - 1].kind = DUBAN_COLUMN_INDICATOR;
    duban_table_head_settle(&g->head);
}

bool duban_grid_shares(duban_grid *g) {
    duban_match match;
    uint32_t row = 0, column = place_column(g, &row);
    if (column == 0 || row > DUBAN_COLUMNS_MAX || g->head.has[DUBAN_COLUMN_PROJECT] ||
        g->head.has[DUBAN_COLUMN_INDICATOR])
        return false;
    duban_table_head head = {.title = g->head.title, .unit = g->head.unit};
    duban_span caption = duban_table_caption(g->tables, &head, g->first);
    if (!duban_span_is_set(caption) || duban_span_is_empty(caption) ||
        !duban_table_is(g->tables, DUBAN_TABLE_SHARES, caption, &match))
        return false;
    duban_span by_title = duban_match_group(&match, "indicator");
    if (g->head.years > 0) {
        if (duban_span_is_set(by_title)) g->counted = by_title;
        return false;
    }
    duban_time date = duban_table_date(g->tables, caption);
    if (!date.by.year) return false;
    g->head = head;
    turn(g, column, row, by_title, date);
    return duban_table_head_is_whole(&g->head);
}
