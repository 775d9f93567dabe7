/*
 * duban merge: the folders of shards -> one folder, as a single run would have made it, with the
 * proof that nothing is missing: every shard is there once, each is done, no input is in two, and
 * the inputs are those of the list that was shared out.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/batch/ledger.h"
#include "cli/batch/lock.h"
#include "cli/batch/spool.h"
#include "cli/batch/summary.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/output.h"

enum { OUTPUT };

/* The last run of a shard. */
typedef struct {
    uint32_t shard, shards;
    uint64_t listed;
    char list_sha256[DUBAN_SHA256_HEX], rules[DUBAN_SHA256_HEX], version[24];
} shard;

typedef struct {
    const char *output;
    int folder;
    duban_book book;
    shard *shards;
    uint64_t ended[DUBAN_PENDING + 1], inputs;
} merge;

static bool refuse(const char *what, const char *why) {
    duban_message("%s: error: %s", what, why);
    return false;
}

static sqlite3_stmt *prepare(merge *m, const char *sql, const char *argument) {
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(m->book.db, sql, -1, &s, NULL) != SQLITE_OK) return NULL;
    if (argument) sqlite3_bind_text(s, 1, argument, -1, SQLITE_TRANSIENT);
    return s;
}

/* The number that a query gives; -1 if it gives none. */
static int64_t ask(merge *m, const char *sql) {
    sqlite3_stmt *s = prepare(m, sql, NULL);
    int64_t number = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
    sqlite3_finalize(s);
    return number;
}

static bool attach(merge *m, const char *folder) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/" DUBAN_LEDGER_FILE, folder);
    if (access(path, R_OK) != 0) return refuse(folder, "no ledger is here");
    sqlite3_stmt *s = prepare(m, "ATTACH ? AS part", path);
    bool attached = s && sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return attached || refuse(folder, sqlite3_errmsg(m->book.db));
}

static void take(sqlite3_stmt *s, int column, char *text, size_t size) {
    snprintf(text, size, "%s", (const char *)sqlite3_column_text(s, column));
}

static bool read_run(merge *m, const char *folder, shard *run) {
    sqlite3_stmt *s = prepare(m,
                              "SELECT shard,shards,listed,list_sha256,rules,version"
                              " FROM part.runs ORDER BY run DESC LIMIT 1",
                              NULL);
    bool found = s && sqlite3_step(s) == SQLITE_ROW;
    if (found) {
        run->shard = (uint32_t)sqlite3_column_int64(s, 0);
        run->shards = (uint32_t)sqlite3_column_int64(s, 1);
        run->listed = (uint64_t)sqlite3_column_int64(s, 2);
        take(s, 3, run->list_sha256, sizeof run->list_sha256);
        take(s, 4, run->rules, sizeof run->rules);
        take(s, 5, run->version, sizeof run->version);
    }
    sqlite3_finalize(s);
    return found || refuse(folder, "its ledger knows of no run");
}

/* A shard is whole, and fits those before it. */
static bool check_shard(merge *m, const char *folder, uint32_t i) {
    const shard *run = &m->shards[i], *first = &m->shards[0];
    if (ask(m, "SELECT count(*) FROM part.runs WHERE ended IS NULL") != 0 ||
        ask(m, "SELECT count(*) FROM part.inputs WHERE status='pending'"
               " OR (status='skipped' AND reason='" DUBAN_NOT_REACHED "')") != 0) {
        return refuse(folder, "its run is not done; run it again, then merge");
    }
    if (strcmp(run->rules, first->rules) != 0 || strcmp(run->version, first->version) != 0) {
        return refuse(folder, "it was made with other rules or another duban");
    }
    if (run->shards != first->shards || strcmp(run->list_sha256, first->list_sha256) != 0) {
        return refuse(folder, "it is a shard of another list of inputs");
    }
    for (uint32_t k = 0; k < i; k++) {
        if (m->shards[k].shard == run->shard) return refuse(folder, "this shard is here twice");
    }
    return true;
}

/* An output under its name in the merged folder: a second link to it, or a copy. */
static bool bring(merge *m, const char *folder, const char *output) {
    char from[PATH_MAX];
    snprintf(from, sizeof from, "%s/%s", folder, output);
    if (linkat(AT_FDCWD, from, m->folder, output, 0) == 0 || errno == EEXIST) return true;
    duban_file file;
    if (duban_file_read(from, DUBAN_OUTPUT_MAX, &file) != DUBAN_OK) {
        return refuse(from, strerror(errno));
    }
    bool put =
        duban_output_write(m->output, output, (const char *)file.bytes, file.length) == DUBAN_OK;
    duban_file_free(&file);
    return put || refuse(output, strerror(errno));
}

static bool bring_outputs(merge *m, const char *folder) {
    sqlite3_stmt *s = prepare(m, "SELECT output FROM part.inputs WHERE output<>''", NULL);
    bool good = s != NULL;
    while (good && sqlite3_step(s) == SQLITE_ROW) {
        good = bring(m, folder, (const char *)sqlite3_column_text(s, 0));
    }
    sqlite3_finalize(s);
    return good;
}

