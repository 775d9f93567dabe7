/*
 * How an input of a batch ended: the statuses that a run's ledger knows. Each input has exactly
 * one; the reason beside it says the rest.
 */
#ifndef DUBAN_CLI_BATCH_OUTCOME_H
#define DUBAN_CLI_BATCH_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* The statuses in the order in which they are shown. All but the last are terminal: pending is what
 * a run has not ended yet, be it going on or killed. */
extern const duban_status duban_outcomes[];
extern const size_t duban_outcome_count;

/* The terminal status that a status of the library means: an empty file is no_text, a missing or
 * broken one bad_input. */
duban_status duban_outcome_of(duban_status status);

/* The outcome with this word. False: there is none. */
bool duban_outcome_read(const char *word, size_t length, duban_status *outcome);

/* The input gave a ledger. */
static inline bool duban_outcome_is_good(duban_status s) {
    return s == DUBAN_OK || s == DUBAN_PARTIAL;
}

/* Sets of outcomes, for --fail-on. */
typedef unsigned long duban_outcome_set;
static inline bool duban_outcome_in(duban_outcome_set set, duban_status s) { return set >> s & 1; }

/* Reads "any", "none", or words separated by commas; "any" is every outcome but ok, ok_partial,
 * skipped and pending. */
bool duban_outcome_set_read(const char *words, duban_outcome_set *set);

#endif
