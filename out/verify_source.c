/* Finding the file that a ledger names as its source, by its path and its SHA-256. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/label.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "ingest/containers/container.h"
#include "out/verify_parts.h"

static void hash(const duban_file *file, char hex[static DUBAN_SHA256_HEX]) {
    duban_sha256 hash;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, file->bytes, file->length);
    duban_sha256_hex(&hash, hex);
}

/* The same for a member of a container (ingest/containers). */
static bool try_member(duban_proving *proving, const char *path, const char *sha256, bool *seen) {
    const unsigned char *bytes;
    size_t length;
    if (duban_container_find(path, sha256, proving->arena, &bytes, &length) != DUBAN_OK)
        return false;
    *seen = true;
    proving->source.bytes = malloc(length + 1);
    if (!proving->source.bytes) return false;
    memcpy(proving->source.bytes, bytes, length);
    proving->source.length = length;
    return true;
}

/* Whether the file at path is the one meant; *seen: a file is there, whatever it holds. */
static bool try_path(duban_proving *proving, const char *path, const char *sha256, bool *seen) {
    duban_file file;
    char hex[DUBAN_SHA256_HEX];
    if (duban_file_read(path, DUBAN_SOURCE_MAX, &file) != DUBAN_OK)
        return strstr(path, "!/") && try_member(proving, path, sha256, seen);
    *seen = true;
    hash(&file, hex);
    if (strcmp(hex, sha256) != 0) {
        duban_file_free(&file);
        return false;
    }
    proving->source = file;
    return true;
}

/* folder/href, folder/base name, beside the XML, the working directory: the first that fits, as it
 * is written or as the label that duban run makes of a path. */
static bool find_file(duban_proving *proving, const char *folder, const char *href,
                      const char *sha256, bool *seen) {
    duban_arena *arena = proving->arena;
    /* Of a member's name, what is before its mark is the path. */
    const char *mark = strstr(href, "!/");
    size_t length = mark ? (size_t)(mark - href) : strlen(href);
    const char *slash = memrchr(href, '/', length), *base = slash ? slash + 1 : href;
    const char *xml_slash = strrchr(proving->xml_path, '/');
    int beside = xml_slash ? (int)(xml_slash - proving->xml_path) + 1 : 0;
    const char *const paths[] = {
        folder ? duban_arena_printf(arena, "%s/%s", folder, href) : NULL,
        folder ? duban_arena_printf(arena, "%s/%s", folder, base) : NULL,
        *href == '/' ? NULL : duban_arena_printf(arena, "%.*s%s", beside, proving->xml_path, href),
        href,
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        if (paths[i] && try_path(proving, paths[i], sha256, seen)) return true;
    }
    char coded[PATH_MAX];
    for (size_t i = 0; !mark && i < sizeof paths / sizeof *paths; i++) {
        duban_label_read(paths[i] ? paths[i] : "", coded, sizeof coded);
        if (*coded && strcmp(coded, paths[i]) && try_path(proving, coded, sha256, seen))
            return true;
    }
    return false;
}

static duban_status no_source(duban_proving *proving, const duban_element *source, bool seen) {
    const char *href = source ? duban_element_attribute(source, "href") : NULL;
    if (!href) {
        duban_proving_fail(proving, proving->root, "the ledger names no source");
    } else if (seen) {
        duban_proving_fail(proving, source, "the source '%s' has changed: its SHA-256 is another",
                           href);
    } else {
        duban_proving_fail(proving, source,
                           "the source '%s' is not found; tell its folder with --source", href);
    }
    return DUBAN_NOT_PROVEN;
}

duban_status duban_proving_source(duban_proving *proving, const char *folder) {
    const duban_element *source = duban_element_child(proving->root, "source");
    if (!source) return no_source(proving, NULL, false);
    const char *href = duban_element_attribute(source, "href");
    const char *sha256 = duban_element_attribute(source, "sha256");
    const char *bytes = duban_element_attribute(source, "bytes");
    bool seen = false;
    if (!href || !sha256 || !find_file(proving, folder, href, sha256, &seen)) {
        return no_source(proving, source, seen);
    }
    if (!bytes || strtoull(bytes, NULL, 10) != proving->source.length) {
        duban_proving_fail(proving, source, "the source has %zu bytes, the ledger says %s",
                           proving->source.length, bytes ? bytes : "nothing");
    }
    return DUBAN_OK;
}
