/*
 * The cage of a worker: what a process gives up before it reads the first untrusted byte.
 *
 *     no new privileges   nothing that it starts can gain rights
 *     Landlock            no file is opened but those of the system's libraries and data, for
 *                         reading; no file is run but the programs of the converters; none is
 *                         made but in the scratch folder; from ABI 4 on no TCP. Its input and
 *                         output come as open files
 *     seccomp             a deny-list that answers EPERM: network, ptrace, mounts, keys, modules,
 *                         bpf, io_uring ...; where the kernel has no Landlock, starting programs
 *                         too. A deny-list, because an allow-list breaks with each new libc
 *     limits              memory, size of files, open files, no core dumps
 *
 * All of it is inherited by what the worker starts.
 */
#ifndef DUBAN_CLI_BATCH_SANDBOX_H
#define DUBAN_CLI_BATCH_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    DUBAN_SANDBOX_AUTO,    /* what the kernel has */
    DUBAN_SANDBOX_REQUIRE, /* all of it, or no run */
    DUBAN_SANDBOX_OFF,     /* limits only */
} duban_sandbox_mode;

/* Reads "auto", "require" or "off". */
bool duban_sandbox_mode_read(const char *word, duban_sandbox_mode *mode);

typedef struct {
    int landlock; /* the kernel's ABI; 0: not there */
    bool seccomp;
} duban_sandbox_state;

/* What this kernel lets a process put on, found out by doing it in a child. */
duban_sandbox_state duban_sandbox_probe(void);

/* "landlock 3, seccomp", "seccomp", "none". Writes to text. */
const char *duban_sandbox_describe(duban_sandbox_state state, char *text, size_t size);

/* What a cage lets through. */
typedef struct {
    duban_sandbox_mode mode;
    size_t memory;               /* bytes that the process may map beyond its own; 0: no limit */
    size_t program_memory;       /* bytes that a program which it starts may map */
    const char *const *programs; /* names on PATH, absolute paths of files or whole folders */
    uint32_t program_count;
    const char *scratch; /* the folder in which files may be made; NULL: nowhere */
} duban_cage;

/* Puts the calling process into the cage. False: mode is REQUIRE and a part is not to be had. */
bool duban_sandbox_enter(const duban_cage *cage);

#endif
