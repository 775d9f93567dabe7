/*
 * A run over a folder of outputs: what its parts share.
 */
#ifndef DUBAN_CLI_BATCH_BATCH_H
#define DUBAN_CLI_BATCH_BATCH_H

#include "cli/batch/inputs.h"
#include "cli/batch/ledger.h"
#include "cli/batch/progress.h"
#include "cli/batch/scribe.h"
#include "cli/batch/settings.h"
#include "cli/batch/spool.h"

typedef struct {
    const duban_run_settings *settings;
    const duban_batch_inputs *inputs;
    const char *rules;  /* their version */
    duban_book book;    /* for reading */
    duban_book written; /* the scribe's, between the beginning and the end of the run */
    duban_spool spool;
    duban_scribe scribe;
    uint8_t *is_new;                /* for each input: the ledger knew nothing of it */
    uint64_t committed;             /* clock at which a parcel was handed over last */
    uint32_t next;                  /* input */
    struct duban_archive *archives; /* containers that are being read (archives.h) */
    uint32_t members;               /* found in containers so far */
    int nowhere;                    /* /dev/null, where no output is wanted */
    bool broken;                    /* disk or ledger failed, and a message has said so */
    bool too_many;                  /* over --max-failed */
    duban_run_sums sums;
    duban_progress progress;
} duban_batch;

/* The reason why an input is to be read, NULL if there is none but a change of its content; fills
 * the row with what is known of it. */
const char *duban_batch_judge(duban_batch *batch, const char *name, bool is_new,
                              duban_ledger_row *row);

/* A file for an output; -1: broken. */
int duban_batch_take_output(duban_batch *batch);

/* The client of the pool. */
duban_next duban_batch_next(void *context, duban_job *job);
bool duban_batch_done(void *context, const duban_job *job, const duban_report *report);
bool duban_batch_tick(void *context);

/* Writes a row, and the output that it names, with the next parcel; hands that over when it is full
 * or late. False: broken. */
bool duban_batch_record(duban_batch *batch, const duban_ledger_row *row);
bool duban_batch_record_output(duban_batch *batch, const duban_ledger_row *row, int output);
/* Waits until all is on the disk. */
bool duban_batch_finish(duban_batch *batch);

/* Counts a row that was made now or kept; a member is an input that was not listed. */
void duban_batch_count(duban_batch *batch, const duban_ledger_row *row, bool kept);

/* Says that disk or ledger failed; answers false. */
bool duban_batch_break(duban_batch *batch, const char *what, const char *why);

#endif
