/*
 * The life of a run over a folder: inputs listed, folder locked, ledger opened with a row for each
 * input, workers run, ledger closed, verdict; see folder.h.
 */
#include "cli/batch/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch/archives.h"
#include "cli/batch/links.h"
#include "cli/batch/lock.h"
#include "cli/batch/programs.h"
#include "cli/batch/summary.h"
#include "cli/batch/verdict.h"
#include "cli/batch/vitals.h"
#include "cli/message.h"
#include "cli/output.h"
#include "out/version.h"

typedef struct {
    const duban_folder_order *order;
    const duban_run_settings *settings;
    duban_batch_inputs inputs;
    duban_batch batch;
    bool stopped;    /* before it began */
    uint64_t listed; /* before sharding */
    char list_sha256[DUBAN_SHA256_HEX];
} job;

static bool refuse(const char *what, const char *why) {
    duban_message("%s: error: %s", what, why);
    return false;
}

static bool collect(job *j) {
    const duban_args *args = j->order->args;
    j->inputs = (duban_batch_inputs){.arena = j->order->arena, .apart = j->settings->output};
    if (j->settings->from0) duban_batch_inputs_add_list(&j->inputs, j->settings->from0, '\0');
    duban_batch_inputs_add(&j->inputs, args->count, args->operands);
    if (j->inputs.failed) return refuse(j->inputs.failed, strerror(j->inputs.error));
    duban_batch_inputs_settle(&j->inputs);
    j->stopped = !duban_links_follow(&j->inputs, j->settings, &j->batch.progress);
    j->listed = j->inputs.count;
    duban_batch_inputs_hash(&j->inputs, j->list_sha256);
    duban_batch_inputs_shard(&j->inputs, j->settings->shard, j->settings->shards);
    j->batch.sums.inputs = j->inputs.count;
    return true;
}

/* The folder, locked. */
static bool open_folder(job *j, int *folder) {
    const char *path = j->settings->output;
    if (!j->settings->dry_run && !duban_output_folder(path)) return refuse(path, strerror(errno));
    *folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (j->settings->dry_run) return true;
    if (*folder < 0) return refuse(path, strerror(errno));
    pid_t holder = duban_lock_take(*folder);
    if (holder > 0) {
        char why[80];
        snprintf(why, sizeof why, "process %ld is at work here; wait for it, then run again",
                 (long)holder);
        return refuse(path, why);
    }
    return holder == 0 || refuse(path, strerror(errno));
}

static bool knows(void *book, const char *output) {
    return duban_ledger_knows_output(book, output);
}

static bool expect_inputs(job *j) {
    bool written = true;
    for (uint32_t i = 0; written && i < j->inputs.count; i++) {
        bool is_new = false;
        written = duban_ledger_expect(&j->batch.written, j->inputs.names[i], &is_new);
        j->batch.is_new[i] = is_new;
    }
    return written;
}

/*
 * The ledger, with a row for each input; what a killed run left is cleared away. That the run has
 * begun is on the disk before its first output is: outputs without rows are looked for only then.
 */
static bool open_ledger(job *j, int folder) {
    const char *path = j->settings->output;
    duban_book *book = &j->batch.written;
    const duban_ledger_run run = {.rules = j->batch.rules,
                                  .version = duban_version(),
                                  .sandbox = j->order->sandbox,
                                  .shard = j->settings->shard,
                                  .shards = j->settings->shards,
                                  .listed = j->listed,
                                  .list_sha256 = j->list_sha256};
    bool opened = duban_ledger_open(book, path);
    if (opened && !duban_spool_sweep(folder, duban_ledger_is_torn(book), knows, book)) {
        return refuse(path, strerror(errno));
    }
    bool written = opened && duban_ledger_begin(book) && duban_ledger_start_run(book, &run) &&
                   expect_inputs(j) && duban_ledger_commit(book) && duban_ledger_relax(book);
    return written || refuse(path, book->error);
}

static bool open_all(job *j) {
    duban_batch *batch = &j->batch;
    int folder = -1;
    if (!collect(j) || !open_folder(j, &folder)) return false;
    batch->is_new = duban_arena_alloc(j->order->arena, j->inputs.count + 1);
    batch->nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    batch->committed = duban_vitals_clock();
    if (!duban_spool_init(&batch->spool, folder, duban_pool_jobs(&j->settings->pool))) {
        return refuse("duban", duban_status_meaning(DUBAN_NO_MEMORY));
    }
    bool dry = j->settings->dry_run;
    if (!dry && !open_ledger(j, folder)) return false;
    bool readable = duban_ledger_open_to_read(&batch->book, j->settings->output);
    /* Without a ledger everything is new. */
    if (!readable && dry) duban_ledger_close(&batch->book);
    if (!readable && !dry) return refuse(j->settings->output, batch->book.error);
    return dry || duban_scribe_start(&batch->scribe, &batch->written, folder) ||
           refuse("duban run", strerror(errno));
}

static void close_all(job *j) {
    duban_archives_free(&j->batch);
    duban_scribe_free(&j->batch.scribe);
    duban_spool_free(&j->batch.spool);
    duban_ledger_close(&j->batch.book);
    duban_ledger_close(&j->batch.written);
}

static void hold_scribe(void *context) {
    duban_batch *batch = context;
    duban_scribe_hold(&batch->scribe);
}

static void release_scribe(void *context) {
    duban_batch *batch = context;
    duban_scribe_release(&batch->scribe);
}

static duban_pool_result run_pool(job *j) {
    const duban_pool_client client = {.context = &j->batch,
                                      .next = duban_batch_next,
                                      .done = duban_batch_done,
                                      .found = duban_archives_found,
                                      .tick = duban_batch_tick,
                                      .hold = hold_scribe,
                                      .release = release_scribe};
    duban_pool_settings pool = j->settings->pool;
    pool.worker.cage.scratch =
        j->settings->dry_run ? NULL
                             : duban_programs_make_scratch(j->settings->output, j->order->arena);
    duban_pool_result result = duban_pool_run(&pool, &client);
    duban_programs_remove_scratch(pool.worker.cage.scratch);
    return result;
}

static duban_exit read_all(job *j) {
    duban_batch *batch = &j->batch;
    duban_pool_result result = j->stopped ? DUBAN_POOL_STOPPED : run_pool(j);
    (void)duban_batch_finish(batch);
    duban_progress_show(&batch->progress, &batch->sums, true);
    duban_exit status = duban_verdict_give(batch, result);
    if (!j->settings->quiet && !j->settings->dry_run) duban_summary_show(batch);
    return status;
}

duban_exit duban_folder_run(const duban_folder_order *order) {
    job *j = duban_arena_alloc(order->arena, sizeof *j);
    *j = (job){.order = order, .settings = order->settings};
    j->batch = (duban_batch){.settings = order->settings,
                             .inputs = &j->inputs,
                             .rules = order->rules,
                             .progress = order->progress};
    j->batch.sums.started = order->started;
    duban_exit status = open_all(j) ? read_all(j) : DUBAN_EXIT_ENVIRONMENT;
    close_all(j);
    return status;
}
