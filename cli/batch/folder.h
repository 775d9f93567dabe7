/*
 * duban run -o DIR: inputs -> outputs and a ledger in a folder.
 */
#ifndef DUBAN_CLI_BATCH_FOLDER_H
#define DUBAN_CLI_BATCH_FOLDER_H

#include "base/arena.h"
#include "cli/batch/progress.h"
#include "cli/batch/settings.h"

/* What a run has found out before it comes to its folder. */
typedef struct {
    const duban_run_settings *settings;
    const duban_args *args; /* its operands are the inputs */
    duban_arena *arena;     /* within duban_arena_run() */
    const char *rules;      /* their version */
    const char *sandbox;    /* what workers are kept in, in words */
    uint64_t started;       /* clock, vitals.h */
    duban_progress progress;
} duban_folder_order;

/* Runs to the end, and shows the summary. What went wrong was said. */
duban_exit duban_folder_run(const duban_folder_order *run);

#endif
