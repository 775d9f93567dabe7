/*
 * Lines of a descriptor that may have none yet: for a loop that must not wait for one.
 */
#ifndef DUBAN_CLI_BATCH_LINES_H
#define DUBAN_CLI_BATCH_LINES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    int file;
    char *bytes;
    size_t start, length, capacity, scanned;
    size_t most;   /* bytes of a line; a longer one is cut to nothing and reported as too long */
    bool skipping; /* the rest of such a line */
    bool end;
} duban_lines;

typedef enum {
    DUBAN_LINE_READY,
    DUBAN_LINE_TOO_LONG,
    DUBAN_LINE_WAIT,
    DUBAN_LINE_END
} duban_line_state;

void duban_lines_init(duban_lines *lines, int file, size_t most);
void duban_lines_free(duban_lines *lines);

/*
 * The next line, without its end, if it is there; never waits. It lives until the next call. The
 * last line needs no line break. A descriptor that cannot be read is at its end.
 */
duban_line_state duban_lines_next(duban_lines *lines, const char **line, size_t *length);

#endif
