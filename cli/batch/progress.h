/*
 * How far a run has come: a line on a terminal, or JSON Lines for programs, on standard error.
 */
#ifndef DUBAN_CLI_BATCH_PROGRESS_H
#define DUBAN_CLI_BATCH_PROGRESS_H

#include <stdbool.h>

#include "cli/batch/settings.h"
#include "cli/batch/sums.h"

typedef struct {
    duban_progress_mode mode; /* AUTO only where standard error is a terminal */
    uint64_t shown;           /* clock of the last one */
    bool line;                /* a line stands on the terminal */
} duban_progress;

void duban_progress_init(duban_progress *progress, const duban_run_settings *settings);

/* A word before there are numbers: "reading the rules". */
void duban_progress_say(duban_progress *progress, const char *word);

/* Shows the sums, at most a few times a second; last: now, and never again. */
void duban_progress_show(duban_progress *progress, const duban_run_sums *sums, bool last);

#endif
