/*
 * The words of a PDF's pages with their places, as pdftotext -bbox writes them.
 *
 * Coordinates are points from the upper left corner of the page as it is shown.
 */
#ifndef DUBAN_INGEST_PDF_WORDS_H
#define DUBAN_INGEST_PDF_WORDS_H

#include "base/arena.h"

typedef struct {
    float left, top, right, bottom;
    const char *text; /* UTF-8, not terminated */
    uint32_t bytes;
    float ems;      /* its width in characters: 1 for a wide one, 0.5 for any other */
    uint32_t table; /* of the page, from 1; 0: in none (grid.h) */
    uint32_t cell;  /* of that table, from 0 */
    bool stray;     /* in no line of the text (page.h) */
} duban_pdf_word;

typedef struct {
    float width, height;
    duban_pdf_word *words; /* in the order of the document */
    uint32_t count, capacity;
} duban_pdf_page;

typedef struct {
    duban_pdf_page *pages;
    uint32_t count, capacity;
} duban_pdf_words;

/*
 * Reads what pdftotext wrote, whatever it is: what is no page or word is passed over, a place that
 * is no number is 0. The words point into copies in the arena.
 */
void duban_pdf_words_parse(duban_arena *arena, const char *bytes, size_t length,
                           duban_pdf_words *words);

/* The width in characters of this UTF-8 text. */
float duban_pdf_text_ems(const char *text, uint32_t bytes);

#endif
