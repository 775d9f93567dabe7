/*
 * What a record of a ledger says, field by field, from its element.
 *
 * Private to out/difference*.c.
 */
#ifndef DUBAN_OUT_RECORD_FIELDS_H
#define DUBAN_OUT_RECORD_FIELDS_H

#include "out/read.h"

/* Whether the element is a record and not text or a part of one. */
bool duban_record_is(const duban_element *element);

typedef struct {
    duban_attribute *items; /* name and value; "text" is the element's own text */
    uint32_t count, capacity;
} duban_record_fields;

/* In the order in which the ledger has them. */
duban_record_fields duban_record_fields_of(const duban_element *element, duban_arena *arena);

/* The value of a field, NULL if the record has none. */
const char *duban_record_field(const duban_record_fields *fields, const char *name);

bool duban_record_same(const duban_element *a, const duban_element *b, duban_arena *arena);

#endif
