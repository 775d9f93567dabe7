/*
 * libxml2 SAX -> events with places; see parse.h. The places come from a trace (markup/trace.h).
 */
#include "ingest/html/parse.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "ingest/markup/trace.h"

typedef struct {
    const duban_html_handler *handler;
    duban_html_report *report;
    duban_arena *arena;
    htmlParserCtxtPtr parser;
    duban_trace trace;
} parse;

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

/* Code between tags is handed out as character data too. */
static bool is_code(const xmlChar *element) {
    return element &&
           (!strcmp((const char *)element, "script") || !strcmp((const char *)element, "style"));
}

static void on_text(void *context, const xmlChar *text, int length) {
    parse *p = context;
    if (!p->parser->input || length <= 0 || is_code(p->parser->name)) return;
    duban_traced at = duban_trace_chunk(&p->trace, p->parser->input, text, (size_t)length);
    if (at.kind == DUBAN_TRACE_VERBATIM) {
        p->handler->text(p->handler->context, at.from, at.to);
    } else if (at.kind == DUBAN_TRACE_REFERENCE) {
        duban_str units = duban_str_from_utf8(p->arena, (const char *)text, (size_t)length);
        p->handler->reference(p->handler->context, at.from, at.to, units.units, units.length);
    } else {
        p->handler->lost(p->handler->context, (uint32_t)length);
    }
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
    parse p = {.handler = handler, .report = report, .arena = arena};
    p.trace = duban_trace_open(arena, page);
    *report = (duban_html_report){.cut_tags = cut_long_tags(p.trace.bytes, p.trace.length)};
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
        p.parser, p.trace.bytes, (int)p.trace.length, NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
            HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD | XML_PARSE_HUGE);
    if (tree) xmlFreeDoc(tree);
    return DUBAN_OK;
}
