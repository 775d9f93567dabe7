/*
 * The text of a page's ruled tables: which glyphs stand in which cell, and the cells as blocks.
 */
#ifndef DUBAN_INGEST_OFD_CELLS_H
#define DUBAN_INGEST_OFD_CELLS_H

#include "ingest/builder.h"
#include "ingest/ofd/columns.h"
#include "ingest/ofd/grid.h"

/* A cell with text. */
typedef struct {
    uint32_t row, column; /* from 1 */
    uint16_t row_span, column_span;
    const duban_ofd_line *lines;
    uint32_t line_count;
    double left, right; /* of its field */
} duban_ofd_cell;

typedef struct {
    double top;
    duban_ofd_cell *cells; /* by row and column */
    uint32_t count;
} duban_ofd_table;

/* Cuts sorted glyphs into lines; what the lines of the page outside of tables are cut by too. */
typedef duban_ofd_line *duban_ofd_cutter(duban_arena *arena, duban_ofd_glyph *glyphs,
                                         uint32_t count, uint32_t *lines);

/*
 * Takes the glyphs that stand in cells out of the first *count and makes tables of them: the others
 * move to the front in their order, *count becomes their number. Tables without text in at least
 * two cells are none: their glyphs stay.
 */
duban_ofd_table *duban_ofd_cells_take(duban_arena *arena, const duban_ofd_grids *grids,
                                      duban_ofd_glyph *glyphs, uint32_t *count,
                                      duban_ofd_cutter *cut, uint32_t *tables);

#endif
