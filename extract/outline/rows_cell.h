/*
 * The words of one cell of a table of tasks: its label, its heading, its numbered lines. Private to
 * extract/outline.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_ROWS_CELL_H
#define DUBAN_EXTRACT_OUTLINE_ROWS_CELL_H

#include "extract/outline/heading.h"

/* A cell: the pieces of its lines, empty if there is none, and the first row below it. */
typedef struct {
    uint32_t first, end;
    uint32_t below;
} duban_row_cell;

typedef struct {
    duban_heading heading;
    duban_span label; /* DUBAN_SPAN_NONE if the words begin with none */
} duban_row_words;

/* The heading that the words of a cell are or open with, and the label that they begin with. */
duban_row_words duban_row_words_read(duban_run *run, duban_span words);

/* The integer that a label or the cell of a number means; 0 if it is none. */
int32_t duban_row_number(duban_run *run, duban_span label);

/*
 * The rank of the label that a cell begins with, or (bare) that it is but for its mark: 0 if there
 * is none, or where digits stand bare, which number rows.
 */
int32_t duban_row_rank(duban_run *run, duban_span cell, bool bare);

bool duban_row_is_labelled(duban_run *run, duban_span line);

/* Do at least two lines of the cell begin with labels that count from one on? */
bool duban_row_has_items(duban_run *run, const duban_row_cell *cell);

/* A name and no sentence: short, without a full stop. */
bool duban_row_is_name(duban_run *run, duban_span cell);

/* Have both the same words, blanks aside? */
bool duban_row_same(const duban_run *run, duban_span a, duban_span b);

#endif
