/*
 * Tables that lost their grid: lines that were the cells or the rows of a table; and cells that a
 * page break cut.
 *
 * Private to extract/layout.
 */
#ifndef DUBAN_EXTRACT_LAYOUT_CELLS_H
#define DUBAN_EXTRACT_LAYOUT_CELLS_H

#include "extract/layout/lines.h"

/*
 * Marks the lines of each such table: class DUBAN_LINE_CELL and the number of the table, behind
 * those of the document's own. A table begins with the names of its columns, one of them a year,
 * and ends with its last value.
 */
void duban_cells_find(duban_lines *lines);

/* A cell that a page break cut: its rest on the next page continues it, previous as in join.h. */
void duban_cells_join(const duban_document *document, uint32_t *previous);

#endif
