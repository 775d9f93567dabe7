/* A guarded child, pipes and poll; see process.h. */
#include "ingest/convert/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ingest/convert/guard.h"

enum {
    STEP = 64 * 1024,
    COMPLAINT_MAX = 400,
};

enum { IN, OUT, ERR, PIPES };

typedef struct {
    duban_arena *arena;
    pid_t child;
    int fd[PIPES]; /* our ends; -1 once closed */
    const unsigned char *input;
    size_t length, written;
    unsigned char *bytes;
    uint32_t capacity;
    size_t read;
    char complaint[COMPLAINT_MAX];
    size_t complained;
    bool line_ended;
    const duban_process_limits *limits;
} process;

static duban_status fail(duban_diags *diags, duban_status status, const char *program,
                         const char *what) {
    return duban_diag_fail(diags, DUBAN_STAGE_INGEST, status, "'%s' %s", program, what);
}

static void close_end(int *fd) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

static bool start(process *p, const char *const *argv) {
    int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1};
    /* A socket, so that a program that stops reading costs an error and no SIGPIPE. */
    bool made = !socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) && !pipe2(out, O_CLOEXEC) &&
                !pipe2(err, O_CLOEXEC);
    pid_t self = getpid();
    p->child = made ? fork() : -1;
    if (p->child == 0)
        duban_guard_run(argv, (const int[PIPES]){in[0], out[1], err[1]}, p->limits, self);
    close_end(&in[0]), close_end(&out[1]), close_end(&err[1]);
    p->fd[IN] = in[1], p->fd[OUT] = out[0], p->fd[ERR] = err[0];
    if (p->child < 0) {
        for (int i = 0; i < PIPES; i++) close_end(&p->fd[i]);
        return false;
    }
    for (int i = 0; i < PIPES; i++) fcntl(p->fd[i], F_SETFL, O_NONBLOCK);
    return true;
}

static void feed(process *p) {
    ssize_t put = send(p->fd[IN], p->input + p->written, p->length - p->written, MSG_NOSIGNAL);
    if (put > 0) p->written += (size_t)put;
    bool again = put < 0 && (errno == EAGAIN || errno == EINTR);
    if (p->written == p->length || (put < 0 && !again)) close_end(&p->fd[IN]);
}

static void drain(process *p) {
    p->bytes =
        duban_arena_grow(p->arena, p->bytes, &p->capacity, (uint32_t)(p->read + STEP + 1), 1);
    ssize_t got = read(p->fd[OUT], p->bytes + p->read, STEP);
    if (got > 0) p->read += (size_t)got;
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) close_end(&p->fd[OUT]);
}

/* Keeps the end of what the program complains of. */
static void hear(process *p) {
    char buffer[COMPLAINT_MAX];
    ssize_t got = read(p->fd[ERR], buffer, sizeof buffer);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) close_end(&p->fd[ERR]);
    for (ssize_t i = 0; i < got; i++) {
        if (buffer[i] == '\n') {
            p->line_ended = true;
            continue;
        }
        if (p->line_ended) p->complained = 0;
        p->line_ended = false;
        if (p->complained + 1 < sizeof p->complaint) p->complaint[p->complained++] = buffer[i];
    }
    p->complaint[p->complained] = '\0';
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Moves bytes until both outputs end. DUBAN_TOO_LARGE beyond the limits. */
static duban_status exchange(process *p) {
    double deadline = now() + p->limits->seconds;
    while (p->fd[OUT] >= 0 || p->fd[ERR] >= 0) {
        double left = deadline - now();
        if (left <= 0 || p->read > p->limits->output) return DUBAN_TOO_LARGE;
        struct pollfd poll_set[PIPES] = {{.fd = p->fd[IN], .events = POLLOUT},
                                         {.fd = p->fd[OUT], .events = POLLIN},
                                         {.fd = p->fd[ERR], .events = POLLIN}};
        if (poll(poll_set, PIPES, (int)(left * 1000) + 1) < 0 && errno != EINTR) break;
        if (poll_set[IN].revents && p->fd[IN] >= 0) feed(p);
        if (poll_set[OUT].revents && p->fd[OUT] >= 0) drain(p);
        if (poll_set[ERR].revents && p->fd[ERR] >= 0) hear(p);
    }
    return DUBAN_OK;
}

/*
 * Ends the child whatever it does, and answers how it ended. What it started and left behind goes
 * with it: its group keeps its number until the child has been waited for.
 */
static int finish(process *p, bool kill_it) {
    for (int i = 0; i < PIPES; i++) close_end(&p->fd[i]);
    siginfo_t news;
    while (!kill_it && waitid(P_PID, (id_t)p->child, &news, WEXITED | WNOWAIT) < 0 &&
           errno == EINTR)
        continue;
    kill(-p->child, SIGKILL);
    kill(p->child, SIGKILL);
    int how = 0;
    while (waitpid(p->child, &how, 0) < 0 && errno == EINTR) continue;
    return how;
}

duban_status duban_process_run(duban_arena *arena, const char *const *argv,
                               const unsigned char *input, size_t length,
                               const duban_process_limits *limits, duban_process_output *output,
                               duban_diags *diags) {
    process p = {.arena = arena, .input = input, .length = length, .limits = limits};
    *output = (duban_process_output){.complaint = ""};
    /* Room first: once the child runs, nothing may jump out of here but past finish(). */
    p.bytes = duban_arena_grow(arena, NULL, &p.capacity, (uint32_t)limits->output + 2 * STEP, 1);
    if (!start(&p, argv)) return fail(diags, DUBAN_UNREADABLE, argv[0], "cannot be run");
    duban_status status = exchange(&p);
    int how = finish(&p, status != DUBAN_OK);
    if (status != DUBAN_OK)
        return fail(diags, status, argv[0], "took too long or wrote too much, stopped");
    if (WIFEXITED(how) && WEXITSTATUS(how) == DUBAN_GUARD_NOT_FOUND)
        return fail(diags, DUBAN_UNSUPPORTED, argv[0], "is needed to read this and not installed");
    if (!WIFEXITED(how)) return fail(diags, DUBAN_UNREADABLE, argv[0], "was ended by a signal");
    p.bytes[p.read] = 0;
    *output = (duban_process_output){.bytes = p.bytes,
                                     .length = p.read,
                                     .exit_status = WEXITSTATUS(how),
                                     .complaint = duban_arena_printf(arena, "%s", p.complaint)};
    return DUBAN_OK;
}
