/*
 * Tables of tasks: what their readers share. Private to extract/outline.
 *
 * A table is a run of pieces whose paragraphs are cells of one number. Its head says what each
 * column holds; rules of kind "table" and form "taskcolumn" say what a head's words mean.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_ROWS_H
#define DUBAN_EXTRACT_OUTLINE_ROWS_H

#include "extract/outline/run.h"

/* Columns beyond these are not read. */
#define DUBAN_ROW_COLUMNS 20

typedef enum {
    DUBAN_ROW_NONE,
    DUBAN_ROW_INDEX,
    DUBAN_ROW_GROUP, /* names a part of the work: the section above tasks */
    DUBAN_ROW_TASK,
    DUBAN_ROW_MEASURE,   /* what is to be done for the task */
    DUBAN_ROW_INDICATOR, /* what is measured; not kept */
    DUBAN_ROW_GOAL,      /* how far, of a year: a measure, or a value of an indicator; not kept */
    DUBAN_ROW_OTHER,     /* remarks and the like */
    DUBAN_ROW_LEAD,
    DUBAN_ROW_SUPPORT,
    DUBAN_ROW_RESPONSIBLE,
    DUBAN_ROW_DEADLINE,
    DUBAN_ROW_KINDS
} duban_row_column;

typedef struct {
    duban_row_column kinds[DUBAN_ROW_COLUMNS + 1]; /* by column, from 1 */
    uint32_t columns;                              /* the last one */
} duban_row_head;

/* The paragraph of a piece. */
const duban_para *duban_row_para(const duban_run *run, uint32_t piece);

/* The piece behind the row that holds the piece, at most end. */
uint32_t duban_row_end(const duban_run *run, uint32_t piece, uint32_t end);

/* The piece behind the table that begins at a piece; the same piece if it is no cell of a grid. */
uint32_t duban_row_table_end(const duban_run *run, uint32_t first);

/* Does every cell of the row [from, to) name a column? */
bool duban_row_is_head(duban_run *run, uint32_t from, uint32_t to);

/*
 * Looks for the head of the table [first, end) in its first rows, which may be titles: on success
 * the head, *from its first cell and *to the cell behind it.
 */
bool duban_row_head_find(duban_run *run, uint32_t first, uint32_t end, duban_row_head *head,
                         uint32_t *from, uint32_t *to);

/*
 * The section of the table [first, end) whose head begins at head, in a draft: one that its title
 * opens (rows_title.c), or the draft itself.
 */
uint32_t duban_row_title_take(duban_run *run, uint32_t first, uint32_t head, uint32_t end,
                              uint32_t draft);

/* Where a titled table that ends before a piece belongs: into the draft, if numbered text follows,
 * else into the attachment around it or the body. */
uint32_t duban_row_title_parent(const duban_run *run, uint32_t end, uint32_t draft);

/* The same head, read again in a later table. */
bool duban_row_head_equal(const duban_row_head *a, const duban_row_head *b);

#endif
