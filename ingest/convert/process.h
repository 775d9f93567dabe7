/*
 * Another program as a filter: bytes in on its standard input, bytes out on its standard output.
 *
 * Parsers of hostile formats run apart from duban, under limits of time, memory and output, and
 * are killed with all that they started when they go beyond, or when duban dies (guard.h). Nothing
 * of their standard error is shown; its last line goes into the diagnostic of a failure.
 */
#ifndef DUBAN_INGEST_CONVERT_PROCESS_H
#define DUBAN_INGEST_CONVERT_PROCESS_H

#include "base/arena.h"
#include "base/diag.h"

typedef struct {
    unsigned seconds; /* of wall time; its processor time is limited to the same */
    size_t memory;    /* bytes of address space; 0: not limited */
    size_t output;    /* bytes that it may write */
} duban_process_limits;

typedef struct {
    const unsigned char *bytes; /* NUL-terminated, in the arena */
    size_t length;
    int exit_status;       /* of the program; -1 if a signal ended it */
    const char *complaint; /* the last line of its standard error, "" if it wrote none */
} duban_process_output;

/*
 * Runs argv[0], found on PATH, with the input. DUBAN_OK whenever the program ran to its end, with
 * any exit status. DUBAN_UNSUPPORTED if it is not installed, DUBAN_TOO_LARGE if it wrote too much
 * or took too long, DUBAN_UNREADABLE if it cannot be run or was killed; diags says why.
 */
duban_status duban_process_run(duban_arena *arena, const char *const *argv,
                               const unsigned char *input, size_t length,
                               const duban_process_limits *limits, duban_process_output *output,
                               duban_diags *diags);

#endif
