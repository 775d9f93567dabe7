/*
 * Bytes of an HTML page -> blocks, fields and links of a document: the HTML format's own reader,
 * and that of formats which hold a page as a part.
 */
#ifndef DUBAN_INGEST_HTML_READER_H
#define DUBAN_INGEST_HTML_READER_H

#include "ingest/document.h"

/* Sets text, blocks, fields, links, charset and replaced. part: the index of the page's bytes in
 * the document's parts, which places refer to. On failure a diagnostic says why. */
duban_status duban_html_read(const duban_input *page, uint32_t part, duban_document *document);

#endif
