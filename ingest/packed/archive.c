/* ZIP members by libarchive's streaming reader; see archive.h. */
#include "ingest/packed/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"

typedef struct {
    duban_arena *arena;
    duban_diags *diags;
    struct archive *reader;
    duban_archive *archive;
    size_t total;
} reading;

static duban_status fail(const reading *r, duban_status status, const char *what) {
    const char *detail = r->reader ? archive_error_string(r->reader) : NULL;
    return duban_diag_fail(r->diags, DUBAN_STAGE_INGEST, status, "%s%s%s", what, detail ? ": " : "",
                           detail ? detail : "");
}

/* Appends all of the current member's bytes, counting every one. */
static duban_status read_bytes(reading *r, duban_member *member) {
    unsigned char *bytes = NULL;
    uint32_t capacity = 0;
    for (;;) {
        bytes = duban_arena_grow(r->arena, bytes, &capacity,
                                 (uint32_t)member->length + DUBAN_MEMBER_STEP, 1);
        la_ssize_t got = archive_read_data(r->reader, bytes + member->length, DUBAN_MEMBER_STEP);
        if (got < 0) return fail(r, DUBAN_UNREADABLE, "damaged archive");
        if (got == 0) break;
        member->length += (size_t)got;
        r->total += (size_t)got;
        if (r->total > DUBAN_ARCHIVE_MAX)
            return fail(r, DUBAN_TOO_LARGE,
                        "too large: the archive unpacks to more than the limit");
    }
    member->bytes = bytes;
    return DUBAN_OK;
}

static duban_status read_member(reading *r, struct archive_entry *entry) {
    duban_archive *a = r->archive;
    if (archive_entry_is_data_encrypted(entry)) {
        a->encrypted = true;
        return DUBAN_OK;
    }
    if (a->count >= DUBAN_MEMBERS_MAX)
        return fail(r, DUBAN_TOO_LARGE, "too large: more members than the limit");
    const char *path = archive_entry_pathname_utf8(entry);
    if (!path) path = archive_entry_pathname(entry);
    duban_member member = {.path = duban_arena_printf(r->arena, "%s", path)};
    duban_status status = read_bytes(r, &member);
    a->members =
        duban_arena_grow(r->arena, a->members, &a->capacity, a->count + 1, sizeof *a->members);
    if (status == DUBAN_OK) a->members[a->count++] = member;
    return status;
}

static duban_status read_members(reading *r, bool (*wanted)(const char *path)) {
    for (;;) {
        struct archive_entry *entry;
        int got = archive_read_next_header(r->reader, &entry);
        if (got == ARCHIVE_EOF) return DUBAN_OK;
        if (got < ARCHIVE_WARN) return fail(r, DUBAN_UNREADABLE, "damaged archive");
        const char *path = archive_entry_pathname(entry);
        if (!path || archive_entry_filetype(entry) != AE_IFREG || !wanted(path)) continue;
        duban_status status = read_member(r, entry);
        if (status != DUBAN_OK) return status;
    }
}

static void release_reader(void *reader) { archive_read_free(reader); }

duban_status duban_archive_read(duban_arena *arena, const unsigned char *bytes, size_t length,
                                bool (*wanted)(const char *path), duban_archive *archive,
                                duban_diags *diags) {
    *archive = (duban_archive){0};
    reading r = {.arena = arena, .diags = diags, .archive = archive, .reader = archive_read_new()};
    if (!r.reader) return DUBAN_NO_MEMORY;
    duban_arena_own(arena, release_reader, r.reader);
    archive_read_support_format_zip(r.reader);
    if (archive_read_open_memory(r.reader, bytes, length) != ARCHIVE_OK)
        return fail(&r, DUBAN_UNREADABLE, "not an archive");
    return read_members(&r, wanted);
}

const duban_member *duban_archive_find(const duban_archive *archive, const char *path) {
    while (*path == '/') path++;
    for (uint32_t i = 0; i < archive->count; i++)
        if (!strcasecmp(archive->members[i].path, path)) return &archive->members[i];
    return NULL;
}
