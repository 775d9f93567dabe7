/*
 * Lines of a descriptor that may have none yet: for a loop that must not wait for one.
 */
#ifndef DUBAN_CLI_BATCH_LINE_READER_H
#define DUBAN_CLI_BATCH_LINE_READER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    int file;
    char *bytes;
    size_t start, length, capacity, scanned;
    size_t most;   /* bytes of a line; a longer one is cut to nothing and reported as too long */
    bool skipping; /* the rest of such a line */
    bool end;
    int error; /* why it cannot be read on: an errno */
} duban_line_reader;

typedef enum {
    DUBAN_GOT_LINE,
    DUBAN_GOT_LONG_LINE,
    DUBAN_GOT_NONE,
    DUBAN_GOT_END,
    DUBAN_GOT_ERROR /* reader->error says which: lines may be lost */
} duban_line_state;

void duban_line_reader_init(duban_line_reader *reader, int file, size_t most);
void duban_line_reader_free(duban_line_reader *reader);

/*
 * The next line, without its end, if it is there; never waits. It lives until the next call. The
 * last line needs no line break.
 */
duban_line_state duban_line_reader_next(duban_line_reader *reader, const char **line,
                                        size_t *length);

#endif
