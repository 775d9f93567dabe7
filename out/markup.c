/*
 * Tags and references out of a stretch of HTML or XML; see markup.h. Names of characters are
 * libxml2's table of HTML 4.
 */
#include "out/markup.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/docx/symbols.h"

enum { NAME_MAX_LENGTH = 16 };

typedef struct {
    const char16_t *units;
    uint32_t at, end;
    char16_t *out;
    uint32_t count;
} stripping;

static bool is_letter(char16_t u) { return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z'); }
static bool is_digit(char16_t u) { return u >= '0' && u <= '9'; }

static bool stands_at(const stripping *s, uint32_t at, const char *text) {
    for (; *text; text++, at++) {
        char16_t u = at < s->end ? s->units[at] : 0;
        char16_t lower = u >= 'A' && u <= 'Z' ? (char16_t)(u + 32) : u;
        if (lower != (unsigned char)*text) return false;
    }
    return true;
}

/* Moves behind the next occurrence of the text, or to the end. */
static void skip_past(stripping *s, const char *text) {
    while (s->at < s->end && !stands_at(s, s->at, text)) s->at++;
    s->at += (uint32_t)strlen(text);
    if (s->at > s->end) s->at = s->end;
}

/* The name at a place, lower case, without its namespace prefix. */
static void read_name(const stripping *s, uint32_t at, char name[NAME_MAX_LENGTH]) {
    uint32_t length = 0;
    for (;
         at < s->end && (is_letter(s->units[at]) || is_digit(s->units[at]) || s->units[at] == ':');
         at++) {
        char16_t u = s->units[at];
        if (u == ':')
            length = 0;
        else if (length < NAME_MAX_LENGTH - 1)
            name[length++] = (char)(u | 0x20);
    }
    name[length] = '\0';
}

/* Moves behind the '>' that ends a tag; one in a quoted value does not. True if it ends in "/>". */
static bool skip_tag(stripping *s) {
    char16_t quote = 0, before = 0;
    for (; s->at < s->end; s->at++) {
        char16_t u = s->units[s->at];
        if (quote)
            quote = u == quote ? 0 : quote;
        else if ((u == '"' || u == '\'') && before == '=')
            quote = u;
        else if (u == '>')
            break;
        if (u != ' ') before = u;
    }
    bool empty = s->at && s->units[s->at - 1] == '/';
    if (s->at < s->end) s->at++;
    return empty;
}

/* Elements whose content no reader sees. */
static bool is_hidden(const char *name) {
    static const char *const names[] = {"script",   "style",    "instrtext", "deltext",
                                        "movefrom", "fallback", "rt",        "rp"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!strcmp(name, names[i])) return true;
    }
    return false;
}

/* Moves behind the end tag of the name, whatever prefix it has. */
static void skip_element(stripping *s, const char *name) {
    while (s->at < s->end) {
        skip_past(s, "</");
        char other[NAME_MAX_LENGTH];
        read_name(s, s->at, other);
        if (strcmp(name, other)) continue;
        skip_tag(s);
        return;
    }
}

/* The value of an attribute within the tag at a place. */
static void read_value(const stripping *s, uint32_t at, const char *attribute,
                       char value[NAME_MAX_LENGTH]) {
    uint32_t length = 0;
    while (at < s->end && s->units[at] != '>' && !stands_at(s, at, attribute)) at++;
    for (at += (uint32_t)strlen(attribute); at < s->end && s->units[at] != '"'; at++)
        if (length < NAME_MAX_LENGTH - 1) value[length++] = (char)s->units[at];
    value[length] = '\0';
}

/* A character of a symbol font, which stands in its tag. */
static void take_symbol(stripping *s, uint32_t at) {
    char font[NAME_MAX_LENGTH], number[NAME_MAX_LENGTH];
    read_value(s, at, "font=\"", font);
    read_value(s, at, "char=\"", number);
    char16_t unit = duban_docx_symbol(font, number);
    if (unit) s->out[s->count++] = unit;
}

