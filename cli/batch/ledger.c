/* The ledger's tables and statements; see ledger.h. */
#include "cli/batch/ledger.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define DUBAN_TALLY_DECLARE(name, column) "  " #column " INTEGER NOT NULL DEFAULT 0,"
#define DUBAN_TALLY_NAME(name, column) #column ","
#define DUBAN_TALLY_MARK(name, column) "?,"

static const char *const tables =
    "CREATE TABLE IF NOT EXISTS inputs("
    "  input TEXT PRIMARY KEY,"           /* as named on the command line or found there */
    "  status TEXT NOT NULL,"             /* exactly one; the words of base/status.h */
    "  reason TEXT NOT NULL DEFAULT '',"  /* what failed or was lost */
    "  limits TEXT NOT NULL DEFAULT '',"  /* rules that hit a limit */
    "  sha256 TEXT NOT NULL DEFAULT '',"  /* of the content; '' if it was not read */
    "  bytes INTEGER NOT NULL DEFAULT 0," /* of the content */
    "  output TEXT NOT NULL DEFAULT '',"  /* file in this folder */
    "  output_bytes INTEGER NOT NULL DEFAULT 0," DUBAN_TALLIES(
        DUBAN_TALLY_DECLARE) "  microseconds INTEGER NOT NULL DEFAULT 0,"
                             "  peak_kib INTEGER NOT NULL DEFAULT 0,"
                             "  rules TEXT NOT NULL DEFAULT ''," /* version of the rules and of
                                                                    duban that read it */
                             "  version TEXT NOT NULL DEFAULT '',"
                             "  columns TEXT NOT NULL DEFAULT ''," /* of dumps */
                             "  container TEXT NOT NULL DEFAULT '',"
                             "  walk TEXT NOT NULL DEFAULT ''"
                             ") WITHOUT ROWID;"
                             "CREATE INDEX IF NOT EXISTS outputs ON inputs(output);"
                             "CREATE INDEX IF NOT EXISTS members ON inputs(container)"
                             " WHERE container<>'';"
                             "CREATE TABLE IF NOT EXISTS outdated(output TEXT NOT NULL);"
                             "CREATE TABLE IF NOT EXISTS runs("
                             "  run INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT,"
                             "  rules TEXT NOT NULL, version TEXT NOT NULL, sandbox TEXT NOT NULL,"
                             "  shard INTEGER NOT NULL, shards INTEGER NOT NULL,"
                             "  listed INTEGER NOT NULL, list_sha256 TEXT NOT NULL, exit_status "
                             "INTEGER"
                             ");";

#define DUBAN_ROW_COLUMNS                                                                          \
    "input,status,reason,limits,sha256,bytes,output,output_bytes," DUBAN_TALLIES(                  \
        DUBAN_TALLY_NAME) "microseconds,peak_kib,rules,version,columns,container,walk"
#define DUBAN_OTHER_WALK "container=?1 AND container<>'' AND walk<>?2"

static const char *const sql[DUBAN_LEDGER_STATEMENTS] = {
    [DUBAN_LEDGER_EXPECT] = "INSERT OR IGNORE INTO inputs(input,status) VALUES(?,'pending')",
    [DUBAN_LEDGER_FIND] = "SELECT " DUBAN_ROW_COLUMNS " FROM inputs WHERE input=?"
                          " AND status<>'pending'",
    [DUBAN_LEDGER_PUT] =
        "INSERT OR REPLACE INTO inputs(" DUBAN_ROW_COLUMNS
        ") VALUES(?,?,?,?,?,?,?,?," DUBAN_TALLIES(DUBAN_TALLY_MARK) "?,?,?,?,?,?,?)",
    [DUBAN_LEDGER_KNOWS_OUTPUT] = "SELECT 1 FROM inputs WHERE output=?",
    [DUBAN_LEDGER_MEMBERS] = "SELECT " DUBAN_ROW_COLUMNS
                             " FROM inputs WHERE container=? AND container<>'' ORDER BY input",
    [DUBAN_LEDGER_OUTDATE] = "INSERT INTO outdated SELECT output FROM inputs"
                             " WHERE " DUBAN_OTHER_WALK " AND output<>''",
    [DUBAN_LEDGER_FORGET] = ("DELETE FROM inputs WHERE " DUBAN_OTHER_WALK),
};

