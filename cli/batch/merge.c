/*
 * duban merge: the folders of shards -> one folder, as a single run would have made it, with the
 * proof that nothing is missing: every shard is there once, each is done, no input is in two, and
 * the inputs are those of the list that was shared out.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch/ledger_sql.h"
#include "cli/batch/lock.h"
#include "cli/batch/merge_shard.h"
#include "cli/batch/spool.h"
#include "cli/batch/summary.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/output.h"

enum { OUTPUT };

/* The inputs of all, in order, hash to what the list hashed to when it was shared out. */
static bool prove(duban_merge *m, int folders) {
    const duban_merge_shard *first = &m->shards[0];
    char hex[DUBAN_SHA256_HEX], why[160];
    uint64_t listed = 0;
    duban_sha256 hash;
    duban_sha256_init(&hash);
    sqlite3_stmt *s = duban_ledger_prepare(
        &m->book, "SELECT input,status,container='' FROM inputs ORDER BY input", NULL);
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
        return duban_merge_refuse(m->output, why);
    }
    if (listed != first->listed || strcmp(hex, first->list_sha256) != 0) {
        snprintf(why, sizeof why,
                 "the shards hold %" PRIu64 " inputs, the list had %" PRIu64
                 ", or they are not the same",
                 listed, first->listed);
        return duban_merge_refuse(m->output, why);
    }
    return true;
}

static bool knows(void *book, const char *output) {
    return duban_ledger_knows_output(book, output);
}

static bool open_output(duban_merge *m) {
    if (!duban_output_folder(m->output)) return duban_merge_refuse(m->output, strerror(errno));
    m->folder = open(m->output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    pid_t holder = m->folder < 0 ? -1 : duban_lock_take(m->folder);
    if (holder < 0) return duban_merge_refuse(m->output, strerror(errno));
    if (holder > 0) return duban_merge_refuse(m->output, "a run is at work here");
    if (!duban_ledger_open(&m->book, m->output))
        return duban_merge_refuse(m->output, m->book.error);
    if (duban_ledger_ask(&m->book, "SELECT count(*) FROM runs WHERE sandbox<>'merged'") != 0) {
        return duban_merge_refuse(m->output,
                                  "a run has put its outputs here; merge into another folder");
    }
    return duban_ledger_execute(&m->book, "DELETE FROM inputs") ||
           duban_merge_refuse(m->output, m->book.error);
}

/* All that it names is on the disk before the ledger says that it is done. */
static bool close_output(duban_merge *m) {
    const duban_merge_shard *first = &m->shards[0];
    const duban_ledger_run run = {.rules = first->rules,
                                  .version = first->version,
                                  .sandbox = "merged",
                                  .shard = 1,
                                  .shards = 1,
                                  .listed = first->listed,
                                  .list_sha256 = first->list_sha256};
    if (!duban_spool_sweep(m->folder, true, knows, &m->book) || syncfs(m->folder) != 0) {
        return duban_merge_refuse(m->output, strerror(errno));
    }
    bool ended =
        duban_ledger_start_run(&m->book, &run) && duban_ledger_end_run(&m->book, DUBAN_EXIT_OK);
    return ended || duban_merge_refuse(m->output, m->book.error);
}

static bool merge_all(duban_merge *m, int folders, char **paths) {
    bool good = open_output(m);
    for (int i = 0; good && i < folders; i++)
        good = duban_merge_shard_add(m, paths[i], (uint32_t)i);
    return good && prove(m, folders) && close_output(m);
}

static duban_exit run_merge(const duban_args *args) {
    duban_merge m = {.output = args->values[OUTPUT], .folder = -1};
    if (!m.output) {
        duban_message("duban merge: error: missing '-o DIR'; see 'duban merge --help'");
        return DUBAN_EXIT_USAGE;
    }
    m.shards = calloc((size_t)args->count, sizeof *m.shards);
    if (!m.shards) duban_merge_refuse("duban", duban_status_meaning(DUBAN_NO_MEMORY));
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
