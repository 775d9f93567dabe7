/* The ledger's file, its tables and its prepared statements; see ledger.h. */
#include <limits.h>
#include <stdio.h>

#include "cli/batch/ledger_sql.h"

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

bool duban_ledger_fail(duban_book *book) {
    snprintf(book->error, sizeof book->error, "ledger: %s", sqlite3_errmsg(book->db));
    return false;
}

void duban_ledger_bind(sqlite3_stmt *s, int column, const char *text) {
    sqlite3_bind_text(s, column, text, -1, SQLITE_STATIC);
}

bool duban_ledger_finish(duban_book *book, sqlite3_stmt *s) {
    bool done = sqlite3_step(s) == SQLITE_DONE || duban_ledger_fail(book);
    sqlite3_reset(s);
    return done;
}

bool duban_ledger_execute(duban_book *book, const char *text) {
    return sqlite3_exec(book->db, text, NULL, NULL, NULL) == SQLITE_OK || duban_ledger_fail(book);
}

sqlite3_stmt *duban_ledger_prepare(duban_book *book, const char *text, const char *argument) {
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(book->db, text, -1, &s, NULL) != SQLITE_OK) return NULL;
    if (argument) sqlite3_bind_text(s, 1, argument, -1, SQLITE_TRANSIENT);
    return s;
}

int64_t duban_ledger_ask(duban_book *book, const char *text) {
    sqlite3_stmt *s = duban_ledger_prepare(book, text, NULL);
    int64_t number = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
    sqlite3_finalize(s);
    return number;
}

static int layout_of(duban_book *book) {
    return (int)duban_ledger_ask(book, "PRAGMA user_version");
}

static bool open_file(duban_book *book, const char *folder, int flags) {
    char path[PATH_MAX];
    *book = (duban_book){0};
    if (snprintf(path, sizeof path, "%s/" DUBAN_LEDGER_FILE, folder) >= (int)sizeof path) {
        snprintf(book->error, sizeof book->error, "the name is too long");
        return false;
    }
    if (sqlite3_open_v2(path, &book->db, flags, NULL) != SQLITE_OK) return duban_ledger_fail(book);
    sqlite3_busy_timeout(book->db, 5000);
    return true;
}

static bool prepare(duban_book *book) {
    for (int i = 0; i < DUBAN_LEDGER_STATEMENTS; i++) {
        if (sqlite3_prepare_v3(book->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &book->statements[i], NULL) != SQLITE_OK) {
            return duban_ledger_fail(book);
        }
    }
    return true;
}

static bool refuse_layout(duban_book *book, int layout) {
    if (layout < 0) return duban_ledger_fail(book);
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
