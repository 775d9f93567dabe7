/*
 * The links of Markdown. Private to the text format.
 */
#ifndef DUBAN_INGEST_TEXT_LINKS_H
#define DUBAN_INGEST_TEXT_LINKS_H

#include "ingest/text/lines.h"

/* Adds the links to the builder, once all lines have been read. */
void duban_text_read_links(duban_text_reader *reader);

#endif
