/*
 * JSON Lines -> a document for each line, from one member of its object.
 *
 * In: an object a line, in UTF-8; empty lines do not count. Out: the bytes of the member's string,
 * its escapes resolved.
 */
#include <jansson.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/containers/stream.h"
#include "ingest/containers/walk.h"

typedef struct {
    duban_walk *walk;
    duban_stream *stream;
    uint64_t row;
    bool ended;
} reading;

/* Bytes of the line at the window's start with its end, or of as much of it as may be read; 0 at
 * the end of the stream. */
static size_t find_line(duban_stream *s) {
    size_t at = 0;
    for (size_t need = DUBAN_MEMBER_STEP;; need *= 2) {
        size_t there = duban_stream_fill(s, need);
        const unsigned char *bytes = duban_stream_at(s);
        const unsigned char *end = memchr(bytes + at, '\n', there - at);
        if (end) return (size_t)(end - bytes) + 1;
        if (there < need || need > DUBAN_SOURCE_MAX) return there;
        at = there;
    }
}

static void release_json(void *json) { json_decref(json); }

static void give(reading *r, const char *path, const json_t *value, const char *id) {
    if (json_string_length(value))
        duban_walk_document(r->walk, path, (const unsigned char *)json_string_value(value),
                            json_string_length(value), id);
    else
        duban_walk_refuse(r->walk, path, DUBAN_EMPTY, "empty: the row has no text in the column");
}

static const char *id_of(const reading *r, const json_t *object) {
    const char *name = r->walk->options->id_column;
    const json_t *id = name ? json_object_get(object, name) : NULL;
    if (json_is_integer(id))
        return duban_arena_printf(r->walk->arena, "%lld", (long long)json_integer_value(id));
    return json_string_value(id);
}

static void give_object(reading *r, const char *path, json_t *object) {
    const duban_container_options *options = r->walk->options;
    if (!options->every_column) {
        give(r, path, json_object_get(object, options->column), id_of(r, object));
        return;
    }
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) if (!r->walk->stopped && json_string_length(value))
        give(r, path, value, NULL);
}

/* The object that the line holds, or why it holds none. */
static void read_object(reading *r, const char *path, const char *bytes, size_t length) {
    json_error_t error;
    json_t *object = json_loadb(bytes, length, JSON_ALLOW_NUL, &error);
    if (object) duban_arena_own(r->walk->arena, release_json, object);
    if (json_is_object(object))
        give_object(r, path, object);
    else
        duban_walk_refuse(r->walk, path, DUBAN_UNREADABLE, "no JSON object: %s",
                          object ? "another value" : error.text);
}

static duban_status read_line(void *context) {
    reading *r = context;
    size_t length = find_line(r->stream), from = 0;
    const char *bytes = (const char *)duban_stream_at(r->stream);
    r->ended = !length;
    if (r->ended) return DUBAN_OK;
    if (!r->row && length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) from = 3;
    while (from < length && (unsigned char)bytes[from] <= ' ') from++;
    const char *path = "";
    if (from < length)
        path = duban_arena_printf(r->walk->arena, "row/%llu", (unsigned long long)++r->row);
    if (length > DUBAN_SOURCE_MAX) {
        duban_walk_refuse(r->walk, path, DUBAN_TOO_LARGE, "too large: the row is over %zu bytes",
                          DUBAN_SOURCE_MAX);
        duban_stream_skip_past(r->stream, '\n');
        return DUBAN_OK;
    }
    if (from < length) read_object(r, path, bytes + from, length - from);
    duban_stream_skip(r->stream, length);
    return DUBAN_OK;
}

duban_status duban_walk_json_lines(duban_walk *walk) {
    duban_unpack *unpack =
        duban_unpack_open(walk->arena, walk->source, DUBAN_UNPACK_STREAM, walk->budget);
    if (!unpack) return duban_walk_refuse(walk, NULL, DUBAN_UNREADABLE, "damaged dump");
    reading r = {.walk = walk, .stream = duban_stream_open(walk->arena, unpack)};
    while (!r.ended && !walk->stopped) {
        duban_status status = duban_walk_step(walk, read_line, &r);
        if (status != DUBAN_OK) return status;
    }
    if (r.stream->status != DUBAN_OK)
        return duban_walk_refuse(walk, NULL, r.stream->status, "the rest is not read: %s",
                                 duban_status_meaning(r.stream->status));
    return DUBAN_OK;
}
