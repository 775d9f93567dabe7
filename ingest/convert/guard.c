/* A process group with a leader that dies last; see guard.h. */
#include "ingest/convert/guard.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Lowers a limit; one that is lower already stays. */
static void limit(int resource, rlim_t most) {
    struct rlimit now;
    if (getrlimit(resource, &now) != 0) return;
    if (now.rlim_max != RLIM_INFINITY && most > now.rlim_max) most = now.rlim_max;
    (void)setrlimit(resource, &(struct rlimit){.rlim_cur = most, .rlim_max = most});
}

static void end_group(int signal) {
    (void)signal;
    kill(0, SIGKILL);
}

/* What duban ignores or blocks is not for the program to inherit. */
static void reset_signals(void) {
    static const int usual[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ, SIGCHLD};
    sigset_t none;
    sigemptyset(&none);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) signal(usual[i], SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void become(const char *const *argv, const duban_process_limits *limits) {
    reset_signals();
    limit(RLIMIT_CPU, limits->seconds);
    limit(RLIMIT_CORE, 0);
    if (limits->memory) limit(RLIMIT_AS, limits->memory);
    execvp(argv[0], (char *const *)argv);
    _exit(DUBAN_GUARD_NOT_FOUND);
}

static _Noreturn void end_as(int how) {
    if (!WIFSIGNALED(how)) _exit(WEXITSTATUS(how));
    limit(RLIMIT_CORE, 0);
    signal(WTERMSIG(how), SIG_DFL);
    raise(WTERMSIG(how));
    _exit(DUBAN_GUARD_NOT_FOUND - 1);
}

_Noreturn void duban_guard_run(const char *const *argv, const int files[3],
                               const duban_process_limits *limits, pid_t parent) {
    for (int i = 0; i < 3; i++)
        if (dup2(files[i], i) < 0) _exit(DUBAN_GUARD_NOT_FOUND);
    close_range(3, ~0U, 0); /* a pipe ends when all its ends are closed */
    setpgid(0, 0);
    reset_signals();
    signal(SIGTERM, end_group);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(DUBAN_GUARD_NOT_FOUND);
    pid_t program = fork();
    if (program == 0) become(argv, limits);
    if (program < 0) _exit(DUBAN_GUARD_NOT_FOUND - 1);
    int how = 0;
    while (waitpid(program, &how, 0) < 0 && errno == EINTR) continue;
    end_as(how);
}
