/*
 * Bounds: words before, after and inside an amount that make it a limit or an estimate
 * (rules/vocab/bounds.tsv).
 */
#ifndef DUBAN_EXTRACT_VALUE_BOUND_H
#define DUBAN_EXTRACT_VALUE_BOUND_H

#include "base/str.h"
#include "extract/engine/rules.h"

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

/* DUBAN_EQ for a word that is none. */
duban_comparator duban_comparator_of(const char *word);

typedef enum { DUBAN_BOUND_BEFORE, DUBAN_BOUND_MIDDLE, DUBAN_BOUND_AFTER } duban_bound_place;

typedef struct {
    uint32_t length; /* 0: there is no such word here */
    duban_comparator comparator;
} duban_bound;

/*
 * The bound word that ends at the position (place before) or begins at it (middle, after), inside
 * the subject up to end.
 */
duban_bound duban_bound_at(const duban_rules *rules, duban_str subject, uint32_t position,
                           uint32_t start, uint32_t end, duban_bound_place place);

/* Of two bounds on one amount the one that the record states: an estimate, then the first. */
duban_comparator duban_comparator_join(duban_comparator first, duban_comparator second);

#endif