static bool fail(duban_book *book, const char *what) {
    snprintf(book->error, sizeof book->error, "%s: %s", what, sqlite3_errmsg(book->db));
    return false;
}

bool duban_ledger_execute(duban_book *book, const char *text) {
    return sqlite3_exec(book->db, text, NULL, NULL, NULL) == SQLITE_OK || fail(book, "ledger");
}

static int layout_of(duban_book *book) {
    int layout = -1;
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(book->db, "PRAGMA user_version", -1, &s, NULL) != SQLITE_OK) return -1;
    if (sqlite3_step(s) == SQLITE_ROW) layout = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return layout;
}

static bool open_file(duban_book *book, const char *folder, int flags) {
    char path[PATH_MAX];
    *book = (duban_book){0};
    if (snprintf(path, sizeof path, "%s/" DUBAN_LEDGER_FILE, folder) >= (int)sizeof path) {
        snprintf(book->error, sizeof book->error, "the name is too long");
        return false;
    }
    if (sqlite3_open_v2(path, &book->db, flags, NULL) != SQLITE_OK) return fail(book, "ledger");
    sqlite3_busy_timeout(book->db, 5000);
    return true;
}

static bool prepare(duban_book *book) {
    for (int i = 0; i < DUBAN_LEDGER_STATEMENTS; i++) {
        if (sqlite3_prepare_v3(book->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &book->statements[i], NULL) != SQLITE_OK) {
            return fail(book, "ledger");
        }
    }
    return true;
}

static bool refuse_layout(duban_book *book, int layout) {
    if (layout < 0) return fail(book, "ledger");
    snprintf(book->error, sizeof book->error,
             "the ledger has layout %d, this duban knows %d; take another folder", layout,
             DUBAN_LEDGER_LAYOUT);
    return false;
}

bool duban_ledger_open(duban_book *book, const char *folder) {
    if (!open_file(book, folder, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) return false;
    int layout = layout_of(book);
    if (layout && layout != DUBAN_LEDGER_LAYOUT) return refuse_layout(book, layout);
    char version[64];
    snprintf(version, sizeof version, "PRAGMA user_version=%d", DUBAN_LEDGER_LAYOUT);
    return duban_ledger_execute(book, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;") &&
           duban_ledger_execute(book, tables) && duban_ledger_execute(book, version) &&
           prepare(book);
}

bool duban_ledger_relax(duban_book *book) {
    return duban_ledger_execute(book, "PRAGMA synchronous=NORMAL");
}

bool duban_ledger_open_to_read(duban_book *book, const char *folder) {
    if (!open_file(book, folder, SQLITE_OPEN_READWRITE)) return false;
    int layout = layout_of(book);
    return layout == DUBAN_LEDGER_LAYOUT ? prepare(book) : refuse_layout(book, layout);
}

void duban_ledger_close(duban_book *book) {
    for (int i = 0; i < DUBAN_LEDGER_STATEMENTS; i++) sqlite3_finalize(book->statements[i]);
    sqlite3_close(book->db);
    book->db = NULL;
}

bool duban_ledger_begin(duban_book *book) { return duban_ledger_execute(book, "BEGIN IMMEDIATE"); }
bool duban_ledger_commit(duban_book *book) { return duban_ledger_execute(book, "COMMIT"); }

static bool finish(duban_book *book, sqlite3_stmt *s) {
    bool done = sqlite3_step(s) == SQLITE_DONE || fail(book, "ledger");
    sqlite3_reset(s);
    return done;
}

static bool has_row(duban_book *book, const char *query) {
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(book->db, query, -1, &s, NULL) != SQLITE_OK) return false;
    bool found = sqlite3_step(s) == SQLITE_ROW;
    sqlite3_finalize(s);
    return found;
}

bool duban_ledger_is_torn(duban_book *book) {
    return has_row(book, "SELECT 1 FROM runs WHERE ended IS NULL");
}

static void now(char text[static 32]) {
    time_t clock = time(NULL);
    struct tm day;
    gmtime_r(&clock, &day);
    strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &day);
}

