/*
 * Rows and outputs -> disk, a batch at a time: first the outputs' bytes, then their names, then
 * the rows that name them, then older outputs go. A kill between any two of these leaves what the
 * next run puts right.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch/batch.h"
#include "cli/batch/vitals.h"
#include "cli/message.h"

enum { COMMIT_US = 1000000 }; /* a row waits no longer */

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

bool duban_batch_record(duban_batch *batch, const duban_ledger_row *row) {
    if (batch->settings->dry_run) return true;
    batch->rows[batch->row_count++] = *row;
    bool full = batch->row_count == DUBAN_SPOOL_BATCH;
    bool late = duban_vitals_clock() > batch->committed + COMMIT_US;
    return full || late ? duban_batch_commit(batch) : true;
}

/* Writes the rows; the names of outputs that they replace take their places in them. */
static bool write_rows(duban_batch *batch) {
    for (uint32_t i = 0; i < batch->row_count; i++) {
        duban_ledger_row *row = &batch->rows[i], old;
        bool known = duban_ledger_find(&batch->book, row->input, &old);
        if (!duban_ledger_put(&batch->book, row)) return false;
        bool replaced = known && strcmp(old.output, row->output) != 0;
        memcpy(row->output, replaced ? old.output : "", replaced ? sizeof row->output : 1);
    }
    return true;
}

bool duban_batch_commit(duban_batch *batch) {
    batch->committed = duban_vitals_clock();
    if (!batch->row_count) return true;
    if (!duban_spool_commit(&batch->spool)) {
        return duban_batch_break(batch, "the outputs cannot be written", strerror(errno));
    }
    if (!duban_ledger_begin(&batch->book) || !write_rows(batch) ||
        !duban_ledger_commit(&batch->book)) {
        return duban_batch_break(batch, batch->settings->output, batch->book.error);
    }
    for (uint32_t i = 0; i < batch->row_count; i++) {
        if (*batch->rows[i].output) unlinkat(batch->spool.folder, batch->rows[i].output, 0);
        free(batch->rows[i].own);
    }
    batch->row_count = 0;
    return duban_ledger_remove_outdated(&batch->book, batch->spool.folder) ||
           duban_batch_break(batch, batch->settings->output, batch->book.error);
}

bool duban_batch_tick(void *context) {
    duban_batch *batch = context;
    duban_progress_show(&batch->progress, &batch->sums, false);
    if (batch->too_many || batch->broken) return false;
    bool late = duban_vitals_clock() > batch->committed + COMMIT_US;
    return late ? duban_batch_commit(batch) : true;
}
