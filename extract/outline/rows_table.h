/*
 * A table of tasks while it is read: the cells that hold for the row at work, the sections that are
 * open. Shared by the readers of tables (rows.c) and of their rows (rows_task.c); private to them.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_ROWS_TABLE_H
#define DUBAN_EXTRACT_OUTLINE_ROWS_TABLE_H

#include "extract/outline/rows.h"
#include "extract/outline/rows_cell.h"

/* The columns of tasks that were being filled when a table ended, and where. */
struct duban_rows {
    duban_run *run;
    uint32_t end;                   /* of the pieces of the table being read */
    uint32_t last;                  /* the last column that any of its cells takes */
    duban_row_head head_read, head; /* as it stands; without columns that part nothing */
    duban_row_cell cells[DUBAN_ROW_COLUMNS + 1]; /* that hold for the row being read */
    uint32_t sections[DUBAN_ROW_COLUMNS + 1];    /* the drafts that cells of columns opened */
    bool spans;                                  /* cells of it span rows */
    uint32_t draft;                              /* the section that the table stands in */
    struct {
        uint32_t draft;
        int32_t rank;
    } parts[DUBAN_LEVELS_MAX]; /* rows that name a part of the work, outermost first */
    uint32_t part_count;
};

static inline bool duban_row_cell_is_empty(const duban_row_cell *cell) {
    return cell->first == cell->end;
}

/* Columns that say who answers for a task and until when. */
static inline bool duban_row_is_role(duban_row_column kind) { return kind >= DUBAN_ROW_LEAD; }

/* The first column of a kind whose cell holds for the row; 0 if there is none. */
uint32_t duban_row_column_of(const struct duban_rows *t, duban_row_column kind);

/* Puts pieces into a section; those that are no text of it are set aside. */
void duban_row_give(struct duban_rows *t, uint32_t from, uint32_t to, uint32_t draft, bool text);

/* Sets the cells that hold for the row [from, to): its own, and those above that go on in it. */
void duban_row_fill(struct duban_rows *t, uint32_t from, uint32_t to);

/*
 * Opens a section or task at a piece. words: the cell whose words are its heading or text, empty if
 * it has none; index: the cell of its number, empty if the words begin with it.
 */
uint32_t duban_row_open(struct duban_rows *t, uint32_t piece, uint32_t parent,
                        const duban_row_cell *words, const duban_row_cell *index);

/* Do the rows behind this one, which ends before to, go on with the cell of the column? */
bool duban_row_goes_on(const struct duban_rows *t, uint32_t column, uint32_t to);

/* Opens the sections of a row's cells that group rows; returns the innermost. */
uint32_t duban_row_open_groups(struct duban_rows *t, uint32_t from);

/* rows_task.c: reads the cells [from, to) of one row. */
void duban_row_take(struct duban_rows *t, uint32_t from, uint32_t to);

#endif
