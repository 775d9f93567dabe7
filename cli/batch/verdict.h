/*
 * How a run ended: the books are balanced, and the exit status is chosen.
 */
#ifndef DUBAN_CLI_BATCH_VERDICT_H
#define DUBAN_CLI_BATCH_VERDICT_H

#include "cli/batch/batch.h"

/* The exit status that the end of a pool means. That it could not work is said; that it was
 * stopped or refused to go on is the client's to say. */
duban_exit duban_verdict_of_pool(duban_pool_result result, const duban_pool_settings *settings);

/*
 * Ends the run in its ledger, and makes sure that each of its inputs has one terminal status there:
 * if one does not, that is a defect of duban, and the run ends with DUBAN_EXIT_DEFECT. Inputs that
 * were not reached count as skipped from here on.
 */
duban_exit duban_verdict_give(duban_batch *batch, duban_pool_result result);

#endif
