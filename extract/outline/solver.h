/*
 * The solver: candidates -> which of them are labels, on which level, with which number.
 *
 * A beam search from left to right. A state is the stack of open series, each a style and the
 * last number, with what the series closed so far had reached (numbering may run on across
 * sections). Each candidate is ignored, continues an open series (closing those below), or opens
 * one below. What is unusual costs: a gap, a start elsewhere than at 1, a wrong style with the
 * right number, a number that its neighbours prove wrong, a style outside of the usual order. The
 * cheapest history wins. Linear in the number of candidates: the beam has a fixed width.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_SOLVER_H
#define DUBAN_EXTRACT_OUTLINE_SOLVER_H

#include "extract/outline/label.h"

#define DUBAN_NO_CHOICE UINT32_MAX

/* A label that was accepted; one without a label stands where the source lost it (lost.h). */
typedef struct {
    uint32_t label;  /* index into the candidates, DUBAN_NO_LABEL if the label itself is lost */
    duban_span span; /* the label; for a lost one an empty span where its paragraph begins */
    uint32_t end;    /* where the words behind it begin */
    uint32_t para;
    uint8_t depth;     /* 1 for the outermost */
    uint8_t style;     /* of the series that it stands in, for the first of one its own */
    int32_t number;    /* what it means */
    bool inferred;     /* number is not what the label says */
    bool restarts;     /* a new series beside an equal one: something unseen stands between */
    uint32_t previous; /* the one before it in its series, also across sections */
    uint32_t parent;   /* the choice one level up */
} duban_choice;

typedef struct {
    duban_choice *items;
    uint32_t count, capacity;
} duban_choices;

duban_choices duban_solver_run(const duban_labels *labels, const duban_styles *styles,
                               duban_arena *arena);

#endif
