/* Two parcels, a mutex and a condition; see scribe.h. */
#include "cli/batch/scribe.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Writes the rows; the names of outputs that they replace take their places in them. */
static bool write_rows(duban_book *book, duban_parcel *parcel) {
    for (uint32_t i = 0; i < parcel->row_count; i++) {
        duban_ledger_row *row = &parcel->rows[i], old;
        bool known = !row->is_new && duban_ledger_find(book, row->input, &old);
        if (!duban_ledger_put(book, row)) return false;
        bool replaced = known && strcmp(old.output, row->output) != 0;
        memcpy(row->output, replaced ? old.output : "", replaced ? sizeof row->output : 1);
    }
    return true;
}

static bool fail(duban_scribe *scribe, const char *what, const char *why) {
    scribe->what = what;
    snprintf(scribe->why, sizeof scribe->why, "%s", why);
    return false;
}

static void clear(duban_parcel *parcel) {
    while (parcel->row_count) free(parcel->rows[--parcel->row_count].own);
}

static bool write_parcel(duban_scribe *scribe, duban_parcel *parcel) {
    uint32_t kept = parcel->kept_count;
    parcel->kept_count = 0;
    if (!duban_spool_commit(scribe->folder, parcel->kept, kept)) {
        return fail(scribe, "the outputs cannot be written", strerror(errno));
    }
    duban_book *book = scribe->book;
    if (!duban_ledger_begin(book) || !write_rows(book, parcel) || !duban_ledger_commit(book)) {
        return fail(scribe, "the ledger cannot be written", book->error);
    }
    for (uint32_t i = 0; i < parcel->row_count; i++) {
        if (*parcel->rows[i].output) unlinkat(scribe->folder, parcel->rows[i].output, 0);
    }
    clear(parcel);
    return duban_ledger_remove_outdated(book, scribe->folder) ||
           fail(scribe, "the ledger cannot be written", book->error);
}

static void *work(void *context) {
    duban_scribe *s = context;
    pthread_mutex_lock(&s->lock);
    for (;;) {
        s->resting = true;
        pthread_cond_broadcast(&s->news);
        while (!s->writing && !s->stopping) pthread_cond_wait(&s->news, &s->lock);
        s->resting = false;
        if (!s->writing) break;
        duban_parcel *parcel = &s->parcels[!s->filling];
        pthread_mutex_unlock(&s->lock);
        bool written = write_parcel(s, parcel);
        pthread_mutex_lock(&s->lock);
        s->failed |= !written;
        s->writing = false;
        pthread_cond_broadcast(&s->news);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

static bool make_room(duban_parcel *parcel) {
    parcel->rows = malloc(DUBAN_PARCEL_ROWS * sizeof *parcel->rows);
    parcel->kept = malloc(DUBAN_PARCEL_ROWS * sizeof *parcel->kept);
    return parcel->rows && parcel->kept;
}

bool duban_scribe_start(duban_scribe *scribe, duban_book *book, int folder) {
    *scribe = (duban_scribe){.book = book, .folder = folder};
    if (!make_room(&scribe->parcels[0]) || !make_room(&scribe->parcels[1])) {
        errno = ENOMEM;
        return false;
    }
    pthread_mutex_init(&scribe->lock, NULL);
    pthread_cond_init(&scribe->news, NULL);
    int error = pthread_create(&scribe->thread, NULL, work, scribe);
    scribe->started = !error;
    if (error) errno = error;
    return scribe->started;
}

bool duban_scribe_hand_over(duban_scribe *scribe) {
    bool full = duban_scribe_parcel(scribe)->row_count == DUBAN_PARCEL_ROWS;
    pthread_mutex_lock(&scribe->lock);
    while (full && scribe->writing) pthread_cond_wait(&scribe->news, &scribe->lock);
    bool good = !scribe->failed;
    if (good && !scribe->writing && duban_scribe_parcel(scribe)->row_count) {
        scribe->filling = !scribe->filling;
        scribe->writing = true;
        pthread_cond_broadcast(&scribe->news);
    }
    pthread_mutex_unlock(&scribe->lock);
    return good;
}

void duban_scribe_hold(duban_scribe *scribe) {
    if (!scribe->started) return;
    pthread_mutex_lock(&scribe->lock);
    while (!scribe->resting || scribe->writing) pthread_cond_wait(&scribe->news, &scribe->lock);
}

void duban_scribe_release(duban_scribe *scribe) {
    if (scribe->started) pthread_mutex_unlock(&scribe->lock);
}

bool duban_scribe_stop(duban_scribe *scribe) {
    if (!scribe->started) return true;
    pthread_mutex_lock(&scribe->lock);
    while (scribe->writing) pthread_cond_wait(&scribe->news, &scribe->lock);
    pthread_mutex_unlock(&scribe->lock);
    (void)duban_scribe_hand_over(scribe);
    pthread_mutex_lock(&scribe->lock);
    scribe->stopping = true;
    pthread_cond_broadcast(&scribe->news);
    pthread_mutex_unlock(&scribe->lock);
    pthread_join(scribe->thread, NULL);
    scribe->started = false;
    return !scribe->failed;
}

void duban_scribe_free(duban_scribe *scribe) {
    (void)duban_scribe_stop(scribe);
    for (int i = 0; i < 2; i++) {
        duban_parcel *parcel = &scribe->parcels[i];
        duban_spool_discard(scribe->folder, parcel->kept, parcel->kept_count);
        clear(parcel);
        free(parcel->rows);
        free(parcel->kept);
    }
}
