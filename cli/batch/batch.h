/*
 * A run over a folder of outputs: what its parts share.
 */
#ifndef DUBAN_CLI_BATCH_BATCH_H
#define DUBAN_CLI_BATCH_BATCH_H

#include "cli/batch/inputs.h"
#include "cli/batch/ledger.h"
#include "cli/batch/progress.h"
#include "cli/batch/settings.h"
#include "cli/batch/spool.h"

typedef struct {
    const duban_run_settings *settings;
    const duban_batch_inputs *inputs;
    const char *rules; /* their version */
    duban_book book;
    duban_spool spool;
    duban_ledger_row *rows; /* of the batch to be committed next */
    uint32_t row_count;
    uint64_t committed; /* clock of the last commit */
    uint32_t next;      /* input */
    int nowhere;        /* /dev/null, where no output is wanted */
    bool broken;        /* disk or ledger failed, and a message has said so */
    bool too_many;      /* over --max-failed */
    duban_run_sums sums;
    duban_progress progress;
} duban_batch;

/* The reason why an input is to be read, NULL if there is none but a change of its content; fills
 * the row with what is known of it. */
const char *duban_batch_judge(duban_batch *batch, const char *name, duban_ledger_row *row);

/* The client of the pool. */
duban_next duban_batch_next(void *context, duban_job *job);
bool duban_batch_done(void *context, const duban_job *job, const duban_report *report);
bool duban_batch_tick(void *context);

/* Writes a row with the next commit; commits when there are many. False: broken. */
bool duban_batch_record(duban_batch *batch, const duban_ledger_row *row);
bool duban_batch_commit(duban_batch *batch);

/* Counts a row that was made now or kept. */
void duban_batch_count(duban_batch *batch, const duban_ledger_row *row, bool kept);

/* Says that disk or ledger failed; answers false. */
bool duban_batch_break(duban_batch *batch, const char *what, const char *why);

#endif
