/*
 * A library to be preloaded: makes the N-th call of a function fail, once, in each process that
 * counts so far. FAIL_CALL names the function, FAIL_AT the call. For glibc.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_realloc(void *old, size_t size);

/* Whether this call is the one. The environment is read at the first call: getenv allocates not. */
static bool is_due(const char *call) {
    static _Atomic long left = -1;
    static const char *chosen;
    if (!chosen) {
        const char *at = getenv("FAIL_AT");
        chosen = getenv("FAIL_CALL");
        if (!chosen) chosen = "";
        left = at ? atol(at) : 0;
    }
    return !strcmp(call, chosen) && --left == 0;
}

void *malloc(size_t size) {
    if (!is_due("malloc")) return __libc_malloc(size);
    errno = ENOMEM;
    return NULL;
}

void *realloc(void *old, size_t size) {
    if (!is_due("malloc")) return __libc_realloc(old, size);
    errno = ENOMEM;
    return NULL;
}

ssize_t write(int file, const void *bytes, size_t length) {
    ssize_t (*real)(int, const void *, size_t);
    *(void **)&real = dlsym(RTLD_NEXT, "write");
    if (!is_due("write")) return real(file, bytes, length);
    errno = ENOSPC;
    return -1;
}

int fdatasync(int file) {
    int (*real)(int);
    *(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
    if (!is_due("fdatasync")) return real(file);
    errno = EIO;
    return -1;
}

int fsync(int file) {
    int (*real)(int);
    *(void **)&real = dlsym(RTLD_NEXT, "fsync");
    if (!is_due("fsync")) return real(file);
    errno = EIO;
    return -1;
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    int (*real)(int, const char *, int, const char *);
    *(void **)&real = dlsym(RTLD_NEXT, "renameat");
    if (!is_due("renameat")) return real(from_folder, from, to_folder, to);
    errno = EIO;
    return -1;
}

pid_t fork(void) {
    pid_t (*real)(void);
    *(void **)&real = dlsym(RTLD_NEXT, "fork");
    if (!is_due("fork")) return real();
    errno = EAGAIN;
    return -1;
}