static void bind(sqlite3_stmt *s, int column, const char *text) {
    sqlite3_bind_text(s, column, text, -1, SQLITE_STATIC);
}

bool duban_ledger_start_run(duban_book *book, const duban_ledger_run *run) {
    sqlite3_stmt *s;
    char started[32];
    /* What a killed run did not come to remove has been swept away by now. */
    if (!duban_ledger_execute(book, "DELETE FROM outdated")) return false;
    if (sqlite3_prepare_v2(book->db,
                           "INSERT INTO runs(started,rules,version,sandbox,shard,shards,listed,"
                           "list_sha256) VALUES(?,?,?,?,?,?,?,?)",
                           -1, &s, NULL) != SQLITE_OK) {
        return fail(book, "ledger");
    }
    now(started);
    bind(s, 1, started);
    bind(s, 2, run->rules);
    bind(s, 3, run->version);
    bind(s, 4, run->sandbox);
    sqlite3_bind_int64(s, 5, run->shard);
    sqlite3_bind_int64(s, 6, run->shards);
    sqlite3_bind_int64(s, 7, (sqlite3_int64)run->listed);
    bind(s, 8, run->list_sha256);
    bool done = finish(book, s);
    sqlite3_finalize(s);
    return done;
}

bool duban_ledger_end_run(duban_book *book, int exit_status) {
    char text[160], ended[32];
    now(ended);
    if (!duban_ledger_execute(book, "UPDATE inputs SET status='skipped',reason='" DUBAN_NOT_REACHED
                                    "' WHERE status='pending'")) {
        return false;
    }
    /* Runs that were killed before end with this one, which has put their work right. */
    snprintf(text, sizeof text, "UPDATE runs SET ended='%s', exit_status=%d WHERE ended IS NULL",
             ended, exit_status);
    return duban_ledger_execute(book, text);
}

bool duban_ledger_expect(duban_book *book, const char *input, bool *is_new) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_EXPECT];
    bind(s, 1, input);
    bool done = finish(book, s);
    *is_new = done && sqlite3_changes(book->db) > 0;
    return done;
}

/* Members of the input that another walk saw. */
static bool forget_members(duban_book *book, const duban_ledger_row *row) {
    for (int i = DUBAN_LEDGER_OUTDATE; i <= DUBAN_LEDGER_FORGET; i++) {
        bind(book->statements[i], 1, row->input);
        bind(book->statements[i], 2, row->walk);
        if (!finish(book, book->statements[i])) return false;
        book->outdated |= i == DUBAN_LEDGER_OUTDATE && sqlite3_changes(book->db) > 0;
    }
    return true;
}

bool duban_ledger_put(duban_book *book, const duban_ledger_row *row) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_PUT];
    int c = 0;
    bind(s, ++c, row->input);
    bind(s, ++c, duban_status_word(row->status));
    bind(s, ++c, row->reason);
    bind(s, ++c, row->limits);
    bind(s, ++c, row->sha256);
    sqlite3_bind_int64(s, ++c, (sqlite3_int64)row->bytes);
    bind(s, ++c, row->output);
    sqlite3_bind_int64(s, ++c, (sqlite3_int64)row->output_bytes);
    for (int i = 0; i < DUBAN_TALLY_COUNT; i++) sqlite3_bind_int64(s, ++c, row->tally.of[i]);
    sqlite3_bind_int64(s, ++c, (sqlite3_int64)row->microseconds);
    sqlite3_bind_int64(s, ++c, row->peak_kib);
    bind(s, ++c, row->rules);
    bind(s, ++c, row->version);
    bind(s, ++c, row->columns);
    bind(s, ++c, row->container ? row->container : "");
    bind(s, ++c, row->walk);
    bool last_word = !row->container && row->status != DUBAN_PENDING;
    bool forgets = last_word && !row->is_new;
    return finish(book, s) && (!forgets || forget_members(book, row));
}

