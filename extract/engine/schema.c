/*
 * Rule files: bytes -> an XML tree that rules.rng (RELAX NG) has approved.
 *
 * UTF-8 whatever the file says of itself. No network, no entities: a file with a DOCTYPE is refused
 * before its subset is read.
 */
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <string.h>

#include "extract/engine/load.h"

struct duban_schema {
    duban_load *load;
    const char *file; /* the one being checked */
    xmlRelaxNGPtr grammar;
};

static void free_grammar(void *grammar) { xmlRelaxNGFree(grammar); }
static void free_doc(void *doc) { xmlFreeDoc(doc); }

/* libxml2's message without its line break. */
static int message_length(const xmlError *e) {
    size_t length = e->message ? strlen(e->message) : 0;
    while (length && e->message[length - 1] == '\n') length--;
    return (int)length;
}

/* The id of the rule that a node stands in, or NULL. */
static const xmlChar *rule_around(const xmlNode *node) {
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
        for (const xmlAttr *a = node->properties; a; a = a->next)
            if (xmlStrEqual(a->name, (const xmlChar *)"id") && a->children)
                return a->children->content;
    return NULL;
}

static void note_exhaustion(void *context, xmlErrorPtr e) {
    duban_load *load = context;
    if (e->code == XML_ERR_NO_MEMORY) load->exhausted = true;
}

duban_schema_handler duban_schema_watch(duban_load *load) {
    duban_schema_handler before = {xmlStructuredError, xmlStructuredErrorContext};
    xmlSetStructuredErrorFunc(load, note_exhaustion);
    return before;
}

void duban_schema_unwatch(duban_schema_handler before) {
    xmlSetStructuredErrorFunc(before.context, before.handle);
}

static void report_invalid(void *context, xmlErrorPtr e) {
    duban_schema *schema = context;
    note_exhaustion(schema->load, e);
    const xmlChar *rule = rule_around(e->node);
    duban_place at = {schema->file, (const char *)rule, (uint32_t)e->line};
    duban_load_error(schema->load, at, "%.*s", message_length(e), e->message ? e->message : "");
}

static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *external,
                           const xmlChar *system) {
    (void)name;
    (void)external;
    (void)system;
    xmlParserCtxtPtr parser = context;
    *(bool *)parser->_private = true;
    xmlStopParser(parser);
}

static xmlDocPtr parse(duban_load *load, const duban_rule_file *file) {
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (!parser) return NULL;
    bool doctype = false;
    parser->_private = &doctype;
    parser->sax->internalSubset = refuse_doctype;
    xmlDocPtr doc = xmlCtxtReadMemory(parser, file->bytes, (int)file->length, file->path, "UTF-8",
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                          XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
    xmlErrorPtr e = xmlCtxtGetLastError(parser);
    duban_place at = {.file = file->path, .line = e ? (uint32_t)e->line : 1};
    if (doctype)
        duban_load_error(load, at, "the file has a DOCTYPE; remove it");
    else if (!doc)
        duban_load_error(load, at, "%.*s", e ? message_length(e) : 15,
                         e ? e->message : "not readable XML");
    xmlFreeParserCtxt(parser);
    if (doctype && doc) xmlFreeDoc(doc);
    return doctype ? NULL : doc;
}

duban_schema *duban_schema_new(duban_load *load, const duban_rule_file *rng) {
    duban_schema *schema = duban_arena_alloc(load->scratch, sizeof *schema);
    *schema = (duban_schema){.load = load, .file = rng->path};
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewMemParserCtxt(rng->bytes, (int)rng->length);
    if (!parser) return NULL;
    xmlRelaxNGSetParserStructuredErrors(parser, report_invalid, schema);
    schema->grammar = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    if (!schema->grammar) return NULL;
    duban_arena_own(load->scratch, free_grammar, schema->grammar);
    return schema;
}

static bool is_valid(duban_schema *schema, xmlDocPtr doc) {
    xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt(schema->grammar);
    if (!valid) return false;
    xmlRelaxNGSetValidStructuredErrors(valid, report_invalid, schema);
    int result = xmlRelaxNGValidateDoc(valid, doc);
    xmlRelaxNGFreeValidCtxt(valid);
    return result == 0;
}

struct _xmlDoc *duban_schema_read(duban_schema *schema, const duban_rule_file *file) {
    schema->file = file->path;
    xmlDocPtr doc = parse(schema->load, file);
    if (!doc) return NULL;
    duban_arena_own(schema->load->scratch, free_doc, doc);
    if (is_valid(schema, doc)) return doc;
    if (!schema->load->failed)
        duban_load_error(schema->load, (duban_place){.file = file->path}, "not a rule file");
    return NULL;
}
