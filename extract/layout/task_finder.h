/*
 * The search for tables of tasks that arrived as one cell a line: what its steps share.
 *
 * Private to extract/layout/task_*.c.
 */
#ifndef DUBAN_EXTRACT_LAYOUT_TASK_FINDER_H
#define DUBAN_EXTRACT_LAYOUT_TASK_FINDER_H

#include "extract/layout/cell_lines.h"
#include "extract/layout/task_path.h"

/* columns: of the head that was read last. */
typedef struct {
    duban_lines *lines;
    duban_form column, index, blank, note, goes_on, units, time, numeral;
    duban_task_columns columns;
} duban_task_finder;

/* What may stand between cells without being one. */
bool duban_task_is_furniture(const duban_task_finder *finder, uint32_t line);

/* A line that may be a cell, and was not taken by another table. */
bool duban_task_may_be_cell(const duban_task_finder *finder, uint32_t line);

/* The kind of the column that the line names; DUBAN_TASK_PART if it names none. */
duban_task_column duban_task_column_named(const duban_task_finder *finder, uint32_t line);

/* Reads the head that begins here; returns the line behind it, or the same line if none does. */
uint32_t duban_task_head_read(duban_task_finder *finder, uint32_t first);

/* Of the cells with their columns, those of the table: up to the last row that is surely one. */
uint32_t duban_task_rows_end(const duban_task_finder *finder, const duban_task_cell_line *cells,
                             uint32_t count);

/* Marks the lines of the head and of the cells with the table's number, row and column. */
void duban_task_rows_mark(const duban_task_finder *finder, uint32_t head,
                          const duban_task_cell_line *cells, uint32_t count, uint32_t table);

#endif
