/* Temporary files, syncfs or fdatasync, and rename; see spool.h. */
#include "cli/batch/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "cli/batch/supervisor.h"

#define TEMPORARY ".duban-"
enum { TEMPORARY_NAME = 32 };

static void name_temporary(uint32_t number, char name[static TEMPORARY_NAME]) {
    snprintf(name, TEMPORARY_NAME, TEMPORARY "%u.tmp", number);
}

static void remove_temporary(int folder, uint32_t number) {
    char name[TEMPORARY_NAME];
    name_temporary(number, name);
    unlinkat(folder, name, 0);
}

bool duban_spool_init(duban_spool *spool, int folder, uint32_t jobs) {
    uint32_t capacity = jobs + 1;
    *spool = (duban_spool){.folder = folder, .capacity = capacity};
    spool->files = calloc(capacity, sizeof *spool->files);
    return spool->files != NULL;
}

void duban_spool_free(duban_spool *spool) {
    while (spool->count) {
        const duban_spool_file *f = &spool->files[--spool->count];
        remove_temporary(spool->folder, f->number);
        close(f->file);
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
    name_temporary(f->number, name);
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

duban_spool_kept duban_spool_keep(duban_spool *spool, int file, const char *output) {
    duban_spool_file *f = find(spool, file);
    duban_spool_kept kept = {.file = file, .number = f ? f->number : 0};
    snprintf(kept.output, sizeof kept.output, "%s", output);
    if (f) *f = spool->files[--spool->count];
    return kept;
}

/*
 * File systems whose syncfs(2) is known to leave on the disk what fdatasync(2) would, for one wait
 * in place of hundreds. It writes what other programs left there too.
 */
static bool syncs_whole(int folder) {
    static const unsigned long known[] = {EXT4_SUPER_MAGIC, XFS_SUPER_MAGIC, BTRFS_SUPER_MAGIC,
                                          F2FS_SUPER_MAGIC, TMPFS_MAGIC};
    struct statfs facts;
    if (fstatfs(folder, &facts) != 0) return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if ((unsigned long)facts.f_type == known[i]) return true;
    }
    return false;
}

static bool sync_all(int folder, const duban_spool_kept *kept, uint32_t count) {
    /* An error may be of another file: each of ours is asked then. */
    if (count > 1 && syncs_whole(folder) && syncfs(folder) == 0) return true;
    for (uint32_t i = 0; i < count; i++) {
        (void)sync_file_range(kept[i].file, 0, 0, SYNC_FILE_RANGE_WRITE);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (fdatasync(kept[i].file) != 0) return false;
    }
    return true;
}

/* How many have their names. */
static uint32_t rename_all(int folder, const duban_spool_kept *kept, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        char name[TEMPORARY_NAME];
        name_temporary(kept[i].number, name);
        if (renameat(folder, name, folder, kept[i].output) != 0) return i;
    }
    return count;
}

bool duban_spool_commit(int folder, const duban_spool_kept *kept, uint32_t count) {
    uint32_t renamed = sync_all(folder, kept, count) ? rename_all(folder, kept, count) : 0;
    bool done = renamed == count && (!count || fsync(folder) == 0);
    int error = errno;
    for (uint32_t i = 0; i < renamed; i++) close(kept[i].file);
    duban_spool_discard(folder, kept + renamed, count - renamed);
    errno = error;
    return done;
}

void duban_spool_discard(int folder, const duban_spool_kept *kept, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        remove_temporary(folder, kept[i].number);
        close(kept[i].file);
    }
}

bool duban_spool_sweep(int folder, bool orphans, bool (*known)(void *context, const char *name),
                       void *context) {
    int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = again < 0 ? NULL : fdopendir(again);
    if (!list) return false;
    errno = 0;
    for (struct dirent *entry; (entry = readdir(list)); errno = 0) {
        const char *name = entry->d_name;
        bool temporary = !strncmp(name, TEMPORARY, strlen(TEMPORARY));
        bool orphan = orphans && duban_name_is_output(name) && !known(context, name);
        if (temporary || orphan) unlinkat(folder, name, 0);
    }
    int error = errno;
    (void)closedir(list);
    errno = error;
    return !error;
}
