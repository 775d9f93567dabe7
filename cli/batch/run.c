/* duban run: a batch of inputs in, a folder of ledgers out, every input accounted for. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/batch/archives.h"
#include "cli/batch/lock.h"
#include "cli/batch/programs.h"
#include "cli/batch/stream.h"
#include "cli/batch/summary.h"
#include "cli/batch/vitals.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/rules_dir.h"
#include "out/version.h"

typedef struct {
    const duban_args *args;
    duban_arena *arena;
    duban_run_settings settings;
    duban_batch_inputs inputs;
    duban_batch batch;
    uint64_t listed;
    char list_sha256[DUBAN_SHA256_HEX], sandbox[64];
    duban_exit status;
} job;

static bool refuse(job *j, duban_exit status, const char *what, const char *why) {
    duban_message("%s: error: %s", what, why);
    j->status = status;
    return false;
}

static bool collect(job *j) {
    j->inputs = (duban_batch_inputs){.arena = j->arena, .apart = j->settings.output};
    if (j->settings.from0) duban_batch_inputs_add_list(&j->inputs, j->settings.from0, '\0');
    duban_batch_inputs_add(&j->inputs, j->args->count, j->args->operands);
    if (j->inputs.failed) {
        return refuse(j, DUBAN_EXIT_ENVIRONMENT, j->inputs.failed, strerror(errno));
    }
    duban_batch_inputs_settle(&j->inputs);
    j->listed = j->inputs.count;
    duban_batch_inputs_hash(&j->inputs, j->list_sha256);
    duban_batch_inputs_shard(&j->inputs, j->settings.shard, j->settings.shards);
    j->batch.sums.inputs = j->inputs.count;
    return true;
}

/* The folder, locked. */
static bool open_folder(job *j, int *folder) {
    const char *path = j->settings.output;
    if (!j->settings.dry_run && !duban_output_folder(path)) {
        return refuse(j, DUBAN_EXIT_ENVIRONMENT, path, strerror(errno));
    }
    *folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (j->settings.dry_run) return true;
    if (*folder < 0) return refuse(j, DUBAN_EXIT_ENVIRONMENT, path, strerror(errno));
    pid_t holder = duban_lock_take(*folder);
    if (holder > 0) {
        char why[80];
        snprintf(why, sizeof why, "process %ld is at work here; wait for it, then run again",
                 (long)holder);
        return refuse(j, DUBAN_EXIT_ENVIRONMENT, path, why);
    }
    return holder == 0 || refuse(j, DUBAN_EXIT_ENVIRONMENT, path, strerror(errno));
}

static bool knows(void *book, const char *output) {
    return duban_ledger_knows_output(book, output);
}

/* The ledger, with a row for each input; what a killed run left is cleared away. */
static bool open_ledger(job *j, int folder) {
    duban_book *book = &j->batch.written;
    const duban_ledger_run run = {.rules = j->batch.rules,
                                  .version = duban_version(),
                                  .sandbox = j->sandbox,
                                  .shard = j->settings.shard,
                                  .shards = j->settings.shards,
                                  .listed = j->listed,
                                  .list_sha256 = j->list_sha256};
    bool opened = duban_ledger_open(book, j->settings.output);
    if (opened && !duban_spool_sweep(folder, duban_ledger_is_torn(book), knows, book)) {
        return refuse(j, DUBAN_EXIT_ENVIRONMENT, j->settings.output, strerror(errno));
    }
    bool written = opened && duban_ledger_begin(book) && duban_ledger_start_run(book, &run);
    for (uint32_t i = 0; written && i < j->inputs.count; i++) {
        bool is_new;
        written = duban_ledger_expect(book, j->inputs.names[i], &is_new);
        j->batch.is_new[i] = is_new;
    }
    written = written && duban_ledger_commit(book);
    return written || refuse(j, DUBAN_EXIT_ENVIRONMENT, j->settings.output, book->error);
}

static duban_exit judge(const job *j, duban_pool_result result) {
    const duban_batch *batch = &j->batch;
    if (result == DUBAN_POOL_FAILED) {
        duban_message("duban run: error: workers cannot be started%s",
                      j->settings.pool.worker.cage.mode == DUBAN_SANDBOX_REQUIRE
                          ? "; does the kernel have what --sandbox=require asks for?"
                          : "");
    }
    if (result == DUBAN_POOL_STOPPED) {
        duban_message("duban run: stopped; run it again to go on where it stopped");
    }
    if (batch->too_many) {
        duban_message(
            "duban run: error: over %llu inputs failed, the rest is skipped until the next run",
            (unsigned long long)j->settings.max_failed);
    }
    if (batch->broken || result == DUBAN_POOL_STOPPED || result == DUBAN_POOL_FAILED) {
        return DUBAN_EXIT_ENVIRONMENT;
    }
    return batch->sums.failed ? DUBAN_EXIT_FAILED : DUBAN_EXIT_OK;
}

