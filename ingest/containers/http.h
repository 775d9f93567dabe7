/*
 * HTTP messages as crawls keep them (RFC 9112): a head of lines, and a body that may come in chunks
 * and compressed.
 */
#ifndef DUBAN_INGEST_CONTAINERS_HTTP_H
#define DUBAN_INGEST_CONTAINERS_HTTP_H

#include "ingest/containers/unpack.h"

#define DUBAN_HTTP_FIELDS_MAX 100 /* further fields are not read */

typedef struct {
    const char *first; /* the first line */
    const char *names[DUBAN_HTTP_FIELDS_MAX], *values[DUBAN_HTTP_FIELDS_MAX];
    uint32_t count;
    size_t length; /* bytes up to the body */
} duban_http_head;

/* Reads the lines up to the empty one. False: there is none within the bytes. */
bool duban_http_head_read(duban_arena *arena, const unsigned char *bytes, size_t length,
                          duban_http_head *head);

/* The value of a field, names in any case; NULL if it is absent. */
const char *duban_http_field(const duban_http_head *head, const char *name);

/* Whether a Content-Type may be a document's; NULL and what is not known may. */
bool duban_http_is_readable(const char *type);

typedef struct {
    const unsigned char *bytes;
    size_t length;
    const char *why; /* it gives no document; NULL: it does */
} duban_http_body;

/*
 * A response -> its body, chunks joined and gzip unpacked; what claims a coding that its bytes do
 * not have is taken as it is. With why: DUBAN_OK if nothing is lost (a picture, a page that was not
 * found), else what is wrong.
 */
duban_status duban_http_body_read(duban_arena *arena, duban_http_body *body,
                                  duban_unpack_budget *budget);

#endif
