/*
 * Quantities: a number or a range, with its unit and what bounds it. Text -> value, no document
 * in sight.
 *
 * Numerals come from rules/vocab (digits, scales), units from rules/vocab/units.tsv (dimension,
 * factor, UCUM code), the forms of numbers and bounds from rules of kinds "number" and "quantity".
 */
#ifndef DUBAN_EXTRACT_VALUE_QUANTITY_H
#define DUBAN_EXTRACT_VALUE_QUANTITY_H

#include "base/span.h"
#include "extract/engine/match.h"
#include "extract/value/decimal.h"

/* X(constant, word) */
#define DUBAN_COMPARATORS(X)                                                                       \
    X(EQ, "eq")                                                                                    \
    X(GE, "ge") X(GT, "gt") X(LE, "le") X(LT, "lt") X(APPROX, "approx") X(RANGE, "range")

typedef enum {
#define DUBAN_COMPARATOR_CONSTANT(name, word) DUBAN_##name,
    DUBAN_COMPARATORS(DUBAN_COMPARATOR_CONSTANT)
#undef DUBAN_COMPARATOR_CONSTANT
} duban_comparator;

const char *duban_comparator_word(duban_comparator comparator);

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
    bool ordinal;   /* the third, No. 3: not an amount */
    bool magnitude; /* "of the hundred-billion class": an adjective */
    const char *rule;
} duban_quantity;

typedef struct {
    duban_quantity *items;
    uint32_t count, capacity;
} duban_quantities;

/* All quantities in a span of the matcher's subject, in order, not overlapping. */
duban_quantities duban_quantity_read(duban_matcher *matcher, duban_span within);

#endif
