/* duban status: what the ledger of a folder says, for people and as JSON. */
#include <inttypes.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/batch/ledger.h"
#include "cli/batch/summary.h"
#include "cli/commands.h"
#include "cli/message.h"

enum { ALL, JSON };

typedef struct {
    duban_book book;
    uint64_t ended[DUBAN_PENDING + 1], inputs;
    uint64_t unreached; /* skipped for no other reason than that the run was stopped */
    bool all, json;
    bool begun; /* a row of the list stands */
} listing;

/* A row of a query as JSON; columns under their names. */
static json_t *row_object(sqlite3_stmt *s) {
    json_t *object = json_object();
    for (int i = 0; i < sqlite3_column_count(s); i++) {
        int type = sqlite3_column_type(s, i);
        json_t *value = type == SQLITE_INTEGER ? json_integer(sqlite3_column_int64(s, i))
                        : type == SQLITE_NULL
                            ? json_null()
                            : json_string((const char *)sqlite3_column_text(s, i));
        json_object_set_new(object, sqlite3_column_name(s, i), value);
    }
    return object;
}

static void print_json(json_t *value) {
    char *text = json_dumps(value, JSON_COMPACT);
    if (text) fputs(text, stdout);
    free(text);
    json_decref(value);
}

/* Calls show for each row. False: the ledger cannot be read. */
static bool each_row(listing *l, const char *sql, void (*show)(listing *l, sqlite3_stmt *s)) {
    sqlite3_stmt *s;
    int step = sqlite3_prepare_v2(l->book.db, sql, -1, &s, NULL);
    if (step == SQLITE_OK) {
        while ((step = sqlite3_step(s)) == SQLITE_ROW) show(l, s);
    }
    sqlite3_finalize(s);
    return step == SQLITE_DONE;
}

static void count_status(listing *l, sqlite3_stmt *s) {
    const char *word = (const char *)sqlite3_column_text(s, 0);
    duban_status status;
    uint64_t count = (uint64_t)sqlite3_column_int64(s, 1);
    if (duban_outcome_read(word, strlen(word), &status)) l->ended[status] += count;
    l->inputs += count;
}

static void count_unreached(listing *l, sqlite3_stmt *s) {
    l->unreached = (uint64_t)sqlite3_column_int64(s, 0);
}

static void show_line(listing *l, sqlite3_stmt *s) {
    (void)l;
    printf("%-14s %s%s%s\n", (const char *)sqlite3_column_text(s, 0),
           (const char *)sqlite3_column_text(s, 1), sqlite3_column_bytes(s, 2) ? ": " : "",
           (const char *)sqlite3_column_text(s, 2));
}

static void show_object(listing *l, sqlite3_stmt *s) {
    fputs(l->begun ? ",\n" : "\n", stdout);
    l->begun = true;
    print_json(row_object(s));
}

static void show_object_bare(listing *l, sqlite3_stmt *s) {
    (void)l;
    print_json(row_object(s));
}

/* One object: the last run, the sums, the inputs. Rows are printed as they come. */
static bool show_json(listing *l) {
    fputs("{\"run\":", stdout);
    bool good = each_row(l, "SELECT * FROM runs ORDER BY run DESC LIMIT 1", show_object_bare);
    fputs(",\"inputs\":[", stdout);
    good = good && each_row(l, "SELECT * FROM inputs ORDER BY input", show_object);
    json_t *sums = json_object();
    for (size_t i = 0; i < duban_outcome_count; i++) {
        duban_status status = duban_outcomes[i];
        json_object_set_new(sums, duban_status_word(status),
                            json_integer((json_int_t)l->ended[status]));
    }
    printf("],\"count\":%" PRIu64 ",\"sums\":", l->inputs);
    print_json(sums);
    fputs("}\n", stdout);
    return good;
}

static bool show_text(listing *l) {
    const char *some = "SELECT status,input,reason FROM inputs"
                       " WHERE status NOT IN ('ok','skipped','pending') ORDER BY status,input";
    const char *all = "SELECT status,input,reason FROM inputs ORDER BY input";
    bool good = each_row(l, l->all ? all : some, show_line);
    duban_summary_show_inputs(stdout, l->ended, l->inputs);
    return good;
}

static bool count(listing *l) {
    return each_row(l, "SELECT status,count(*) FROM inputs GROUP BY status", count_status) &&
           each_row(l,
                    "SELECT count(*) FROM inputs WHERE status='skipped'"
                    " AND reason='" DUBAN_NOT_REACHED "'",
                    count_unreached);
}

static duban_exit judge(const listing *l) {
    if (l->unreached) return DUBAN_EXIT_FAILED;
    for (size_t i = 0; i < duban_outcome_count; i++) {
        duban_status s = duban_outcomes[i];
        if (l->ended[s] && !duban_outcome_is_good(s) && s != DUBAN_SKIPPED) {
            return DUBAN_EXIT_FAILED;
        }
    }
    return DUBAN_EXIT_OK;
}

static duban_exit run_status(const duban_args *args) {
    listing l = {.all = args->values[ALL] != NULL, .json = args->values[JSON] != NULL};
    duban_exit status = DUBAN_EXIT_ENVIRONMENT;
    const char *folder = args->operands[0];
    if (!duban_ledger_open_to_read(&l.book, folder)) {
        duban_message("%s: error: no ledger that can be read: %s", folder, l.book.error);
    } else if (!count(&l) || !(l.json ? show_json(&l) : show_text(&l))) {
        duban_message("%s: error: the ledger is damaged", folder);
    } else {
        status = judge(&l);
    }
    duban_ledger_close(&l.book);
    return status;
}

const duban_command duban_command_status = {
    .words = "status",
    .operands = "DIR",
    .summary = "what became of each input of 'duban run -o DIR'",
    .options = {[ALL] = {'a', "all", NULL,
                         "list all inputs, not only those that failed or lost something"},
                [JSON] = {0, "json", NULL, "all of it as one JSON object"}},
    .least = 1,
    .most = 1,
    .details =
        "Exit status 1: some inputs failed, or were not reached before the run was stopped.\n",
    .run = run_status,
};
