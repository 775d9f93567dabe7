/*
 * What numbering usually does, as costs: the moves that a label can make from a stack of open
 * series, and what each costs. The solver (solver.h) adds them up.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_COST_H
#define DUBAN_EXTRACT_OUTLINE_COST_H

#include "base/limits.h"
#include "extract/outline/label.h"

/* An open series: its style, its last number, the number that it began with. */
typedef struct {
    int16_t style, number, first; /* of one width: levels are compared as bytes */
} duban_level;

/* The stack of open series, and the last number that any series of a style had. */
typedef struct {
    duban_level levels[DUBAN_LEVELS_MAX];
    uint8_t depth;
    int16_t reached[DUBAN_STYLES_MAX];
} duban_series;

/* A label put into the series at a depth. */
typedef struct {
    int32_t cost;
    uint8_t depth, style; /* style: of the series */
    int16_t number;
    bool opens, inferred, restarts;
} duban_move;

#define DUBAN_MOVES_MAX (DUBAN_LABEL_STYLES_MAX * (3 * DUBAN_LEVELS_MAX + 2))

/* All moves of a label; returns their number. */
uint32_t duban_series_moves(const duban_series *series, const duban_label *label,
                            const duban_styles *styles, duban_move moves[DUBAN_MOVES_MAX]);

void duban_series_apply(duban_series *series, const duban_move *move);

/* What it costs that the document ends here: series that have one member only are doubtful. */
int32_t duban_series_end_cost(const duban_series *series, const duban_styles *styles);

/* Whether a label can stand only directly behind the words of an accepted label's heading. */
bool duban_label_needs_heading(const duban_label *label);

#endif
