/*
 * Tables whose cells stand on lines with tabs between them: a grid, of which no cell was lost.
 *
 * Lines -> cells with row and column -> the readers of grids. A line without tabs is a row of one
 * cell. Tables of which fewer than two lines have tabs are left to lines.c.
 */
#include "extract/records/tables/grid.h"

static uint32_t count_tabs(const duban_flow *flow, duban_span line) {
    uint32_t tabs = 0;
    for (uint32_t at = line.start; at < line.end; at++) tabs += flow->text[at] == '\t';
    return tabs;
}

static bool is_line(const duban_flow *flow, uint32_t para) {
    return flow->paras[para].kind == DUBAN_PARA_CELL;
}

static void add_cells(duban_grid *g, duban_span line, uint32_t row) {
    const duban_flow *flow = g->tables->flow;
    uint32_t column = 1;
    for (uint32_t at = line.start, end; at <= line.end; at = end + 1, column++) {
        for (end = at; end < line.end && flow->text[end] != '\t';) end++;
        duban_span cell = duban_table_trim(g->tables, (duban_span){at, end});
        if (!duban_span_is_empty(cell))
            g->cells[g->count++] = (duban_grid_cell){
                .span = cell, .row = row, .column = column, .row_span = 1, .column_span = 1};
    }
}

bool duban_table_tabs_read(duban_tables *tables, uint32_t first, uint32_t end) {
    const duban_flow *flow = tables->flow;
    uint32_t tabbed = 0, cells = 0, row = 0;
    for (uint32_t i = first; i < end; i++) {
        uint32_t tabs = is_line(flow, i) ? count_tabs(flow, flow->paras[i].span) : 0;
        tabbed += tabs > 1;
        cells += tabs + 1;
    }
    if (tabbed < 2) return false;
    duban_grid g = {.tables = tables, .first = first, .end = end};
    g.node = duban_outline_node_at(tables->outline, flow->paras[first].span.start);
    g.cells = duban_arena_alloc(tables->arena, cells * sizeof *g.cells);
    for (uint32_t i = first; i < end; i++)
        if (is_line(flow, i)) add_cells(&g, flow->paras[i].span, ++row);
    duban_grid_read(&g);
    return true;
}
