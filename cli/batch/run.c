/*
 * duban run: options, rules and sandbox in; then a folder (folder.h) or a stream of lines
 * (stream.h).
 */
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "base/limits.h"
#include "cli/batch/folder.h"
#include "cli/batch/programs.h"
#include "cli/batch/stream.h"
#include "cli/batch/vitals.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/rules_dir.h"

typedef struct {
    const duban_args *args;
    duban_arena *arena;
    duban_run_settings settings;
    char sandbox[64];
    duban_exit status;
} job;

/* As many files as the system lets it have open: each job has two. */
static void raise_files(void) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &files);
}

/* Signals wait for the pool, which stops clean; a reader that went away is an error of writing. */
static void hold_signals(void) {
    signal(SIGPIPE, SIG_IGN);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
}

static bool check_sandbox(job *j) {
    duban_sandbox_mode mode = j->settings.pool.worker.cage.mode;
    duban_sandbox_state state = {0};
    if (mode != DUBAN_SANDBOX_OFF) state = duban_sandbox_probe();
    duban_sandbox_describe(state, j->sandbox, sizeof j->sandbox);
    if (mode != DUBAN_SANDBOX_REQUIRE || (state.landlock && state.seccomp)) return true;
    duban_message("duban run: error: --sandbox=require: this kernel lacks Landlock or seccomp");
    return false;
}

static duban_exit run_stream(job *j) {
    const char *scratch = duban_programs_make_scratch(NULL, j->arena);
    j->settings.pool.worker.cage.scratch = scratch;
    duban_exit status = duban_stream_run(&j->settings);
    duban_programs_remove_scratch(scratch);
    return status;
}

static duban_exit run_with(job *j, duban_rules *rules, duban_folder_order *order) {
    j->settings.pool.worker.rules = rules;
    duban_programs_admit(rules, j->arena, &j->settings.pool.worker.cage);
    if (!check_sandbox(j)) return DUBAN_EXIT_ENVIRONMENT;
    order->rules = duban_rules_version(rules);
    return j->settings.stream ? run_stream(j) : duban_folder_run(order);
}

static duban_status work(void *context) {
    job *j = context;
    duban_folder_order order = {.settings = &j->settings,
                                .args = j->args,
                                .arena = j->arena,
                                .sandbox = j->sandbox,
                                .started = duban_vitals_clock()};
    hold_signals();
    duban_progress_init(&order.progress, &j->settings);
    duban_progress_say(&order.progress, "reading the rules");
    duban_rules *rules = duban_rules_open(j->args->values[DUBAN_RUN_RULES], &j->status);
    if (!rules) return DUBAN_OK;
    duban_rules_warm(rules);
    raise_files();
    j->status = run_with(j, rules, &order);
    duban_rules_free(rules);
    return DUBAN_OK;
}

static duban_exit run_run(const duban_args *args) {
    job j = {.args = args};
    if (!duban_run_settings_read(args, &j.settings)) return DUBAN_EXIT_USAGE;
    j.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    if (!j.arena || duban_arena_run(j.arena, work, &j) != DUBAN_OK) {
        duban_message("duban: error: %s", duban_status_meaning(DUBAN_NO_MEMORY));
        j.status = DUBAN_EXIT_ENVIRONMENT;
    }
    duban_arena_free(j.arena);
    return j.status;
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
        "one path a line. So is each attachment of a page that is named, if it lies in the page's\n"
        "folder. DIR/ledger.sqlite says what became of each ('duban status DIR'). An\n"
        "input is read again only when its content, the rules or duban changed; a run that was\n"
        "killed is gone on with by running it again, and ends with the same bytes.\n"
        "--stream reads {\"id\": ..., \"path\" or \"text\" or \"b64\": \"...\"} and answers each "
        "line\n"
        "with one, in order.\n",
    .run = run_run,
};
