/* Links -> files in the page's folder; see attachments.h. */
#include "cli/attachments.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct duban_cli_file {
    dev_t device;
    ino_t number;
};

static int hex_digit(char c) {
    const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* A link's path as a path of the system: no query, %XX decoded, one kind of slash. */
static char *path_of(const char *href, duban_arena *arena) {
    size_t length = strcspn(href, "?#");
    char *path = duban_arena_alloc(arena, length + 1), *to = path;
    for (size_t i = 0; i < length; i++) {
        int high = href[i] == '%' && i + 2 < length + 1 ? hex_digit(href[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(href[i + 2]) : -1;
        char c = href[i] == '\\' ? '/' : href[i];
        if (low > 0 || (low == 0 && high > 0)) {
            c = (char)(high * 16 + low);
            i += 2;
        }
        *to++ = c;
    }
    return path;
}

static bool has_scheme(const char *path) {
    size_t letters = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+.-");
    return letters > 0 && path[letters] == ':';
}

static const char *last_segment(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Whether a segment of the path leads upwards. */
static bool leads_up(const char *path) {
    for (const char *at = path; at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL)
        if (!strncmp(at, "..", 2) && (at[2] == '/' || !at[2])) return true;
    return false;
}

size_t duban_cli_folder_length(const char *page) {
    const char *slash = strrchr(page, '/');
    return slash ? (size_t)(slash - page) + 1 : 0;
}

/* A file at folder/path that really is in the folder, symbolic links followed. */
static duban_attachment_place look(const char *folder, const char *path, duban_arena *arena,
                                   const char **found) {
    char root[PATH_MAX], real[PATH_MAX];
    struct stat facts;
    while (!strncmp(path, "./", 2)) path += 2;
    if (!*path || *path == '/') return DUBAN_ATTACHMENT_MISSING;
    if (leads_up(path)) return DUBAN_ATTACHMENT_OUTSIDE;
    const char *whole = duban_arena_printf(arena, "%s%s", folder, path);
    if (!realpath(*folder ? folder : ".", root) || !realpath(whole, real))
        return DUBAN_ATTACHMENT_MISSING;
    size_t length = strlen(root);
    bool inside = !strncmp(real, root, length) && (real[length] == '/' || root[length - 1] == '/');
    if (!inside) return DUBAN_ATTACHMENT_OUTSIDE;
    if (stat(real, &facts) != 0 || !S_ISREG(facts.st_mode)) return DUBAN_ATTACHMENT_MISSING;
    *found = whole;
    return DUBAN_ATTACHMENT_BESIDE;
}

duban_attachment_place duban_cli_attachment_find(const char *page, const char *href,
                                                 const char *name, duban_arena *arena,
                                                 const char **path) {
    int length = (int)duban_cli_folder_length(page);
    const char *folder = duban_arena_printf(arena, "%.*s", length, page);
    const char *link = path_of(href, arena);
    const char *relative = has_scheme(link) || *link == '/' ? "" : link;
    const char *query = strchr(href, '?'), *value = query ? strrchr(query, '=') : NULL;
    const char *tries[] = {relative, last_segment(link),
                           value ? last_segment(path_of(value + 1, arena)) : "",
                           strchr(name, '/') ? "" : name};
    duban_attachment_place place = DUBAN_ATTACHMENT_MISSING;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        duban_attachment_place now = look(folder, tries[i], arena, path);
        if (now == DUBAN_ATTACHMENT_BESIDE) return now;
        if (now == DUBAN_ATTACHMENT_OUTSIDE) place = now;
    }
    return place;
}

/* The place of a file in the table, or the free one where it belongs; no file has number 0. */
static struct duban_cli_file *slot_of(const duban_cli_files *files, const struct stat *facts) {
    uint32_t at = (uint32_t)((uint64_t)facts->st_ino * 0x9E3779B97F4A7C15u >> 32);
    for (;; at++) {
        struct duban_cli_file *slot = &files->items[at & (files->room - 1)];
        bool same = slot->number == facts->st_ino && slot->device == facts->st_dev;
        if (!slot->number || same) return slot;
    }
}

static void make_room(duban_cli_files *files) {
    if (files->room && files->count * 2 < files->room) return;
    duban_cli_files wider = {.arena = files->arena, .count = files->count};
    wider.room = files->room ? 2 * files->room : 64;
    wider.items = duban_arena_alloc(files->arena, wider.room * sizeof *wider.items);
    for (uint32_t i = 0; i < files->room; i++) {
        const struct stat facts = {.st_dev = files->items[i].device,
                                   .st_ino = files->items[i].number};
        if (facts.st_ino) *slot_of(&wider, &facts) = files->items[i];
    }
    *files = wider;
}

bool duban_cli_files_add(duban_cli_files *files, const char *path) {
    struct stat facts;
    if (stat(path, &facts) != 0 || !facts.st_ino) return true;
    make_room(files);
    struct duban_cli_file *slot = slot_of(files, &facts);
    if (slot->number) return false;
    *slot = (struct duban_cli_file){facts.st_dev, facts.st_ino};
    files->count++;
    return true;
}

void duban_cli_files_add_inputs(duban_cli_files *files, const duban_cli_inputs *inputs) {
    for (uint32_t i = 0; i < inputs->count; i++) duban_cli_files_add(files, inputs->items[i].path);
}
