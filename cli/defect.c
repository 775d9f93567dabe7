/* Signals of defects -> exit status 4; see defect.h, signal-safety(7). */
#include "cli/defect.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "cli/options.h"

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { SIGNAL_COUNT = sizeof signals / sizeof *signals };

static void end(int signal) {
    static const char text[] = "duban: error: a defect of duban killed it; please report it\n";
    (void)signal;
    (void)!write(STDERR_FILENO, text, sizeof text - 1);
    _exit(DUBAN_EXIT_DEFECT);
}

static void replace(void (*from)(int), void (*to)(int)) {
    struct sigaction old, action = {.sa_handler = to, .sa_flags = SA_ONSTACK};
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        bool ours = sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == from;
        if (ours) (void)sigaction(signals[i], &action, NULL);
    }
}

void duban_defect_watch(void) {
    /* The stack may be what is exhausted; this one is there as long as the process. */
    static char stack[64 * 1024];
    const stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    (void)sigaltstack(&other, NULL);
    replace(SIG_DFL, end);
}

void duban_defect_unwatch(void) { replace(end, SIG_DFL); }
