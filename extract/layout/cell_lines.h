/*
 * Lines as cells: what the finders of tables that lost their grid share.
 *
 * Private to extract/layout.
 */
#ifndef DUBAN_EXTRACT_LAYOUT_CELL_LINES_H
#define DUBAN_EXTRACT_LAYOUT_CELL_LINES_H

#include "extract/engine/forms.h"
#include "extract/layout/lines.h"

/* The rules of kind "table" of a form. */
duban_form duban_cell_form(const duban_lines *lines, const char *form);

/* Does one of them match in the span? */
bool duban_cell_is(const duban_lines *lines, const duban_form *form, duban_span span);

duban_span duban_cell_span(const duban_lines *lines, uint32_t line);

/* A line of the text of at most so many units. */
bool duban_cell_may_be(const duban_lines *lines, uint32_t line, uint32_t units_max);

/* The highest number of a table, of the document's own and those found so far. */
uint32_t duban_cell_last_table(const duban_lines *lines);

#endif
