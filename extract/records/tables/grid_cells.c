/* The cells of a grid, and how it lies; see grid.h. */
#include <stdlib.h>

#include "extract/records/tables/grid.h"

/* A cell that spans nothing spans itself. */
static uint32_t span_of(uint16_t span) { return span > 0 ? span : 1; }

static bool is_at(const duban_grid_cell *c, const duban_para *p) {
    return c->row == p->row && c->column == p->column;
}

void duban_grid_collect(duban_grid *g) {
    const duban_para *paras = g->tables->flow->paras;
    g->cells = duban_arena_alloc(g->tables->arena, (g->end - g->first) * sizeof *g->cells);
    for (uint32_t i = g->first; i < g->end; i++) {
        const duban_para *p = &paras[i];
        if (p->column == 0) continue; /* furniture between the cells */
        if (g->count > 0 && is_at(&g->cells[g->count - 1], p))
            g->cells[g->count - 1].span.end = p->span.end;
        else
            g->cells[g->count++] = (duban_grid_cell){.span = p->span,
                                                     .row = p->row,
                                                     .column = p->column,
                                                     .row_span = span_of(p->row_span),
                                                     .column_span = span_of(p->column_span)};
    }
}

static int compare_places(const void *a, const void *b) {
    const duban_grid_cell *x = a, *y = b;
    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    return x->column == y->column ? 0 : x->column < y->column ? -1 : 1;
}

void duban_grid_turn(duban_grid *g) {
    for (uint32_t i = 0; i < g->count; i++) {
        duban_grid_cell *c = &g->cells[i];
        *c = (duban_grid_cell){c->span, c->column, c->row, c->column_span, c->row_span};
    }
    qsort(g->cells, g->count, sizeof *g->cells, compare_places);
}

uint32_t duban_grid_row_end(const duban_grid *g, uint32_t from) {
    uint32_t to = from;
    while (to < g->count && g->cells[to].row == g->cells[from].row) to++;
    return to;
}

uint32_t duban_grid_last_column(const duban_grid_cell *cell) {
    return cell->column + cell->column_span - 1;
}

static bool names_year(const duban_grid *g, uint32_t at) {
    return duban_table_column(g->tables, g->cells[at].span).kind == DUBAN_COLUMN_YEAR;
}

static bool is_value(const duban_grid *g, uint32_t at) {
    return duban_table_is(g->tables, DUBAN_TABLE_VALUE,
                          duban_table_trim(g->tables, g->cells[at].span), NULL);
}

bool duban_grid_lies(const duban_grid *g) {
    uint32_t years = 0, at = duban_grid_row_end(g, 0);
    for (uint32_t i = 0; i < at; i++)
        if (names_year(g, i)) return false;
    for (uint32_t to; at < g->count; at = to) {
        to = duban_grid_row_end(g, at);
        if (g->cells[at].column != 1 || !names_year(g, at)) continue;
        bool values = false;
        for (uint32_t i = at + 1; i < to; i++) values = values || is_value(g, i);
        years += values;
    }
    return years > 0;
}
