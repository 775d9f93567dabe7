/* Runs in the ledger: their beginning, and their end with what they did not come to; see ledger.h.
 */
#include <stdio.h>
#include <time.h>

#include "cli/batch/ledger_sql.h"

bool duban_ledger_is_torn(duban_book *book) {
    return duban_ledger_ask(book, "SELECT count(*) FROM runs WHERE ended IS NULL") != 0;
}

static void now(char text[static 32]) {
    time_t clock = time(NULL);
    struct tm day;
    gmtime_r(&clock, &day);
    strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &day);
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
        return duban_ledger_fail(book);
    }
    now(started);
    duban_ledger_bind(s, 1, started);
    duban_ledger_bind(s, 2, run->rules);
    duban_ledger_bind(s, 3, run->version);
    duban_ledger_bind(s, 4, run->sandbox);
    sqlite3_bind_int64(s, 5, run->shard);
    sqlite3_bind_int64(s, 6, run->shards);
    sqlite3_bind_int64(s, 7, (sqlite3_int64)run->listed);
    duban_ledger_bind(s, 8, run->list_sha256);
    bool done = duban_ledger_finish(book, s);
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
