/*
 * A second copy of the notice on its page: for printing, for telephones, a page sent twice.
 */
#ifndef DUBAN_INGEST_HTML_COPIES_H
#define DUBAN_INGEST_HTML_COPIES_H

#include "ingest/html/page.h"

/* Marks as aside each run of lines that stood before in the same order, if it is as long as no text
 * repeats itself. Lines that are aside already, and cells of tables of data, are not looked at. */
void duban_html_copies_find(const duban_html_page *page, bool *aside);

#endif
