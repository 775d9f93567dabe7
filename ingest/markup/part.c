/* libxml2's SAX2 interface, hardened, with places; see part.h. */
#include "ingest/markup/part.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/charset.h"
#include "ingest/markup/trace.h"

typedef struct {
    duban_arena *arena;
    const duban_part_handler *handler;
    duban_decoded text;
    duban_trace trace;
    xmlParserCtxtPtr parser;
    uint32_t events, lost;
    bool has_doctype;
} parse;

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int count, int defaulted,
                     const xmlChar **raw) {
    parse *p = context;
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
    p->events++;
    const duban_part_attributes attributes = {raw, count, p};
    p->handler->start(p->handler->context, (const char *)name, &attributes);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    parse *p = context;
    (void)prefix, (void)uri;
    p->handler->end(p->handler->context, (const char *)name);
}

/* A reference is one place: its first unit has all of its bytes, the others none. */
static void give_reference(parse *p, duban_traced at, const xmlChar *text, size_t size) {
    duban_str units = duban_str_from_utf8(p->arena, (const char *)text, size);
    uint32_t *src = duban_arena_alloc(p->arena, (units.length + 1) * sizeof *src);
    uint8_t *width = duban_arena_alloc(p->arena, units.length + 1);
    uint32_t start = p->text.src[at.from];
    uint32_t end = p->text.src[at.to - 1] + p->text.width[at.to - 1];
    for (uint32_t i = 0; i < units.length; i++) src[i] = i ? end : start;
    width[0] = (uint8_t)(end - start);
    p->handler->text(p->handler->context, units.units, src, width, units.length);
}

static void on_text(void *context, const xmlChar *text, int length) {
    parse *p = context;
    if (!p->handler->text || length <= 0 || !p->parser->input) return;
    duban_traced at = duban_trace_chunk(&p->trace, p->parser->input, text, (size_t)length);
    if (at.kind == DUBAN_TRACE_LOST || at.from >= at.to)
        p->lost += (uint32_t)length;
    else if (at.kind == DUBAN_TRACE_REFERENCE)
        give_reference(p, at, text, (size_t)length);
    else
        p->handler->text(p->handler->context, p->text.text + at.from, p->text.src + at.from,
                         p->text.width + at.from, at.to - at.from);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id) {
    parse *p = context;
    (void)name, (void)public_id, (void)system_id;
    p->has_doctype = true;
    xmlStopParser(p->parser);
}

static void release_parser(void *parser) { xmlFreeParserCtxt(parser); }

static void report(const parse *p, const char *name, duban_status status, duban_diags *diags) {
    const duban_diag d = {.severity = DUBAN_WARNING,
                          .status = status,
                          .stage = DUBAN_STAGE_INGEST,
                          .file = name,
                          .span = DUBAN_SPAN_NONE};
    if (status == DUBAN_UNDECODABLE || status == DUBAN_TOO_LARGE)
        duban_diag_add(diags, d, "part '%s' is left out: %s", name, duban_status_meaning(status));
    else if (p->has_doctype)
        duban_diag_add(diags, d, "part '%s' has a document type declaration, refused", name);
    else if (p->parser && !p->parser->wellFormed)
        duban_diag_add(diags, d, "part '%s' is ill-formed; what stands before the fault is read",
                       name);
    if (p->text.replaced)
        duban_diag_add(diags, d, "%u byte sequences of part '%s' do not decode", p->text.replaced,
                       name);
    if (p->lost)
        duban_diag_add(diags, d, "%u bytes of part '%s' have no place in it, left out", p->lost,
                       name);
}

duban_status duban_part_parse(duban_arena *arena, const char *name, const unsigned char *bytes,
                              size_t length, const duban_part_handler *handler,
                              duban_diags *diags) {
    parse p = {.arena = arena, .handler = handler};
    duban_charset charset = duban_charset_decide(bytes, length);
    duban_status status = DUBAN_UNDECODABLE;
    if (charset.iana) status = duban_decode(arena, &charset, bytes, length, &p.text);
    if (status != DUBAN_OK) {
        report(&p, name, status, diags);
        return status;
    }
    p.trace = duban_trace_open(arena, &p.text);
    p.parser = xmlNewParserCtxt();
    if (!p.parser) return DUBAN_NO_MEMORY;
    duban_arena_own(arena, release_parser, p.parser);
    *p.parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                     .startElementNs = on_start,
                                     .endElementNs = on_end,
                                     .characters = on_text,
                                     .ignorableWhitespace = on_text,
                                     .cdataBlock = on_text,
                                     .internalSubset = on_doctype};
    p.parser->userData = &p;
    xmlDocPtr tree = xmlCtxtReadMemory(p.parser, p.trace.bytes, (int)p.trace.length, NULL, "UTF-8",
                                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                           XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
    if (tree) xmlFreeDoc(tree);
    status = p.has_doctype || p.events == 0 ? DUBAN_BAD_XML : DUBAN_OK;
    report(&p, name, status, diags);
    return status;
}

const char *duban_part_attribute(const duban_part_attributes *attributes, const char *name,
                                 duban_arena *arena) {
    for (int i = 0; i < attributes->count; i++) {
        const unsigned char **a = attributes->raw + (ptrdiff_t)i * 5;
        if (strcmp((const char *)a[0], name)) continue;
        size_t size = (size_t)(a[4] - a[3]);
        char *value = duban_arena_alloc(arena, size + 1);
        memcpy(value, a[3], size);
        return value;
    }
    return NULL;
}

bool duban_part_is_on(const duban_part_attributes *attributes, const char *name,
                      duban_arena *arena) {
    const char *value = duban_part_attribute(attributes, name, arena);
    return !value || (strcmp(value, "0") && strcmp(value, "false") && strcmp(value, "off"));
}

long duban_part_integer(const duban_part_attributes *attributes, const char *name, long fallback) {
    for (int i = 0; i < attributes->count; i++) {
        const unsigned char **a = attributes->raw + (ptrdiff_t)i * 5;
        if (strcmp((const char *)a[0], name)) continue;
        char digits[24] = {0};
        size_t size = (size_t)(a[4] - a[3]);
        memcpy(digits, a[3], size < sizeof digits - 1 ? size : sizeof digits - 1);
        char *end;
        long value = strtol(digits, &end, 10);
        if (value > INT32_MAX) value = INT32_MAX;
        if (value < INT32_MIN) value = INT32_MIN;
        return end == digits ? fallback : value;
    }
    return fallback;
}

duban_part_tag duban_part_tag_of(const duban_part_attributes *attributes) {
    parse *p = attributes->parse;
    duban_traced at = duban_trace_tag(&p->trace, p->parser->input);
    if (at.kind == DUBAN_TRACE_LOST || at.from >= at.to) return (duban_part_tag){0};
    uint32_t start = p->text.src[at.from];
    uint32_t width = p->text.src[at.to - 1] + p->text.width[at.to - 1] - start;
    return (duban_part_tag){start, width <= UINT8_MAX ? (uint8_t)width : 0};
}
