/*
 * XML bytes -> plain tree; see read.h. libxml2 builds its tree, which is copied into the arena and
 * freed, so that no other file needs to know libxml2.
 */
#include "out/read.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <limits.h>
#include <string.h>

#include "out/xml.h"

static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *external,
                           const xmlChar *system) {
    (void)name, (void)external, (void)system;
    xmlStopParser(context);
}

static void free_document(void *document) { xmlFreeDoc(document); }
static void free_parser(void *parser) { xmlFreeParserCtxt(parser); }

static const char *copy(duban_arena *arena, const xmlChar *text) {
    return text ? duban_arena_copy(arena, text, strlen((const char *)text) + 1) : "";
}

static bool is_ours(const xmlNode *node) {
    return node->type == XML_ELEMENT_NODE && node->ns && node->ns->href &&
           !strcmp((const char *)node->ns->href, DUBAN_POLICY_NAMESPACE);
}

/* Entities other than the five of XML itself cannot occur without a DOCTYPE. */
static const char *own_text(duban_arena *arena, const xmlNode *node) {
    size_t length = 0;
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->content && (c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE)) {
            length += strlen((const char *)c->content);
        }
    }
    char *text = duban_arena_alloc(arena, length + 1), *end = text;
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->content && (c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE)) {
            end = stpcpy(end, (const char *)c->content);
        }
    }
    return text;
}

static void copy_attributes(duban_arena *arena, const xmlNode *node, duban_element *element) {
    uint32_t count = 0;
    for (const xmlAttr *a = node->properties; a; a = a->next) count++;
    duban_attribute *attributes = duban_arena_alloc(arena, (count + 1) * sizeof *attributes);
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        attributes[element->attribute_count++] = (duban_attribute){
            copy(arena, a->name), copy(arena, a->children ? a->children->content : NULL)};
    }
    element->attributes = attributes;
}

static duban_element *copy_element(duban_arena *arena, const xmlNode *node, duban_element *parent) {
    duban_element *element = duban_arena_alloc(arena, sizeof *element);
    *element = (duban_element){.name = copy(arena, node->name),
                               .text = own_text(arena, node),
                               .line = (uint32_t)xmlGetLineNo(node),
                               .parent = parent};
    copy_attributes(arena, node, element);
    return element;
}

/* Recursion is bounded: libxml2 refuses more than 256 nested elements. */
static void copy_children(duban_arena *arena, const xmlNode *node, duban_element *element) {
    duban_element **end = &element->first_child;
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (!is_ours(c)) continue;
        *end = copy_element(arena, c, element);
        copy_children(arena, c, *end);
        end = &(*end)->next;
    }
}

static void complain(xmlParserCtxt *parser, const char *file, duban_diags *diags) {
    const xmlError *error = xmlCtxtGetLastError(parser);
    const char *message =
        error && error->message ? error->message : "a DOCTYPE or a foreign root is refused";
    duban_diag_add(diags,
                   (duban_diag){.severity = DUBAN_ERROR,
                                .status = DUBAN_BAD_XML,
                                .stage = DUBAN_STAGE_OUT,
                                .file = file,
                                .line = error && error->line > 0 ? (uint32_t)error->line : 0,
                                .span = DUBAN_SPAN_NONE},
                   "not the XML of a ledger: %.*s", (int)strcspn(message, "\n"), message);
}

duban_status duban_xml_read(const char *file, const unsigned char *bytes, size_t length,
                            duban_arena *arena, duban_diags *diags, const duban_element **root) {
    *root = NULL;
    xmlParserCtxt *parser = xmlNewParserCtxt();
    if (!parser) return DUBAN_NO_MEMORY;
    duban_arena_own(arena, free_parser, parser);
    parser->sax->internalSubset = refuse_doctype;
    xmlDoc *document = NULL;
    if (length <= INT_MAX) {
        document = xmlCtxtReadMemory(parser, (const char *)bytes, (int)length, file, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                         XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA);
    }
    if (document) duban_arena_own(arena, free_document, document);
    const xmlNode *top = document ? xmlDocGetRootElement(document) : NULL;
    if (!top || !is_ours(top)) {
        complain(parser, file, diags);
        return DUBAN_BAD_XML;
    }
    duban_element *copied = copy_element(arena, top, NULL);
    copy_children(arena, top, copied);
    *root = copied;
    return DUBAN_OK;
}

const char *duban_element_attribute(const duban_element *element, const char *name) {
    for (uint32_t i = 0; i < element->attribute_count; i++) {
        if (!strcmp(element->attributes[i].name, name)) return element->attributes[i].value;
    }
    return NULL;
}

const duban_element *duban_element_child(const duban_element *element, const char *name) {
    const duban_element *child = element ? element->first_child : NULL;
    while (child && strcmp(child->name, name)) child = child->next;
    return child;
}

const duban_element *duban_element_following(const duban_element *root,
                                             const duban_element *element) {
    if (element->first_child) return element->first_child;
    while (element != root && !element->next) element = element->parent;
    return element == root ? NULL : element->next;
}
