/*
 * A folder of rules for readers that want one: made once in $TMPDIR, taken away when the process
 * ends. After a crash it stays; tests/fuzz/run sweeps it up.
 */
#ifndef DUBAN_TESTS_FUZZ_FOLDER_H
#define DUBAN_TESTS_FUZZ_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

enum { FUZZ_PATH_MAX = 4096 };

/* The path of a file in the folder, or of the folder itself for ""; in a static buffer. */
static inline const char *fuzz_path(const char *name);

static inline void fuzz_remove_folder(void) {
    static const char *const names[] = {"vocab/converters.tsv", "fuzz.xml", "rules.rng"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) unlink(fuzz_path(names[i]));
    rmdir(fuzz_path("vocab"));
    rmdir(fuzz_path(""));
}

static inline const char *fuzz_path(const char *name) {
    static char folder[FUZZ_PATH_MAX / 2], path[FUZZ_PATH_MAX];
    if (!*folder) {
        const char *around = getenv("TMPDIR");
        snprintf(folder, sizeof folder, "%s/duban-fuzz-XXXXXX", around ? around : "/tmp");
        if (!mkdtemp(folder)) abort();
        if (mkdir(fuzz_path("vocab"), 0700) != 0) abort();
        if (symlink(DUBAN_RULES_DIR "/rules.rng", fuzz_path("rules.rng")) != 0) abort();
        if (atexit(fuzz_remove_folder) != 0) abort();
    }
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static inline void fuzz_write(const char *name, const void *bytes, size_t length) {
    FILE *file = fopen(fuzz_path(name), "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) abort();
}

#endif
