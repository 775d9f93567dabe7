/* Option words -> settings, with defaults; see settings.h. */
#include "cli/batch/settings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/batch/shard.h"
#include "cli/message.h"

enum { RECYCLE = 1000, TIMEOUT = 60, JOBS_MAX = 512, WALKERS = 4, AHEAD = 32 };

static bool complain(const duban_args *args, duban_run_option option) {
    duban_message("duban run: error: '--%s=%s' is not understood; see 'duban run --help'",
                  args->command->options[option].name, args->values[option]);
    return false;
}

/* A whole number between the bounds; stays what it is where the option is not given. */
static bool read_number(const duban_args *args, duban_run_option option, uint64_t least,
                        uint64_t most, uint64_t *number) {
    const char *text = args->values[option];
    if (!text) return true;
    char *end;
    errno = 0;
    uint64_t value = strtoull(text, &end, 10);
    if (errno || *end || *text < '0' || *text > '9' || value < least || value > most) {
        return complain(args, option);
    }
    *number = value;
    return true;
}

static bool read_numbers(const duban_args *args, duban_run_settings *s) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t jobs = processors > 0 ? (uint64_t)processors : 1, seconds = TIMEOUT;
    uint64_t mebibytes = DUBAN_DOCUMENT_MEMORY >> 20, recycle = RECYCLE;
    bool read = read_number(args, DUBAN_RUN_JOBS, 1, JOBS_MAX, &jobs) &&
                read_number(args, DUBAN_RUN_TIMEOUT, 0, 86400, &seconds) &&
                read_number(args, DUBAN_RUN_MEMORY, 0, 1 << 20, &mebibytes) &&
                read_number(args, DUBAN_RUN_RECYCLE, 1, UINT32_MAX, &recycle) &&
                read_number(args, DUBAN_RUN_MAX_FAILED, 0, UINT64_MAX - 1, &s->max_failed);
    s->pool = (duban_pool_settings){
        .jobs = (uint32_t)jobs,
        .seconds = (uint32_t)seconds,
        .recycle = (uint32_t)recycle,
        .walkers = jobs < WALKERS ? (uint32_t)jobs : WALKERS,
        .worker = {.cage = {.mode = s->pool.worker.cage.mode, .memory = (size_t)mebibytes << 20},
                   .seconds = (uint32_t)seconds,
                   .ahead = jobs < AHEAD ? 2 + 2 * (uint32_t)jobs : 2 * AHEAD}};
    return read;
}

/* Columns by which rows of dumps are read; of long names the ledger keeps a hash. */
static void read_columns(const duban_args *args, duban_run_settings *s) {
    duban_container_options *dumps = &s->pool.worker.dumps;
    dumps->column = args->values[DUBAN_RUN_COLUMN];
    dumps->id_column = args->values[DUBAN_RUN_ID_COLUMN];
    if (!dumps->column) return;
    const char *id = dumps->id_column ? dumps->id_column : "";
    int length =
        snprintf(s->columns, sizeof s->columns, "%s%s%s", dumps->column, *id ? " " : "", id);
    if (length < (int)sizeof s->columns) return;
    duban_sha256 hash;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, dumps->column, strlen(dumps->column) + 1);
    duban_sha256_add(&hash, id, strlen(id));
    duban_sha256_hex(&hash, s->columns);
}

/* A day or a second in UTC as ISO 8601 has it, or the time of a file. */
static bool read_newer(const duban_args *args, duban_run_settings *s) {
    const char *text = args->values[DUBAN_RUN_NEWER_THAN];
    if (!text) return true;
    s->has_newer = true;
    struct tm day = {0};
    const char *end = strptime(text, "%Y-%m-%d", &day);
    if (end && *end == 'T') end = strptime(end, "T%H:%M:%S", &day);
    if (end && (!*end || !strcmp(end, "Z"))) {
        s->newer_than = (struct timespec){.tv_sec = timegm(&day)};
        return true;
    }
    struct stat facts;
    if (stat(text, &facts) != 0) return complain(args, DUBAN_RUN_NEWER_THAN);
    s->newer_than = facts.st_mtim;
    return true;
}

static bool read_words(const duban_args *args, duban_run_settings *s) {
    const char *sandbox = args->values[DUBAN_RUN_SANDBOX];
    const char *progress = args->values[DUBAN_RUN_PROGRESS];
    const char *fail_on = args->values[DUBAN_RUN_FAIL_ON];
    const char *shard = args->values[DUBAN_RUN_SHARD];
    if (sandbox && !duban_sandbox_mode_read(sandbox, &s->pool.worker.cage.mode)) {
        return complain(args, DUBAN_RUN_SANDBOX);
    }
    /* A line of a stream carries its own status; the exit status says that all were answered. */
    if (!fail_on) fail_on = s->stream ? "none" : "any";
    if (!duban_outcome_set_read(fail_on, &s->fail_on)) return complain(args, DUBAN_RUN_FAIL_ON);
    if (shard && !duban_shard_read(shard, &s->shard, &s->shards)) {
        return complain(args, DUBAN_RUN_SHARD);
    }
    if (!progress || !strcmp(progress, "auto")) return true;
    if (strcmp(progress, "json") != 0 && strcmp(progress, "none") != 0) {
        return complain(args, DUBAN_RUN_PROGRESS);
    }
    s->progress = *progress == 'j' ? DUBAN_PROGRESS_JSON : DUBAN_PROGRESS_NONE;
    return true;
}

static bool check_together(const duban_args *args, const duban_run_settings *s) {
    const char *wrong = NULL;
    if (s->stream && (s->output || args->count || s->from0)) {
        wrong = "--stream reads lines and writes lines: no inputs, no -o";
    } else if (!s->stream && !s->output) {
        wrong = "missing '-o DIR': the folder of outputs and ledger";
    } else if (!s->stream && !args->count && !s->from0) {
        wrong = "missing inputs: files, folders, patterns, '-' or --from0";
    }
    if (wrong) duban_message("duban run: error: %s; see 'duban run --help'", wrong);
    return !wrong;
}

bool duban_run_settings_read(const duban_args *args, duban_run_settings *settings) {
    *settings = (duban_run_settings){
        .output = args->values[DUBAN_RUN_OUTPUT],
        .from0 = args->values[DUBAN_RUN_FROM0],
        .stream = args->values[DUBAN_RUN_STREAM] != NULL,
        .dry_run = args->values[DUBAN_RUN_DRY_RUN] != NULL,
        .retry = args->values[DUBAN_RUN_RETRY] != NULL,
        .quiet = args->values[DUBAN_RUN_QUIET] != NULL,
        .shard = 1,
        .shards = 1,
        .max_failed = UINT64_MAX,
    };
    if (!read_words(args, settings) || !read_numbers(args, settings)) return false;
    read_columns(args, settings);
    return read_newer(args, settings) && check_together(args, settings);
}
