/* The XML writer; see element.h. */
#include "out/element.h"

static const char *const replacement = "\xEF\xBF\xBD";

/* What stands for a byte that cannot stand for itself; NULL: it can. */
static const char *escape_of(unsigned char byte, bool in_attribute) {
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;";
    case '"':
        return in_attribute ? "&quot;" : NULL;
    case '\t':
        return in_attribute ? "&#9;" : NULL;
    case '\n':
        return in_attribute ? "&#10;" : NULL;
    default:
        return byte < 0x20 ? replacement : NULL;
    }
}

/* U+FFFE and U+FFFF, the only forbidden characters beyond the controls in valid UTF-8. */
static bool is_noncharacter(const char *at) {
    const unsigned char *u = (const unsigned char *)at;
    return u[0] == 0xEF && u[1] == 0xBF && (u[2] == 0xBE || u[2] == 0xBF);
}

/* Bytes that never need a second look: letters and the bytes of most longer characters. */
static bool is_plain(char byte) {
    unsigned char b = (unsigned char)byte;
    return b > '>' && b != 0xEF;
}

static void add_escaped(duban_buffer *out, const char *utf8, bool in_attribute) {
    const char *plain = utf8;
    for (const char *at = utf8; *at;) {
        if (is_plain(*at)) {
            at++;
            continue;
        }
        bool bad = is_noncharacter(at);
        const char *escape = bad ? replacement : escape_of((unsigned char)*at, in_attribute);
        if (!escape) {
            at++;
            continue;
        }
        duban_buffer_add(out, plain, (size_t)(at - plain));
        duban_buffer_add_text(out, escape);
        plain = at += bad ? 3 : 1;
    }
    duban_buffer_add_text(out, plain);
}

static void add_indent(duban_xml *xml) {
    duban_buffer_add_byte(&xml->out, '\n');
    for (uint32_t i = 0; i < xml->depth; i++) duban_buffer_add(&xml->out, "  ", 2);
}

static void end_tag(duban_xml *xml) {
    if (xml->in_tag) duban_buffer_add_byte(&xml->out, '>');
    xml->in_tag = false;
}

void duban_xml_begin(duban_xml *xml, duban_arena *arena) {
    *xml = (duban_xml){.out = {.arena = arena}};
    duban_buffer_add_text(&xml->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

void duban_xml_open(duban_xml *xml, const char *name) {
    end_tag(xml);
    add_indent(xml);
    duban_buffer_add_byte(&xml->out, '<');
    duban_buffer_add_text(&xml->out, name);
    xml->depth++;
    xml->in_tag = true;
    xml->has_text = false;
}

void duban_xml_close(duban_xml *xml, const char *name) {
    xml->depth--;
    if (xml->in_tag) {
        duban_buffer_add(&xml->out, "/>", 2);
    } else {
        if (!xml->has_text) add_indent(xml);
        duban_buffer_add(&xml->out, "</", 2);
        duban_buffer_add_text(&xml->out, name);
        duban_buffer_add_byte(&xml->out, '>');
    }
    xml->in_tag = xml->has_text = false;
    if (xml->depth == 0) duban_buffer_add_byte(&xml->out, '\n');
}

void duban_xml_attribute(duban_xml *xml, const char *name, const char *value) {
    if (!value) return;
    duban_buffer_add_byte(&xml->out, ' ');
    duban_buffer_add_text(&xml->out, name);
    duban_buffer_add(&xml->out, "=\"", 2);
    add_escaped(&xml->out, value, true);
    duban_buffer_add_byte(&xml->out, '"');
}

void duban_xml_attribute_number(duban_xml *xml, const char *name, uint64_t value) {
    duban_xml_attribute(xml, name, "");
    xml->out.length--; /* the closing quotation mark */
    duban_buffer_add_number(&xml->out, value);
    duban_buffer_add_byte(&xml->out, '"');
}

void duban_xml_text(duban_xml *xml, const char *utf8) {
    if (!*utf8) return;
    end_tag(xml);
    add_escaped(&xml->out, utf8, false);
    xml->has_text = true;
}
