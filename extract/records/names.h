/*
 * A list of offices, taken apart: the names in it, with the role that its labels and verbs give
 * to each. The grammar is in rules/units.xml (kind "unit") and rules/offices.xml (kind "office").
 */
#ifndef DUBAN_EXTRACT_RECORDS_NAMES_H
#define DUBAN_EXTRACT_RECORDS_NAMES_H

#include "extract/engine/match.h"
#include "extract/records/record.h"

/* How sure it is that a stretch of text names an office, from the least to the most. */
typedef enum {
    DUBAN_NAME_PROSE,   /* holds words that no name holds */
    DUBAN_NAME_UNKNOWN, /* has no known form */
    DUBAN_NAME_PLAIN,   /* ends as offices and other things do */
    DUBAN_NAME_SURE,
} duban_name_trust;

typedef struct {
    duban_span name, alias; /* alias: DUBAN_SPAN_NONE if there is none */
    duban_unit_role role;
    duban_name_trust trust;
    const char *rule;
} duban_name;

typedef struct {
    duban_name *items;
    uint32_t count, capacity;
} duban_names;

/*
 * The names of a list in the matcher's subject, in order. A label gives its role to the names
 * after it; a role verb rules the names since the last verb or label. In the matcher's arena.
 */
duban_names duban_names_read(duban_matcher *matcher, duban_span list);

/* How sure it is that the whole span names an office. */
duban_name_trust duban_name_trust_of(duban_matcher *matcher, duban_span name);

#endif
