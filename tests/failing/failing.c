/*
 * A library to be preloaded, for glibc: calls of the C library that fail on purpose.
 *
 *     FAIL_CALL=malloc   the function; "malloc" counts calloc and realloc too
 *     FAIL_AT=N          its N-th call fails, once, in each process that counts so far
 *     FAIL_EVERY=N       from FAIL_FROM=N on (0: the first) each N-th call is tried: a child is
 *                        forked in which it fails, with its output in FAIL_DIR/<call>.out and .err
 *                        and its callers in <call>.from; FAIL_DIR/report gets a line with the
 * number of the call and the child's wait status, and the parent goes on as if nothing had been.
 * For programs that do not fork or thread themselves FAIL_DIR=DIR       at its end each process
 * adds a line with its number of calls to DIR/count FAIL_TRACE=1       calls that change what is on
 * the disk are named in DIR/trace, in order
 *
 * Beside AddressSanitizer, which has its own malloc, it must be preloaded before it
 * (ASAN_OPTIONS=verify_asan_link_order=0): allocations go on to the sanitizer, leaks are found.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__interceptor_malloc(size_t size) __attribute__((weak));
void *__interceptor_calloc(size_t count, size_t size) __attribute__((weak));
void *__interceptor_realloc(void *old, size_t size) __attribute__((weak));

void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

enum { HANG_SECONDS = 100 };

static _Atomic long calls;
static const char *chosen = "";
static long at, every, from, tracing;

/* The environment's value. */
static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static int open_in(const char *folder, const char *name, int flags) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_CREAT | O_CLOEXEC, 0600);
}

static int open_for(long call, const char *end) {
    char name[40];
    snprintf(name, sizeof name, "%ld.%s", call, end);
    return open_in(getenv("FAIL_DIR"), name, O_WRONLY | O_TRUNC);
}

static void redirect(long call, const char *end, int descriptor) {
    int file = open_for(call, end);
    dup2(file, descriptor);
    syscall(SYS_close, file);
}

/* Who calls, for the one who has to mend it. */
static void tell_callers(long call) {
    void *callers[32];
    if (__lsan_disable) __lsan_disable(); /* a library is opened for it */
    int count = backtrace(callers, 32), file = open_for(call, "from");
    if (__lsan_enable) __lsan_enable();
    backtrace_symbols_fd(callers, count, file);
    syscall(SYS_close, file);
}

static void tell(const char *folder, const char *name, long a, int b) {
    char line[60];
    int length = snprintf(line, sizeof line, "%ld %d\n", a, b);
    int file = open_in(folder, name, O_WRONLY | O_APPEND);
    (void)!syscall(SYS_write, file, line, (size_t)length);
    syscall(SYS_close, file);
}

/* Whether this is the child, in which the call is to fail. */
static bool try_in_child(long call) {
    static pid_t (*real)(void);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fork");
    pid_t child = real();
    if (child == 0) {
        every = 0;
        alarm(HANG_SECONDS);
        tell_callers(call);
        redirect(call, "out", STDOUT_FILENO);
        redirect(call, "err", STDERR_FILENO);
        return true;
    }
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    tell(getenv("FAIL_DIR"), "report", call, status);
    return false;
}

/* Calls before it do not count: a sanitizer makes some when there is no environment yet. */
__attribute__((constructor)) static void begin(void) {
    at = number("FAIL_AT");
    every = number("FAIL_EVERY");
    from = number("FAIL_FROM");
    tracing = number("FAIL_TRACE");
    if (getenv("FAIL_CALL")) chosen = getenv("FAIL_CALL");
}

static void trace(const char *call) {
    static const char *const traced[] = {"write", "pwrite64", "ftruncate64", "fdatasync",
                                         "fsync", "syncfs",   "rename",      "renameat"};
    bool found = false;
    for (size_t i = 0; i < sizeof traced / sizeof *traced; i++) found |= !strcmp(call, traced[i]);
    if (!found) return;
    char line[40];
    int length = snprintf(line, sizeof line, "%s\n", call);
    int file = open_in(getenv("FAIL_DIR"), "trace", O_WRONLY | O_APPEND);
    (void)!syscall(SYS_write, file, line, (size_t)length);
    syscall(SYS_close, file);
}

/* Whether this call is the one. */
static bool is_due(const char *call) {
    if (tracing) trace(call);
    if (strcmp(call, chosen) != 0) return false;
    long n = ++calls;
    if (every && n >= from && (n - from) % every == 0) return try_in_child(n);
    return n == at;
}

__attribute__((destructor)) static void count(void) {
    const char *folder = getenv("FAIL_DIR");
    if (folder) tell(folder, "count", calls, (int)getpid());
}

static void *none(void) {
    errno = ENOMEM;
    return NULL;
}

