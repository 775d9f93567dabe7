/*
 * Tables for people: cells of any text, fitted to the terminal.
 */
#ifndef DUBAN_CLI_TABLE_H
#define DUBAN_CLI_TABLE_H

#include <stdbool.h>

#include "base/arena.h"

#define DUBAN_TABLE_COLUMNS 4

typedef struct {
    const char *cells[DUBAN_TABLE_COLUMNS]; /* lines separated by '\n'; NULL: empty */
    bool strong;                            /* the first cell is bold, where colour is on */
} duban_table_row;

typedef struct {
    duban_arena *arena;
    const char *heads[DUBAN_TABLE_COLUMNS];
    duban_table_row *rows;
    uint32_t count, capacity;
} duban_table;

void duban_table_add(duban_table *table, duban_table_row row);

/*
 * Prints the table on standard output, at most width columns wide. A column in which every cell
 * is empty is left out; where all do not fit, the widest give way and their cells wrap, each line
 * under the indent of its first.
 */
void duban_table_print(const duban_table *table, uint32_t width, bool colour);

/* Whether standard output takes colour: a terminal, and NO_COLOR is not set (no-color.org). */
bool duban_colour_wanted(void);

#endif
