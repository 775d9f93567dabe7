/*
 * The sums of a run.
 */
#ifndef DUBAN_CLI_BATCH_SUMS_H
#define DUBAN_CLI_BATCH_SUMS_H

#include <stdint.h>

#include "base/status.h"
#include "cli/batch/tally.h"

/* The slowest documents that the summary names. */
#define DUBAN_SLOWEST 5

/* What the summary tells. */
typedef struct {
    uint64_t inputs;                   /* of this run, members that have ended among them */
    uint64_t ended[DUBAN_PENDING + 1]; /* by status; those kept from earlier runs too */
    uint64_t kept;                     /* of them: content, rules and duban unchanged */
    uint64_t read, bytes;              /* read now, and their size */
    uint64_t failed;                   /* of those in --fail-on */
    uint64_t sums[DUBAN_TALLY_COUNT];
    struct {
        char name[256];
        uint64_t microseconds;
    } slowest[DUBAN_SLOWEST];
    char limits[1024]; /* rules that hit a limit, each once */
    uint64_t started;  /* clock, vitals.h */
} duban_run_sums;

#endif
