/*
 * The kinds of rules, in one list: what a rule may be about, which named groups its pattern may
 * have, which parameters it may set, which fields beside the groups its examples may state
 * (values that a reader makes of the match). rules/README.md says what each means.
 *
 * All three are blank-separated; a group that the rule does not need may be left out.
 */
#ifndef DUBAN_EXTRACT_ENGINE_KINDS_H
#define DUBAN_EXTRACT_ENGINE_KINDS_H

#include <stdbool.h>

/* X(constant, word, named groups, parameters, fields) */
#define DUBAN_RULE_KINDS(X)                                                                        \
    /* layout: what a line is */                                                                   \
    X(LINE, "line", "mark body", "line page", "")                                                  \
    /* outline: labels, roles, run-in headings, what frames the plan */                            \
    X(LABEL, "label", "label numeral", "style rank cost skip at", "")                              \
    X(ROLE, "role", "word", "role weight at", "")                                                  \
    X(HEADING, "heading", "label numeral heading rest", "form cost", "")                           \
    X(FRAME, "frame", "title title2", "form at", "")                                               \
    /* records: units, metadata, references */                                                     \
    X(CLAUSE, "clause", "label names open close", "check least form", "")                          \
    X(UNIT, "unit",                                                                                \
      "name alias verb tail lead support lead2 support2 label other joint separator", "trust", "") \
    X(OFFICE, "office", "", "trust", "")                                                           \
    X(FIELD, "field", "label", "", "")                                                             \
    X(META, "meta", "value name name2 issuer number from by year month day",                       \
      "element role form value", "")                                                               \
    X(REFERENCE, "reference", "name number", "form", "")                                           \
    /* values: numbers, quantities, times */                                                       \
    X(NUMBER, "number", "sign whole fraction scale low high numerator denominator", "form",        \
      "value min max")                                                                             \
    X(QUANTITY, "quantity", "before number number2 unit unit2 after", "comparator form",           \
      "value min max comparator measure")                                                          \
    X(TIME, "time", "from by year year2 month month2 day day2 part plan number unit anchor edge",  \
      "form precision edge anchor recurrence",                                                     \
      "first last precision duration edtf recurrence anchor")                                      \
    /* records: deadlines, targets, tables */                                                      \
    X(DEADLINE, "deadline", "time", "verdict form", "by from precision duration")                  \
    X(NAME, "name", "name", "form", "")                                                            \
    X(TARGET, "target", "scope indicator action quantity rest", "form nature recurrence",          \
      "value min max unit comparator by recurrence")                                               \
    X(TENSE, "tense", "word at", "verdict weight", "")                                             \
    X(TABLE, "table", "index indicator unit years values action value sum nature",                 \
      "form column value", "")

typedef enum {
#define DUBAN_RULE_KIND_CONSTANT(name, word, groups, params, fields) DUBAN_RULE_##name,
    DUBAN_RULE_KINDS(DUBAN_RULE_KIND_CONSTANT)
#undef DUBAN_RULE_KIND_CONSTANT
        DUBAN_RULE_KIND_COUNT
} duban_rule_kind;

typedef struct {
    const char *word, *groups, *params, *fields;
} duban_kind_facts;

const duban_kind_facts *duban_kind_facts_of(duban_rule_kind kind);

/* DUBAN_RULE_KIND_COUNT if no kind has this word. */
duban_rule_kind duban_kind_find(const char *word);

/* Whether a blank-separated list holds the word. */
bool duban_kind_lists(const char *list, const char *word);

#endif
