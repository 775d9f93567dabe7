/*
 * The options of duban run as values.
 */
#ifndef DUBAN_CLI_BATCH_SETTINGS_H
#define DUBAN_CLI_BATCH_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "cli/batch/ledger.h"
#include "cli/batch/outcome.h"
#include "cli/batch/supervisor.h"
#include "cli/options.h"

/* The places of the options in duban_command_run.options. */
typedef enum {
    DUBAN_RUN_OUTPUT,
    DUBAN_RUN_JOBS,
    DUBAN_RUN_RULES,
    DUBAN_RUN_COLUMN,
    DUBAN_RUN_ID_COLUMN,
    DUBAN_RUN_FROM0,
    DUBAN_RUN_NEWER_THAN,
    DUBAN_RUN_SHARD,
    DUBAN_RUN_STREAM,
    DUBAN_RUN_DRY_RUN,
    DUBAN_RUN_RETRY,
    DUBAN_RUN_FAIL_ON,
    DUBAN_RUN_MAX_FAILED,
    DUBAN_RUN_TIMEOUT,
    DUBAN_RUN_MEMORY,
    DUBAN_RUN_RECYCLE,
    DUBAN_RUN_SANDBOX,
    DUBAN_RUN_PROGRESS,
    DUBAN_RUN_QUIET,
} duban_run_option;

typedef enum { DUBAN_PROGRESS_AUTO, DUBAN_PROGRESS_JSON, DUBAN_PROGRESS_NONE } duban_progress_mode;

typedef struct {
    const char *output; /* folder; NULL only with --stream */
    duban_pool_settings pool;
    const char *from0;
    char columns[DUBAN_COLUMNS]; /* the two of dumps, as the ledger names them; "" for none */
    struct timespec newer_than;  /* with has_newer */
    bool has_newer, stream, dry_run, retry, quiet;
    uint32_t shard, shards;
    duban_outcome_set fail_on;
    uint64_t max_failed; /* UINT64_MAX: no limit */
    duban_progress_mode progress;
} duban_run_settings;

/* False: the usage is wrong, and a message has said how. */
bool duban_run_settings_read(const duban_args *args, duban_run_settings *settings);

#endif
