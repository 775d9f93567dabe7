/*
 * ZIP and tar -> their members; and one compressed file -> itself.
 *
 * In: what libarchive reads as ZIP, or as tar behind any compression named in unpack.c. Out: the
 * regular files in the archive's order. Refused by name: links, devices, members with a password,
 * paths that lead out of the archive.
 */
#include <string.h>

#include "base/limits.h"
#include "ingest/containers/walk.h"

/* Absolute, with a drive, or with a step upwards: such a path is an attack, not a place. */
static bool leads_out(const char *path) {
    if (*path == '/' || *path == '\\' || (path[0] && path[1] == ':')) return true;
    for (const char *step = path; *step; step += strspn(step, "/\\")) {
        size_t length = strcspn(step, "/\\");
        if (length == 2 && !memcmp(step, "..", 2)) return true;
        step += length;
    }
    return false;
}

/* What systems leave in archives for themselves: a step that begins with a dot, __MACOSX. */
static bool is_hidden(const char *path) {
    for (const char *step = path; *step; step += strspn(step, "/")) {
        size_t length = strcspn(step, "/");
        bool here = length == 1 && *step == '.';
        if ((*step == '.' && !here) || (length == 8 && !memcmp(step, "__MACOSX", 8))) return true;
        step += length;
    }
    return false;
}

typedef struct {
    duban_walk *walk;
    duban_unpack *unpack;
    duban_unpack_entry entry;
    duban_status status; /* why the archive cannot be read on; DUBAN_OK */
    bool ended;
} reading;

static bool is_over_budget(const reading *r) {
    return r->walk->budget->used > r->walk->budget->most;
}

static void refuse_rest(reading *r, const char *path) {
    r->status = duban_walk_refuse(r->walk, path, DUBAN_TOO_LARGE,
                                  "too large: the container unpacks to more than %d times its "
                                  "size, the rest is not read",
                                  DUBAN_CONTAINER_RATIO);
}

static void read_bytes(reading *r, const char *path) {
    const unsigned char *bytes;
    size_t length;
    duban_status status = duban_unpack_whole(r->unpack, r->walk->arena, &bytes, &length);
    if (status == DUBAN_TOO_LARGE && is_over_budget(r)) {
        refuse_rest(r, path);
        return;
    }
    if (status == DUBAN_OK) {
        duban_walk_member(r->walk, path, bytes, length);
    } else if (status == DUBAN_TOO_LARGE) {
        duban_walk_refuse(r->walk, path, status, "too large: over %zu bytes", DUBAN_SOURCE_MAX);
        duban_unpack_drain(r->unpack);
    } else {
        duban_walk_refuse(r->walk, path, status, "damaged: %s", duban_unpack_error(r->unpack));
    }
    if (is_over_budget(r)) refuse_rest(r, NULL);
}

/* Why a member is not read; NULL: it is. *status: DUBAN_OK if nothing is lost by that. */
static const char *objection(const duban_unpack_entry *e, const char *path, duban_status *status) {
    *status = DUBAN_UNREADABLE;
    if (leads_out(path)) return "refused: the path leads out of the archive";
    if (e->is_link) return "refused: a link";
    if (!e->is_file) return "refused: no regular file";
    *status = DUBAN_ENCRYPTED;
    if (e->encrypted) return "encrypted: it needs a password";
    *status = DUBAN_OK;
    return is_hidden(path) ? "left out: a hidden file" : NULL;
}

static void read_member(reading *r) {
    const char *path = r->entry.path;
    duban_status status;
    while (!strncmp(path, "./", 2)) path += 2;
    if (r->entry.is_folder) return;
    const char *why = objection(&r->entry, path, &status);
    if (!why) {
        read_bytes(r, path);
        return;
    }
    duban_walk_refuse(r->walk, path, status, "%s", why);
    if (r->entry.is_file && !r->entry.encrypted) duban_unpack_drain(r->unpack);
    if (is_over_budget(r)) refuse_rest(r, NULL);
}

static duban_status read_next(void *context) {
    reading *r = context;
    duban_status status = duban_unpack_next(r->unpack, r->walk->arena, &r->entry);
    r->ended = status != DUBAN_OK;
    if (status == DUBAN_OK)
        read_member(r);
    else if (status == DUBAN_TOO_LARGE)
        r->status = duban_walk_refuse(r->walk, NULL, status,
                                      "too large: more than %u members, the rest is not read",
                                      DUBAN_CONTAINER_MEMBERS_MAX);
    else if (status != DUBAN_EMPTY)
        r->status = duban_walk_refuse(r->walk, NULL, status, "damaged, the rest is not read: %s",
                                      duban_unpack_error(r->unpack));
    return r->status;
}

duban_status duban_walk_archive(duban_walk *walk) {
    reading r = {.walk = walk};
    r.unpack = duban_unpack_open(walk->arena, walk->source, DUBAN_UNPACK_MEMBERS, walk->budget);
    if (!r.unpack) return duban_walk_refuse(walk, NULL, DUBAN_UNREADABLE, "damaged archive");
    while (!r.ended && !walk->stopped) {
        duban_status status = duban_walk_step(walk, read_next, &r);
        if (status != DUBAN_OK) return status;
    }
    return r.status;
}

/* page.html.gz -> page.html */
static const char *inner_name(const duban_walk *walk) {
    const char *slash = strrchr(walk->source->href, '/'),
               *base = slash ? slash + 1 : walk->source->href;
    const char *dot = strrchr(base, '.');
    int length = dot && dot > base ? (int)(dot - base) : (int)strlen(base);
    return duban_arena_printf(walk->arena, "%.*s", length, base);
}

duban_status duban_walk_compressed(duban_walk *walk) {
    const unsigned char *bytes;
    size_t length;
    const char *path = inner_name(walk);
    duban_unpack *unpack =
        duban_unpack_open(walk->arena, walk->source, DUBAN_UNPACK_STREAM, walk->budget);
    if (!unpack) return duban_walk_refuse(walk, NULL, DUBAN_UNREADABLE, "damaged file");
    duban_status status = duban_unpack_whole(unpack, walk->arena, &bytes, &length);
    if (status == DUBAN_TOO_LARGE)
        return duban_walk_refuse(walk, path, status, "too large: it unpacks to over a limit");
    if (status != DUBAN_OK)
        return duban_walk_refuse(walk, path, status, "damaged: %s", duban_unpack_error(unpack));
    duban_walk_member(walk, path, bytes, length);
    return DUBAN_OK;
}
