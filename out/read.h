/*
 * XML back in: bytes -> a plain tree of elements, for verify, check and tests.
 *
 * By libxml2, with everything off that reaches outside: no network, no external entity, and a
 * document with a DOCTYPE is refused at once, since no XML of duban's has one. Only elements of
 * the namespace urn:duban:policy:1 are kept.
 */
#ifndef DUBAN_OUT_READ_H
#define DUBAN_OUT_READ_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

typedef struct {
    const char *name, *value;
} duban_attribute;

typedef struct duban_element {
    const char *name; /* without prefix */
    const char *text; /* its own text, "" if it has none */
    uint32_t line;    /* in the XML */
    uint32_t attribute_count;
    const duban_attribute *attributes;
    struct duban_element *parent, *first_child, *next;
} duban_element;

/*
 * Parses XML bytes. On DUBAN_BAD_XML *root is NULL and diags name file and line. The tree is in
 * the arena and holds no foreign memory. Must run inside duban_arena_run(arena).
 */
duban_status duban_xml_read(const char *file, const unsigned char *bytes, size_t length,
                            duban_arena *arena, duban_diags *diags, const duban_element **root);

/* The value of an attribute, NULL if it is absent. */
const char *duban_element_attribute(const duban_element *element, const char *name);

/* The first child of the name, NULL if there is none; element may be NULL. */
const duban_element *duban_element_child(const duban_element *element, const char *name);

/* The next element in document order below root, NULL after the last. */
const duban_element *duban_element_following(const duban_element *root,
                                             const duban_element *element);

#endif
