/*
 * Ruled lines -> tables: which lines belong together, and the cells between them.
 */
#ifndef DUBAN_INGEST_PDF_GRID_H
#define DUBAN_INGEST_PDF_GRID_H

#include "ingest/pdf/rules.h"

typedef struct {
    float left, top, right, bottom;
    uint16_t row, column, row_span, column_span; /* all from 1 */
    bool open_above, open_below; /* no line closes it there: it may go on on another page */
} duban_pdf_cell;

/* How far the words of a column reach. */
typedef struct {
    float left, right;
} duban_pdf_reach;

typedef struct {
    float left, top, right, bottom;
    uint32_t rows, columns;
    const float *edges;             /* columns + 1 of them, from the left */
    const duban_pdf_reach *reaches; /* of a table without lines, for each column; else NULL */
    duban_pdf_cell *cells;          /* row by row */
    uint32_t count;
} duban_pdf_table;

typedef struct {
    duban_pdf_table *items; /* from the top down */
    uint32_t count, capacity;
} duban_pdf_tables;

/* The tables of a page: lines that touch, with at least two columns. */
duban_pdf_tables duban_pdf_tables_find(duban_arena *arena, const duban_pdf_rules *rules);

#endif
