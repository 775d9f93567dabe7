/*
 * libxml2 SAX -> events with places; see parse.h. The places come from a trace (markup/trace.h).
 */
#include "ingest/html/parse.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

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

/* The first place at or after from where the letters stand in any case; length if there is none. */
static size_t find_letters(const char *bytes, size_t from, size_t length, const char *letters) {
    size_t size = strlen(letters);
    for (const char *at; from + size <= length; from = (size_t)(at - bytes) + 1) {
        at = memchr(bytes + from, letters[0], length - from);
        if (!at || (size_t)(at - bytes) + size > length) return length;
        if (!strncasecmp(at, letters, size)) return (size_t)(at - bytes);
    }
    return length;
}

/* Elements whose content is code up to their own end tag, whatever tags stand in it: libxml2 ends
 * them at any. */
static const char *const code_ends[] = {"</script", "</style"};
enum { CODE_COUNT = sizeof code_ends / sizeof *code_ends };

typedef struct {
    const duban_decoded *page;
    char *bytes;
    size_t length;
    size_t byte;             /* a cursor that only goes forward: this byte of the copy ... */
    uint32_t unit;           /* ... begins this unit of the page */
    size_t ends[CODE_COUNT]; /* where the next end tag of each was found: looked for only once */
    duban_html_report report;
} blanking;

/* Blanks a stretch of the copy, where characters beyond ASCII stay, since the trace counts them,
 * and strikes its units out of the page, so that they are no text. */
static void blank(blanking *b, size_t from, size_t to) {
    for (; b->byte < to; b->byte++) {
        unsigned char lead = (unsigned char)b->bytes[b->byte];
        uint32_t units = (lead & 0xC0) == 0x80 ? 0 : lead >= 0xF0 ? 2 : 1;
        for (uint32_t i = 0; b->byte >= from && i < units; i++) b->page->text[b->unit + i] = 0;
        b->unit += units;
        if (b->byte >= from && lead < 0x80) b->bytes[b->byte] = ' ';
    }
}

/* Blanks the code behind a tag that ends before this byte, if it begins one. Code without an end is
 * left: it may be the page. Returns where to go on. */
static size_t blank_code(blanking *b, size_t tag, size_t after) {
    for (size_t i = 0; i < CODE_COUNT; i++) {
        size_t name = strlen(code_ends[i]) - 2;
        if (b->length - tag <= name + 1 || strncasecmp(b->bytes + tag + 1, code_ends[i] + 2, name))
            continue;
        char behind = b->bytes[tag + 1 + name];
        if (behind != '>' && behind != '/' && (unsigned char)behind > ' ') continue;
        if (b->ends[i] < after) b->ends[i] = find_letters(b->bytes, after, b->length, code_ends[i]);
        if (b->ends[i] == b->length) continue;
        duban_html_unread_weigh(&b->report.unread, b->bytes + after, b->ends[i] - after);
        blank(b, after, b->ends[i]);
        return b->ends[i];
    }
    return after;
}

/* Blanks a tag that is longer than any real one: its attributes cost quadratic time. */
static size_t blank_tag(blanking *b, size_t tag) {
    size_t rest = b->length - tag;
    const char *end = memchr(b->bytes + tag, '>', rest);
    size_t size = end ? (size_t)(end - (b->bytes + tag)) + 1 : rest;
    if (size <= DUBAN_HTML_TAG_MAX) return blank_code(b, tag, tag + size);
    blank(b, tag, tag + size);
    b->report.cut_tags++;
    return tag + size;
}

/* Past the comment that begins here; past its '<' if it has no end. */
static size_t pass_comment(const blanking *b, size_t at) {
    const char *end = memmem(b->bytes + at, b->length - at, "-->", 3);
    return end ? (size_t)(end - b->bytes) + 3 : at + 1;
}

/* Blanks what libxml2 must not see, byte for byte, so that places stay. */
static duban_html_report blank_unread(const duban_decoded *page, char *bytes, size_t length) {
    blanking b = {.page = page, .bytes = bytes, .length = length};
    bool comments = true;
    for (size_t at = 0; at < length;) {
        const char *tag = memchr(bytes + at, '<', length - at);
        if (!tag || tag + 1 == bytes + length) break;
        at = (size_t)(tag - bytes);
        if (comments && length - at > 4 && !memcmp(tag, "<!--", 4)) {
            size_t after = pass_comment(&b, at);
            comments = after != at + 1;
            at = after;
        } else if (tag[1] == '/' || ((tag[1] | 0x20) >= 'a' && (tag[1] | 0x20) <= 'z')) {
            at = blank_tag(&b, at);
        } else {
            at++;
        }
    }
    return b.report;
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

/* The end of the comment that begins here; the same place if it has none. */
static uint32_t comment_end(const duban_decoded *page, uint32_t at) {
    const char16_t *text = page->text;
    for (uint32_t i = at + 4; i + 2 < page->length; i++)
        if (text[i] == '-' && text[i + 1] == '-' && text[i + 2] == '>') return i + 3;
    return at;
}

/* The end of the conditional mark that begins here, the same place if none does: marks are short.
 */
static uint32_t mark_end(const duban_decoded *page, uint32_t at) {
    enum { MARK_MAX = 256 };
    uint32_t end = at;
    while (end < page->length && end - at < MARK_MAX && page->text[end] != '>') end++;
    return end < page->length && page->text[end] == '>' ? end + 1 : at;
}

/* Strikes Word's conditional marks ("<![if !supportLists]>") out of the text, as NULs: to browsers
 * they are comments, to libxml2 text. What stands between two is the page's. */
static void strike_marks(const duban_decoded *page) {
    char16_t *text = page->text;
    bool comments = true;
    for (uint32_t i = 0; i + 3 < page->length; i++) {
        if (text[i] != '<' || text[i + 1] != '!') continue;
        if (comments && text[i + 2] == '-' && text[i + 3] == '-') {
            uint32_t end = comment_end(page, i);
            comments = end > i;
            if (comments) i = end - 1;
        } else if (text[i + 2] == '[') {
            uint32_t end = mark_end(page, i);
            for (uint32_t k = i; k < end; k++) text[k] = 0;
            if (end > i) i = end - 1;
        }
    }
}

static void release_parser(void *parser) { htmlFreeParserCtxt(parser); }

duban_status duban_html_parse(duban_arena *arena, const duban_decoded *page,
                              const duban_html_handler *handler, duban_html_report *report) {
    parse p = {.handler = handler, .report = report, .arena = arena};
    strike_marks(page);
    p.trace = duban_trace_open(arena, page);
    *report = blank_unread(page, p.trace.bytes, p.trace.length);
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
