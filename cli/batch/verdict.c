/* The end of a run -> exit status; see verdict.h. */
#include "cli/batch/verdict.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "cli/message.h"

duban_exit duban_verdict_of_pool(duban_pool_result result, const duban_pool_settings *settings) {
    bool required = settings->worker.cage.mode == DUBAN_SANDBOX_REQUIRE;
    switch (result) {
    case DUBAN_POOL_DONE:
        return DUBAN_EXIT_OK;
    case DUBAN_POOL_FAILED:
        duban_message("duban run: error: workers cannot be started%s",
                      required ? "; does the kernel have what --sandbox=require asks for?" : "");
        return DUBAN_EXIT_ENVIRONMENT;
    case DUBAN_POOL_DEFECT:
        duban_message("duban run: error: a defect of duban: workers die before they begin; "
                      "please report it");
        return DUBAN_EXIT_DEFECT;
    default:
        return DUBAN_EXIT_ENVIRONMENT;
    }
}

/* How many inputs the sums know to have ended. */
static uint64_t count_ended(const duban_run_sums *sums) {
    uint64_t ended = 0;
    for (int i = 0; i < DUBAN_PENDING; i++) ended += sums->ended[i];
    return ended;
}

/* Inputs of the run without a terminal status in the ledger. */
static uint64_t count_lost(duban_batch *batch) {
    uint64_t lost = 0;
    duban_ledger_row row;
    for (uint32_t i = 0; i < batch->inputs->count; i++) {
        lost += !duban_ledger_find(&batch->written, batch->inputs->names[i], &row);
    }
    return lost;
}

/* Inputs equal the sum of statuses, in memory and on the disk. */
static bool is_balanced(duban_batch *batch, bool reached_all) {
    const duban_run_sums *sums = &batch->sums;
    uint64_t ended = count_ended(sums), lost = count_lost(batch);
    if (lost) {
        duban_message("duban run: error: a defect of duban: %" PRIu64 " of %" PRIu32
                      " inputs have no status in the ledger; please report it, then run again",
                      lost, batch->inputs->count);
    } else if (ended > sums->inputs || (reached_all && ended != sums->inputs)) {
        duban_message("duban run: error: a defect of duban: %" PRIu64 " statuses for %" PRIu64
                      " inputs; please report it",
                      ended, sums->inputs);
    } else {
        return true;
    }
    return false;
}

/* With inputs that were not reached the statuses sum up to the inputs. */
static void count_unreached(duban_run_sums *sums) {
    uint64_t ended = count_ended(sums);
    if (ended < sums->inputs) sums->ended[DUBAN_SKIPPED] += sums->inputs - ended;
}

static duban_exit judge(const duban_batch *batch, duban_pool_result result) {
    bool refused = result == DUBAN_POOL_REFUSED; /* by this client, which knows why */
    duban_exit status = DUBAN_EXIT_OK;
    if (!refused) status = duban_verdict_of_pool(result, &batch->settings->pool);
    if (result == DUBAN_POOL_STOPPED) {
        duban_message("duban run: stopped; run it again to go on where it stopped");
    }
    if (batch->too_many) {
        duban_message("duban run: error: over %" PRIu64
                      " inputs failed, the rest is skipped until the next run",
                      batch->settings->max_failed);
    }
    if (status == DUBAN_EXIT_OK && batch->broken) return DUBAN_EXIT_ENVIRONMENT;
    if (status == DUBAN_EXIT_OK && batch->sums.failed) return DUBAN_EXIT_FAILED;
    return status;
}

/* Older outputs have gone from the disk before the ledger says that nothing is left to be done. */
static bool end_run(duban_batch *batch, duban_exit status) {
    const char *why = NULL;
    if (fsync(batch->spool.folder) != 0)
        why = strerror(errno);
    else if (!duban_ledger_end_run(&batch->written, (int)status))
        why = batch->written.error;
    return !why || duban_batch_break(batch, batch->settings->output, why);
}

duban_exit duban_verdict_give(duban_batch *batch, duban_pool_result result) {
    duban_exit status = judge(batch, result);
    bool dry = batch->settings->dry_run;
    if (!dry && !batch->broken && !end_run(batch, status)) status = DUBAN_EXIT_ENVIRONMENT;
    bool reached_all = result == DUBAN_POOL_DONE && !batch->too_many;
    if (!dry && !batch->broken && !is_balanced(batch, reached_all)) status = DUBAN_EXIT_DEFECT;
    count_unreached(&batch->sums);
    return status;
}
