/*
 * The ledger of a folder of outputs: what became of each input, in SQLite (DIR/ledger.sqlite).
 *
 * One row for each input, with exactly one status: for a container, and for each of its members
 * too, named archive.zip!/a/b.txt, whose container is the first one's name. The row of a container
 * ends when those of its members have. One row for each run. Only the supervisor
 * writes it. Write-ahead logging: a reader sees whole commits and waits for nobody. A row says
 * that an output is there only after the output's bytes are on the disk.
 *
 * Functions that can fail answer false and leave the reason in ledger->error.
 */
#ifndef DUBAN_CLI_BATCH_LEDGER_H
#define DUBAN_CLI_BATCH_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/sha256.h"
#include "cli/batch/names.h"
#include "cli/batch/outcome.h"
#include "cli/batch/tally.h"

#define DUBAN_LEDGER_FILE "ledger.sqlite"
/* The layout of the tables; a ledger of another layout is refused. */
#define DUBAN_LEDGER_LAYOUT 2

struct sqlite3;
struct sqlite3_stmt;

/* The statements that are prepared once, in the order of the SQL in ledger.c. */
typedef enum {
    DUBAN_LEDGER_EXPECT,
    DUBAN_LEDGER_FIND,
    DUBAN_LEDGER_PUT,
    DUBAN_LEDGER_KNOWS_OUTPUT,
    DUBAN_LEDGER_MEMBERS,
    DUBAN_LEDGER_OUTDATE,
    DUBAN_LEDGER_FORGET,
    DUBAN_LEDGER_STATEMENTS
} duban_ledger_statement;

typedef struct {
    struct sqlite3 *db;
    struct sqlite3_stmt *statements[DUBAN_LEDGER_STATEMENTS];
    bool outdated; /* members were forgotten whose outputs are still there */
    char error[256];
} duban_book;

/* Which walk over a container saw a member: a hash of the container, the columns and the version.
 */
#define DUBAN_WALK_STAMP 33
#define DUBAN_COLUMNS 160

typedef struct {
    const char *input;     /* a name, names.h */
    char *own;             /* the same, to be freed with the row; NULL: it lives longer */
    const char *container; /* a member's; NULL: it is none */
    bool is_new;           /* written only: the ledger knew nothing of it when the run began */
    bool is_container;     /* read only */
    char walk[DUBAN_WALK_STAMP]; /* of a container and its members; "" for other inputs */
    char columns[DUBAN_COLUMNS]; /* that dumps were to be read by; "" for none */
    duban_status status;
    char reason[512], limits[256];
    char sha256[DUBAN_SHA256_HEX];
    uint64_t bytes, output_bytes, microseconds;
    uint32_t peak_kib;
    duban_tally tally;
    char output[DUBAN_OUTPUT_NAME];            /* "" if there is none */
    char rules[DUBAN_SHA256_HEX], version[24]; /* that it was read with */
} duban_ledger_row;

/* What is known of a run besides its rows. */
typedef struct {
    const char *rules, *version, *sandbox;
    uint32_t shard, shards;  /* 1 of 1 without sharding */
    uint64_t listed;         /* inputs before sharding */
    const char *list_sha256; /* of their names, sorted */
} duban_ledger_run;

/* Opens or makes the ledger of a folder for writing. Each commit waits for the disk. */
bool duban_ledger_open(duban_book *book, const char *folder);
/* From here on a power cut may lose the last commits, but none before a lost one. */
bool duban_ledger_relax(duban_book *book);
/* Opens an existing one for reading. */
bool duban_ledger_open_to_read(duban_book *book, const char *folder);
void duban_ledger_close(duban_book *book);

bool duban_ledger_begin(duban_book *book);
bool duban_ledger_commit(duban_book *book);

/* The last run has not ended: it was killed, and the folder may hold what no row names. If the
 * ledger cannot be asked, that is assumed. */
bool duban_ledger_is_torn(duban_book *book);

/* Why an input is skipped that a run has not come to; the next one takes it up. */
#define DUBAN_NOT_REACHED "not reached: the run was stopped"

/* A run begins; the run ends, with its exit status: what is still pending is skipped. */
bool duban_ledger_start_run(duban_book *book, const duban_ledger_run *run);
bool duban_ledger_end_run(duban_book *book, int exit_status);

/* The input belongs to the folder; it is pending unless the ledger knows more. is_new: it knew
 * nothing. */
bool duban_ledger_expect(duban_book *book, const char *input, bool *is_new);

/* The row of an input; false: none, or only a pending one. row->input is the argument, container is
 * left out. */
bool duban_ledger_find(duban_book *book, const char *input, duban_ledger_row *row);

/*
 * Writes a row in place of an older one of the input. With the last word on what is no member,
 * members that another walk saw are forgotten: the container has changed.
 */
bool duban_ledger_put(duban_book *book, const duban_ledger_row *row);

/* After a commit: removes the outputs of forgotten members from the folder. */
bool duban_ledger_remove_outdated(duban_book *book, int folder);

/* Calls each(context, row) for the members of a container. The row's texts live until it returns;
 * false ends it. Answers what the last call did; false if the rows cannot be read, too. */
bool duban_ledger_members(duban_book *book, const char *container,
                          bool (*each)(void *context, const duban_ledger_row *row), void *context);

/* Some row names this output, or the ledger cannot be asked. */
bool duban_ledger_knows_output(duban_book *book, const char *output);

/* Runs SQL without results. */
bool duban_ledger_execute(duban_book *book, const char *sql);

#endif
