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
    uint32_t body;      /* the first cell behind the head */
    duban_span counted; /* what all rows count, each of a place; empty if the rows say it */
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
 * Does the table share out a task among places, by its title? Then it is turned over and gets its
 * head: the places are its columns, with the date of the title. Where its columns are years it
 * stays as it is, which the answer does not tell, but gets what it counts.
 */
bool duban_grid_shares(duban_grid *grid);

/* The place that a cell names; DUBAN_SPAN_NONE for the total of all. */
duban_span duban_grid_scope(const duban_grid *grid, duban_span cell);

/*
 * Reads the head, and where it does not say what column the indicators stand in, finds that by the
 * cells below and the columns beside it.
 */
void duban_grid_head_read(duban_grid *grid);

/* Reads the table that the cells make: records, and what of the text they take. */
void duban_grid_read(duban_grid *grid);

#endif
