/*
 * The values that the examples of value rules state: lent to duban_rules_check.
 */
#ifndef DUBAN_EXTRACT_VALUE_FIELDS_H
#define DUBAN_EXTRACT_VALUE_FIELDS_H

#include "extract/engine/examples.h"
#include "extract/value/day.h"

/*
 * Sets the readers for the kinds "number", "quantity" and "time". Examples are read as on the day
 * of reference, which must outlive the readers.
 */
void duban_value_fields(duban_example_readers *readers, const duban_day *ref);

#endif
