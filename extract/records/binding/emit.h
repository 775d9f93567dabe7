/*
 * A quantity with all that was found for it -> its record: tense, dates, recurrence.
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_EMIT_H
#define DUBAN_EXTRACT_RECORDS_BINDING_EMIT_H

#include "extract/records/binding/frame.h"
#include "extract/records/binding/tense.h"

typedef struct {
    uint32_t node;
    duban_span paragraph, sentence, clause; /* the sentence up to the end of the clause */
    duban_tense tense;
    uint32_t quantity; /* index into the binding's quantities */
    duban_form form;
    const duban_rule *rule;
    duban_span indicator, action, scope;
    uint32_t series, place; /* of a series with a year for each: its length, this one's place */
} duban_tied;

/* True for an amount of money: by its unit, or where it leaves the unit out, by its size. */
bool duban_tied_is_sum(const duban_quantity *quantity);

/* Adds a target or a baseline, unless the bound quantity has no indicator. */
void duban_tied_emit(duban_binding *binding, const duban_tied *bound);

#endif
