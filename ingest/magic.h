/*
 * Magic: formats that are known by their first bytes and are not text.
 */
#ifndef DUBAN_INGEST_MAGIC_H
#define DUBAN_INGEST_MAGIC_H

#include <stdbool.h>
#include <stddef.h>

/* The name of the format for people ("a PDF document"), or NULL if the bytes may be text. */
const char *duban_magic_name(const unsigned char *bytes, size_t length);

/* The key of the format, by which converters name it ("ole", "rtf", "image"); NULL: it has none. */
const char *duban_magic_key(const unsigned char *bytes, size_t length);

/* Is it a ZIP that is one document, and no archive of files? */
bool duban_magic_is_package(const unsigned char *bytes, size_t length);

/*
 * Are the lines of a text, which does not begin as markup does, held apart by tags, as in the text
 * columns of crawlers' databases? (Markdown has tables of tags, but no paragraphs of them.)
 */
bool duban_magic_is_tagged(const unsigned char *bytes, size_t length);

/* Does it begin as an HTML page or a piece of one does? */
bool duban_magic_is_html(const unsigned char *bytes, size_t length);

#endif
