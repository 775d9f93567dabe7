/*
 * Rows -> the sums of the run, and parcels for the scribe, which writes them while workers read on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/batch/batch.h"
#include "cli/batch/vitals.h"
#include "cli/message.h"

enum {
    COMMIT_US = 1000000, /* a row waits no longer for its parcel to be handed over */
    MANY = 64,           /* rows are worth a commit, if the scribe is free; */
    SOME = 16,           /* it is asked again after so many */
};

bool duban_batch_break(duban_batch *batch, const char *what, const char *why) {
    if (!batch->broken) duban_message("duban run: error: %s: %s", what, why);
    batch->broken = true;
    return false;
}

static void count_slow(duban_run_sums *sums, const duban_ledger_row *row) {
    uint32_t at = DUBAN_SLOWEST;
    while (at && row->microseconds > sums->slowest[at - 1].microseconds) at--;
    if (at == DUBAN_SLOWEST) return;
    memmove(&sums->slowest[at + 1], &sums->slowest[at],
            (DUBAN_SLOWEST - 1 - at) * sizeof sums->slowest[0]);
    snprintf(sums->slowest[at].name, sizeof sums->slowest[at].name, "%s", row->input);
    sums->slowest[at].microseconds = row->microseconds;
}

/* The ids of a row's rules that hit a limit, each once in the sums. */
static void count_limits(duban_run_sums *sums, const char *ids) {
    while (*ids) {
        char id[128];
        int length = (int)strcspn(ids, " ");
        size_t used = strlen(sums->limits);
        snprintf(id, sizeof id, "%.*s", length, ids);
        bool fits = used + (size_t)length + 2 < sizeof sums->limits;
        if (fits && !strstr(sums->limits, id)) {
            snprintf(sums->limits + used, sizeof sums->limits - used, "%s%s", used ? " " : "", id);
        }
        ids += length;
        ids += *ids == ' ';
    }
}

void duban_batch_count(duban_batch *batch, const duban_ledger_row *row, bool kept) {
    duban_run_sums *sums = &batch->sums;
    sums->ended[row->status]++;
    if (row->container) sums->inputs++;
    if (kept) sums->kept++;
    count_limits(sums, row->limits);
    for (int i = 0; i < DUBAN_TALLY_COUNT; i++) sums->sums[i] += row->tally.of[i];
    if (!kept && *row->sha256) {
        sums->read++;
        sums->bytes += row->bytes;
        count_slow(sums, row);
    }
    if (!duban_outcome_in(batch->settings->fail_on, row->status)) return;
    if (++sums->failed > batch->settings->max_failed) batch->too_many = true;
}

/* Hands the parcel over; what the scribe could not write breaks the run. */
static bool hand_over(duban_batch *batch) {
    batch->committed = duban_vitals_clock();
    if (duban_scribe_hand_over(&batch->scribe)) return true;
    return duban_batch_break(batch, batch->scribe.what, batch->scribe.why);
}

bool duban_batch_record(duban_batch *batch, const duban_ledger_row *row) {
    if (batch->settings->dry_run || batch->broken) {
        free(row->own);
        return !batch->broken;
    }
    duban_parcel *parcel = duban_scribe_parcel(&batch->scribe);
    parcel->rows[parcel->row_count++] = *row;
    bool many = parcel->row_count >= MANY && parcel->row_count % SOME == 0;
    bool late = duban_vitals_clock() > batch->committed + COMMIT_US;
    return many || late ? hand_over(batch) : true;
}

bool duban_batch_record_output(duban_batch *batch, const duban_ledger_row *row, int output) {
    duban_parcel *parcel = duban_scribe_parcel(&batch->scribe);
    if (!batch->broken) {
        parcel->kept[parcel->kept_count++] = duban_spool_keep(&batch->spool, output, row->output);
    }
    return duban_batch_record(batch, row);
}

bool duban_batch_finish(duban_batch *batch) {
    if (batch->broken || duban_scribe_stop(&batch->scribe)) return !batch->broken;
    return duban_batch_break(batch, batch->scribe.what, batch->scribe.why);
}

bool duban_batch_tick(void *context) {
    duban_batch *batch = context;
    duban_progress_show(&batch->progress, &batch->sums, false);
    if (batch->too_many || batch->broken) return false;
    bool late = duban_vitals_clock() > batch->committed + COMMIT_US;
    return late && !batch->settings->dry_run ? hand_over(batch) : true;
}
