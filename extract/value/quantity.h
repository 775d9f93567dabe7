/*
 * Quantities: a number or a range, with its unit and what bounds it. Text -> value, no document
 * in sight.
 *
 * Numerals come from rules/vocab (digits, scales), units from rules/vocab/units.tsv (dimension,
 * factor, UCUM code), bounds from rules/vocab/bounds.tsv, the forms of numbers from rules of kind
 * "number", what is an amount only in its own wording (a rank, a class of size, a doubling) from
 * rules of kind "quantity".
 */
#ifndef DUBAN_EXTRACT_VALUE_QUANTITY_H
#define DUBAN_EXTRACT_VALUE_QUANTITY_H

#include "extract/value/bound.h"
#include "extract/value/number.h"

typedef struct {
    duban_span span;       /* with what bounds it: the record's <quantity> */
    duban_span number;     /* the numeral alone, with its scale word */
    duban_span unit_span;  /* the measure word as printed, DUBAN_SPAN_NONE if there is none */
    const char *unit;      /* without its multiplier; NULL if there is none */
    const char *dimension; /* of the unit, from the vocabulary; NULL if there is none */
    const char *ucum;      /* UCUM code where one exists, or NULL */
    duban_comparator comparator;
    bool is_range; /* min and max, not value */
    duban_decimal value, min, max;
    bool magnitude; /* "of the hundred-billion class": an adjective */
    bool bare;      /* a numeral with neither unit nor bound nor a scale word: often no amount */
    duban_number_form form;
    const char *rule;
} duban_quantity;

typedef struct {
    duban_quantity *items;
    uint32_t count, capacity;
} duban_quantities;

/*
 * All quantities in a span of the matcher's subject, in order, not overlapping. Dates, ordinals,
 * labels, names and set phrases are none, nor is the indefinite "a" ("a batch of").
 */
duban_quantities duban_quantity_read(duban_matcher *matcher, duban_span within);

#endif