bool duban_ledger_remove_outdated(duban_book *book, int folder) {
    sqlite3_stmt *s;
    if (!book->outdated) return true;
    if (sqlite3_prepare_v2(book->db, "SELECT output FROM outdated", -1, &s, NULL) != SQLITE_OK) {
        return fail(book, "ledger");
    }
    while (sqlite3_step(s) == SQLITE_ROW) {
        unlinkat(folder, (const char *)sqlite3_column_text(s, 0), 0);
    }
    sqlite3_finalize(s);
    book->outdated = false;
    return duban_ledger_execute(book, "DELETE FROM outdated");
}

static void take(sqlite3_stmt *s, int column, char *text, size_t size) {
    snprintf(text, size, "%s", (const char *)sqlite3_column_text(s, column));
}

static void take_row(sqlite3_stmt *s, duban_ledger_row *row) {
    int c = 1; /* the input itself is known */
    row->own = NULL;
    row->container = NULL;
    const char *word = (const char *)sqlite3_column_text(s, c++);
    if (!duban_outcome_read(word, strlen(word), &row->status)) row->status = DUBAN_PENDING;
    take(s, c++, row->reason, sizeof row->reason);
    take(s, c++, row->limits, sizeof row->limits);
    take(s, c++, row->sha256, sizeof row->sha256);
    row->bytes = (uint64_t)sqlite3_column_int64(s, c++);
    take(s, c++, row->output, sizeof row->output);
    row->output_bytes = (uint64_t)sqlite3_column_int64(s, c++);
    for (int i = 0; i < DUBAN_TALLY_COUNT; i++) {
        row->tally.of[i] = (uint32_t)sqlite3_column_int64(s, c++);
    }
    row->microseconds = (uint64_t)sqlite3_column_int64(s, c++);
    row->peak_kib = (uint32_t)sqlite3_column_int64(s, c++);
    take(s, c++, row->rules, sizeof row->rules);
    take(s, c++, row->version, sizeof row->version);
    take(s, c++, row->columns, sizeof row->columns);
    if (sqlite3_column_bytes(s, c)) row->container = (const char *)sqlite3_column_text(s, c);
    take(s, ++c, row->walk, sizeof row->walk);
    row->is_container = *row->walk && !row->container;
}

bool duban_ledger_members(duban_book *book, const char *container,
                          bool (*each)(void *context, const duban_ledger_row *row), void *context) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_MEMBERS];
    duban_ledger_row row;
    bool good = true;
    if (!s) return true; /* there is no ledger yet */
    bind(s, 1, container);
    while (good && sqlite3_step(s) == SQLITE_ROW) {
        take_row(s, &row);
        row.input = (const char *)sqlite3_column_text(s, 0);
        good = each(context, &row);
    }
    sqlite3_reset(s);
    return good;
}

bool duban_ledger_find(duban_book *book, const char *input, duban_ledger_row *row) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_FIND];
    if (!s) return false; /* there is no ledger yet */
    bind(s, 1, input);
    bool found = sqlite3_step(s) == SQLITE_ROW;
    if (found) take_row(s, row);
    row->input = input;
    row->container = NULL;
    sqlite3_reset(s);
    return found;
}

bool duban_ledger_knows_output(duban_book *book, const char *output) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_KNOWS_OUTPUT];
    bind(s, 1, output);
    bool found = sqlite3_step(s) == SQLITE_ROW;
    sqlite3_reset(s);
    return found;
}
