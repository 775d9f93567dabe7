/* The place of a cell in its table's grid, with row and column spans, as HTML 4.9.12 forms it. */
#ifndef DUBAN_INGEST_HTML_GRID_H
#define DUBAN_INGEST_HTML_GRID_H

#include "ingest/html/page.h"

/* Opens a table inside another (0: none) and returns its number, from 1. */
uint32_t duban_html_grid_open(duban_html_page *page, uint32_t parent);
void duban_html_grid_row(duban_html_page *page, uint32_t table);

/* Places a cell with these spans; sets the element's row and column. */
void duban_html_grid_cell(duban_html_page *page, duban_html_element *cell,
                          const char *const *attributes);

/* Counts a line of its innermost cell. */
void duban_html_grid_fill(duban_html_page *page, const duban_html_piece *piece);

/* Is it a table of data, or does it only hold the page's layout? */
bool duban_html_grid_is_data(const duban_html_table *table);

#endif
