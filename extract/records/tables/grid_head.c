/*
 * The head of a grid: rows at the top in which some cell names a column and none is a value. A cell
 * that spans columns names them all until a lower row names them better.
 *
 * Titles of columns are many, and those that matter most have the most names: where no rule knows
 * the name of the indicators, the columns decide (name_indicators).
 */
#include "extract/records/tables/grid.h"

/* A head of more rows is none. */
#define HEAD_ROWS_MAX 4

/* The names of indicators have at most so many units. */
#define NAME_MAX 40

/* A name with its unit in brackets. */
static bool names_unit(const duban_grid *g, duban_span name) {
    duban_match match;
    return duban_table_is(g->tables, DUBAN_TABLE_NAMED, name, &match) &&
           duban_table_is_unit(g->tables, duban_match_group(&match, "unit"));
}

/* Lets a cell of the head name its columns. Below a year it may name what is counted. */
static void name_columns(duban_grid *g, const duban_grid_cell *cell, duban_column column) {
    duban_table_head *head = &g->head;
    for (uint32_t c = cell->column; c <= duban_grid_last_column(cell) && c <= DUBAN_COLUMNS_MAX;
         c++) {
        duban_column *known = &head->columns[c - 1];
        if (head->count < c) head->count = c;
        if (column.kind == DUBAN_COLUMN_NONE) {
            bool named = !duban_span_is_empty(column.span);
            if (known->kind == DUBAN_COLUMN_NONE && named) known->kind = DUBAN_COLUMN_UNKNOWN;
            if (known->kind == DUBAN_COLUMN_YEAR && names_unit(g, column.span))
                known->counted = column.span;
            continue;
        }
        duban_column above = *known;
        *known = column;
        if (column.kind == DUBAN_COLUMN_DEPENDENT && above.kind == DUBAN_COLUMN_YEAR)
            known->kind = DUBAN_COLUMN_YEAR;
        if (known->kind != DUBAN_COLUMN_YEAR) continue;
        if (above.kind == DUBAN_COLUMN_YEAR && !column.time.by.year) known->time = above.time;
        known->past |= above.past;
        known->cumulative |= above.cumulative;
    }
}

static bool is_value(const duban_grid *g, duban_span span) {
    return duban_table_is(g->tables, DUBAN_TABLE_VALUE, duban_table_trim(g->tables, span), NULL);
}

static bool is_head_row(const duban_grid *g, uint32_t from, uint32_t to) {
    bool names = false;
    for (uint32_t i = from; i < to; i++) {
        bool column = duban_table_column(g->tables, g->cells[i].span).kind != DUBAN_COLUMN_NONE;
        if (!column && is_value(g, g->cells[i].span)) return false;
        names = names || column;
    }
    return names;
}

/* Does every cell of the row stand below a year and name what is counted in it? */
static bool is_counted_row(const duban_grid *g, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        uint32_t column = g->cells[i].column;
        if (column > g->head.count || g->head.columns[column - 1].kind != DUBAN_COLUMN_YEAR ||
            !names_unit(g, g->cells[i].span))
            return false;
    }
    return from < to;
}

/* What stands below the head in a column. */
typedef struct {
    uint32_t cells, names; /* names: words that are no values, years, places or offices */
    uint32_t units;        /* names with a unit in brackets */
    uint32_t measures;     /* cells that are a unit and nothing else */
} column_cells;

static bool is_name(const duban_grid *g, duban_span cell) {
    const duban_tables *t = g->tables;
    return duban_span_length(cell) <= NAME_MAX && !is_value(g, cell) &&
           duban_table_column(t, cell).kind != DUBAN_COLUMN_YEAR &&
           !duban_table_is(t, DUBAN_TABLE_BLANK, cell, NULL) &&
           !duban_table_is(t, DUBAN_TABLE_OWNER, cell, NULL);
}

