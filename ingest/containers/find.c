/* One member by its name and SHA-256, for proofs and for reading one alone; see container.h. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "ingest/containers/container.h"

typedef struct {
    const char *name, *sha256;
    duban_arena *arena;
    const unsigned char *bytes;
    size_t length;
    bool found;
} search;

static bool is_wanted(const search *s, const duban_input *document) {
    char hex[DUBAN_SHA256_HEX];
    duban_sha256 hash;
    if (strcmp(document->href, s->name) != 0) return false;
    if (!s->sha256) return true;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, document->bytes, document->length);
    duban_sha256_hex(&hash, hex);
    return !strcmp(hex, s->sha256);
}

static bool on_document(void *context, const duban_input *document, const char *id) {
    search *s = context;
    (void)id;
    if (!is_wanted(s, document)) return true;
    s->bytes = duban_arena_copy(s->arena, document->bytes, document->length);
    s->length = document->length;
    s->found = true;
    return false;
}

static bool on_refused(void *context, const char *href, duban_status status, const char *why) {
    (void)context, (void)href, (void)status, (void)why;
    return true;
}

static void free_file(void *file) { duban_file_free(file); }

duban_status duban_container_find(const char *name, const char *sha256, duban_arena *arena,
                                  const unsigned char **bytes, size_t *length) {
    search s = {.name = name, .sha256 = sha256, .arena = arena};
    const duban_container_visitor visitor = {&s, on_document, on_refused};
    const char *mark = strstr(name, "!/");
    if (!mark) return DUBAN_NOT_FOUND;
    char *path = duban_arena_printf(arena, "%.*s", (int)(mark - name), name);
    duban_container_source source = {.href = path, .path = path};
    duban_file *file = duban_arena_alloc(arena, sizeof *file);
    duban_status status = duban_file_read(path, DUBAN_SOURCE_MAX, file);
    if (status == DUBAN_OK) {
        duban_arena_own(arena, free_file, file);
        source.bytes = file->bytes;
        source.length = file->length;
    } else if (status == DUBAN_TOO_LARGE) {
        source.length = DUBAN_CONTAINER_MAX / DUBAN_CONTAINER_RATIO;
    } else {
        return DUBAN_NOT_FOUND;
    }
    const duban_container_options options = {.every_column = strstr(mark, "!/row/") != NULL};
    duban_container_walk(&source, &options, &visitor);
    *bytes = s.bytes;
    *length = s.length;
    return s.found ? DUBAN_OK : DUBAN_NOT_FOUND;
}
