/*
 * How wide text is on a terminal.
 */
#ifndef DUBAN_CLI_WIDTH_H
#define DUBAN_CLI_WIDTH_H

#include <stddef.h>
#include <stdint.h>

/* Columns of UTF-8 text: East Asian wide and full-width characters take two, marks none. */
uint32_t duban_text_width(const char *utf8, size_t length);

/*
 * How many bytes of the text fit into the columns: at least one character, at most a line ('\n'
 * ends it); a run of ASCII letters or digits is not cut if it fits on a line of its own.
 */
size_t duban_text_fit(const char *utf8, uint32_t columns);

/* Columns of the terminal behind standard output; else $COLUMNS; else 100. At least 20. */
uint32_t duban_terminal_width(void);

#endif
