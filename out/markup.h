/*
 * Markup -> the text that a reader sees, for proving ranges of HTML pages and XML parts. Does not
 * parse: a range begins and ends in the middle of a document.
 */
#ifndef DUBAN_OUT_MARKUP_H
#define DUBAN_OUT_MARKUP_H

#include "base/str.h"

/*
 * The text without tags, comments and what never is text (scripts, styles, field instructions,
 * deleted runs); character references are resolved.
 */
duban_str duban_markup_text(duban_str markup, duban_arena *arena);

/* The text with the character references resolved that end with a semicolon, as crawlers leave them
 * in plain text. */
duban_str duban_markup_references(duban_str text, duban_arena *arena);

#endif
