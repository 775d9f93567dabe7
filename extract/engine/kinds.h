/*
 * The kinds of rules, in one list: what a rule may be about, which named groups its pattern may
 * have, which parameters it may set. rules/README.md says what each means.
 *
 * Groups and parameters are blank-separated; a group that the rule does not need may be left out.
 */
#ifndef DUBAN_EXTRACT_ENGINE_KINDS_H
#define DUBAN_EXTRACT_ENGINE_KINDS_H

/* X(constant, word, named groups, parameters) */
#define DUBAN_RULE_KINDS(X)                                                                        \
    /* layout: what a line is */                                                                   \
    X(LINE, "line", "mark body", "line page")                                                      \
    /* outline: labels, roles, run-in headings */                                                  \
    X(LABEL, "label", "label numeral title", "style rank cost at")                                 \
    X(ROLE, "role", "word", "role weight")                                                         \
    X(HEADING, "heading", "heading rest", "cost")                                                  \
    /* records: units, metadata, references */                                                     \
    X(CLAUSE, "clause", "label names open close", "role form")                                     \
    X(UNIT, "unit", "name alias verb tail", "role")                                                \
    X(META, "meta", "label value name number from by", "element role trust")                       \
    X(REFERENCE, "reference", "name number", "form")                                               \
    /* values: numbers, quantities, times */                                                       \
    X(NUMBER, "number", "sign whole fraction scale low high numerator denominator", "form")        \
    X(QUANTITY, "quantity", "before number number2 unit unit2 after", "comparator form")           \
    X(TIME, "time", "from by year year2 month month2 day day2 part plan number unit anchor edge",  \
      "form precision edge anchor recurrence")                                                     \
    /* records: deadlines, targets, tables */                                                      \
    X(DEADLINE, "deadline", "time", "verdict")                                                     \
    X(NAME, "name", "name", "form")                                                                \
    X(TARGET, "target", "scope indicator action quantity rest", "form nature recurrence")          \
    X(TENSE, "tense", "word at", "verdict weight")                                                 \
    X(TABLE, "table", "caption column unit year nature note", "form column")

typedef enum {
#define DUBAN_RULE_KIND_CONSTANT(name, word, groups, params) DUBAN_RULE_##name,
    DUBAN_RULE_KINDS(DUBAN_RULE_KIND_CONSTANT)
#undef DUBAN_RULE_KIND_CONSTANT
        DUBAN_RULE_KIND_COUNT
} duban_rule_kind;

#endif
