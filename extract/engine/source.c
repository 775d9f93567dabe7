/* The files that rules are made of: a folder -> the files with a suffix, by name, read whole. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "extract/engine/load.h"

static bool has_suffix(const char *name, const char *suffix) {
    size_t length = strlen(name), tail = strlen(suffix);
    return name[0] != '.' && length > tail && strcmp(name + length - tail, suffix) == 0;
}

static int by_name(const void *a, const void *b) {
    const duban_rule_file *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static void free_bytes(void *bytes) { free(bytes); }

static bool read_file(duban_load *load, duban_rule_file *file) {
    duban_file whole;
    duban_status status = duban_file_read(file->path, DUBAN_RULE_FILE_MAX, &whole);
    duban_place at = {.file = file->path};
    if (status == DUBAN_TOO_LARGE)
        duban_load_error(load, at, "the file is over %zu bytes; split it", DUBAN_RULE_FILE_MAX);
    else if (status != DUBAN_OK)
        duban_load_error(load, at, "cannot read the file: %s", strerror(errno));
    if (status != DUBAN_OK) return false;
    duban_arena_own(load->scratch, free_bytes, whole.bytes);
    file->bytes = (const char *)whole.bytes;
    file->length = whole.length;
    return true;
}

/* Rules of which some are missing are no rules. */
static void cannot_list(duban_load *load, const char *folder) {
    duban_load_error(load,
                     (duban_place){.file = duban_arena_printf(load->rules->arena, "%s", folder)},
                     "cannot list the folder: %s", strerror(errno));
}

static void list_names(duban_load *load, DIR *dir, const char *folder, const char *suffix,
                       duban_rule_files *files) {
    errno = 0;
    for (struct dirent *entry; (entry = readdir(dir)); errno = 0) {
        if (!has_suffix(entry->d_name, suffix)) continue;
        files->items = duban_arena_grow(load->scratch, files->items, &files->capacity,
                                        files->count + 1, sizeof *files->items);
        char *path = duban_arena_printf(load->rules->arena, "%s/%s", folder, entry->d_name);
        files->items[files->count++] =
            (duban_rule_file){.path = path, .name = strrchr(path, '/') + 1};
    }
    if (errno) cannot_list(load, folder);
}

static void close_dir(void *dir) { closedir(dir); }

void duban_load_files(duban_load *load, const char *folder, const char *suffix,
                      duban_rule_files *files) {
    DIR *dir = opendir(folder);
    *files = (duban_rule_files){0};
    if (!dir && errno != ENOENT) cannot_list(load, folder);
    if (!dir) return;
    duban_arena_own(load->scratch, close_dir, dir);
    list_names(load, dir, folder, suffix, files);
    if (files->count) qsort(files->items, files->count, sizeof *files->items, by_name);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < files->count; i++)
        if (read_file(load, &files->items[i])) files->items[kept++] = files->items[i];
    files->count = kept;
}
