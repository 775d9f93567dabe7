/*
 * The scribe: rows and outputs -> disk, in a thread of its own, so that workers are fed while the
 * disk is waited for.
 *
 * The supervisor fills one parcel while the scribe writes the other. A parcel is written in an
 * order that no kill and no power cut can break: first the outputs' bytes, then their names, then
 * the rows that name them, then older outputs go. What is left between any two of these the next
 * run puts right.
 */
#ifndef DUBAN_CLI_BATCH_SCRIBE_H
#define DUBAN_CLI_BATCH_SCRIBE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "cli/batch/ledger.h"
#include "cli/batch/spool.h"

/* Rows of a parcel at most; with outputs two open files each, under the 1,024 of a stern system. */
#define DUBAN_PARCEL_ROWS 256

typedef struct {
    duban_ledger_row *rows;
    duban_spool_kept *kept;
    uint32_t row_count, kept_count;
} duban_parcel;

typedef struct {
    duban_book *book; /* the thread's, from start to stop */
    int folder;
    pthread_t thread;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t news;
    duban_parcel parcels[2];
    uint32_t filling; /* which is the supervisor's */
    bool started;     /* there is a thread */
    bool writing;     /* the other parcel is the thread's */
    bool resting;     /* the thread waits for news */
    bool stopping;
    bool failed;
    const char *what; /* failed, and why */
    char why[256];
} duban_scribe;

/* Starts the thread, which is the only one to use the book from now on. False: errno says why. */
bool duban_scribe_start(duban_scribe *scribe, duban_book *book, int folder);

/* The parcel to be filled. There is room for a row and its output. */
static inline duban_parcel *duban_scribe_parcel(duban_scribe *scribe) {
    return &scribe->parcels[scribe->filling];
}

/*
 * Hands the filled parcel over if the scribe is free, or if the parcel is full, for which it
 * waits. False: writing failed, now or before.
 */
bool duban_scribe_hand_over(duban_scribe *scribe);

/*
 * Waits until the thread sleeps, and keeps it asleep until it is released: a child forked meanwhile
 * finds no lock of the allocator held by a thread that it does not have. Nothing without a thread.
 */
void duban_scribe_hold(duban_scribe *scribe);
void duban_scribe_release(duban_scribe *scribe);

/* Hands over, waits until all is written, ends the thread. False as above. */
bool duban_scribe_stop(duban_scribe *scribe);

/* Frees it, stopped or not; what was not written is removed. */
void duban_scribe_free(duban_scribe *scribe);

#endif
