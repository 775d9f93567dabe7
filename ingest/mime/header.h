/*
 * Headers of MIME entities (RFC 5322, 2.2; RFC 2045, 5.1): fields, and parameters of their values.
 *
 * Skipped on purpose: comments in brackets, encoded words and RFC 2231's parameters: what is asked
 * for here has neither in files that programs write.
 */
#ifndef DUBAN_INGEST_MIME_HEADER_H
#define DUBAN_INGEST_MIME_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* A stretch of bytes of the message. */
typedef struct {
    const unsigned char *bytes;
    size_t length;
} duban_mime_span;

/*
 * Takes the header off an entity: *body is what stands behind the empty line. False if it does not
 * begin with a field, or if no empty line ends the header within DUBAN_MIME_HEAD_MAX.
 */
bool duban_mime_header_take(duban_mime_span entity, duban_mime_span *header, duban_mime_span *body);

/* The value of a field, unfolded, or NULL. Names match in any case. */
const char *duban_mime_field(duban_mime_span header, const char *name, duban_arena *arena);

/* A parameter of a value, without quotation marks, or NULL. */
const char *duban_mime_parameter(const char *value, const char *name, duban_arena *arena);

/* Does the value begin with this media type or its first half ("multipart/")? */
bool duban_mime_is(const char *value, const char *type);

#endif
