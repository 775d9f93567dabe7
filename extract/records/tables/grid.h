/*
 * The cells of a grid, as they stand or turned over. Private to extract/records/tables.
 */
#ifndef DUBAN_EXTRACT_RECORDS_TABLES_GRID_H
#define DUBAN_EXTRACT_RECORDS_TABLES_GRID_H

#include "extract/records/tables/table.h"

typedef struct {
    duban_span span;
    uint32_t row, column; /* from 1 */
    uint32_t row_span, column_span;
} duban_grid_cell;

/* A table while it is read: its cells by row, in each by column. */
typedef struct {
    duban_tables *tables;
    uint32_t first, end; /* paragraphs */
    uint32_t node;
    duban_grid_cell *cells;
    uint32_t count;
    duban_table_head head;
    uint32_t body; /* the first cell behind the head */
} duban_grid;

/* The cells of the paragraphs [first, end); several paragraphs of one cell are one. */
void duban_grid_collect(duban_grid *grid);

/* Lets rows be columns. */
void duban_grid_turn(duban_grid *grid);

/* The cell behind the row that begins with this one. */
uint32_t duban_grid_row_end(const duban_grid *grid, uint32_t from);

uint32_t duban_grid_last_column(const duban_grid_cell *cell);

/*
 * Do years stand in the first column and none in the first row, with values beside them? Then each
 * row tells of a year, and the table is read turned over.
 */
bool duban_grid_lies(const duban_grid *grid);

/*
 * Reads the head, and where it does not say what column the indicators stand in, finds that by the
 * cells below and the columns beside it.
 */
void duban_grid_head_read(duban_grid *grid);

#endif
