/*
 * Landlock; see landlock.h. The C library has no wrapper, and the headers of Debian 12 end at
 * ABI 2, so that what came later is named here, with the values of the kernel's documentation.
 */
#include "cli/batch/landlock.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/landlock.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* struct landlock_ruleset_attr as of ABI 6; older kernels are given its beginning. */
typedef struct {
    uint64_t files, network, scopes;
} ruleset;

enum {
    READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    RUN = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE,
    FILE_RIGHTS = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                  LANDLOCK_ACCESS_FS_WRITE_FILE, /* those that a rule for a file may give */
    NOT_IN_SCRATCH =
        LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK,
    FIRST_ABI_FILES = (1 << 13) - 1, /* LANDLOCK_ACCESS_FS_EXECUTE ... _MAKE_SYM */
    REFER = 1 << 13,                 /* ABI 2 */
    TRUNCATE = 1 << 14,              /* ABI 3 */
    IOCTL = 1 << 15,                 /* ABI 5 */
    TCP = 3,                         /* ABI 4: bind and connect */
    SCOPES = 3,                      /* ABI 6: abstract sockets, signals to others */
};

/* What stays open. A path that is not there is passed over. */
static const struct {
    const char *path;
    uint64_t access;
} allowed[] = {
    {"/usr/lib", READ},
    {"/usr/lib64", READ},
    {"/usr/share", READ},
    {"/lib", READ},
    {"/lib64", READ},
    {"/etc/ld.so.cache", LANDLOCK_ACCESS_FS_READ_FILE},
    {"/etc/fonts", READ},
    {"/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE},
    {"/lib64/ld-linux-x86-64.so.2", RUN},
    {"/lib/ld-linux-aarch64.so.1", RUN},
};

static uint64_t files_of(int abi) {
    uint64_t files = FIRST_ABI_FILES;
    if (abi >= 2) files |= REFER;
    if (abi >= 3) files |= TRUNCATE;
    if (abi >= 5) files |= IOCTL;
    return files;
}

static void allow(int rules, const char *path, uint64_t access) {
    struct landlock_path_beneath_attr rule = {.allowed_access = access};
    struct stat facts;
    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0) return;
    if (fstat(rule.parent_fd, &facts) == 0 && !S_ISDIR(facts.st_mode))
        rule.allowed_access &= FILE_RIGHTS;
    (void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
}

/* A program by its path, or wherever PATH finds its name. */
static void allow_program(int rules, const char *name) {
    if (strchr(name, '/')) {
        allow(rules, name, RUN | READ);
        return;
    }
    const char *folder = getenv("PATH");
    while (folder && *folder) {
        char path[PATH_MAX];
        size_t length = strcspn(folder, ":");
        int written = snprintf(path, sizeof path, "%.*s/%s", (int)length, folder, name);
        if (length && written > 0 && (size_t)written < sizeof path) allow(rules, path, RUN);
        folder += length + (folder[length] == ':');
    }
}

int duban_landlock_enter(const duban_cage *cage) {
    int abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) return 0;
    ruleset set = {
        .files = files_of(abi), .network = abi >= 4 ? TCP : 0, .scopes = abi >= 6 ? SCOPES : 0};
    size_t size = abi >= 6 ? sizeof set : abi >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    int rules = (int)syscall(SYS_landlock_create_ruleset, &set, size, 0);
    if (rules < 0) return 0;
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        allow(rules, allowed[i].path, allowed[i].access);
    }
    for (uint32_t i = 0; i < cage->program_count; i++) allow_program(rules, cage->programs[i]);
    if (cage->scratch) allow(rules, cage->scratch, set.files & ~(uint64_t)NOT_IN_SCRATCH);
    bool held = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return held ? abi : 0;
}
