/*
 * The table at the end of a run.
 */
#ifndef DUBAN_CLI_BATCH_SUMMARY_H
#define DUBAN_CLI_BATCH_SUMMARY_H

#include <stdio.h>

#include "cli/batch/batch.h"

/* Shows on standard error: inputs by status, records by kind, time, the slowest documents, rules
 * that hit a limit. */
void duban_summary_show(const duban_batch *batch);

/* The same sums over a whole ledger, on standard output. */
void duban_summary_show_inputs(FILE *file, const uint64_t ended[], uint64_t inputs);

#endif
