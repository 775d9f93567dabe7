/*
 * The forms of heading rules; what is asked by form is in extract/engine/forms.h.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_FORMS_H
#define DUBAN_EXTRACT_OUTLINE_FORMS_H

#include "extract/engine/forms.h"

/* X(constant, word): the forms of heading rules, as rules/headings.xml explains them. */
#define DUBAN_HEADING_FORMS(X)                                                                     \
    X(KNOWN, "known")                                                                              \
    X(RUNIN, "runin")                                                                              \
    X(COLON, "colon")                                                                              \
    X(COMMA, "comma")                                                                              \
    X(STRESSED, "stressed")                                                                        \
    X(EATEN, "eaten")                                                                              \
    X(FACT, "fact")                                                                                \
    X(LINE, "line")                                                                                \
    X(STOPPED, "stopped")                                                                          \
    X(PART, "part")                                                                                \
    X(CAPTION, "caption")                                                                          \
    X(NOTE, "note")                                                                                \
    X(CLAUSE, "clause")                                                                            \
    X(VERBAL, "verbal")                                                                            \
    X(NOMINAL, "nominal")                                                                          \
    X(CELL, "cell")                                                                                \
    X(GLUED, "glued")                                                                              \
    X(BLANK, "blank")

typedef enum {
#define DUBAN_HEADING_FORM_CONSTANT(name, word) DUBAN_FORM_##name,
    DUBAN_HEADING_FORMS(DUBAN_HEADING_FORM_CONSTANT)
#undef DUBAN_HEADING_FORM_CONSTANT
        DUBAN_FORM_COUNT
} duban_heading_form;

#endif
