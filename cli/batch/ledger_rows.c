/* Inputs in the ledger: rows written and read; see ledger.h. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch/ledger_sql.h"

bool duban_ledger_expect(duban_book *book, const char *input, bool *is_new) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_EXPECT];
    duban_ledger_bind(s, 1, input);
    bool done = duban_ledger_finish(book, s);
    *is_new = done && sqlite3_changes(book->db) > 0;
    return done;
}

/* Members of the input that another walk saw. */
static bool forget_members(duban_book *book, const duban_ledger_row *row) {
    for (int i = DUBAN_LEDGER_OUTDATE; i <= DUBAN_LEDGER_FORGET; i++) {
        duban_ledger_bind(book->statements[i], 1, row->input);
        duban_ledger_bind(book->statements[i], 2, row->walk);
        if (!duban_ledger_finish(book, book->statements[i])) return false;
        book->outdated |= i == DUBAN_LEDGER_OUTDATE && sqlite3_changes(book->db) > 0;
    }
    return true;
}

bool duban_ledger_put(duban_book *book, const duban_ledger_row *row) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_PUT];
    int c = 0;
    duban_ledger_bind(s, ++c, row->input);
    duban_ledger_bind(s, ++c, duban_status_word(row->status));
    duban_ledger_bind(s, ++c, row->reason);
    duban_ledger_bind(s, ++c, row->limits);
    duban_ledger_bind(s, ++c, row->sha256);
    sqlite3_bind_int64(s, ++c, (sqlite3_int64)row->bytes);
    duban_ledger_bind(s, ++c, row->output);
    sqlite3_bind_int64(s, ++c, (sqlite3_int64)row->output_bytes);
    for (int i = 0; i < DUBAN_TALLY_COUNT; i++) sqlite3_bind_int64(s, ++c, row->tally.of[i]);
    sqlite3_bind_int64(s, ++c, (sqlite3_int64)row->microseconds);
    sqlite3_bind_int64(s, ++c, row->peak_kib);
    duban_ledger_bind(s, ++c, row->rules);
    duban_ledger_bind(s, ++c, row->version);
    duban_ledger_bind(s, ++c, row->columns);
    duban_ledger_bind(s, ++c, row->container ? row->container : "");
    duban_ledger_bind(s, ++c, row->walk);
    bool last_word = !row->container && row->status != DUBAN_PENDING;
    bool forgets = last_word && !row->is_new;
    return duban_ledger_finish(book, s) && (!forgets || forget_members(book, row));
}

/* "" where SQLite finds no memory for it. */
static const char *text_of(sqlite3_stmt *s, int column) {
    const char *text = (const char *)sqlite3_column_text(s, column);
    return text ? text : "";
}

bool duban_ledger_remove_outdated(duban_book *book, int folder) {
    sqlite3_stmt *s;
    if (!book->outdated) return true;
    if (sqlite3_prepare_v2(book->db, "SELECT output FROM outdated", -1, &s, NULL) != SQLITE_OK) {
        return duban_ledger_fail(book);
    }
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        unlinkat(folder, text_of(s, 0), 0);
    }
    sqlite3_finalize(s);
    if (step != SQLITE_DONE) return duban_ledger_fail(book);
    book->outdated = false;
    return duban_ledger_execute(book, "DELETE FROM outdated");
}

static void take(sqlite3_stmt *s, int column, char *text, size_t size) {
    snprintf(text, size, "%s", text_of(s, column));
}

static void take_row(sqlite3_stmt *s, duban_ledger_row *row) {
    int c = 1; /* the input itself is known */
    row->own = NULL;
    row->container = NULL;
    const char *word = text_of(s, c++);
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
    if (sqlite3_column_bytes(s, c)) row->container = text_of(s, c);
    take(s, ++c, row->walk, sizeof row->walk);
    row->is_container = *row->walk && !row->container;
}

bool duban_ledger_members(duban_book *book, const char *container,
                          bool (*each)(void *context, const duban_ledger_row *row), void *context) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_MEMBERS];
    duban_ledger_row row;
    bool good = true;
    int step = SQLITE_DONE;
    if (!s) return true; /* there is no ledger yet */
    duban_ledger_bind(s, 1, container);
    while (good && (step = sqlite3_step(s)) == SQLITE_ROW) {
        take_row(s, &row);
        row.input = text_of(s, 0);
        good = each(context, &row);
    }
    sqlite3_reset(s);
    return good && step == SQLITE_DONE;
}

bool duban_ledger_find(duban_book *book, const char *input, duban_ledger_row *row) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_FIND];
    if (!s) return false; /* there is no ledger yet */
    duban_ledger_bind(s, 1, input);
    bool found = sqlite3_step(s) == SQLITE_ROW;
    if (found) take_row(s, row);
    row->input = input;
    row->container = NULL;
    sqlite3_reset(s);
    return found;
}

bool duban_ledger_knows_output(duban_book *book, const char *output) {
    sqlite3_stmt *s = book->statements[DUBAN_LEDGER_KNOWS_OUTPUT];
    duban_ledger_bind(s, 1, output);
    bool known = sqlite3_step(s) != SQLITE_DONE;
    sqlite3_reset(s);
    return known;
}
