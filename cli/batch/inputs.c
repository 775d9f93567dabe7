/* Walks, patterns and lists; see inputs.h. */
#include "cli/batch/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch/names.h"

void duban_batch_inputs_add_file(duban_batch_inputs *inputs, const char *path) {
    char name[DUBAN_NAME_MAX];
    duban_name_of_path(path, name);
    inputs->names = duban_arena_grow(inputs->arena, inputs->names, &inputs->capacity,
                                     inputs->count + 1, sizeof *inputs->names);
    inputs->names[inputs->count++] = duban_arena_copy(inputs->arena, name, strlen(name) + 1);
}

/* What cannot be listed may hide inputs: the first one ends the run before it begins. */
static void fail(duban_batch_inputs *inputs, const char *path, int error) {
    if (inputs->failed) return;
    inputs->failed = duban_arena_copy(inputs->arena, path, strlen(path) + 1);
    inputs->error = error;
}

bool duban_batch_inputs_is_apart(const duban_batch_inputs *inputs, const struct stat *facts) {
    struct stat apart;
    return inputs->apart && stat(inputs->apart, &apart) == 0 && apart.st_dev == facts->st_dev &&
           apart.st_ino == facts->st_ino;
}

/* A file that was named, not found. */
static void add(duban_batch_inputs *inputs, const char *path) {
    duban_batch_inputs_add_file(inputs, path);
    inputs->files = duban_arena_grow(inputs->arena, inputs->files, &inputs->file_capacity,
                                     inputs->file_count + 1, sizeof *inputs->files);
    inputs->files[inputs->file_count++] = inputs->names[inputs->count - 1];
}

static void walk(duban_batch_inputs *inputs, char *folder) {
    FTS *tree = fts_open((char *[]){folder, NULL}, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    errno = tree ? 0 : errno;
    for (FTSENT *entry; tree && (entry = fts_read(tree)); errno = 0) {
        bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
        if (entry->fts_info == FTS_D) {
            if (hidden || duban_batch_inputs_is_apart(inputs, entry->fts_statp))
                fts_set(tree, entry, FTS_SKIP);
        } else if (!hidden && entry->fts_info != FTS_DP) {
            duban_batch_inputs_add_file(inputs, entry->fts_path);
        }
    }
    if (errno) fail(inputs, folder, errno);
    if (tree) fts_close(tree);
}

static void add_path(duban_batch_inputs *inputs, char *path) {
    struct stat facts;
    if (stat(path, &facts) == 0 && S_ISDIR(facts.st_mode))
        walk(inputs, path);
    else
        add(inputs, path);
}

static void add_pattern(duban_batch_inputs *inputs, char *operand) {
    glob_t found;
    int got = glob(operand, 0, NULL, &found);
    if (got == GLOB_NOMATCH) add(inputs, operand);
    if (got == GLOB_NOSPACE) fail(inputs, operand, ENOMEM);
    if (got == GLOB_ABORTED) fail(inputs, operand, EIO);
    if (got != 0) return;
    for (size_t i = 0; i < found.gl_pathc; i++) add_path(inputs, found.gl_pathv[i]);
    globfree(&found);
}

void duban_batch_inputs_add(duban_batch_inputs *inputs, int count, char **operands) {
    for (int i = 0; i < count; i++) {
        struct stat facts;
        if (!strcmp(operands[i], "-"))
            duban_batch_inputs_add_list(inputs, "-", '\n');
        else if (strpbrk(operands[i], "*?[") && lstat(operands[i], &facts) != 0)
            add_pattern(inputs, operands[i]);
        else
            add_path(inputs, operands[i]);
    }
}

void duban_batch_inputs_add_list(duban_batch_inputs *inputs, const char *path, char end) {
    FILE *file = strcmp(path, "-") ? fopen(path, "re") : stdin;
    if (!file) {
        fail(inputs, path, errno);
        return;
    }
    char *line = NULL;
    size_t room = 0;
    for (ssize_t length; (length = getdelim(&line, &room, end, file)) > 0;) {
        if (line[length - 1] == end) line[--length] = '\0';
        if (length) add_path(inputs, line);
    }
    if (!feof(file)) fail(inputs, path, errno);
    free(line);
    if (file != stdin) fclose(file);
}

static int by_bytes(const void *a, const void *b) {
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static void settle(const char **names, uint32_t *count) {
    if (!*count) return;
    qsort(names, *count, sizeof *names, by_bytes);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < *count; i++) {
        if (strcmp(names[i], names[kept - 1]) != 0) names[kept++] = names[i];
    }
    *count = kept;
}

void duban_batch_inputs_settle(duban_batch_inputs *inputs) {
    settle(inputs->names, &inputs->count);
    settle(inputs->files, &inputs->file_count);
}

bool duban_batch_inputs_have(const duban_batch_inputs *inputs, const char *path) {
    char name[DUBAN_NAME_MAX];
    duban_name_of_path(path, name);
    const char *wanted = name;
    return inputs->count &&
           bsearch(&wanted, inputs->names, inputs->count, sizeof *inputs->names, by_bytes);
}

void duban_batch_inputs_hash(const duban_batch_inputs *inputs, char hex[static DUBAN_SHA256_HEX]) {
    duban_sha256 hash;
    duban_sha256_init(&hash);
    for (uint32_t i = 0; i < inputs->count; i++) {
        duban_sha256_add(&hash, inputs->names[i], strlen(inputs->names[i]) + 1);
    }
    duban_sha256_hex(&hash, hex);
}

static uint32_t shard_of(const char *name, uint32_t shards) {
    char hex[DUBAN_SHA256_HEX];
    duban_sha256 hash;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, name, strlen(name));
    duban_sha256_hex(&hash, hex);
    hex[8] = '\0';
    return (uint32_t)(strtoul(hex, NULL, 16) % shards) + 1;
}

void duban_batch_inputs_shard(duban_batch_inputs *inputs, uint32_t shard, uint32_t shards) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < inputs->count; i++) {
        if (shard_of(inputs->names[i], shards) == shard) inputs->names[kept++] = inputs->names[i];
    }
    inputs->count = kept;
}

static const char *kind_of(mode_t mode) {
    if (S_ISDIR(mode)) return "not a file: a folder that links lead round in circles";
    if (S_ISFIFO(mode)) return "not a file: a named pipe";
    if (S_ISSOCK(mode)) return "not a file: a socket";
    return "not a file: a device";
}

static const char *failure_of(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return "no such file";
    case ELOOP:
        return "links that lead round in circles";
    case EACCES:
    case EPERM:
        return "no permission to read the file";
    default:
        return "the file cannot be opened";
    }
}

int duban_batch_input_open(const char *name, struct stat *facts, const char **reason) {
    char path[PATH_MAX];
    duban_name_to_path(name, path);
    if (stat(path, facts) != 0) {
        *reason = failure_of(errno);
        return -1;
    }
    *reason = kind_of(facts->st_mode);
    if (!S_ISREG(facts->st_mode)) return -1;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) *reason = failure_of(errno);
    if (file < 0 || (fstat(file, facts) == 0 && S_ISREG(facts->st_mode))) return file;
    close(file);
    return -1;
}