static column_cells look_at_column(const duban_grid *g, uint32_t column) {
    column_cells found = {0, 0, 0, 0};
    for (uint32_t i = g->body; i < g->count; i++) {
        if (g->cells[i].column != column) continue;
        duban_span cell = duban_table_trim(g->tables, g->cells[i].span);
        bool measure = duban_table_is_unit(g->tables, cell), name = !measure && is_name(g, cell);
        found.cells++;
        found.measures += measure;
        found.names += name;
        found.units += name && names_unit(g, cell);
    }
    return found;
}

/* Do the columns say of themselves that they are of indicators: expected or binding, measured
 * against promised, with a unit each? */
static bool tells_indicators(const duban_grid *g) {
    const duban_table_head *head = &g->head;
    bool past = false, other = false;
    for (uint32_t i = 0; i < head->count; i++) {
        if (head->columns[i].kind != DUBAN_COLUMN_YEAR) continue;
        bool measured = duban_table_column_is_past(g->tables, head, i);
        past = past || measured;
        other = other || !measured;
    }
    return head->has[DUBAN_COLUMN_NATURE] || head->has[DUBAN_COLUMN_UNIT] || (past && other);
}

/*
 * Finds the column of the indicators: the last one of names before the values and their units,
 * which may have lost their name too. A name that no rule knows asks for more: columns that tell,
 * or a unit behind half of the names.
 */
static void name_indicators(duban_grid *g) {
    duban_table_head *head = &g->head;
    uint32_t values = 0;
    while (values < head->count && head->columns[values].kind != DUBAN_COLUMN_YEAR &&
           head->columns[values].kind != DUBAN_COLUMN_UNIT)
        values++;
    for (uint32_t c = values; c-- > 0;) {
        duban_column *column = &head->columns[c];
        bool unknown = column->kind == DUBAN_COLUMN_UNKNOWN;
        if (!unknown && column->kind != DUBAN_COLUMN_NONE) continue;
        column_cells found = look_at_column(g, c + 1);
        if (found.measures > 0 && 5 * found.measures >= 4 * found.cells) {
            column->kind = DUBAN_COLUMN_UNIT;
            head->has[DUBAN_COLUMN_UNIT] = true;
            continue;
        }
        if (found.cells == 0 || 5 * found.names < 4 * found.cells) continue;
        if (unknown && !tells_indicators(g) && 2 * found.units < found.names) continue;
        column->kind = DUBAN_COLUMN_INDICATOR;
        head->has[DUBAN_COLUMN_INDICATOR] = true;
        return;
    }
}

/* A row that is one cell, above the head: the title of the table, or the unit of its values. */
static bool read_title(duban_grid *g, uint32_t from, uint32_t to) {
    duban_match match;
    duban_span cell = g->cells[from].span;
    if (to - from != 1 || to == g->count ||
        duban_table_column(g->tables, cell).kind != DUBAN_COLUMN_NONE || is_value(g, cell))
        return false;
    if (duban_table_is(g->tables, DUBAN_TABLE_MEASURE, cell, &match))
        g->head.unit = duban_match_group(&match, "unit");
    else
        g->head.title = cell;
    return true;
}

void duban_grid_head_read(duban_grid *g) {
    g->head = (duban_table_head){.count = 0};
    g->body = 0;
    for (uint32_t rows = 0; g->body < g->count && rows < HEAD_ROWS_MAX; rows++) {
        uint32_t to = duban_grid_row_end(g, g->body);
        if (!read_title(g, g->body, to)) break;
        g->body = to;
    }
    for (uint32_t rows = 0; g->body < g->count && rows < HEAD_ROWS_MAX; rows++) {
        uint32_t to = duban_grid_row_end(g, g->body);
        if (!is_head_row(g, g->body, to) && !is_counted_row(g, g->body, to)) break;
        for (; g->body < to; g->body++) {
            const duban_grid_cell *cell = &g->cells[g->body];
            name_columns(g, cell, duban_table_column(g->tables, cell->span));
        }
    }
    duban_table_head_settle(&g->head);
    if (g->head.years > 0 && !g->head.has[DUBAN_COLUMN_INDICATOR]) name_indicators(g);
}
