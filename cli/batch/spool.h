/*
 * Outputs on their way to their names: temporary files in the output folder that workers write,
 * and that appear under their names a batch at a time, after their bytes are on the disk.
 */
#ifndef DUBAN_CLI_BATCH_SPOOL_H
#define DUBAN_CLI_BATCH_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/batch/names.h"

/* Outputs in a batch. Syncing one costs some hundred microseconds, a batch little more. */
#define DUBAN_SPOOL_BATCH 128

typedef struct {
    int file;
    uint32_t number;                /* of the temporary name */
    bool idle;                      /* free for the next job */
    char output[DUBAN_OUTPUT_NAME]; /* "": still being written; else what it is to be called */
} duban_spool_file;

typedef struct {
    int folder;
    duban_spool_file *files;
    uint32_t count, capacity, ready, numbers;
} duban_spool;

/* Takes over the descriptor of the folder. False: no memory. */
bool duban_spool_init(duban_spool *spool, int folder, uint32_t jobs);
/* Removes what was not committed. */
void duban_spool_free(duban_spool *spool);

/* An empty file to write to, or -1: errno says why. */
int duban_spool_take(duban_spool *spool);

/* The file is of no use: it is emptied for another job. */
void duban_spool_drop(duban_spool *spool, int file);

/* The file is whole and is to appear under this name with the next commit. */
void duban_spool_keep(duban_spool *spool, int file, const char *output);

/* How many are waiting for a commit. */
static inline uint32_t duban_spool_ready(const duban_spool *spool) { return spool->ready; }

/* Syncs, renames, syncs the folder. False: errno says why; none of them counts as done. */
bool duban_spool_commit(duban_spool *spool);

/*
 * Clears away what a killed run left: temporary files always, and with orphans outputs for which
 * known(context, name) is false. False: errno says why.
 */
bool duban_spool_sweep(int folder, bool orphans, bool (*known)(void *context, const char *name),
                       void *context);

#endif