/* Inputs that were not reached are skipped; with them the statuses sum up to the inputs. */
static void count_unreached(duban_run_sums *sums) {
    uint64_t ended = 0;
    for (int i = 0; i < DUBAN_PENDING; i++) ended += sums->ended[i];
    sums->ended[DUBAN_SKIPPED] += sums->inputs - ended;
}

static void hold_scribe(void *context) {
    duban_batch *batch = context;
    duban_scribe_hold(&batch->scribe);
}

static void release_scribe(void *context) {
    duban_batch *batch = context;
    duban_scribe_release(&batch->scribe);
}

static void read_all(job *j) {
    duban_batch *batch = &j->batch;
    const duban_pool_client client = {.context = batch,
                                      .next = duban_batch_next,
                                      .done = duban_batch_done,
                                      .found = duban_archives_found,
                                      .tick = duban_batch_tick,
                                      .hold = hold_scribe,
                                      .release = release_scribe};
    duban_pool_result result = duban_pool_run(&j->settings.pool, &client);
    (void)duban_batch_finish(batch);
    duban_progress_show(&batch->progress, &batch->sums, true);
    j->status = judge(j, result);
    count_unreached(&batch->sums);
    if (!j->settings.dry_run && !batch->broken &&
        !duban_ledger_end_run(&batch->written, (int)j->status)) {
        duban_batch_break(batch, j->settings.output, batch->written.error);
        j->status = DUBAN_EXIT_ENVIRONMENT;
    }
    if (!j->settings.quiet && !j->settings.dry_run) duban_summary_show(batch);
}

static bool open_all(job *j) {
    duban_batch *batch = &j->batch;
    int folder = -1;
    if (!collect(j) || !open_folder(j, &folder)) return false;
    batch->is_new = duban_arena_alloc(j->arena, j->inputs.count + 1);
    batch->nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    batch->committed = duban_vitals_clock();
    if (!duban_spool_init(&batch->spool, folder, duban_pool_jobs(&j->settings.pool))) {
        return refuse(j, DUBAN_EXIT_ENVIRONMENT, "duban", duban_status_meaning(DUBAN_NO_MEMORY));
    }
    bool dry = j->settings.dry_run;
    if (!dry && !open_ledger(j, folder)) return false;
    bool readable = duban_ledger_open_to_read(&batch->book, j->settings.output);
    /* Without a ledger everything is new. */
    if (!readable && dry) duban_ledger_close(&batch->book);
    if (!readable && !dry) {
        return refuse(j, DUBAN_EXIT_ENVIRONMENT, j->settings.output, batch->book.error);
    }
    return dry || duban_scribe_start(&batch->scribe, &batch->written, folder) ||
           refuse(j, DUBAN_EXIT_ENVIRONMENT, "duban run", strerror(errno));
}

static void run_folder(job *j) {
    if (open_all(j)) {
        const char *scratch = NULL;
        if (!j->settings.dry_run) {
            scratch = duban_programs_make_scratch(j->settings.output, j->arena);
        }
        j->settings.pool.worker.cage.scratch = scratch;
        read_all(j);
        duban_programs_remove_scratch(scratch);
    }
    duban_archives_free(&j->batch);
    duban_scribe_free(&j->batch.scribe);
    duban_spool_free(&j->batch.spool);
    duban_ledger_close(&j->batch.book);
    duban_ledger_close(&j->batch.written);
}

static void run_stream(job *j) {
    const char *scratch = duban_programs_make_scratch(NULL, j->arena);
    j->settings.pool.worker.cage.scratch = scratch;
    j->status = duban_stream_run(&j->settings);
    duban_programs_remove_scratch(scratch);
}

/* As many files as the system lets it have open: each job has two. */
static void raise_files(void) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &files);
}

static bool check_sandbox(job *j) {
    duban_sandbox_mode mode = j->settings.pool.worker.cage.mode;
    duban_sandbox_state state = {0};
    if (mode != DUBAN_SANDBOX_OFF) state = duban_sandbox_probe();
    duban_sandbox_describe(state, j->sandbox, sizeof j->sandbox);
    if (mode != DUBAN_SANDBOX_REQUIRE || (state.landlock && state.seccomp)) return true;
    return refuse(j, DUBAN_EXIT_ENVIRONMENT, "duban run",
                  "--sandbox=require: this kernel lacks Landlock or seccomp");
}

/* Signals wait for the pool, which stops clean. */
static void hold_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
}

