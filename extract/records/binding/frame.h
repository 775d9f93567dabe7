/*
 * Frames: what one segment says about its quantity, by the first rule of kind "target" that
 * matches it, without a look at its neighbours.
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_FRAME_H
#define DUBAN_EXTRACT_RECORDS_BINDING_FRAME_H

#include "extract/records/binding/clause.h"

/*
 * What a rule says about the segment (its parameter "form"). X(constant, word)
 *   REACH, CHANGE  an indicator comes to a level, moves by an amount
 *   MAKE           a verb and so many of a noun
 *   MEASURE        a dimension and its amount, without a verb
 *   ITEM           a noun and its count, without a verb: a list's item may take its head's
 *   SUM            a count over what was named; does not change what a later elision means
 *   LISTED         nothing but the quantity: an item of a list
 *   LEFT           so many of what was named last, in a place or after a word of sum
 *   FROM           the level that a change starts from: a baseline
 *   NONE           no target: a threshold, a description
 *   SCOPE          no quantity: a place that rules the sentence
 */
#define DUBAN_FORMS(X)                                                                             \
    X(REACH, "reach")                                                                              \
    X(CHANGE, "change")                                                                            \
    X(MAKE, "make")                                                                                \
    X(MEASURE, "measure")                                                                          \
    X(ITEM, "item")                                                                                \
    X(SUM, "sum")                                                                                  \
    X(LISTED, "listed")                                                                            \
    X(LEFT, "left")                                                                                \
    X(FROM, "from")                                                                                \
    X(NONE, "none")                                                                                \
    X(SCOPE, "scope")

typedef enum {
#define DUBAN_FORM_CONSTANT(name, word) DUBAN_FORM_##name,
    DUBAN_FORMS(DUBAN_FORM_CONSTANT)
#undef DUBAN_FORM_CONSTANT
        DUBAN_FORM_COUNT
} duban_form;

typedef struct {
    duban_form form;
    const duban_rule *rule;
    duban_span scope, indicator, action; /* trimmed; DUBAN_SPAN_NONE where absent */
    duban_noun noun;                     /* of the indicator */
} duban_frame;

/* The frame of a segment, or of a stretch without a quantity; false if no rule matches. */
bool duban_frame_find(duban_binding *binding, duban_span span, duban_frame *frame);

/* As duban_frame_find, with all quantities of the segment but its own passed over. */
bool duban_segment_frame(duban_binding *binding, const duban_segment *segment, duban_frame *frame);

#endif