/* Hidden text: the rest of its run. The mark of a paragraph may be hidden too, which has none. */
static void skip_run(stripping *s, uint32_t at) {
    char value[NAME_MAX_LENGTH];
    read_value(s, at, "val=\"", value);
    if (!strcmp(value, "0") || !strcmp(value, "false") || !strcmp(value, "off")) return;
    skip_element(s, "rpr");
    if (!stands_at(s, s->at, "</")) skip_element(s, "r");
}

static bool take_tag(stripping *s) {
    char16_t next = s->at + 1 < s->end ? s->units[s->at + 1] : 0;
    char name[NAME_MAX_LENGTH];
    if (stands_at(s, s->at, "<!--")) {
        skip_past(s, "-->");
        return true;
    }
    if (!is_letter(next) && next != '/' && next != '!' && next != '?') return false;
    read_name(s, s->at + 1, name);
    uint32_t start = s->at;
    if (!skip_tag(s) && is_hidden(name)) skip_element(s, name);
    if (!strcmp(name, "sym")) take_symbol(s, start);
    if (!strcmp(name, "nobreakhyphen")) s->out[s->count++] = '-';
    if (!strcmp(name, "vanish")) skip_run(s, start);
    return true;
}

static void put(stripping *s, uint32_t c) {
    if (c > 0xFFFF && c <= 0x10FFFF) {
        s->out[s->count++] = (char16_t)(0xD7C0 + (c >> 10));
        s->out[s->count++] = (char16_t)(0xDC00 + (c & 0x3FF));
    } else {
        bool none = c == 0 || c > 0x10FFFF || (c & 0xFFFFF800) == 0xD800;
        s->out[s->count++] = none ? 0xFFFD : (char16_t)c;
    }
}

/* "&#8212;", "&#x2014;", "&mdash;": writes the character and moves behind it. */
static bool take_reference(stripping *s) {
    char text[NAME_MAX_LENGTH];
    uint32_t length = 0, at = s->at + 1;
    while (at < s->end && length < NAME_MAX_LENGTH - 1 && s->units[at] < 0x80 &&
           (is_letter(s->units[at]) || is_digit(s->units[at]) || s->units[at] == '#')) {
        text[length++] = (char)s->units[at++];
    }
    text[length] = '\0';
    if (!length) return false;
    if (text[0] == '#') {
        bool hex = text[1] == 'x' || text[1] == 'X';
        put(s, (uint32_t)strtoul(text + 1 + hex, NULL, hex ? 16 : 10));
    } else {
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)text);
        if (!entity) return false;
        put(s, entity->value);
    }
    s->at = at < s->end && s->units[at] == ';' ? at + 1 : at;
    return true;
}

static bool is_closed_reference(const stripping *s) {
    uint32_t at = s->at + 1;
    while (at < s->end && at - s->at < NAME_MAX_LENGTH &&
           (is_letter(s->units[at]) || is_digit(s->units[at]) || s->units[at] == '#'))
        at++;
    return at < s->end && s->units[at] == ';';
}

duban_str duban_markup_references(duban_str text, duban_arena *arena) {
    stripping s = {.units = text.units, .end = text.length};
    s.out = duban_arena_alloc(arena, ((size_t)text.length + 2) * sizeof *s.out);
    while (s.at < s.end) {
        if (s.units[s.at] == '&' && is_closed_reference(&s) && take_reference(&s)) continue;
        s.out[s.count++] = s.units[s.at++];
    }
    return (duban_str){.units = s.out, .length = s.count};
}

duban_str duban_markup_text(duban_str markup, duban_arena *arena) {
    stripping s = {.units = markup.units, .end = markup.length};
    s.out = duban_arena_alloc(arena, ((size_t)markup.length + 2) * sizeof *s.out);
    while (s.at < s.end) {
        char16_t u = s.units[s.at];
        if (u == '<' && take_tag(&s)) continue;
        if (u == '&' && take_reference(&s)) continue;
        s.out[s.count++] = u;
        s.at++;
    }
    return (duban_str){.units = s.out, .length = s.count};
}
