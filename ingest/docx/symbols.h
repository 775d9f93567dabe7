/*
 * What w:sym prints (ECMA-376-1, 17.3.3.30): a character of a symbol font by its number.
 */
#ifndef DUBAN_INGEST_DOCX_SYMBOLS_H
#define DUBAN_INGEST_DOCX_SYMBOLS_H

#include <uchar.h>

/*
 * The Unicode character that looks like it; font and number as the attributes have them, either may
 * be NULL. Characters of other fonts are themselves. 0 where nothing is known.
 */
char16_t duban_docx_symbol(const char *font, const char *number);

#endif
