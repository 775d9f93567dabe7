/*
 * Finding the source that a ledger names, and the bytes that src attributes name in it.
 *
 * Byte ranges prove formats whose bytes are the text (text/plain, text/markdown). Ranges in a part
 * ("PART:START-END") belong to packed formats and are refused here.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/sha256.h"
#include "out/buffer.h"
#include "out/essence.h"
#include "out/verify_parts.h"

static void hash(const duban_file *file, char hex[static DUBAN_SHA256_HEX]) {
    duban_sha256 hash;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, file->bytes, file->length);
    duban_sha256_hex(&hash, hex);
}

/* Whether the file at path is the one meant; *seen: a file is there, whatever it holds. */
static bool try_path(duban_proving *proving, const char *path, const char *sha256, bool *seen) {
    duban_file file;
    char hex[DUBAN_SHA256_HEX];
    if (duban_file_read(path, DUBAN_SOURCE_MAX, &file) != DUBAN_OK) return false;
    *seen = true;
    hash(&file, hex);
    if (strcmp(hex, sha256) != 0) {
        duban_file_free(&file);
        return false;
    }
    proving->source = file;
    return true;
}

/* folder/href, folder/base name, beside the XML, the working directory: the first that fits. */
static bool find_file(duban_proving *proving, const char *folder, const char *href,
                      const char *sha256, bool *seen) {
    duban_arena *arena = proving->arena;
    const char *slash = strrchr(href, '/'), *base = slash ? slash + 1 : href;
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
    proving->charset = duban_element_attribute(source, "charset");
    if (!proving->charset) proving->charset = "UTF-8";
    return DUBAN_OK;
}

/* "START-END" at *at, with START before END and END within the source; moves *at behind it. */
static bool read_range(const char **at, size_t size, unsigned long *start, unsigned long *end) {
    char *rest;
    if (!isdigit((unsigned char)**at)) return false;
    *start = strtoul(*at, &rest, 10);
    if (*rest != '-' || !isdigit((unsigned char)rest[1])) return false;
    *end = strtoul(rest + 1, &rest, 10);
    *at = rest;
    return *start < *end && *end <= size;
}

bool duban_proving_bytes(duban_proving *proving, const char *src, duban_str *text) {
    duban_buffer units = {.arena = proving->arena};
    *text = (duban_str){0};
    for (const char *at = src; *at;) {
        unsigned long start, end;
        if (!read_range(&at, proving->source.length, &start, &end)) return false;
        duban_str decoded = duban_essence_decode(proving->source.bytes + start, end - start,
                                                 proving->charset, proving->arena);
        duban_buffer_add(&units, (const char *)decoded.units,
                         decoded.length * sizeof *decoded.units);
        if (*at && *at++ != ' ') return false;
    }
    *text = duban_essence((duban_str){.units = (const char16_t *)units.bytes,
                                      .length = units.length / (uint32_t)sizeof *text->units},
                          proving->arena);
    return true;
}
