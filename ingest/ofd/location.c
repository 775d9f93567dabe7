/* Text of elements -> paths; see location.h. */
#include "ingest/ofd/location.h"

#include <string.h>

void duban_ofd_location_open(duban_ofd_location *l) {
    l->open = true;
    l->length = 0;
}

void duban_ofd_location_add(duban_ofd_location *l, duban_str text, duban_arena *arena) {
    if (!l->open) return;
    for (const char *at = duban_str_to_utf8(arena, text); *at; at++)
        if ((unsigned char)*at > ' ' && l->length + 1 < sizeof l->text) l->text[l->length++] = *at;
}

/* A path without "." and "..", slashes doubled or turned; in place. */
static const char *normalize(char *path) {
    char *to = path;
    for (const char *from = path; *from;) {
        size_t step = strcspn(from, "/\\");
        bool up = step == 2 && !strncmp(from, "..", 2),
             none = step == 0 || (step == 1 && *from == '.');
        if (up) {
            while (to > path && *--to != '/') continue;
        } else if (!none) {
            if (to > path) *to++ = '/';
            memmove(to, from, step);
            to += step;
        }
        from += step + (from[step] != '\0');
    }
    *to = '\0';
    return path;
}

const char *duban_ofd_location_close(duban_ofd_location *l, duban_arena *arena) {
    bool found = l->open && l->length;
    l->open = false;
    return found ? duban_arena_printf(arena, "%.*s", (int)l->length, l->text) : NULL;
}

const char *duban_ofd_location_resolve(const duban_archive *archive, const char *from,
                                       const char *location, duban_arena *arena) {
    const char *slash = strrchr(from, '/');
    int folder = slash ? (int)(slash - from) + 1 : 0;
    const char *from_root = normalize(duban_arena_printf(arena, "%s", location));
    if (*location == '/') return from_root;
    const char *path = normalize(duban_arena_printf(arena, "%.*s%s", folder, from, location));
    bool misplaced = !duban_archive_find(archive, path) && duban_archive_find(archive, from_root);
    return misplaced ? from_root : path;
}