void *malloc(size_t size) {
    if (is_due("malloc")) return none();
    return __interceptor_malloc ? __interceptor_malloc(size) : __libc_malloc(size);
}

void *calloc(size_t n, size_t size) {
    if (is_due("malloc")) return none();
    return __interceptor_calloc ? __interceptor_calloc(n, size) : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size) {
    if (is_due("malloc")) return none();
    return __interceptor_realloc ? __interceptor_realloc(old, size) : __libc_realloc(old, size);
}

/* A function that fails with an error where it is due, and is the real one elsewhere. */
#define FAILING(type, name, error, parameters, arguments)                                          \
    type name parameters;                                                                          \
    type name parameters {                                                                         \
        static type(*real) parameters;                                                             \
        if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name);                                      \
        if (!is_due(#name)) return real arguments;                                                 \
        errno = error;                                                                             \
        return (type)-1;                                                                           \
    }

FAILING(ssize_t, read, EIO, (int file, void *bytes, size_t size), (file, bytes, size))
FAILING(ssize_t, write, ENOSPC, (int file, const void *bytes, size_t size), (file, bytes, size))
FAILING(ssize_t, pread, EIO, (int file, void *bytes, size_t size, off_t place),
        (file, bytes, size, place))
FAILING(ssize_t, pread64, EIO, (int file, void *bytes, size_t size, off64_t place),
        (file, bytes, size, place))
FAILING(ssize_t, pwrite64, ENOSPC, (int file, const void *bytes, size_t size, off64_t place),
        (file, bytes, size, place))
FAILING(off_t, lseek, EIO, (int file, off_t place, int whence), (file, place, whence))
FAILING(int, fstat, EIO, (int file, struct stat *facts), (file, facts))
FAILING(int, ftruncate, EIO, (int file, off_t size), (file, size))
FAILING(int, ftruncate64, EIO, (int file, off64_t size), (file, size))
FAILING(int, fdatasync, EIO, (int file), (file))
FAILING(int, fsync, EIO, (int file), (file))
FAILING(int, syncfs, EIO, (int file), (file))
FAILING(int, rename, EIO, (const char *old, const char *new), (old, new))
FAILING(int, renameat, EIO, (int folder, const char *old, int other, const char *new),
        (folder, old, other, new))
FAILING(int, unlink, EIO, (const char *path), (path))
FAILING(int, unlinkat, EIO, (int folder, const char *path, int flags), (folder, path, flags))
FAILING(int, mkdir, ENOSPC, (const char *path, mode_t mode), (path, mode))
FAILING(pid_t, fork, EAGAIN, (void), ())
FAILING(pid_t, waitpid, EINTR, (pid_t child, int *status, int options), (child, status, options))
FAILING(int, poll, ENOMEM, (struct pollfd * files, nfds_t count, int time), (files, count, time))
FAILING(int, pipe2, EMFILE, (int pair[2], int flags), (pair, flags))
FAILING(int, dup2, EMFILE, (int file, int other), (file, other))
FAILING(int, signalfd, EMFILE, (int file, const sigset_t *signals, int flags),
        (file, signals, flags))
FAILING(int, memfd_create, EMFILE, (const char *name, unsigned flags), (name, flags))
FAILING(int, socketpair, EMFILE, (int domain, int type, int protocol, int pair[2]),
        (domain, type, protocol, pair))
FAILING(ssize_t, sendmsg, ENOBUFS, (int socket, const struct msghdr *message, int flags),
        (socket, message, flags))
FAILING(ssize_t, recvmsg, ENOMEM, (int socket, struct msghdr *message, int flags),
        (socket, message, flags))
FAILING(void *, mmap, ENOMEM,
        (void *address, size_t size, int rights, int flags, int file, off_t place),
        (address, size, rights, flags, file, place))
FAILING(void *, mmap64, ENOMEM,
        (void *address, size_t size, int rights, int flags, int file, off64_t place),
        (address, size, rights, flags, file, place))

/* Linux closes the file whatever it answers. */
int close(int file) {
    int done = (int)syscall(SYS_close, file);
    if (!is_due("close")) return done;
    errno = EIO;
    return -1;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *facts, void *(*work)(void *),
                   void *context) {
    static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
    return is_due("pthread_create") ? EAGAIN : real(thread, facts, work, context);
}

DIR *fdopendir(int file) {
    static DIR *(*real)(int);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fdopendir");
    return is_due("fdopendir") ? none() : real(file);
}

struct dirent *readdir(DIR *list) {
    static struct dirent *(*real)(DIR *);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "readdir");
    return is_due("readdir") ? none() : real(list);
}

int openat(int folder, const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    if (!is_due("open")) return (int)syscall(SYS_openat, folder, path, flags, mode);
    errno = EMFILE;
    return -1;
}

int open(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return openat(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return openat(AT_FDCWD, path, flags, mode);
}
