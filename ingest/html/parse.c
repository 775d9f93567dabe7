/*
 * libxml2 SAX -> events with places; see parse.h.
 *
 * libxml2 2.9 hands out text in chunks and leaves its input pointer behind each one. The chunk is
 * therefore the bytes before that pointer; where those differ, a character reference was read and
 * its '&' stands a few bytes back. Both are checked against the copy, never assumed.
 */
#include "ingest/html/parse.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "base/limits.h"
#include "base/str.h"

enum { REFERENCE_MAX = 40 }; /* the longest character reference in bytes, with room to spare */

typedef struct {
    const duban_html_handler *handler;
    duban_html_report *report;
    duban_arena *arena;
    htmlParserCtxtPtr parser;
    const char *bytes; /* the UTF-8 copy */
    size_t length;
    const duban_decoded *page;
    size_t byte;   /* a cursor that only goes forward: this byte of the copy ... */
    uint32_t unit; /* ... is this unit of the page */
} parse;

/* The UTF-8 copy: as many characters as the page, blanks for NULs. */
static char *copy_utf8(duban_arena *arena, const duban_decoded *page, size_t *length) {
    uint8_t *out = duban_arena_alloc(arena, (size_t)page->length * 3 + 1);
    size_t at = 0;
    for (uint32_t i = 0; i < page->length;) {
        UChar32 c;
        U16_NEXT(page->text, i, page->length, c);
        if (c == 0 || U_IS_SURROGATE(c)) c = ' ';
        U8_APPEND_UNSAFE(out, at, c);
    }
    *length = at;
    return (char *)out;
}

/* Blanks tags that are longer than any real one: their attributes cost quadratic time. */
static uint32_t cut_long_tags(char *bytes, size_t length) {
    uint32_t cut = 0;
    for (char *tag = memchr(bytes, '<', length); tag;) {
        size_t rest = length - (size_t)(tag - bytes);
        char *end = memchr(tag, '>', rest);
        size_t size = end ? (size_t)(end - tag) + 1 : rest;
        bool named = rest > 1 && (tag[1] == '/' || (tag[1] | 0x20) >= 'a');
        if (named && size > DUBAN_HTML_TAG_MAX) {
            memset(tag, ' ', size);
            cut++;
        }
        char *next = named ? tag + size : tag + 1;
        tag = next < bytes + length ? memchr(next, '<', length - (size_t)(next - bytes)) : NULL;
    }
    return cut;
}

/* Moves the cursor to a byte at or after it. */
static uint32_t unit_at(parse *p, size_t byte) {
    for (; p->byte < byte; p->byte++) {
        unsigned char lead = (unsigned char)p->bytes[p->byte];
        if ((lead & 0xC0) == 0x80) continue;
        p->unit += lead >= 0xF0 ? 2 : 1;
    }
    return p->unit;
}

static void give_text(parse *p, size_t from, size_t to) {
    uint32_t first = unit_at(p, from);
    p->handler->text(p->handler->context, first, unit_at(p, to));
}

static bool give_reference(parse *p, size_t end, const char *text, int length) {
    size_t from = end;
    while (from > p->byte && end - from < REFERENCE_MAX && p->bytes[from] != '&') from--;
    if (from >= p->length || p->bytes[from] != '&') return false;
    uint32_t first = unit_at(p, from);
    duban_str units = duban_str_from_utf8(p->arena, text, (size_t)length);
    p->handler->reference(p->handler->context, first, unit_at(p, end), units.units, units.length);
    return true;
}

static void on_text(void *context, const xmlChar *text, int length) {
    parse *p = context;
    const xmlParserInput *input = p->parser->input;
    if (!input || length <= 0) return;
    size_t end = (size_t)input->consumed + (size_t)(input->cur - input->base);
    if (end > p->length) end = p->length;
    size_t size = (size_t)length;
    if (end >= size && end - size >= p->byte && !memcmp(p->bytes + end - size, text, size)) {
        give_text(p, end - size, end);
        return;
    }
    if (size <= 8 && give_reference(p, end, (const char *)text, length)) return;
    const char *found = memmem(p->bytes + p->byte, p->length - p->byte, text, size);
    if (!found) {
        p->report->unplaced += (uint32_t)length;
        return;
    }
    give_text(p, (size_t)(found - p->bytes), (size_t)(found - p->bytes) + size);
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
    parse *p = context;
    p->handler->start(p->handler->context, (const char *)name, (const char *const *)attributes);
}

static void on_end(void *context, const xmlChar *name) {
    parse *p = context;
    p->handler->end(p->handler->context, (const char *)name);
}

static void release_parser(void *parser) { htmlFreeParserCtxt(parser); }

duban_status duban_html_parse(duban_arena *arena, const duban_decoded *page,
                              const duban_html_handler *handler, duban_html_report *report) {
    parse p = {.handler = handler, .report = report, .arena = arena, .page = page};
    char *bytes = copy_utf8(arena, page, &p.length);
    *report = (duban_html_report){.cut_tags = cut_long_tags(bytes, p.length)};
    p.bytes = bytes;
    htmlSAXHandler sax = {.startElement = on_start,
                          .endElement = on_end,
                          .characters = on_text,
                          .ignorableWhitespace = on_text};
    p.parser = htmlNewParserCtxt();
    if (!p.parser) return DUBAN_NO_MEMORY;
    duban_arena_own(arena, release_parser, p.parser);
    *p.parser->sax = sax;
    p.parser->userData = &p;
    htmlDocPtr tree = htmlCtxtReadMemory(
        p.parser, bytes, (int)p.length, NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
            HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD | XML_PARSE_HUGE);
    if (tree) xmlFreeDoc(tree);
    return DUBAN_OK;
}
