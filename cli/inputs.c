/* Operands -> list of inputs with the names of their outputs; see inputs.h. */
#include "cli/inputs.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void add(duban_cli_inputs *inputs, const char *path) {
    inputs->items = duban_arena_grow(inputs->arena, inputs->items, &inputs->capacity,
                                     inputs->count + 1, sizeof *inputs->items);
    inputs->items[inputs->count++].path = duban_arena_printf(inputs->arena, "%s", path);
}

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void walk(duban_cli_inputs *inputs, char *folder) {
    FTS *tree = fts_open((char *[]){folder, NULL}, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    errno = tree ? 0 : errno;
    for (FTSENT *entry; tree && (entry = fts_read(tree)); errno = 0) {
        bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
        if (hidden && entry->fts_info == FTS_D) fts_set(tree, entry, FTS_SKIP);
        bool unreadable = entry->fts_info == FTS_DNR || entry->fts_info == FTS_NS;
        if (!hidden && (entry->fts_info == FTS_F || unreadable)) add(inputs, entry->fts_path);
    }
    if (errno) add(inputs, folder); /* not listed to its end: it fails as an input */
    if (tree) fts_close(tree);
}

static int by_path(const void *a, const void *b) {
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* The paths in order, for finding what occurs twice. */
static const char **sorted(const duban_cli_inputs *inputs,
                           const char *(*key)(const char *path, duban_arena *arena)) {
    const char **keys = duban_arena_alloc(inputs->arena, (inputs->count + 1) * sizeof *keys);
    for (uint32_t i = 0; i < inputs->count; i++) {
        keys[i] = key(inputs->items[i].path, inputs->arena);
    }
    if (inputs->count) qsort(keys, inputs->count, sizeof *keys, by_path);
    return keys;
}

static bool occurs_once(const char **keys, uint32_t count, const char *key) {
    const char **found = bsearch(&key, keys, count, sizeof *keys, by_path);
    bool before = found > keys && !strcmp(found[-1], key);
    bool after = found + 1 < keys + count && !strcmp(found[1], key);
    return !before && !after;
}

static const char *base_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static const char *stem_key(const char *path, duban_arena *arena) {
    const char *base = base_of(path), *dot = strrchr(base, '.');
    int length = dot && dot > base ? (int)(dot - base) : (int)strlen(base);
    if (!strcmp(path, "-")) return "stdin";
    return duban_arena_printf(arena, "%.*s", length, base);
}

static const char *base_key(const char *path, duban_arena *arena) {
    return duban_arena_printf(arena, "%s", base_of(path));
}

static const char *path_key(const char *path, duban_arena *arena) {
    while (*path == '/' || !strncmp(path, "./", 2)) path += *path == '/' ? 1 : 2;
    char *key = duban_arena_printf(arena, "%s", path);
    for (char *c = key; *c; c++) *c = *c == '/' ? '+' : *c;
    return key;
}

static void name_outputs(duban_cli_inputs *inputs) {
    const char **stems = sorted(inputs, stem_key), **bases = sorted(inputs, base_key);
    for (uint32_t i = 0; i < inputs->count; i++) {
        duban_cli_input *input = &inputs->items[i];
        const char *key = stem_key(input->path, inputs->arena);
        if (!occurs_once(stems, inputs->count, key)) {
            key = base_key(input->path, inputs->arena);
            if (!occurs_once(bases, inputs->count, key)) key = path_key(input->path, inputs->arena);
        }
        input->output = duban_arena_printf(inputs->arena, "%s.xml", key);
    }
}

static const char *whole_key(const char *path, duban_arena *arena) {
    (void)arena;
    return path;
}

/* Keeps the first of equal paths. */
static void drop_repeated(duban_cli_inputs *inputs) {
    const char **paths = sorted(inputs, whole_key);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < inputs->count; i++) {
        const char *path = inputs->items[i].path;
        bool repeated = false;
        if (!occurs_once(paths, inputs->count, path)) {
            for (uint32_t k = 0; k < kept && !repeated; k++) {
                repeated = !strcmp(inputs->items[k].path, path);
            }
        }
        if (!repeated) inputs->items[kept++] = inputs->items[i];
    }
    inputs->count = kept;
}

void duban_cli_inputs_collect(duban_cli_inputs *inputs, int count, char **operands) {
    for (int i = 0; i < count; i++) {
        struct stat facts;
        bool folder =
            strcmp(operands[i], "-") && stat(operands[i], &facts) == 0 && S_ISDIR(facts.st_mode);
        if (folder)
            walk(inputs, operands[i]);
        else
            add(inputs, operands[i]);
        inputs->folders |= folder;
    }
    drop_repeated(inputs);
    name_outputs(inputs);
}
