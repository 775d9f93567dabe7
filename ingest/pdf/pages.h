/*
 * The pages of a PDF as text, by poppler's pdftotext as a process of its own.
 *
 * The layout of lines is kept (indents, columns as runs of spaces), because indents tell where
 * paragraphs begin. The same bytes give the same pages, so that a place in a ledger, a page and
 * bytes of its text, can be found again.
 */
#ifndef DUBAN_INGEST_PDF_PAGES_H
#define DUBAN_INGEST_PDF_PAGES_H

#include "ingest/packed/archive.h"

/*
 * Members "page/1", "page/2" ... with UTF-8 text. DUBAN_UNSUPPORTED if pdftotext is missing,
 * DUBAN_ENCRYPTED if the document needs a password, DUBAN_UNREADABLE if it is damaged; diags says
 * why.
 */
duban_status duban_pdf_pages(duban_arena *arena, const unsigned char *bytes, size_t length,
                             duban_archive *pages, duban_diags *diags);

#endif
