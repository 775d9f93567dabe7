/*
 * Converters: programs that read what duban has no reader for, declared as data
 * (rules/vocab/converters.tsv) and run apart, under limits.
 */
#ifndef DUBAN_INGEST_CONVERT_CONVERTERS_H
#define DUBAN_INGEST_CONVERT_CONVERTERS_H

#include "base/arena.h"
#include "base/diag.h"

typedef struct {
    const char *name;     /* of the program, for people and for the ledger */
    const char *format;   /* what it reads: a key of magic.h or formats.h */
    const char *command;  /* for sh -c; the file on its standard input, the result on its output */
    const char *yields;   /* the reader of its result: "text", "html", "docx", "pdf", "ofd" */
    unsigned seconds;     /* 0: DUBAN_CONVERT_SECONDS */
    size_t memory;        /* bytes; 0: DUBAN_CONVERT_MEMORY */
    const char *programs; /* what the command starts, for the cage of a batch: names on PATH and
                           * absolute folders, blank-separated */
} duban_converter;

typedef struct duban_converters {
    const duban_converter *items; /* the better one first */
    uint32_t count;
} duban_converters;

/* Where converters come from once an input needs one: most need none. And what tells that a text is
 * none, so that it needs one (ingest/garble.h). */
struct duban_familiar;
typedef struct duban_converter_source {
    duban_converters (*list)(const void *context, duban_arena *arena);
    const struct duban_familiar *(*familiar)(const void *context, duban_arena *arena);
    const void *context;
} duban_converter_source;

/*
 * Runs one. DUBAN_OK: *output is what it yields, in the arena. DUBAN_UNSUPPORTED: it is not
 * installed, or may not be run here. Any other status: it failed, diags say why.
 */
duban_status duban_converter_run(const duban_converter *converter, duban_arena *arena,
                                 const unsigned char *bytes, size_t length,
                                 const unsigned char **output, size_t *output_length,
                                 duban_diags *diags);

/* The converter with this name, or NULL. */
const duban_converter *duban_converters_find(const duban_converters *converters, const char *name);

/* "'a', 'b'": those that read a format; "" if there are none. */
const char *duban_converters_names(const duban_converters *converters, const char *format,
                                   duban_arena *arena);

#endif
