/* The files that rules are made of: a folder -> the files with a suffix, by name, read whole. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/engine/load.h"

static bool has_suffix(const char *name, const char *suffix) {
    size_t length = strlen(name), tail = strlen(suffix);
    return name[0] != '.' && length > tail && strcmp(name + length - tail, suffix) == 0;
}

static int by_name(const void *a, const void *b) {
    const duban_rule_file *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static const char *read_stream(duban_load *load, FILE *stream, size_t *length) {
    char *bytes = NULL;
    uint32_t capacity = 0;
    *length = 0;
    for (size_t got = 1; got && *length <= DUBAN_RULE_FILE_MAX; *length += got) {
        bytes = duban_arena_grow(load->scratch, bytes, &capacity, (uint32_t)*length + 65536, 1);
        got = fread(bytes + *length, 1, 65536, stream);
    }
    return ferror(stream) ? NULL : bytes;
}

static bool read_file(duban_load *load, duban_rule_file *file) {
    FILE *stream = fopen(file->path, "rb");
    file->bytes = stream ? read_stream(load, stream, &file->length) : NULL;
    int reason = errno;
    if (stream) fclose(stream);
    duban_place at = {.file = file->path};
    if (!file->bytes) {
        duban_load_error(load, at, "cannot read the file: %s", strerror(reason));
    } else if (file->length > DUBAN_RULE_FILE_MAX) {
        duban_load_error(load, at, "the file is over %zu bytes; split it", DUBAN_RULE_FILE_MAX);
        return false;
    }
    return file->bytes != NULL;
}

static void list_names(duban_load *load, DIR *dir, const char *folder, const char *suffix,
                       duban_rule_files *files) {
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (!has_suffix(entry->d_name, suffix)) continue;
        files->items = duban_arena_grow(load->scratch, files->items, &files->capacity,
                                        files->count + 1, sizeof *files->items);
        char *path = duban_arena_printf(load->rules->arena, "%s/%s", folder, entry->d_name);
        files->items[files->count++] =
            (duban_rule_file){.path = path, .name = strrchr(path, '/') + 1};
    }
}

static void close_dir(void *dir) { closedir(dir); }

void duban_load_files(duban_load *load, const char *folder, const char *suffix,
                      duban_rule_files *files) {
    DIR *dir = opendir(folder);
    *files = (duban_rule_files){0};
    if (!dir) return;
    duban_arena_own(load->scratch, close_dir, dir);
    list_names(load, dir, folder, suffix, files);
    if (files->count) qsort(files->items, files->count, sizeof *files->items, by_name);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < files->count; i++)
        if (read_file(load, &files->items[i])) files->items[kept++] = files->items[i];
    files->count = kept;
}
