/*
 * Which column of a table of tasks each of its lines stands in, where the table arrived as one cell
 * a line: the cheapest path through the columns (Viterbi). A line costs what it looks unlike its
 * column, a step what it leaves out. Private to extract/layout; task_cells.c is its user.
 */
#ifndef DUBAN_EXTRACT_LAYOUT_TASK_PATH_H
#define DUBAN_EXTRACT_LAYOUT_TASK_PATH_H

#include <stdbool.h>
#include <stdint.h>

#define DUBAN_TASK_COLUMNS_MAX 16

/* PART: no column, a line that names a part of the work. */
typedef enum {
    DUBAN_TASK_INDEX,
    DUBAN_TASK_GROUP,
    DUBAN_TASK_TASK,
    DUBAN_TASK_MEASURE,
    DUBAN_TASK_LEAD,
    DUBAN_TASK_SUPPORT,
    DUBAN_TASK_RESPONSIBLE,
    DUBAN_TASK_DEADLINE,
    DUBAN_TASK_OTHER,
    DUBAN_TASK_PART
} duban_task_column;

/* What a line looks like. */
enum {
    DUBAN_LOOKS_INTEGER = 1, /* a number */
    DUBAN_LOOKS_NUMERAL = 2, /* a number in words */
    DUBAN_LOOKS_TIME = 4,    /* a date or a term, and nothing else */
    DUBAN_LOOKS_UNITS = 8,   /* names of offices, and nothing else */
    DUBAN_LOOKS_BLANK = 16,  /* a dash for an empty cell */
    DUBAN_LOOKS_BRIEF = 32,  /* short, no sentence */
    DUBAN_LOOKS_SENTENCE = 64,
    DUBAN_LOOKS_LABELLED = 128,
    DUBAN_LOOKS_OPEN = 256, /* breaks off at a comma */
    DUBAN_LOOKS_STOPPED = 512,
    DUBAN_LOOKS_FIRST = 1024, /* behind a head: a row begins */
};

typedef struct {
    duban_task_column kinds[DUBAN_TASK_COLUMNS_MAX];
    uint32_t count;
    /* A column, from 1, that the last names of the head take apart into so many; 0 if none is. */
    uint32_t taken_apart, parts;
    uint32_t skip[DUBAN_TASK_COLUMNS_MAX + 1]; /* what leaving out the columns before each costs */
} duban_task_columns;

typedef struct {
    uint32_t line, looks;
    uint8_t column; /* from 0; the count of columns: it names a part of the work */
    bool row;       /* a row begins with it */
    uint8_t
        from[DUBAN_TASK_COLUMNS_MAX + 1]; /* where the cheapest path to each column comes from */
} duban_task_cell_line;

/* Sets what leaving out each column costs. */
void duban_task_columns_price(duban_task_columns *columns);

/* Sets column and row of each of the lines, which have their looks. */
void duban_task_path_find(const duban_task_columns *columns, duban_task_cell_line *lines,
                          uint32_t count);

#endif
