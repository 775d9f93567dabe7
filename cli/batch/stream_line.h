/*
 * Lines of a stream: JSON -> an open file, a report -> JSON.
 */
#ifndef DUBAN_CLI_BATCH_STREAM_LINE_H
#define DUBAN_CLI_BATCH_STREAM_LINE_H

#include "cli/batch/supervisor.h"

struct json_t;

typedef struct {
    struct json_t *id; /* as given; NULL: none */
    char *name;        /* of the notice, for messages and href */
    int input;         /* -1: there is nothing to read, for this reason */
    const char *reason;
} duban_stream_line;

/* Reads a line; free with duban_stream_line_free in any case. */
void duban_stream_line_read(const char *text, size_t length, duban_stream_line *line);
void duban_stream_line_free(duban_stream_line *line);

/* What became of a document, as a JSON object; output is the file with the XML, or -1. NULL: no
 * memory. */
struct json_t *duban_stream_line_object(const duban_report *report, int output);

/*
 * The answer, without a line break, to be freed; members, or NULL, are those of a container, and
 * theirs from here on. NULL: no memory.
 */
char *duban_stream_line_answer(const duban_stream_line *line, const duban_report *report,
                               struct json_t *members, int output);

#endif
