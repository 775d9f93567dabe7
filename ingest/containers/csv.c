/*
 * CSV (RFC 4180) -> a document for each row, from one column.
 *
 * In: a dump in UTF-8 or GB18030 (whose bytes beyond ASCII are never a quote, a separator or a line
 * end), with a header; fields are separated by what the header has most of: comma, TAB or
 * semicolon. Out: the cell's bytes without its quotes, as they are in the dump otherwise.
 */
#include <string.h>

#include "base/limits.h"
#include "ingest/containers/stream.h"
#include "ingest/containers/walk.h"
#include "ingest/decode.h"

#define CSV_COLUMNS_MAX 2000 /* further columns are not read */

typedef struct {
    const unsigned char *bytes;
    size_t length;
} cell;

typedef struct {
    duban_walk *walk;
    duban_stream *stream;
    unsigned char separator;
    cell cells[CSV_COLUMNS_MAX];
    uint32_t count;
    uint32_t column, id_column; /* UINT32_MAX: none */
    uint64_t row;
    bool ended;
    duban_status status;
} reading;

/* Bytes of the row at the window's start with its line end; 0 at the end. *open: a quote in it is
 * never closed. */
static size_t find_row(duban_stream *s, bool *open) {
    bool quoted = false;
    size_t at = 0;
    for (size_t need = DUBAN_MEMBER_STEP;; need *= 2) {
        size_t there = duban_stream_fill(s, need);
        const unsigned char *bytes = duban_stream_at(s);
        for (; at < there; at++) {
            if (bytes[at] == '"') quoted = !quoted;
            if (bytes[at] == '\n' && !quoted) return at + 1;
        }
        *open = quoted;
        if (there < need || need > DUBAN_SOURCE_MAX) return there;
    }
}

static cell unquoted(reading *r, const unsigned char *from, const unsigned char *to) {
    if (to - from < 2 || *from != '"' || to[-1] != '"') return (cell){from, (size_t)(to - from)};
    unsigned char *out = duban_arena_alloc(r->walk->arena, (size_t)(to - from));
    size_t length = 0;
    for (const unsigned char *at = from + 1; at < to - 1; at++) {
        out[length++] = *at;
        if (*at == '"' && at + 1 < to - 1 && at[1] == '"') at++;
    }
    return (cell){out, length};
}

static void split(reading *r, const unsigned char *bytes, size_t length) {
    const unsigned char *end = bytes + length, *from = bytes;
    bool quoted = false;
    while (end > bytes && (end[-1] == '\n' || end[-1] == '\r')) end--;
    r->count = 0;
    for (const unsigned char *at = bytes; r->count < CSV_COLUMNS_MAX; at++) {
        if (at < end && *at == '"') quoted = !quoted;
        if (at < end && (*at != r->separator || quoted)) continue;
        r->cells[r->count++] = unquoted(r, from, at);
        from = at + 1;
        if (at >= end) break;
    }
}

static unsigned char separator_of(const unsigned char *bytes, size_t length) {
    static const unsigned char separators[] = {',', '\t', ';'};
    unsigned char best = ',';
    size_t most = 0;
    for (size_t i = 0; i < sizeof separators; i++) {
        size_t count = 0;
        for (size_t at = 0; at < length; at++) count += bytes[at] == separators[i];
        if (count <= most) continue;
        best = separators[i];
        most = count;
    }
    return best;
}

static const char *text_of(duban_arena *arena, cell c) {
    duban_charset charset = duban_charset_decide(c.bytes, c.length);
    if (!charset.iana || strcmp(charset.iana, "UTF-8") != 0)
        charset = duban_charset_of_label("GB18030");
    duban_decoded text;
    if (duban_decode(arena, &charset, c.bytes, c.length, &text) != DUBAN_OK) return "";
    return duban_str_to_utf8(arena, (duban_str){text.text, text.length});
}

static uint32_t find_column(reading *r, const char *name) {
    for (uint32_t i = 0; name && i < r->count; i++)
        if (!strcmp(text_of(r->walk->arena, r->cells[i]), name)) return i;
    return UINT32_MAX;
}

static const char *header_text(reading *r) {
    const char *all = "";
    for (uint32_t i = 0; i < r->count && i < 20; i++)
        all = duban_arena_printf(r->walk->arena, "%s%s'%s'", all, i ? ", " : "",
                                 text_of(r->walk->arena, r->cells[i]));
    return all;
}

