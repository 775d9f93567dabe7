/*
 * Source bytes -> the form in which a record's text is compared with them. Independent of ingest:
 * verify must not trust the map that it checks.
 */
#ifndef DUBAN_OUT_ESSENCE_H
#define DUBAN_OUT_ESSENCE_H

#include "base/str.h"

/* UTF-16 of bytes in the charset (an IANA name); no units if ICU knows no such charset. */
duban_str duban_essence_decode(const unsigned char *bytes, size_t length, const char *charset,
                               duban_arena *arena);

/*
 * What is compared: folded, without white space, invisible characters and the marks that
 * converters leave. Both sides go through it.
 */
duban_str duban_essence(duban_str text, duban_arena *arena);

/*
 * Whether the bytes say the text: unit for unit, but for marks that stand between in the bytes
 * alone: tags, targets of links, emphasis; in markup also a '<' that its parsers drop.
 */
bool duban_essence_holds(duban_str bytes, duban_str text, bool markup);

/* Whether part stands in whole; an empty part stands everywhere. */
bool duban_str_contains(duban_str whole, duban_str part);

#endif
