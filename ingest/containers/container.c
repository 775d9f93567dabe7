/* What a file is, and the walk over it with all that holds for every container; see container.h. */
#include "ingest/containers/container.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/label.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "ingest/containers/stream.h"
#include "ingest/containers/walk.h"
#include "ingest/magic.h"

#define PROBE 4096 /* bytes behind the compression that tell what it is */

typedef duban_status walker(duban_walk *walk);

static bool begins(const unsigned char *bytes, size_t length, size_t offset, const char *mark) {
    size_t size = strlen(mark);
    return length >= offset + size && !memcmp(bytes + offset, mark, size);
}

static bool is_compressed(const unsigned char *bytes, size_t length) {
    static const char *const marks[] = {"\x1F\x8B",         "BZh",         "\xFD\x37zXZ",
                                        "\x28\xB5\x2F\xFD", "\x04\"M\x18", "\x1F\x9D",
                                        "\x5D\x01"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (begins(bytes, length, 0, marks[i])) return true;
    /* LZMA without a container has no mark but its usual properties: 5D and three zeros. */
    return length > 4 && !memcmp(bytes, "\x5D\0\0", 3);
}

/* A CSV's first line has separators, or is the name of its only column; other text is a document
 * whatever columns there are to be. */
static bool is_header(const unsigned char *bytes, size_t length,
                      const duban_container_options *options) {
    const unsigned char *end = memchr(bytes, '\n', length);
    size_t line = end ? (size_t)(end - bytes) : length;
    if (options->every_column) return true;
    if (memchr(bytes, '\0', line)) return false;
    for (size_t i = 0; i < line; i++)
        if (strchr(",\t;", bytes[i])) return true;
    while (line && (bytes[line - 1] == '\r' || bytes[line - 1] == '"')) line--;
    size_t quote = line && *bytes == '"', name = strlen(options->column);
    return line - quote == name && !memcmp(bytes + quote, options->column, name);
}

/* What reads a dump; NULL: it is none. */
static walker *dump_walker(const unsigned char *bytes, size_t length,
                           const duban_container_options *options) {
    size_t from = begins(bytes, length, 0, "\xEF\xBB\xBF") ? 3 : 0, at = from;
    while (at < length && bytes[at] <= ' ') at++;
    if (at < length && bytes[at] == '{') return duban_walk_json_lines;
    return is_header(bytes + from, length - from, options) ? duban_walk_csv : NULL;
}

/* What reads bytes without a compression around them; NULL: they are no container. */
static walker *walker_of(const unsigned char *bytes, size_t length,
                         const duban_container_options *options) {
    static const struct {
        size_t offset;
        const char *mark;
        walker *walk;
    } rows[] = {{0, "PK\3\4", duban_walk_archive},
                {0, "PK\5\6", duban_walk_archive},
                {0, "PK00PK\3\4", duban_walk_archive},
                {257, "ustar", duban_walk_archive},
                {0, "WARC/1.", duban_walk_warc}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (begins(bytes, length, rows[i].offset, rows[i].mark)) return rows[i].walk;
    bool dump = options->column || options->every_column;
    if (!dump || !length || duban_magic_name(bytes, length)) return NULL;
    return dump_walker(bytes, length, options);
}

bool duban_container_is(const duban_container_source *source,
                        const duban_container_options *options) {
    const duban_input input = {
        .href = source->href, .bytes = source->bytes, .length = source->length};
    walker *walk = walker_of(source->bytes, source->length, options);
    bool dump = walk == duban_walk_csv || walk == duban_walk_json_lines;
    bool package = duban_magic_is_package(source->bytes, source->length);
    if (!dump && (package || duban_document_has_reader(&input))) return false;
    return walk || is_compressed(source->bytes, source->length);
}

/*
 * The name of a member: a label, of bearable length (what is cut off counts by its hash), and with
 * a number where another member has it. Cells of a row share their row's.
 */
static const char *name_member(duban_walk *walk, const char *path) {
    enum { DIGITS = 12, NUMBER = 12 };
    char label[DUBAN_MEMBER_NAME_MAX], hex[DUBAN_SHA256_HEX] = "";
    size_t taken = duban_label_write(path, false, label, sizeof label);
    if (path[taken]) {
        duban_sha256 hash;
        duban_sha256_init(&hash);
        duban_sha256_add(&hash, path, strlen(path));
        duban_sha256_hex(&hash, hex);
    }
    size_t room = strlen(walk->source->href) + strlen(label) + strlen("!/~") + DIGITS + NUMBER + 1;
    char *href = duban_arena_alloc(walk->arena, room);
    snprintf(href, room, "%s!/%s%s%.*s", walk->source->href, label, *hex ? "~" : "", DIGITS, hex);
    if (!walk->options->every_column) (void)duban_taken_take(walk->names, href, room);
    return href;
}

duban_status duban_walk_refuse(duban_walk *walk, const char *path, duban_status status,
                               const char *format, ...) {
    char why[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    for (size_t at = strlen(why); at && why[at - 1] == '\n';) why[--at] = '\0'; /* libarchive's */
    const char *href = walk->source->href;
    if (path) href = name_member(walk, path);
    if (!walk->stopped)
        walk->stopped = !walk->visitor->refused(walk->visitor->context, href, status, why);
    return status;
}

static void give(duban_walk *walk, const duban_input *document, const char *id) {
    walk->stopped = !walk->visitor->document(walk->visitor->context, document, id);
}

void duban_walk_document(duban_walk *walk, const char *path, const unsigned char *bytes,
                         size_t length, const char *id) {
    if (walk->stopped) return;
    const duban_input input = {.href = name_member(walk, path), .bytes = bytes, .length = length};
    give(walk, &input, id);
}

static duban_status walk_source(void *context) {
    duban_walk *walk = context;
    const duban_container_source *source = walk->source;
    unsigned char head[PROBE];
    duban_unpack *unpack =
        duban_unpack_open(walk->arena, source, DUBAN_UNPACK_STREAM, walk->budget);
    duban_stream *stream = unpack ? duban_stream_open(walk->arena, unpack) : NULL;
    size_t length = stream ? duban_stream_fill(stream, PROBE) : 0;
    if (!length)
        return duban_walk_refuse(walk, NULL, DUBAN_UNREADABLE, "damaged: nothing can be unpacked");
    if (length > PROBE) length = PROBE;
    memcpy(head, duban_stream_at(stream), length);
    walker *reader = walker_of(head, length, walk->options);
    if (!reader && duban_unpack_is_compressed(unpack)) reader = duban_walk_compressed;
    if (!reader) return duban_walk_refuse(walk, NULL, DUBAN_UNSUPPORTED, "no container");
    return reader(walk);
}

duban_status duban_walk_step(duban_walk *walk, duban_status (*step)(void *), void *context) {
    duban_arena *around = walk->arena;
    walk->arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    duban_status status = DUBAN_NO_MEMORY;
    if (walk->arena) status = duban_arena_run(walk->arena, step, context);
    duban_arena_free(walk->arena);
    walk->arena = around;
    if (status == DUBAN_NO_MEMORY)
        duban_walk_refuse(walk, NULL, status, "%s", duban_status_meaning(status));
    return status;
}

static duban_status run(duban_walk *walk) {
    walk->arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    if (!walk->arena) return DUBAN_NO_MEMORY;
    duban_status status = duban_arena_run(walk->arena, walk_source, walk);
    if (status == DUBAN_NO_MEMORY && !walk->stopped)
        walk->visitor->refused(walk->visitor->context, walk->source->href, status,
                               duban_status_meaning(status));
    duban_arena_free(walk->arena);
    return status;
}

static void refuse_depth(duban_walk *walk, const char *href) {
    walk->stopped = !walk->visitor->refused(
        walk->visitor->context, href, DUBAN_TOO_LARGE,
        "too deep: a container in a container in a container; unpack it first");
}

void duban_walk_member(duban_walk *walk, const char *path, const unsigned char *bytes,
                       size_t length) {
    if (walk->stopped) return;
    const duban_container_source inner = {
        .href = name_member(walk, path), .bytes = bytes, .length = length};
    if (!length || !duban_container_is(&inner, walk->options)) {
        give(walk, &(duban_input){.href = inner.href, .bytes = bytes, .length = length}, NULL);
    } else if (walk->depth >= DUBAN_CONTAINER_DEPTH) {
        refuse_depth(walk, inner.href);
    } else {
        duban_walk deeper = *walk;
        deeper.source = &inner;
        deeper.depth++;
        run(&deeper);
        walk->stopped = deeper.stopped;
    }
}

duban_status duban_container_walk(const duban_container_source *source,
                                  const duban_container_options *options,
                                  const duban_container_visitor *visitor) {
    duban_unpack_budget budget = {.most = DUBAN_CONTAINER_FREE +
                                          DUBAN_CONTAINER_RATIO * (uint64_t)source->length};
    if (budget.most > DUBAN_CONTAINER_MAX) budget.most = DUBAN_CONTAINER_MAX;
    duban_taken names = {0};
    duban_walk walk = {.source = source,
                       .options = options,
                       .visitor = visitor,
                       .budget = &budget,
                       .names = &names};
    duban_status status = run(&walk);
    duban_taken_free(&names);
    return status;
}
