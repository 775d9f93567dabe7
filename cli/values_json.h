/*
 * What the value readers find in a text -> JSON.
 *
 * Numbers are strings, so that no reader of the JSON rounds them. Offsets count Unicode code
 * points of the text from 0, the end is not in.
 */
#ifndef DUBAN_CLI_VALUES_JSON_H
#define DUBAN_CLI_VALUES_JSON_H

#include <jansson.h>

#include "extract/engine/match.h"
#include "extract/value/day.h"

/* One text and the reader's cursor, whose subject is the text's fold. */
typedef struct {
    duban_matcher *matcher;
    duban_str text;
    duban_day ref;
    uint32_t place, points; /* the last place that an offset was counted for, and that offset */
} duban_value_text;

/* Each appends one object for each thing found. False: no memory. */
bool duban_json_numbers(duban_value_text *t, json_t *found);
bool duban_json_quantities(duban_value_text *t, json_t *found);
bool duban_json_dates(duban_value_text *t, json_t *found);

#endif
