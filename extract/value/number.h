/*
 * Numbers: a numeral in any of the forms that rules of kind "number" tell apart, without unit and
 * bounds: plain, part of a hundred, tenths, a fraction, a ratio, a pair of neighbours ("two or
 * three hundred"). Text -> value, no document in sight.
 */
#ifndef DUBAN_EXTRACT_VALUE_NUMBER_H
#define DUBAN_EXTRACT_VALUE_NUMBER_H

#include "base/span.h"
#include "extract/engine/match.h"
#include "extract/value/numeral.h"

/*
 * The forms that a rule may set. X(constant, word); those up to LABEL are no amounts.
 * BARE: a scale word without a digit before it ("hundred-odd"); it counts only beside a bound.
 */
#define DUBAN_NUMBER_FORMS(X)                                                                      \
    X(DATE, "date")                                                                                \
    X(NAME, "name")                                                                                \
    X(LABEL, "label")                                                                              \
    X(ORDINAL, "ordinal")                                                                          \
    X(FEW, "few")                                                                                  \
    X(PLAIN, "plain")                                                                              \
    X(BARE, "bare")                                                                                \
    X(PERCENT, "percent")                                                                          \
    X(TENTHS, "tenths")                                                                            \
    X(HALF, "half")                                                                                \
    X(FRACTION, "fraction")                                                                        \
    X(RATIO, "ratio")                                                                              \
    X(PAIR, "pair")                                                                                \
    X(DOUBLING, "doubling")                                                                        \
    X(ZERO, "zero")                                                                                \
    X(RANK, "rank")                                                                                \
    X(MAGNITUDE, "magnitude")

typedef enum {
#define DUBAN_NUMBER_FORM_CONSTANT(name, word) DUBAN_NUMBER_##name,
    DUBAN_NUMBER_FORMS(DUBAN_NUMBER_FORM_CONSTANT)
#undef DUBAN_NUMBER_FORM_CONSTANT
        DUBAN_NUMBER_FORM_COUNT
} duban_number_form;

const char *duban_number_form_word(duban_number_form form);

typedef struct {
    duban_span span;
    duban_number_form form;
    bool is_range; /* min and max, not value */
    bool arabic;   /* its first character is an Arabic digit */
    duban_decimal value, min, max;
    const char *unit; /* that the form itself brings: "%" for hundredths; or NULL */
    const char *rule;
} duban_number;

typedef struct {
    duban_number *items;
    uint32_t count, capacity;
} duban_numbers;

/* The value of a match of a rule of kind "number" or "quantity"; false where it has none. */
bool duban_number_of(const duban_numerals *numerals, duban_str subject, const duban_match *match,
                     duban_number *out);

/* The number that the span begins with, by the first rule that matches there. */
bool duban_number_here(duban_matcher *matcher, const duban_numerals *numerals, duban_span within,
                       duban_number *out);

/* All amounts and ordinals of a span of the matcher's subject, ranges joined, in order. */
duban_numbers duban_number_read(duban_matcher *matcher, duban_span within);

/*
 * Joins two numbers to the range that they are the ends of, and lets the lower end share the
 * upper one's scale word (10 to 20 ten-thousand); false if they are no such ends.
 */
bool duban_number_join(const duban_numerals *numerals, duban_str subject, duban_number low,
                       duban_number high, duban_number *out);

/* The length of the word that joins the ends of a range at this place; 0 if there is none. */
uint32_t duban_number_joint(const duban_rules *rules, duban_str rest, const char *kind);

/* The length of the fixed expression that holds this place of the subject, and where it begins. */
bool duban_number_is_fixed(const duban_rules *rules, duban_str subject, uint32_t at,
                           duban_span *fixed);

#endif
