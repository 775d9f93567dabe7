/*
 * Outputs on their way to their names: temporary files in the output folder that workers write,
 * and that appear under their names a batch at a time, after their bytes are on the disk.
 */
#ifndef DUBAN_CLI_BATCH_SPOOL_H
#define DUBAN_CLI_BATCH_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/batch/names.h"

typedef struct {
    int file;
    uint32_t number; /* of the temporary name */
    bool idle;       /* free for the next job */
} duban_spool_file;

/* Those that are being written, or wait to be. */
typedef struct {
    int folder;
    duban_spool_file *files;
    uint32_t count, capacity, numbers;
} duban_spool;

/* One that is whole, and what it is to be called. */
typedef struct {
    int file;
    uint32_t number;
    char output[DUBAN_OUTPUT_NAME];
} duban_spool_kept;

/* Takes over the descriptor of the folder. False: no memory. */
bool duban_spool_init(duban_spool *spool, int folder, uint32_t jobs);
/* Removes what was not kept. */
void duban_spool_free(duban_spool *spool);

/* An empty file to write to, or -1: errno says why. */
int duban_spool_take(duban_spool *spool);

/* The file is of no use: it is emptied for another job. */
void duban_spool_drop(duban_spool *spool, int file);

/* The file is whole and is to appear under this name: it leaves the spool. */
duban_spool_kept duban_spool_keep(duban_spool *spool, int file, const char *output);

/*
 * Syncs, renames, syncs the folder; closes the files. False: errno says why; none of them counts
 * as done, and those without their name are removed.
 */
bool duban_spool_commit(int folder, const duban_spool_kept *kept, uint32_t count);

/* Closes and removes them. */
void duban_spool_discard(int folder, const duban_spool_kept *kept, uint32_t count);

/*
 * Clears away what a killed run left: temporary files always, and with orphans outputs for which
 * known(context, name) is false. False: errno says why.
 */
bool duban_spool_sweep(int folder, bool orphans, bool (*known)(void *context, const char *name),
                       void *context);

#endif