static void read_header(reading *r) {
    const duban_container_options *options = r->walk->options;
    if (r->count && r->cells[0].length >= 3 && !memcmp(r->cells[0].bytes, "\xEF\xBB\xBF", 3)) {
        const unsigned char *from = r->cells[0].bytes + 3;
        r->cells[0] = unquoted(r, from, from + r->cells[0].length - 3);
    }
    r->column = find_column(r, options->column);
    r->id_column = find_column(r, options->id_column);
    if (r->column == UINT32_MAX && !options->every_column)
        r->status =
            duban_walk_refuse(r->walk, NULL, DUBAN_UNSUPPORTED, "no column '%s'; the header has %s",
                              options->column, header_text(r));
    else if (r->id_column == UINT32_MAX && options->id_column)
        r->status =
            duban_walk_refuse(r->walk, NULL, DUBAN_UNSUPPORTED, "no column '%s'; the header has %s",
                              options->id_column, header_text(r));
}

static bool is_blank(const unsigned char *bytes, size_t length) {
    while (length && (bytes[length - 1] == '\r' || bytes[length - 1] == '\n')) length--;
    return !length;
}

static void give_cell(reading *r, const char *path, uint32_t column) {
    const char *id =
        r->id_column < r->count ? text_of(r->walk->arena, r->cells[r->id_column]) : NULL;
    if (column >= r->count || !r->cells[column].length)
        duban_walk_refuse(r->walk, path, DUBAN_EMPTY, "empty: the row has nothing in the column");
    else
        duban_walk_document(r->walk, path, r->cells[column].bytes, r->cells[column].length, id);
}

static void give_row(reading *r) {
    const char *path = duban_arena_printf(r->walk->arena, "row/%llu", (unsigned long long)r->row);
    if (!r->walk->options->every_column) {
        give_cell(r, path, r->column);
        return;
    }
    for (uint32_t i = 0; i < r->count && !r->walk->stopped; i++)
        if (r->cells[i].length) give_cell(r, path, i);
}

/* A row that is not read: a quote in it has no end, or the row has none within the limit. */
static void refuse_row(reading *r, bool open) {
    unsigned long long row = r->row + 1;
    if (open) {
        r->status = duban_walk_refuse(r->walk, NULL, DUBAN_UNREADABLE,
                                      "damaged: a quote in row %llu is never closed, the rest is "
                                      "not read",
                                      row);
        return;
    }
    duban_walk_refuse(r->walk, duban_arena_printf(r->walk->arena, "row/%llu", row), DUBAN_TOO_LARGE,
                      "too large: the row is over %zu bytes", DUBAN_SOURCE_MAX);
    duban_stream_skip_past(r->stream, '\n');
    r->row++;
}

static duban_status read_row(void *context) {
    reading *r = context;
    bool open = false;
    size_t length = find_row(r->stream, &open);
    const unsigned char *bytes = duban_stream_at(r->stream);
    r->ended = !length;
    if (r->ended) return DUBAN_OK;
    if (open || length > DUBAN_SOURCE_MAX) {
        refuse_row(r, open);
        return r->status;
    }
    bool header = !r->separator;
    if (header) r->separator = separator_of(bytes, length);
    if (!is_blank(bytes, length)) {
        split(r, bytes, length);
        r->row += !header;
        if (header)
            read_header(r);
        else
            give_row(r);
    }
    duban_stream_skip(r->stream, length);
    return r->status;
}

duban_status duban_walk_csv(duban_walk *walk) {
    duban_unpack *unpack =
        duban_unpack_open(walk->arena, walk->source, DUBAN_UNPACK_STREAM, walk->budget);
    if (!unpack) return duban_walk_refuse(walk, NULL, DUBAN_UNREADABLE, "damaged dump");
    reading *r = duban_arena_alloc(walk->arena, sizeof *r);
    *r = (reading){.walk = walk, .stream = duban_stream_open(walk->arena, unpack)};
    while (!r->ended && !walk->stopped && r->status == DUBAN_OK) {
        duban_status status = duban_walk_step(walk, read_row, r);
        if (status != DUBAN_OK) return status;
    }
    if (r->stream->status != DUBAN_OK)
        return duban_walk_refuse(walk, NULL, r->stream->status, "the rest is not read: %s",
                                 duban_status_meaning(r->stream->status));
    return r->status;
}
