/* See fault.h. Each fault is a row; the probes try what a hostile document would want. */
#include "tests/batch/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"

static bool crash(duban_fault *fault) {
    (void)fault;
    raise(SIGSEGV);
    return false;
}

static bool loop(duban_fault *fault) {
    (void)fault;
    for (volatile bool on = true; on;) continue;
    return false;
}

static bool oversleep(duban_fault *fault) {
    (void)fault;
    for (volatile bool on = true; on;) pause();
    return false;
}

static duban_status take_much(void *arena) {
    size_t size = (size_t)8 << 30;
    char *bytes = duban_arena_alloc(arena, size);
    for (size_t i = 0; i < size; i += 4096) bytes[i] = 1;
    return DUBAN_OK;
}

static bool allocate(duban_fault *fault) {
    duban_arena *arena = duban_arena_new((size_t)16 << 30);
    fault->status = duban_arena_run(arena, take_much, arena);
    snprintf(fault->reason, sizeof fault->reason, "%s", duban_status_meaning(fault->status));
    duban_arena_free(arena);
    return true;
}

static bool flood(duban_fault *fault) {
    static char bytes[1 << 20];
    (void)lseek(fault->output, (off_t)(DUBAN_OUTPUT_MAX - sizeof bytes), SEEK_SET);
    while (write(fault->output, bytes, sizeof bytes) > 0) continue;
    return false;
}

static bool leave(duban_fault *fault) {
    (void)fault;
    _exit(7);
}

static bool talk_nonsense(duban_fault *fault) {
    char bytes[500];
    memset(bytes, 0xA5, sizeof bytes);
    (void)!send(fault->socket, bytes, sizeof bytes, 0);
    return false;
}

static int try_network(void) { return socket(AF_INET, SOCK_STREAM, 0); }
static int try_exec(void) {
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/true", "true", NULL);
        _exit(errno == EACCES || errno == EPERM ? 1 : 0);
    }
    siginfo_t info = {0};
    waitid(P_PID, (id_t)child, &info, WEXITED);
    return info.si_status ? -1 : 0;
}
/* Nothing here would do harm where it is not denied: what it names is not there. */
static int judge(int got) { return got < 0 && (errno == EPERM || errno == EACCES) ? -1 : 0; }

static int try_write(void) { return open("duban-escaped", O_WRONLY | O_CREAT, 0600); }
static int try_read(void) { return open("/etc/passwd", O_RDONLY); }
static int try_list(void) { return open("/etc", O_RDONLY | O_DIRECTORY); }
static int try_unlink(void) { return judge(unlink("duban-victim")); }
static int try_trace(void) { return judge((int)ptrace(PTRACE_PEEKUSER, getppid(), NULL, NULL)); }
static int try_mount(void) { return judge(mount("none", "/nowhere", "no-such-type", 0, NULL)); }
static int try_kill(void) { return kill(getppid(), 0); }
static int try_setuid(void) { return setuid(getuid()); }

static bool probe(duban_fault *fault) {
    static const struct {
        const char *what;
        int (*attempt)(void);
    } probes[] = {{"network", try_network}, {"exec", try_exec},   {"write", try_write},
                  {"read", try_read},       {"list", try_list},   {"unlink", try_unlink},
                  {"trace", try_trace},     {"mount", try_mount}, {"signal", try_kill},
                  {"setuid", try_setuid}};
    size_t length = 0;
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
        length += (size_t)snprintf(fault->reason + length, sizeof fault->reason - length, " %s %s",
                                   probes[i].what, probes[i].attempt() < 0 ? "denied" : "ALLOWED");
    }
    fault->status = DUBAN_BINARY;
    return true;
}

/* The supervisor hears of it when the worker has long gone on to what waits behind. */
static bool stun(duban_fault *fault) {
    kill(getppid(), SIGSTOP);
    return talk_nonsense(fault);
}

bool duban_fault_inject(const char *name, duban_fault *fault) {
    static const struct {
        const char *part;
        bool (*fail)(duban_fault *fault);
    } faults[] = {{".crash.", crash},     {".loop.", loop},
                  {".sleep.", oversleep}, {".flood.", flood},
                  {".exit.", leave},      {".allocate.", allocate},
                  {".probe.", probe},     {".nonsense.", talk_nonsense},
                  {".stun.", stun}};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (strstr(name, faults[i].part)) return faults[i].fail(fault);
    }
    return false;
}

void duban_fault_start(void) {
    const char *fault = getenv("DUBAN_FAULT");
    if (fault && !strcmp(fault, "start")) raise(SIGSEGV);
}
