/*
 * A library to be preloaded, for glibc: what a program and its children do to files is written down
 * in order, so that a disk can be rebuilt as it might be found after the power was cut.
 *
 *     JOURNAL=FILE   where records go: the head below, then the bytes of a write or the names of a
 *                    change of a folder, each ended by NUL
 *
 *     JOURNAL_PLAIN=1   the file system is none whose syncfs is relied on
 *
 * A sync has two records: what was done before the first is on the disk from the second on. Names
 * are relative to their folder, which is given by its inode. The records lie in memory that all
 * processes share, for a worker in a cage opens no file; power.py reads them.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum {
    WRITE = 1,
    TRUNCATE,
    CREATE,
    RENAME,
    UNLINK,
    SYNC_BEGIN,
    SYNC_END,
    SYNC_ALL_BEGIN,
    SYNC_ALL_END
};

typedef struct {
    uint32_t size, kind; /* of the whole record, a multiple of 8; 0: not written to its end */
    uint64_t inode, folder, place, length;
} record;

static const size_t room = (size_t)256 << 20;
static _Atomic uint64_t *used; /* at the beginning of the journal */

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("JOURNAL");
    int file = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (file < 0 || ftruncate(file, (off_t)room) != 0) return;
    void *memory = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory != MAP_FAILED) used = memory;
}

static void note(record head, const void *bytes, size_t length) {
    if (!used) return;
    size_t size = (sizeof head + length + 7) & ~(size_t)7;
    uint64_t at = sizeof *used + atomic_fetch_add(used, size);
    if (at + size > room) abort();
    char *place = (char *)used + at;
    head.length = length;
    memcpy(place, &head, sizeof head);
    if (length) memcpy(place + sizeof head, bytes, length);
    ((record *)(void *)place)->size = (uint32_t)size;
}

static uint64_t inode_of(int file) {
    struct stat facts;
    return fstat(file, &facts) == 0 ? facts.st_ino : 0;
}

/* The last part of a path, and the inode of the folder in which it stands. */
static const char *part(int folder, const char *path, uint64_t *inode) {
    struct stat facts;
    const char *slash = strrchr(path, '/');
    char parent[4096] = ".";
    size_t length = slash ? (size_t)(slash - path) : 0;
    if (slash && length < sizeof parent) {
        memcpy(parent, length ? path : "/", length ? length : 1);
        parent[length ? length : 1] = '\0';
    }
    *inode = fstatat(folder, parent, &facts, 0) == 0 ? facts.st_ino : 0;
    return slash ? slash + 1 : path;
}

static void note_names(uint32_t kind, uint64_t inode, int folder, const char *path, int other,
                       const char *more) {
    char names[1024];
    uint64_t where, there;
    const char *name = part(folder, path, &where), *second = part(other, more, &there);
    size_t a = strlen(name) + 1, b = strlen(second) + 1;
    if (a + b > sizeof names) return;
    memcpy(names, name, a);
    memcpy(names + a, second, b);
    note((record){.kind = kind, .inode = inode, .folder = where}, names, a + b);
}

#define REAL(name, parameters)                                                                     \
    static int(*real) parameters;                                                                  \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name)

static int open_noted(int folder, const char *path, int flags, mode_t mode) {
    REAL(openat, (int, const char *, int, ...));
    bool makes = flags & O_CREAT && faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
    int file = real(folder, path, flags, mode);
    int error = errno;
    if (file >= 0 && makes) note_names(CREATE, inode_of(file), folder, path, AT_FDCWD, "");
    if (file >= 0 && !makes && flags & O_TRUNC) {
        note((record){.kind = TRUNCATE, .inode = inode_of(file)}, NULL, 0);
    }
    errno = error;
    return file;
}

static mode_t mode_of(int flags, va_list list) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
}

int openat(int folder, const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = mode_of(flags, list);
    va_end(list);
    return open_noted(folder, path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = mode_of(flags, list);
    va_end(list);
    return open_noted(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = mode_of(flags, list);
    va_end(list);
    return open_noted(AT_FDCWD, path, flags, mode);
}

static void note_write(int file, const void *bytes, ssize_t done, off64_t place) {
    int error = errno;
    if (done > 0 && place >= 0) {
        record head = {.kind = WRITE, .inode = inode_of(file), .place = (uint64_t)place};
        note(head, bytes, (size_t)done);
    }
    errno = error;
}

ssize_t write(int file, const void *bytes, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "write");
    ssize_t done = real(file, bytes, size);
    note_write(file, bytes, done, done > 0 ? lseek(file, 0, SEEK_CUR) - done : -1);
    return done;
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "pwrite64");
    ssize_t done = real(file, bytes, size, place);
    note_write(file, bytes, done, place);
    return done;
}

static int note_size(int file, off64_t size, int done) {
    int error = errno;
    record head = {.kind = TRUNCATE, .inode = inode_of(file), .place = (uint64_t)size};
    if (done == 0) note(head, NULL, 0);
    errno = error;
    return done;
}

int ftruncate(int file, off_t size) {
    REAL(ftruncate, (int, off_t));
    return note_size(file, size, real(file, size));
}

int ftruncate64(int file, off64_t size) {
    REAL(ftruncate64, (int, off64_t));
    return note_size(file, size, real(file, size));
}

/* The three ways to sync. */
#define SYNCING(name, from, to)                                                                    \
    int name(int file) {                                                                           \
        REAL(name, (int));                                                                         \
        uint64_t inode = inode_of(file);                                                           \
        note((record){.kind = from, .inode = inode}, NULL, 0);                                     \
        int done = real(file), error = errno;                                                      \
        if (done == 0) note((record){.kind = to, .inode = inode}, NULL, 0);                        \
        errno = error;                                                                             \
        return done;                                                                               \
    }
SYNCING(fsync, SYNC_BEGIN, SYNC_END)
SYNCING(fdatasync, SYNC_BEGIN, SYNC_END)
SYNCING(syncfs, SYNC_ALL_BEGIN, SYNC_ALL_END)

int fstatfs(int file, struct statfs *facts) {
    REAL(fstatfs, (int, struct statfs *));
    int done = real(file, facts);
    if (getenv("JOURNAL_PLAIN")) facts->f_type = 0;
    return done;
}

static uint64_t inode_at(int folder, const char *path) {
    struct stat facts;
    return fstatat(folder, path, &facts, AT_SYMLINK_NOFOLLOW) == 0 ? facts.st_ino : 0;
}

int renameat(int folder, const char *old, int other, const char *new) {
    REAL(renameat, (int, const char *, int, const char *));
    uint64_t inode = inode_at(folder, old);
    int done = real(folder, old, other, new), error = errno;
    if (done == 0) note_names(RENAME, inode, folder, old, other, new);
    errno = error;
    return done;
}

int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat, (int, const char *, int));
    uint64_t inode = inode_at(folder, path);
    int done = real(folder, path, flags), error = errno;
    if (done == 0 && !(flags & AT_REMOVEDIR)) note_names(UNLINK, inode, folder, path, folder, "");
    errno = error;
    return done;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
