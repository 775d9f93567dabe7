/*
 * The input formats, in one list. Adding one is a file ingest/formats/NAME.c that defines
 * duban_format_NAME, and a row here.
 */
#ifndef DUBAN_INGEST_FORMATS_H
#define DUBAN_INGEST_FORMATS_H

#include "ingest/document.h"

/* X(name) */
#define DUBAN_FORMATS(X) X(text) X(html) X(mhtml) X(docx) X(ofd) X(pdf)

typedef struct {
    const char *name; /* for people: "plain text or Markdown" */

    /* What converters call a document of this format that holds pictures and no text, for which
     * read gives DUBAN_NO_TEXT; NULL: nothing. */
    const char *pictures;

    /* Its text came out of fonts, which may not tell which characters their glyphs are. */
    bool by_fonts;
    /* Documents of this format may link to others. */
    bool links;

    /* How sure the reader is that the bytes are its own: 0 not at all, 100 certain. */
    int (*bid)(const duban_input *input);

    /*
     * Fills text, blocks, fields, media_type, charset and parts. The rest of the document is
     * set, with its arena and diags. On failure a diagnostic says why.
     */
    duban_status (*read)(const duban_input *input, duban_document *document);
} duban_format;

#define DUBAN_FORMAT_DECLARATION(name) extern const duban_format duban_format_##name;
DUBAN_FORMATS(DUBAN_FORMAT_DECLARATION)
#undef DUBAN_FORMAT_DECLARATION

#endif
