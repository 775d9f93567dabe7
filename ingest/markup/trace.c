/*
 * The two ways in which libxml2 2.9 hands out character data: with its input pointer still at the
 * chunk (a fast path that passes the buffer itself), or already behind it; see trace.h.
 */
#include "ingest/markup/trace.h"

#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

enum {
    REFERENCE_MAX = 40,     /* the longest character reference in bytes, with room to spare */
    MEANING_MAX = 8,        /* the longest text that one reference stands for, in bytes */
    SEARCH_MAX = 64 * 1024, /* how far back a chunk that is at neither place is looked for */
};

duban_trace duban_trace_open(duban_arena *arena, const duban_decoded *text) {
    uint8_t *out = duban_arena_alloc(arena, (size_t)text->length * 3 + 1);
    size_t at = 0;
    for (uint32_t i = 0; i < text->length;) {
        UChar32 c;
        U16_NEXT(text->text, i, text->length, c);
        if (c == 0 || U_IS_SURROGATE(c)) c = ' ';
        U8_APPEND_UNSAFE(out, at, c);
    }
    return (duban_trace){.text = text, .bytes = (char *)out, .length = at};
}

/* Moves the cursor on to a byte. */
static uint32_t unit_at(duban_trace *t, size_t byte) {
    for (; t->byte < byte && t->byte < t->length; t->byte++) {
        unsigned char lead = (unsigned char)t->bytes[t->byte];
        if ((lead & 0xC0) == 0x80) continue;
        t->unit += lead >= 0xF0 ? 2 : 1;
    }
    return t->unit;
}

static duban_traced range(duban_trace *t, duban_trace_kind kind, size_t from, size_t to) {
    uint32_t first = unit_at(t, from);
    return (duban_traced){kind, first, unit_at(t, to)};
}

static bool stands_at(const duban_trace *t, size_t from, const xmlChar *chunk, size_t size) {
    return from >= t->byte && from <= t->length && size <= t->length - from &&
           memcmp(t->bytes + from, chunk, size) == 0;
}

/* The '&' of the reference that ends before a byte; SIZE_MAX if there is none. */
static size_t reference_start(const duban_trace *t, size_t end) {
    for (size_t at = end; at > t->byte && at + REFERENCE_MAX > end; at--)
        if (t->bytes[at - 1] == '&') return at - 1;
    return SIZE_MAX;
}

/* An ampersand that begins no reference is handed out alone, with the parser behind the name. */
static bool is_bare_ampersand(const duban_trace *t, size_t start, const xmlChar *chunk,
                              size_t size) {
    static const char *const meanings[] = {"&amp", "&AMP", "&#38", "&#x26", "&#X26"};
    if (size != 1 || *chunk != '&') return false;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (!strncmp(t->bytes + start, meanings[i], strlen(meanings[i]))) return false;
    return true;
}

duban_traced duban_trace_chunk(duban_trace *t, const xmlParserInput *input, const xmlChar *chunk,
                               size_t size) {
    size_t cursor = (size_t)input->consumed + (size_t)(input->cur - input->base);
    if (cursor > t->length) cursor = t->length;
    if (chunk == input->cur && stands_at(t, cursor, chunk, size))
        return range(t, DUBAN_TRACE_VERBATIM, cursor, cursor + size);
    if (cursor >= size && stands_at(t, cursor - size, chunk, size))
        return range(t, DUBAN_TRACE_VERBATIM, cursor - size, cursor);
    size_t start = size <= MEANING_MAX ? reference_start(t, cursor) : SIZE_MAX;
    if (start != SIZE_MAX && is_bare_ampersand(t, start, chunk, size))
        return range(t, DUBAN_TRACE_VERBATIM, start, start + 1);
    if (start != SIZE_MAX)
        return range(t, DUBAN_TRACE_REFERENCE, start, cursor > start ? cursor : start + 1);
    size_t first = cursor > SEARCH_MAX ? cursor - SEARCH_MAX : 0;
    if (first < t->byte) first = t->byte;
    size_t reach = cursor + size < t->length ? cursor + size : t->length;
    const char *found = first < reach ? memmem(t->bytes + first, reach - first, chunk, size) : NULL;
    if (!found) return (duban_traced){.kind = DUBAN_TRACE_LOST};
    size_t from = (size_t)(found - t->bytes);
    return range(t, DUBAN_TRACE_VERBATIM, from, from + size);
}

/* The parser stands behind the last attribute. */
duban_traced duban_trace_tag(duban_trace *t, const xmlParserInput *input) {
    size_t to = (size_t)input->consumed + (size_t)(input->cur - input->base), from = to;
    if (to > t->length) to = from = t->length;
    while (from > t->byte && t->bytes[from] != '<') from--;
    while (to < t->length && t->bytes[to] != '>') to++;
    if (from >= to || t->bytes[from] != '<') return (duban_traced){.kind = DUBAN_TRACE_LOST};
    return range(t, DUBAN_TRACE_VERBATIM, from, to < t->length ? to + 1 : to);
}
