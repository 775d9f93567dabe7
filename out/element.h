/*
 * Elements, attributes and text -> well-formed, indented XML 1.0 in UTF-8.
 *
 * Text is escaped; what XML 1.0 forbids (control characters, U+FFFE, U+FFFF) becomes U+FFFD. An
 * element holds either text or elements, never both, so that indentation adds nothing to any
 * text. Written by hand over a buffer: xmlTextWriter costs ten times as much (FACTS.md).
 */
#ifndef DUBAN_OUT_ELEMENT_H
#define DUBAN_OUT_ELEMENT_H

#include "out/buffer.h"

typedef struct {
    duban_buffer out;
    uint32_t depth;
    bool in_tag;   /* a start tag still waits for its '>' */
    bool has_text; /* the innermost element holds text: its end tag follows at once */
} duban_xml;

/* Begins a document: the XML declaration. */
void duban_xml_begin(duban_xml *xml, duban_arena *arena);

void duban_xml_open(duban_xml *xml, const char *name);
void duban_xml_close(duban_xml *xml, const char *name);

/* An attribute of the element just opened. A NULL value writes nothing. */
void duban_xml_attribute(duban_xml *xml, const char *name, const char *value);
void duban_xml_attribute_number(duban_xml *xml, const char *name, uint64_t value);

/* The text of the element just opened, at most once. */
void duban_xml_text(duban_xml *xml, const char *utf8);

#endif
