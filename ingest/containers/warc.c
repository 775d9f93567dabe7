/*
 * WARC (ISO 28500; versions 1.0 and 1.1) -> the captured pages.
 *
 * In: records, each perhaps compressed on its own. Out: the bodies of HTTP responses with status
 * 200, resources and conversions, under their target URI; pictures, styles and the like are left
 * out. A revisit is the duplicate of a page that was captured before. Requests, metadata and the
 * like are no captures. Behind a damaged record reading goes on at the next one.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "ingest/containers/http.h"
#include "ingest/containers/stream.h"
#include "ingest/containers/walk.h"

static const char version[] = "WARC/1.";

typedef struct {
    duban_walk *walk;
    duban_stream *stream;
    duban_http_head head;
    const char *uri;
    uint64_t length;
} reading;

static void refuse(reading *r, duban_status status, const char *why) {
    duban_walk_refuse(r->walk, r->uri, status, "%s", why);
}

/* Moves to the next line that begins a record; false at the end. */
static bool resync(duban_stream *s) {
    const size_t size = sizeof version - 1;
    for (;;) {
        size_t there = duban_stream_fill(s, DUBAN_WARC_HEAD_MAX);
        const unsigned char *window = duban_stream_at(s);
        if (there < size) return false;
        const unsigned char *found = memmem(window, there, version, size);
        if (found) return duban_stream_skip(s, (uint64_t)(found - window));
        duban_stream_skip(s, there - size + 1);
    }
}

/* The head of the record at the window's start. False: it is none. */
static bool read_head(reading *r) {
    size_t there = duban_stream_fill(r->stream, DUBAN_WARC_HEAD_MAX);
    const unsigned char *window = duban_stream_at(r->stream);
    if (there > DUBAN_WARC_HEAD_MAX) there = DUBAN_WARC_HEAD_MAX;
    if (there < sizeof version - 1 || memcmp(window, version, sizeof version - 1)) return false;
    if (!duban_http_head_read(r->walk->arena, window, there, &r->head)) return false;
    const char *length = duban_http_field(&r->head, "Content-Length"), *end;
    if (!length || *length < '0' || *length > '9') return false;
    r->length = strtoull(length, (char **)&end, 10);
    return *end == '\0' && r->length <= DUBAN_CONTAINER_MAX;
}

/* The target, without the brackets that WARC/1.0 allows around it. */
static const char *target_of(const reading *r) {
    const char *uri = duban_http_field(&r->head, "WARC-Target-URI");
    if (!uri || !*uri) uri = duban_http_field(&r->head, "WARC-Record-ID");
    if (!uri || !*uri) return "record";
    size_t length = strlen(uri);
    bool bracketed = uri[0] == '<' && uri[length - 1] == '>';
    return bracketed ? duban_arena_printf(r->walk->arena, "%.*s", (int)length - 2, uri + 1) : uri;
}

/* A capture: kept in the window whole. */
static void read_capture(reading *r, bool response) {
    if (r->length > DUBAN_SOURCE_MAX) {
        refuse(r, DUBAN_TOO_LARGE, "too large: the record is over the limit of a document");
        return;
    }
    size_t there = duban_stream_fill(r->stream, (size_t)r->length);
    if (there < r->length) {
        refuse(r, DUBAN_UNREADABLE, "damaged: the crawl ends inside of the record");
        return;
    }
    duban_http_body body = {duban_stream_at(r->stream), (size_t)r->length, NULL};
    const char *type = duban_http_field(&r->head, "Content-Type");
    duban_status status = DUBAN_OK;
    if (response && type && !strncasecmp(type, "application/http", 16))
        status = duban_http_body_read(r->walk->arena, &body, r->walk->budget);
    else if (!duban_http_is_readable(type))
        body.why = "left out: no document by its type";
    if (body.why)
        refuse(r, status, body.why);
    else
        duban_walk_member(r->walk, r->uri, body.bytes, body.length);
}

static void read_block(reading *r) {
    static const struct {
        const char *type;
        bool response;
    } captures[] = {{"response", true}, {"resource", false}, {"conversion", false}};
    const char *type = duban_http_field(&r->head, "WARC-Type");
    if (type && !strcasecmp(type, "revisit")) {
        refuse(r, DUBAN_OK, "left out: a duplicate of what the crawl captured before");
        return;
    }
    if (type && !strcasecmp(type, "continuation")) {
        refuse(r, DUBAN_UNSUPPORTED, "a segmented record: its parts are not joined");
        return;
    }
    for (size_t i = 0; type && i < sizeof captures / sizeof *captures; i++)
        if (!strcasecmp(type, captures[i].type)) read_capture(r, captures[i].response);
}

/* Whether the next record begins where the length says, or the crawl ends there. */
static bool is_length_right(const reading *r) {
    duban_stream *s = r->stream;
    const size_t mark = sizeof version - 1;
    if (r->length > DUBAN_SOURCE_MAX) return true;
    size_t end = (size_t)r->length + 4 + mark;
    if (duban_stream_fill(s, end) < end) return true;
    const unsigned char *behind = duban_stream_at(s) + r->length;
    return !memcmp(behind, "\r\n\r\n", 4) && !memcmp(behind + 4, version, mark);
}

static duban_status read_record(void *context) {
    reading *r = context;
    if (!read_head(r)) {
        duban_walk_refuse(r->walk, NULL, DUBAN_UNREADABLE,
                          "damaged: what should be a record's head is none; went on behind it");
        duban_stream_skip(r->stream, 1);
        return DUBAN_OK;
    }
    duban_stream_skip(r->stream, r->head.length);
    r->uri = target_of(r);
    if (!is_length_right(r)) {
        refuse(r, DUBAN_UNREADABLE, "damaged: the record's length is wrong");
        return DUBAN_OK;
    }
    read_block(r);
    duban_stream_skip(r->stream, r->length);
    return DUBAN_OK;
}

static duban_status end_of(duban_walk *walk, const duban_stream *stream,
                           const duban_unpack *unpack) {
    if (stream->status == DUBAN_TOO_LARGE)
        return duban_walk_refuse(walk, NULL, DUBAN_TOO_LARGE,
                                 "too large: the crawl unpacks to more than %d times its size, the "
                                 "rest is not read",
                                 DUBAN_CONTAINER_RATIO);
    if (stream->status != DUBAN_OK)
        return duban_walk_refuse(walk, NULL, stream->status, "damaged, the rest is not read: %s",
                                 duban_unpack_error(unpack));
    return DUBAN_OK;
}

duban_status duban_walk_warc(duban_walk *walk) {
    duban_unpack *unpack =
        duban_unpack_open(walk->arena, walk->source, DUBAN_UNPACK_STREAM, walk->budget);
    if (!unpack) return duban_walk_refuse(walk, NULL, DUBAN_UNREADABLE, "damaged crawl");
    reading r = {.walk = walk, .stream = duban_stream_open(walk->arena, unpack)};
    while (!walk->stopped && resync(r.stream)) {
        if (++walk->budget->members > DUBAN_CONTAINER_MEMBERS_MAX)
            return duban_walk_refuse(walk, NULL, DUBAN_TOO_LARGE,
                                     "too large: more than %u records, the rest is not read",
                                     DUBAN_CONTAINER_MEMBERS_MAX);
        duban_status status = duban_walk_step(walk, read_record, &r);
        if (status != DUBAN_OK) return status;
    }
    return end_of(walk, r.stream, unpack);
}
