/*
 * XML parts of packed formats as events with places.
 *
 * Names are local names: transitional and strict namespaces read alike. A document type
 * declaration is refused, so there are no entities beyond the five; nothing outside the bytes is
 * ever opened. What stands before a fault in an ill-formed part is still read.
 */
#ifndef DUBAN_INGEST_MARKUP_PART_H
#define DUBAN_INGEST_MARKUP_PART_H

#include <uchar.h>

#include "base/arena.h"
#include "base/diag.h"

/* The attributes of one start tag; valid during the event. */
typedef struct {
    const unsigned char **raw; /* as libxml2's SAX2 gives them, five pointers each */
    int count;
    void *parse; /* the parser's own */
} duban_part_attributes;

/* The bytes of a tag in the part. */
typedef struct {
    uint32_t src;
    uint8_t width; /* 0: longer than can be told */
} duban_part_tag;

typedef struct {
    void *context;
    void (*start)(void *context, const char *name, const duban_part_attributes *attributes);
    void (*end)(void *context, const char *name);
    /* Character data: units with their bytes in the part, as in duban_document. */
    void (*text)(void *context, const char16_t *units, const uint32_t *src, const uint8_t *width,
                 uint32_t count);
} duban_part_handler;

/*
 * Parses the bytes of one part. name is for diagnostics: whatever is lost of the part is a warning.
 * DUBAN_BAD_XML if it is refused or no event came, DUBAN_UNDECODABLE, DUBAN_TOO_LARGE; an
 * ill-formed part that gave events is DUBAN_OK.
 */
duban_status duban_part_parse(duban_arena *arena, const char *name, const unsigned char *bytes,
                              size_t length, const duban_part_handler *handler, duban_diags *diags);

/* The value of an attribute by its local name, copied to the arena; NULL if it is absent. */
const char *duban_part_attribute(const duban_part_attributes *attributes, const char *name,
                                 duban_arena *arena);

/* A switch (ECMA-376-1, 22.9.2.7): on without a value, or with one that is not 0, false or off. */
bool duban_part_is_on(const duban_part_attributes *attributes, const char *name,
                      duban_arena *arena);

/* The same as an integer of 32 bits, the nearest one; fallback if it is absent or no number. */
long duban_part_integer(const duban_part_attributes *attributes, const char *name, long fallback);

/* Where the start tag of the event stands. Ask in the order of events. */
duban_part_tag duban_part_tag_of(const duban_part_attributes *attributes);

#endif