static bool add_shard(merge *m, const char *folder, uint32_t i) {
    bool good = attach(m, folder) && read_run(m, folder, &m->shards[i]) &&
                check_shard(m, folder, i) && bring_outputs(m, folder);
    if (good && !duban_ledger_execute(&m->book, "INSERT INTO inputs SELECT * FROM part.inputs")) {
        good = refuse(folder, "an input of it is in another shard too");
    }
    return good && duban_ledger_execute(&m->book, "DETACH part");
}

/* The inputs of all, in order, hash to what the list hashed to when it was shared out. */
static bool prove(merge *m, int folders) {
    const shard *first = &m->shards[0];
    char hex[DUBAN_SHA256_HEX], why[160];
    uint64_t listed = 0;
    duban_sha256 hash;
    duban_sha256_init(&hash);
    sqlite3_stmt *s =
        prepare(m, "SELECT input,status,container='' FROM inputs ORDER BY input", NULL);
    while (s && sqlite3_step(s) == SQLITE_ROW) {
        const char *input = (const char *)sqlite3_column_text(s, 0);
        const char *word = (const char *)sqlite3_column_text(s, 1);
        duban_status status;
        if (duban_outcome_read(word, strlen(word), &status)) m->ended[status]++;
        m->inputs++;
        if (!sqlite3_column_int(s, 2)) continue; /* a member comes with its container */
        duban_sha256_add(&hash, input, strlen(input) + 1);
        listed++;
    }
    sqlite3_finalize(s);
    duban_sha256_hex(&hash, hex);
    if ((uint32_t)folders != first->shards) {
        snprintf(why, sizeof why, "%d of %u shards are here", folders, first->shards);
        return refuse(m->output, why);
    }
    if (listed != first->listed || strcmp(hex, first->list_sha256) != 0) {
        snprintf(why, sizeof why,
                 "the shards hold %" PRIu64 " inputs, the list had %" PRIu64
                 ", or they are not the same",
                 listed, first->listed);
        return refuse(m->output, why);
    }
    return true;
}

static bool knows(void *book, const char *output) {
    return duban_ledger_knows_output(book, output);
}

static bool open_output(merge *m) {
    if (!duban_output_folder(m->output)) return refuse(m->output, strerror(errno));
    m->folder = open(m->output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    pid_t holder = m->folder < 0 ? -1 : duban_lock_take(m->folder);
    if (holder < 0) return refuse(m->output, strerror(errno));
    if (holder > 0) return refuse(m->output, "a run is at work here");
    if (!duban_ledger_open(&m->book, m->output)) return refuse(m->output, m->book.error);
    if (ask(m, "SELECT count(*) FROM runs WHERE sandbox<>'merged'") != 0) {
        return refuse(m->output, "a run has put its outputs here; merge into another folder");
    }
    return duban_ledger_execute(&m->book, "DELETE FROM inputs");
}

static bool close_output(merge *m, int folders) {
    const shard *first = &m->shards[0];
    const duban_ledger_run run = {.rules = first->rules,
                                  .version = first->version,
                                  .sandbox = "merged",
                                  .shard = 1,
                                  .shards = 1,
                                  .listed = first->listed,
                                  .list_sha256 = first->list_sha256};
    bool good = prove(m, folders) && duban_ledger_start_run(&m->book, &run) &&
                duban_ledger_end_run(&m->book, DUBAN_EXIT_OK);
    return good && fsync(m->folder) == 0 && duban_spool_sweep(m->folder, true, knows, &m->book);
}

static bool merge_all(merge *m, int folders, char **paths) {
    bool good = open_output(m);
    for (int i = 0; good && i < folders; i++) good = add_shard(m, paths[i], (uint32_t)i);
    return good && close_output(m, folders);
}

static duban_exit run_merge(const duban_args *args) {
    merge m = {.output = args->values[OUTPUT], .folder = -1};
    if (!m.output) {
        duban_message("duban merge: error: missing '-o DIR'; see 'duban merge --help'");
        return DUBAN_EXIT_USAGE;
    }
    m.shards = calloc((size_t)args->count, sizeof *m.shards);
    bool good = m.shards && merge_all(&m, args->count, args->operands);
    if (good) {
        duban_summary_show_inputs(stdout, m.ended, m.inputs);
        printf("%d shards joined in '%s': every input of the list is in one of them\n", args->count,
               m.output);
    }
    duban_ledger_close(&m.book);
    if (m.folder >= 0) close(m.folder);
    free(m.shards);
    return good ? DUBAN_EXIT_OK : DUBAN_EXIT_FAILED;
}

const duban_command duban_command_merge = {
    .words = "merge",
    .operands = "DIR... -o DIR",
    .summary = "join the folders of all shards of a run, and prove that nothing is missing",
    .options = {[OUTPUT] = {'o', "output", "DIR", "the folder to join them in"}},
    .least = 1,
    .most = -1,
    .details =
        "The joined folder is the one that a single run without --shard would have made.\n"
        "Outputs are linked, or copied from another disk. Exit status 1: there is no proof.\n",
    .run = run_merge,
};
