/*
 * The pages of a PDF as text in reading order, by poppler's programs as processes of their own.
 *
 * pdftotext tells the words with their places; columns, tables and paragraphs are found from these
 * (page.h) and from the lines drawn between them (rules.h). The same bytes give the same pages, so
 * that a place in a ledger, a page and bytes of its text, can be found again.
 */
#ifndef DUBAN_INGEST_PDF_PAGES_H
#define DUBAN_INGEST_PDF_PAGES_H

#include "ingest/packed/archive.h"
#include "ingest/pdf/page.h"

typedef struct {
    duban_pdf_text *items;
    uint32_t count;
} duban_pdf_texts;

/*
 * DUBAN_UNSUPPORTED if pdftotext is missing, DUBAN_ENCRYPTED if the document needs a password,
 * DUBAN_UNREADABLE if it is damaged; diags says why.
 */
duban_status duban_pdf_read(duban_arena *arena, const unsigned char *bytes, size_t length,
                            duban_pdf_texts *texts, duban_diags *diags);

/*
 * The texts from what pdftotext wrote and pictures of the first pages, as pdftoppm draws them: all
 * of duban_pdf_read but its processes.
 */
duban_pdf_texts duban_pdf_texts_make(duban_arena *arena, const char *bytes, size_t length,
                                     const unsigned char *pictures, size_t pictures_length);

/* As duban_pdf_read; the pages as members "page/1", "page/2" ... with UTF-8 text. */
duban_status duban_pdf_pages(duban_arena *arena, const unsigned char *bytes, size_t length,
                             duban_archive *pages, duban_diags *diags);

#endif
