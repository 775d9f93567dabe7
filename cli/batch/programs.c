/* Converters -> programs of a cage, and temporary folders; see programs.h. */
#include "cli/batch/programs.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "extract/converters.h"

enum { FOLDERS_OPEN = 16 };

/* Those of the readers themselves, which no row declares. */
static const char *const own[] = {"pdftotext", "pdftoppm"};

typedef struct {
    duban_arena *arena;
    const char **items;
    uint32_t count, capacity;
} names;

static void add(names *n, const char *name) {
    n->items = duban_arena_grow(n->arena, n->items, &n->capacity, n->count + 1, sizeof *n->items);
    n->items[n->count++] = name;
}

static void add_words(names *n, const char *words) {
    char *rest = duban_arena_printf(n->arena, "%s", words);
    for (char *word; (word = strsep(&rest, " "));)
        if (*word) add(n, word);
}

void duban_programs_admit(const duban_rules *rules, duban_arena *arena, duban_cage *cage) {
    duban_converters all = duban_rules_converters(rules, arena);
    names n = {.arena = arena};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) add(&n, own[i]);
    if (all.count) add(&n, "sh");
    cage->program_memory = DUBAN_CONVERT_MEMORY;
    for (uint32_t i = 0; i < all.count; i++) {
        const duban_converter *c = &all.items[i];
        if (c->programs) add_words(&n, c->programs);
        if (c->memory > cage->program_memory) cage->program_memory = c->memory;
    }
    cage->programs = n.items;
    cage->program_count = n.count;
}

static bool make_folder(const char *parent, char *path, size_t size) {
    int length = snprintf(path, size, "%s/duban-XXXXXX", parent);
    return length > 0 && (size_t)length < size && mkdtemp(path);
}

void duban_programs_take_scratch(duban_cage *cage, char *path, size_t size) {
    bool made = cage->scratch && make_folder(cage->scratch, path, size);
    cage->scratch = made ? path : NULL;
    if (made) setenv("TMPDIR", path, 1);
}

static int remove_one(const char *path, const struct stat *facts, int kind, struct FTW *place) {
    (void)facts, (void)kind, (void)place;
    (void)remove(path);
    return 0;
}

void duban_programs_remove_scratch(const char *path) {
    if (path) (void)nftw(path, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
}

static bool make_anew(const char *output, char *path, size_t size) {
    char *full = realpath(output, NULL);
    int length = full ? snprintf(path, size, "%s/.duban-scratch", full) : -1;
    free(full);
    if (length < 0 || (size_t)length >= size) return false;
    duban_programs_remove_scratch(path);
    return mkdir(path, 0700) == 0;
}

const char *duban_programs_make_scratch(const char *output, duban_arena *arena) {
    char path[PATH_MAX];
    const char *parent = getenv("TMPDIR");
    bool made = output ? make_anew(output, path, sizeof path)
                       : make_folder(parent && *parent == '/' ? parent : "/tmp", path, sizeof path);
    return made ? duban_arena_printf(arena, "%s", path) : NULL;
}
