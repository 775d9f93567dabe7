/*
 * Ruling lines -> tables: where upright and level lines meet they make a grid; neighbouring fields
 * without a line between them are one cell.
 */
#ifndef DUBAN_INGEST_OFD_GRID_H
#define DUBAN_INGEST_OFD_GRID_H

#include "ingest/ofd/ruling.h"

/* Cells are told by their first field, row * columns + column. */
typedef struct {
    double *x, *y;          /* columns + 1 and rows + 1 lines, rising */
    uint32_t columns, rows; /* fields; at least two of each */
    uint32_t *cell;         /* of each field */
} duban_ofd_grid;

typedef struct {
    duban_ofd_grid *items;
    uint32_t count, capacity;
} duban_ofd_grids;

/* The tables of a page, from the top down. Sorts and joins the lines. */
duban_ofd_grids duban_ofd_grids_find(duban_arena *arena, duban_ofd_ruling *ruling);

/* The field in which a point lies; false if it lies in none. */
bool duban_ofd_grid_field(const duban_ofd_grid *grid, double x, double y, uint32_t *field);

#endif
