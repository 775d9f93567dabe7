/*
 * The ledger from inside: what ledger.c (the file and its tables), ledger_rows.c (inputs),
 * ledger_runs.c (runs) and duban merge, which joins ledgers, share.
 */
#ifndef DUBAN_CLI_BATCH_LEDGER_SQL_H
#define DUBAN_CLI_BATCH_LEDGER_SQL_H

#include <sqlite3.h>

#include "cli/batch/ledger.h"

/* Notes what SQLite says; answers false. */
bool duban_ledger_fail(duban_book *book);

/* A parameter; the text lives until the statement has been run. */
void duban_ledger_bind(sqlite3_stmt *statement, int column, const char *text);

/* Runs a statement without results, and makes it ready for the next time. */
bool duban_ledger_finish(duban_book *book, sqlite3_stmt *statement);

/* A statement with one text as its parameter, or with none (NULL). NULL: it cannot be made. */
sqlite3_stmt *duban_ledger_prepare(duban_book *book, const char *sql, const char *argument);

/* The number that a query gives; -1 if it gives none. */
int64_t duban_ledger_ask(duban_book *book, const char *sql);

#endif
