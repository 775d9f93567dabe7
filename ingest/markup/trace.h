/*
 * Tracing what libxml2 hands out back to the text that it was given.
 *
 * A parser reads a UTF-8 copy of a decoded text; its SAX interface gives chunks of character data
 * without saying where they stood. A trace finds each chunk again: it is either verbatim in the
 * parser's buffer, or a character reference whose '&' stands a few bytes back. Every answer is
 * checked against the copy, never assumed. Chunks are asked for in document order.
 */
#ifndef DUBAN_INGEST_MARKUP_TRACE_H
#define DUBAN_INGEST_MARKUP_TRACE_H

#include <libxml/parser.h>

#include "base/arena.h"
#include "ingest/decode.h"

typedef struct {
    const duban_decoded *text;
    char *bytes; /* the UTF-8 copy, NUL-terminated; blanks for NULs and lone surrogates */
    size_t length;
    size_t byte;   /* a cursor that only goes forward: this byte of the copy ... */
    uint32_t unit; /* ... begins this unit of the text */
} duban_trace;

typedef enum { DUBAN_TRACE_VERBATIM, DUBAN_TRACE_REFERENCE, DUBAN_TRACE_LOST } duban_trace_kind;

/* Units [from, to) of the text. */
typedef struct {
    duban_trace_kind kind;
    uint32_t from, to;
} duban_traced;

/* Makes the copy in the arena. The text must outlive the trace. */
duban_trace duban_trace_open(duban_arena *arena, const duban_decoded *text);

/* Where a chunk of character data, just handed out with the parser at this input, was read. */
duban_traced duban_trace_chunk(duban_trace *trace, const xmlParserInput *input,
                               const xmlChar *chunk, size_t size);

/* Where the start tag that was just handed out stands. */
duban_traced duban_trace_tag(duban_trace *trace, const xmlParserInput *input);

#endif
