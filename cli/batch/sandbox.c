/* no_new_privs, Landlock, seccomp and limits; see sandbox.h. */
#include "cli/batch/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/batch/landlock.h"

/* What no reader of documents needs. Names that a kernel or libseccomp does not know are passed
 * over. */
static const char *const denied[] = {
    "socket",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "execveat",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "pidfd_getfd",
    "pidfd_open",
    "kcmp",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "move_mount",
    "open_tree",
    "fsopen",
    "fsconfig",
    "fsmount",
    "mount_setattr",
    "setns",
    "unshare",
    "bpf",
    "perf_event_open",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "userfaultfd",
    "keyctl",
    "add_key",
    "request_key",
    "init_module",
    "finit_module",
    "delete_module",
    "kexec_load",
    "kexec_file_load",
    "reboot",
    "swapon",
    "swapoff",
    "settimeofday",
    "clock_settime",
    "adjtimex",
    "sethostname",
    "setdomainname",
    "open_by_handle_at",
    "name_to_handle_at",
    "quotactl",
    "acct",
    "mknod",
    "mknodat",
    "setuid",
    "setgid",
    "setreuid",
    "setregid",
    "setresuid",
    "setresgid",
    "setgroups",
    "tkill",
    "syslog",
    "personality",
};

/* Where nothing holds which programs and files: no programs, and no way to change files by name. */
static const char *const denied_without_landlock[] = {
    "execve", "unlink",   "unlinkat",  "rename", "renameat", "renameat2", "link",
    "linkat", "symlink",  "symlinkat", "mkdir",  "mkdirat",  "rmdir",     "truncate",
    "chmod",  "fchmodat", "chown",     "lchown", "fchownat", "creat",
};

enum { FILES_MAX = 256 };

bool duban_sandbox_mode_read(const char *word, duban_sandbox_mode *mode) {
    static const char *const words[] = {[DUBAN_SANDBOX_AUTO] = "auto",
                                        [DUBAN_SANDBOX_REQUIRE] = "require",
                                        [DUBAN_SANDBOX_OFF] = "off"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i])) continue;
        *mode = (duban_sandbox_mode)i;
        return true;
    }
    return false;
}

static void deny(scmp_filter_ctx filter, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int call = seccomp_syscall_resolve_name(names[i]);
        if (call != __NR_SCMP_ERROR) {
            (void)seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0);
        }
    }
}

static bool enter_seccomp(bool landlock) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter) return false;
    deny(filter, denied, sizeof denied / sizeof *denied);
    if (!landlock) {
        deny(filter, denied_without_landlock,
             sizeof denied_without_landlock / sizeof *denied_without_landlock);
        for (int i = 0; i < 2; i++) { /* opening a file for writing */
            int call = seccomp_syscall_resolve_name(i ? "openat" : "open");
            (void)seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 1,
                                   SCMP_CMP(i ? 2 : 1, SCMP_CMP_MASKED_EQ, O_ACCMODE, O_WRONLY));
            (void)seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 1,
                                   SCMP_CMP(i ? 2 : 1, SCMP_CMP_MASKED_EQ, O_ACCMODE, O_RDWR));
        }
    }
    bool held = seccomp_load(filter) == 0;
    seccomp_release(filter);
    return held;
}

static duban_sandbox_state enter_cage(const duban_cage *cage) {
    duban_sandbox_state state = {0};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return state;
    state.landlock = duban_landlock_enter(cage);
    state.seccomp = enter_seccomp(state.landlock > 0);
    return state;
}

duban_sandbox_state duban_sandbox_probe(void) {
    duban_sandbox_state state = {0};
    pid_t child = fork();
    if (child == 0) {
        state = enter_cage(&(duban_cage){0});
        _exit(state.landlock << 1 | state.seccomp);
    }
    int status = 0;
    if (child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status)) {
        state.landlock = WEXITSTATUS(status) >> 1;
        state.seccomp = WEXITSTATUS(status) & 1;
    }
    return state;
}

const char *duban_sandbox_describe(duban_sandbox_state state, char *text, size_t size) {
    if (state.landlock) {
        snprintf(text, size, "landlock %d%s", state.landlock, state.seccomp ? ", seccomp" : "");
    } else {
        snprintf(text, size, "%s", state.seccomp ? "seccomp" : "none");
    }
    return text;
}

/* Bytes of address space in use. */
static size_t mapped(void) {
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file) return 0;
    if (fscanf(file, "%lu", &pages) != 1) pages = 0;
    fclose(file);
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* most for the process, last for what it starts. */
static void limit(int what, rlim_t most, rlim_t last) {
    struct rlimit now;
    if (getrlimit(what, &now) != 0) return;
    if (last < most) last = most;
    if (now.rlim_max != RLIM_INFINITY && last > now.rlim_max) last = now.rlim_max;
    if (most > last) most = last;
    (void)setrlimit(what, &(struct rlimit){.rlim_cur = most, .rlim_max = last});
}

bool duban_sandbox_enter(const duban_cage *cage) {
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_FSIZE, DUBAN_OUTPUT_MAX, 0);
    limit(RLIMIT_NOFILE, FILES_MAX, 0);
#if !defined __SANITIZE_ADDRESS__ /* its shadow takes the whole address space */
    size_t used = mapped();
    if (cage->memory && used) limit(RLIMIT_AS, used + cage->memory, cage->program_memory);
#else
    (void)mapped;
#endif
    if (cage->mode == DUBAN_SANDBOX_OFF) return true;
    duban_sandbox_state state = enter_cage(cage);
    return cage->mode == DUBAN_SANDBOX_AUTO || (state.landlock && state.seccomp);
}
