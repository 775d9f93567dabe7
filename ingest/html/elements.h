/*
 * What each HTML element means for reading a notice: does it break lines, is it a table's part,
 * does it hold no text of the page at all. Names as in the HTML Living Standard.
 */
#ifndef DUBAN_INGEST_HTML_ELEMENTS_H
#define DUBAN_INGEST_HTML_ELEMENTS_H

#include <stdbool.h>
#include <stdint.h>

enum {
    DUBAN_HTML_BLOCK = 1 << 0,  /* begins and ends a line */
    DUBAN_HTML_BREAK = 1 << 1,  /* ends a line, holds nothing */
    DUBAN_HTML_SKIP = 1 << 2,   /* its text is not the page's */
    DUBAN_HTML_CHROME = 1 << 3, /* controls and navigation */
    DUBAN_HTML_LINK = 1 << 4,
    DUBAN_HTML_STRONG = 1 << 5,
    DUBAN_HTML_TABLE = 1 << 6,
    DUBAN_HTML_ROW = 1 << 7,
    DUBAN_HTML_CELL = 1 << 8,
    DUBAN_HTML_ITEM = 1 << 9, /* a list item of an unordered list */
    DUBAN_HTML_META = 1 << 10,
    DUBAN_HTML_TITLE = 1 << 11,
    DUBAN_HTML_RULE = 1 << 12,
    DUBAN_HTML_FORM = 1 << 14,
    DUBAN_HTML_EMBED = 1 << 15, /* shows another file */
    DUBAN_HTML_LEAF = 1 << 13,  /* a paragraph: holds lines, never a whole notice among others */
};

/* The flags of an element by its lower-case name; 0 for what only stands inside a line. */
uint32_t duban_html_flags(const char *name);

/* 1..6 for h1..h6, else 0. */
uint8_t duban_html_heading(const char *name);

/* The value of an attribute, or NULL. attributes as libxml2 gives them. */
const char *duban_html_attribute(const char *const *attributes, const char *name);

/* Does the element lead anywhere? An anchor that only names a place does not. */
bool duban_html_is_link(const char *const *attributes);

/* Does it lead to another page, and not to a place on this one or to a script? */
bool duban_html_leads_away(const char *const *attributes);

/* Does the element's own style make it bold? */
bool duban_html_is_bold(const char *const *attributes);

/*
 * Is the element, by its name, id or class, the one in which a content system of government sites
 * shows what an editor wrote: the notice, and nothing of the page's frame?
 */
bool duban_html_is_marked(const char *name, const char *const *attributes);

/* Does the element's own style, its hidden attribute or another tab than its own keep it off the
 * screen? */
bool duban_html_is_hidden(const char *const *attributes);

#endif
