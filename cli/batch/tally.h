/*
 * What is counted in a notice, in one list: the ledger of a run has a column for each.
 */
#ifndef DUBAN_CLI_BATCH_TALLY_H
#define DUBAN_CLI_BATCH_TALLY_H

#include <stdint.h>

/* X(CONSTANT, column) */
#define DUBAN_TALLIES(X)                                                                           \
    X(TASKS, tasks)                                                                                \
    X(UNITS, units)                                                                                \
    X(TARGETS, targets)                                                                            \
    X(BASELINES, baselines)                                                                        \
    X(DEADLINES, deadlines)                                                                        \
    X(UNEXPLAINED, unexplained)                                                                    \
    X(WARNINGS, warnings)

typedef enum {
#define DUBAN_TALLY_CONSTANT(name, column) DUBAN_TALLY_##name,
    DUBAN_TALLIES(DUBAN_TALLY_CONSTANT)
#undef DUBAN_TALLY_CONSTANT
        DUBAN_TALLY_COUNT
} duban_tally_kind;

typedef struct {
    uint32_t of[DUBAN_TALLY_COUNT];
} duban_tally;

#endif
