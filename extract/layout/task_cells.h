/*
 * Tables of tasks that lost their grid: lines that were their cells.
 *
 * Private to extract/layout.
 */
#ifndef DUBAN_EXTRACT_LAYOUT_TASK_CELLS_H
#define DUBAN_EXTRACT_LAYOUT_TASK_CELLS_H

#include "extract/layout/lines.h"

/*
 * Marks the lines of each such table: class DUBAN_LINE_CELL, its number behind those of all tables
 * so far, row and column; a line that goes on with the cell of the line before it says so.
 */
void duban_task_cells_find(duban_lines *lines);

#endif
