/* Temporary files, fdatasync and rename; see spool.h. */
#include "cli/batch/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch/supervisor.h"

#define TEMPORARY ".duban-"
enum { TEMPORARY_NAME = 32 };

static void name_temporary(const duban_spool_file *f, char name[static TEMPORARY_NAME]) {
    snprintf(name, TEMPORARY_NAME, TEMPORARY "%u.tmp", f->number);
}

bool duban_spool_init(duban_spool *spool, int folder, uint32_t jobs) {
    uint32_t capacity = DUBAN_SPOOL_BATCH + jobs * DUBAN_QUEUE_DEPTH + 1;
    *spool = (duban_spool){.folder = folder, .capacity = capacity};
    spool->files = calloc(capacity, sizeof *spool->files);
    return spool->files != NULL;
}

static void close_at(duban_spool *spool, uint32_t i) {
    close(spool->files[i].file);
    spool->files[i] = spool->files[--spool->count];
}

void duban_spool_free(duban_spool *spool) {
    while (spool->count) {
        char name[TEMPORARY_NAME];
        name_temporary(&spool->files[spool->count - 1], name);
        unlinkat(spool->folder, name, 0);
        close_at(spool, spool->count - 1);
    }
    free(spool->files);
    if (spool->folder >= 0) close(spool->folder);
}

int duban_spool_take(duban_spool *spool) {
    for (uint32_t i = 0; i < spool->count; i++) {
        if (!spool->files[i].idle) continue;
        spool->files[i].idle = false;
        return spool->files[i].file;
    }
    if (spool->count == spool->capacity) {
        errno = ENFILE;
        return -1;
    }
    duban_spool_file *f = &spool->files[spool->count];
    *f = (duban_spool_file){.number = ++spool->numbers};
    char name[TEMPORARY_NAME];
    name_temporary(f, name);
    f->file = openat(spool->folder, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (f->file >= 0) spool->count++;
    return f->file;
}

static duban_spool_file *find(const duban_spool *spool, int file) {
    for (uint32_t i = 0; i < spool->count; i++) {
        if (spool->files[i].file == file) return &spool->files[i];
    }
    return NULL;
}

void duban_spool_drop(duban_spool *spool, int file) {
    duban_spool_file *f = find(spool, file);
    if (!f) return;
    f->idle = true;
    (void)lseek(file, 0, SEEK_SET);
    (void)!ftruncate(file, 0);
}

void duban_spool_keep(duban_spool *spool, int file, const char *output) {
    duban_spool_file *f = find(spool, file);
    if (!f) return;
    snprintf(f->output, sizeof f->output, "%s", output);
    spool->ready++;
    (void)sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE); /* begins the writing, no wait */
}

bool duban_spool_commit(duban_spool *spool) {
    if (!spool->ready) return true;
    for (uint32_t i = 0; i < spool->count; i++) {
        if (*spool->files[i].output && fdatasync(spool->files[i].file) != 0) return false;
    }
    for (uint32_t i = 0; i < spool->count;) {
        duban_spool_file *f = &spool->files[i];
        char name[TEMPORARY_NAME];
        name_temporary(f, name);
        if (!*f->output) {
            i++;
            continue;
        }
        if (renameat(spool->folder, name, spool->folder, f->output) != 0) return false;
        spool->ready--;
        close_at(spool, i);
    }
    return fsync(spool->folder) == 0;
}

bool duban_spool_sweep(int folder, bool orphans, bool (*known)(void *context, const char *name),
                       void *context) {
    int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = again < 0 ? NULL : fdopendir(again);
    if (!list) return false;
    for (struct dirent *entry; (entry = readdir(list));) {
        const char *name = entry->d_name;
        bool temporary = !strncmp(name, TEMPORARY, strlen(TEMPORARY));
        bool orphan = orphans && duban_name_is_output(name) && !known(context, name);
        if (temporary || orphan) unlinkat(folder, name, 0);
    }
    return closedir(list) == 0;
}
