/*
 * The containers of a run: rows for their members, and for each container one that ends last.
 */
#ifndef DUBAN_CLI_BATCH_ARCHIVES_H
#define DUBAN_CLI_BATCH_ARCHIVES_H

#include "cli/batch/batch.h"

/* A container that is taken apart, or whose members are still being read. */
typedef struct duban_archive {
    const char *name;
    uint32_t id; /* of its job */
    bool is_new; /* to the ledger */
    char walk[DUBAN_WALK_STAMP];
    uint32_t open; /* members that have not ended */
    bool torn;     /* one of them was given back: the run is stopped */
    bool ended;    /* the walk has, with this row: */
    duban_ledger_row row;
    struct duban_archive *next;
} duban_archive;

/* What the job of a member is about: its owner. */
typedef struct {
    duban_archive *archive;
    const char *id; /* of a row of a dump, "" */
    char name[];    /* and behind it the id */
} duban_archive_member;

/* A walker's find: refused ones get their row at once, the others become jobs. False: broken. */
bool duban_archives_found(void *context, const duban_found *found, duban_job *job);

/* The walk has ended with this row, which is written when all members have ended. */
bool duban_archives_walked(duban_batch *batch, const duban_job *job, const duban_report *report,
                           const duban_ledger_row *row);

/* The job of a member is over, or given back; frees what belongs to it. */
bool duban_archives_leave(duban_batch *batch, const duban_job *job, bool given_back);

/* Makes the row one of a member. False: no memory. */
bool duban_archives_mark(const duban_job *job, duban_ledger_row *row);

/* Counts the members of a container that is as it was. */
void duban_archives_keep(duban_batch *batch, const char *name);

void duban_archives_free(duban_batch *batch);

#endif
