/* A shard's ledger, attached, and its outputs -> those of the joined folder; see merge_shard.h. */
#include "cli/batch/merge_shard.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/batch/ledger_sql.h"
#include "cli/message.h"
#include "cli/output.h"

bool duban_merge_refuse(const char *what, const char *why) {
    duban_message("%s: error: %s", what, why);
    return false;
}

static bool attach(duban_merge *m, const char *folder) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/" DUBAN_LEDGER_FILE, folder);
    if (access(path, R_OK) != 0) return duban_merge_refuse(folder, "no ledger is here");
    sqlite3_stmt *s = duban_ledger_prepare(&m->book, "ATTACH ? AS part", path);
    bool attached = s && sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return attached || duban_merge_refuse(folder, sqlite3_errmsg(m->book.db));
}

static void take(sqlite3_stmt *s, int column, char *text, size_t size) {
    snprintf(text, size, "%s", (const char *)sqlite3_column_text(s, column));
}

static bool read_run(duban_merge *m, const char *folder, duban_merge_shard *run) {
    sqlite3_stmt *s = duban_ledger_prepare(&m->book,
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
    return found || duban_merge_refuse(folder, "its ledger knows of no run");
}

/* A shard is whole, and fits those before it. */
static bool check_shard(duban_merge *m, const char *folder, uint32_t i) {
    const duban_merge_shard *run = &m->shards[i], *first = &m->shards[0];
    if (duban_ledger_ask(&m->book, "SELECT count(*) FROM part.runs WHERE ended IS NULL") != 0 ||
        duban_ledger_ask(&m->book,
                         "SELECT count(*) FROM part.inputs WHERE status='pending'"
                         " OR (status='skipped' AND reason='" DUBAN_NOT_REACHED "')") != 0) {
        return duban_merge_refuse(folder, "its run is not done; run it again, then merge");
    }
    if (strcmp(run->rules, first->rules) != 0 || strcmp(run->version, first->version) != 0) {
        return duban_merge_refuse(folder, "it was made with other rules or another duban");
    }
    if (run->shards != first->shards || strcmp(run->list_sha256, first->list_sha256) != 0) {
        return duban_merge_refuse(folder, "it is a shard of another list of inputs");
    }
    for (uint32_t k = 0; k < i; k++) {
        if (m->shards[k].shard == run->shard)
            return duban_merge_refuse(folder, "this shard is here twice");
    }
    return true;
}

static bool is_same_file(duban_merge *m, const char *from, const char *output) {
    struct stat a, b;
    return stat(from, &a) == 0 && fstatat(m->folder, output, &b, AT_SYMLINK_NOFOLLOW) == 0 &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* An output under its name in the merged folder: a second link to it, or a copy. A copy that is
 * there may be one that a power cut left half, and is made again. */
static bool bring(duban_merge *m, const char *folder, const char *output) {
    char from[PATH_MAX];
    snprintf(from, sizeof from, "%s/%s", folder, output);
    if (linkat(AT_FDCWD, from, m->folder, output, 0) == 0) return true;
    if (errno == EEXIST && is_same_file(m, from, output)) return true;
    duban_file file;
    if (duban_file_read(from, DUBAN_OUTPUT_MAX, &file) != DUBAN_OK) {
        return duban_merge_refuse(from, strerror(errno));
    }
    bool put =
        duban_output_write(m->output, output, (const char *)file.bytes, file.length) == DUBAN_OK;
    duban_file_free(&file);
    return put || duban_merge_refuse(output, strerror(errno));
}

static bool bring_outputs(duban_merge *m, const char *folder) {
    sqlite3_stmt *s =
        duban_ledger_prepare(&m->book, "SELECT output FROM part.inputs WHERE output<>''", NULL);
    bool good = true;
    int step = s ? SQLITE_ROW : SQLITE_ERROR;
    while (good && s && (step = sqlite3_step(s)) == SQLITE_ROW) {
        good = bring(m, folder, (const char *)sqlite3_column_text(s, 0));
    }
    sqlite3_finalize(s);
    if (good && step != SQLITE_DONE) return duban_merge_refuse(folder, "its ledger is damaged");
    return good;
}

static bool add_rows(duban_merge *m, const char *folder) {
    if (duban_ledger_execute(&m->book, "INSERT INTO inputs SELECT * FROM part.inputs")) return true;
    int error = sqlite3_errcode(m->book.db);
    return duban_merge_refuse(folder, error == SQLITE_CONSTRAINT
                                          ? "an input of it is in another shard too"
                                          : m->book.error);
}

bool duban_merge_shard_add(duban_merge *m, const char *folder, uint32_t i) {
    bool good = attach(m, folder) && read_run(m, folder, &m->shards[i]) &&
                check_shard(m, folder, i) && bring_outputs(m, folder) && add_rows(m, folder);
    if (!good || duban_ledger_execute(&m->book, "DETACH part")) return good;
    return duban_merge_refuse(folder, m->book.error);
}
