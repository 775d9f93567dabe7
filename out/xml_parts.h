/*
 * The pieces that the XML of a notice is written from. Private to out/xml*.c.
 */
#ifndef DUBAN_OUT_XML_PARTS_H
#define DUBAN_OUT_XML_PARTS_H

#include "extract/notice.h"
#include "out/element.h"

typedef struct {
    const duban_notice *notice;
    duban_arena *arena;
    duban_xml xml;
    const char *const *ids;       /* of each node */
    const uint32_t *first_record; /* of each node, and one more: the end */
} duban_xml_ledger;

/* A stable id for each node: the path of numbers from the body down, "2.1.3". */
const char *const *duban_ids_make(const duban_outline *outline, duban_arena *arena);

/* The attribute src of the element just opened, where the span stands somewhere. */
void duban_xml_src(duban_xml_ledger *ledger, const char *attribute, duban_span span);

/* An element that holds the source's text of a span, with its src. Nothing if it stands nowhere. */
void duban_xml_quote(duban_xml_ledger *ledger, const char *element, duban_span span);

void duban_xml_meta(duban_xml_ledger *ledger);                               /* <meta> */
void duban_xml_record(duban_xml_ledger *ledger, const duban_record *record); /* <unit> ... */

#endif