static duban_status work(void *context) {
    job *j = context;
    hold_signals();
    j->batch.sums.started = duban_vitals_clock();
    duban_progress_init(&j->batch.progress, &j->settings);
    duban_progress_say(&j->batch.progress, "reading the rules");
    duban_rules *rules = duban_rules_open(j->args->values[DUBAN_RUN_RULES], &j->status);
    if (!rules) return DUBAN_OK;
    duban_rules_warm(rules);
    raise_files();
    j->settings.pool.worker.rules = rules;
    duban_programs_admit(rules, j->arena, &j->settings.pool.worker.cage);
    j->batch.rules = duban_rules_version(rules);
    j->batch.inputs = &j->inputs;
    j->batch.settings = &j->settings;
    if (check_sandbox(j)) {
        if (j->settings.stream)
            run_stream(j);
        else
            run_folder(j);
    }
    duban_rules_free(rules);
    return DUBAN_OK;
}

static duban_exit run_run(const duban_args *args) {
    job *j = calloc(1, sizeof *j);
    duban_exit status = DUBAN_EXIT_ENVIRONMENT;
    duban_arena *arena = j ? duban_arena_new(DUBAN_DOCUMENT_MEMORY) : NULL;
    if (arena) {
        *j = (job){.args = args, .arena = arena};
        bool good = duban_run_settings_read(args, &j->settings);
        status = DUBAN_EXIT_USAGE;
        if (good && duban_arena_run(arena, work, j) != DUBAN_OK) {
            duban_message("duban: error: %s", duban_status_meaning(DUBAN_NO_MEMORY));
            j->status = DUBAN_EXIT_ENVIRONMENT;
        }
        if (good) status = j->status;
    }
    duban_arena_free(arena);
    free(j);
    return status;
}

const duban_command duban_command_run = {
    .words = "run",
    .operands = "INPUT... -o DIR",
    .summary = "read any number of notices on all processors, account for every one",
    .options =
        {[DUBAN_RUN_OUTPUT] = {'o', "output", "DIR", "the folder of outputs and ledger"},
         [DUBAN_RUN_JOBS] = {'j', "jobs", "N", "workers (default: one for each processor)"},
         [DUBAN_RUN_RULES] = DUBAN_OPTION_RULES,
         [DUBAN_RUN_COLUMN] = {0, "column", "NAME",
                               "read CSV and JSON Lines dumps: this column's text"},
         [DUBAN_RUN_ID_COLUMN] = {0, "id-column", "NAME",
                                  "name the ledgers of a dump by this column"},
         [DUBAN_RUN_FROM0] = {0, "from0", "FILE", "take paths from FILE, each ended by NUL"},
         [DUBAN_RUN_NEWER_THAN] = {0, "newer-than", "WHEN",
                                   "only files newer than a day (2025-06-30) or a file"},
         [DUBAN_RUN_SHARD] = {0, "shard", "I/N",
                              "take the I-th of N parts; auto or auto/N: ask the scheduler"},
         [DUBAN_RUN_STREAM] = {0, "stream", NULL,
                               "a JSON line in, a JSON line out; no inputs, no -o"},
         [DUBAN_RUN_DRY_RUN] = {0, "dry-run", NULL, "say what would be read, and why"},
         [DUBAN_RUN_RETRY] = {0, "retry", NULL, "read what failed before again"},
         [DUBAN_RUN_FAIL_ON] = {0, "fail-on", "WORDS",
                                "statuses that count as failed (default: any but ok, ok_partial)"},
         [DUBAN_RUN_MAX_FAILED] = {0, "max-failed", "N", "stop when more than N have failed"},
         [DUBAN_RUN_TIMEOUT] = {0, "timeout", "S", "seconds for a document (60; 0: no limit)"},
         [DUBAN_RUN_MEMORY] = {0, "memory", "MB", "memory for a document (2048; 0: no limit)"},
         [DUBAN_RUN_RECYCLE] = {0, "recycle", "N", "documents until a worker is replaced (1000)"},
         [DUBAN_RUN_SANDBOX] = {0, "sandbox", "MODE", "auto (default), require or off"},
         [DUBAN_RUN_PROGRESS] = {0, "progress", "MODE", "auto (on a terminal), json or none"},
         [DUBAN_RUN_QUIET] = {'q', "quiet", NULL, "no progress, no summary"}},
    .least = 0,
    .most = -1,
    .details =
        "An input is a file, a folder, a pattern in quotes, or '-' for a list on standard input,\n"
        "one path a line. DIR/ledger.sqlite says what became of each ('duban status DIR'). An\n"
        "input is read again only when its content, the rules or duban changed; a run that was\n"
        "killed is gone on with by running it again, and ends with the same bytes.\n"
        "--stream reads {\"id\": ..., \"path\" or \"text\" or \"b64\": \"...\"} and answers each "
        "line\n"
        "with one, in order.\n",
    .run = run_run,
};
