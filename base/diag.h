/*
 * Diagnostics as data. The library never prints: it adds to a duban_diags, and the program shows
 * what is there with file, line and column.
 */
#ifndef DUBAN_BASE_DIAG_H
#define DUBAN_BASE_DIAG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"
#include "base/status.h"

typedef enum {
    DUBAN_NOTE,    /* something was repaired or inferred, and how */
    DUBAN_WARNING, /* something is doubtful or was lost; the rest is good */
    DUBAN_ERROR,   /* the input gives no result */
} duban_severity;

typedef enum {
    DUBAN_STAGE_RULES,
    DUBAN_STAGE_INGEST,
    DUBAN_STAGE_LAYOUT,
    DUBAN_STAGE_OUTLINE,
    DUBAN_STAGE_RECORDS,
    DUBAN_STAGE_OUT,
} duban_stage;

/*
 * One finding. Where it is: a place in a file (file and line, both from 1, 0 if unknown) for rule
 * and XML files; a span of the running text, or bytes of the source, for documents.
 */
typedef struct {
    duban_severity severity;
    duban_status status;
    duban_stage stage;
    const char *rule; /* rule id or NULL */
    const char *file; /* or NULL */
    uint32_t line, column;
    duban_span span; /* DUBAN_SPAN_NONE if there is none */
    const char
        *message; /* UTF-8: lower case, the error first, the subject quoted, then what to do */
} duban_diag;

/* A growing list in an arena; the items stay valid until it is freed. */
typedef struct {
    duban_arena *arena;
    duban_diag *items;
    uint32_t count, capacity;
    uint32_t dropped; /* those beyond DUBAN_DIAGS_MAX */
} duban_diags;

/* Adds one; d->message is the formatted text. Missing span: set DUBAN_SPAN_NONE. NULL diags: no
 * effect. */
void duban_diag_add(duban_diags *diags, duban_diag d, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Adds an error of a stage without a place, and returns its status, so that a function can end with
 * it.
 */
duban_status duban_diag_fail(duban_diags *diags, duban_stage stage, duban_status status,
                             const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The number of findings of at least this severity. */
uint32_t duban_diags_count(const duban_diags *diags, duban_severity at_least);

const char *duban_severity_word(duban_severity severity); /* "note", "warning", "error" */
const char *duban_stage_word(duban_stage stage);          /* "rules", "ingest", ... */

#endif
