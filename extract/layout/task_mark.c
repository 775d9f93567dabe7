/*
 * Writes what was found of a table of tasks: lines of the class of cells, with the table's number,
 * row and column; a line that goes on with the one before says so.
 */
#include "extract/layout/task_finder.h"

static bool goes_on(const duban_task_finder *f, const duban_task_cell_line *before,
                    const duban_task_cell_line *cell) {
    duban_task_column k = f->columns.kinds[cell->column];
    bool text = k == DUBAN_TASK_TASK || k == DUBAN_TASK_MEASURE;
    if (before->line + 1 != cell->line || before->column != cell->column) return false;
    if (before->looks & DUBAN_LOOKS_OPEN) return true;
    return text && !(before->looks & DUBAN_LOOKS_STOPPED) && !(cell->looks & DUBAN_LOOKS_LABELLED);
}

static void mark(const duban_task_finder *f, uint32_t line, uint32_t table, uint32_t row,
                 uint32_t column) {
    duban_line *l = &f->lines->lines[line];
    l->class = DUBAN_LINE_CELL;
    l->table = table;
    l->row = row;
    l->column = column;
    l->column_span = 1;
}

/* The column of the head's line of this number, from 0. */
static uint32_t column_of_name(const duban_task_columns *columns, uint32_t name) {
    uint32_t names = columns->count + (columns->parts > 0);
    name %= names;
    if (!columns->parts || name < columns->taken_apart) return name + 1;
    bool part = name >= names - columns->parts;
    return part ? name - (names - columns->parts) + columns->taken_apart : name + columns->parts;
}

/* The lines of a head between two lines: a row of their own. Names of parts come after the whole,
 * whose place they take. False if there are none. */
static bool mark_head(const duban_task_finder *f, uint32_t from, uint32_t to, uint32_t table,
                      uint32_t row) {
    uint32_t name = 0;
    for (uint32_t i = from; i < to; i++)
        if (!duban_task_is_furniture(f, i) && duban_task_column_named(f, i) != DUBAN_TASK_PART)
            mark(f, i, table, row, column_of_name(&f->columns, name++));
    return name > 0;
}

void duban_task_rows_mark(const duban_task_finder *f, uint32_t head,
                          const duban_task_cell_line *cells, uint32_t count, uint32_t table) {
    uint32_t row = 0, from = head;
    for (uint32_t i = 0; i < count; i++) {
        if (mark_head(f, from, cells[i].line, table, row + 1)) row++;
        row += cells[i].row;
        bool part = cells[i].column == f->columns.count;
        mark(f, cells[i].line, table, row, part ? 1 : cells[i].column + 1u);
        duban_line *line = &f->lines->lines[cells[i].line];
        if (part) line->column_span = (uint16_t)f->columns.count;
        line->goes_on = !part && i > 0 && !cells[i].row && goes_on(f, &cells[i - 1], &cells[i]);
        from = cells[i].line + 1;
    }
}
