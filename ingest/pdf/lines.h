/*
 * Words -> lines: those on one baseline, left to right, with the blanks that gaps stand for.
 */
#ifndef DUBAN_INGEST_PDF_LINES_H
#define DUBAN_INGEST_PDF_LINES_H

#include "ingest/pdf/words.h"

typedef struct {
    float left, top, right, bottom;
    float em;              /* the size of its characters */
    float gap;             /* the widest gap between its words */
    bool loose;            /* its words' boxes are narrower than they are */
    const uint32_t *words; /* indexes into the page's, left to right */
    uint32_t count;
} duban_pdf_line;

typedef struct {
    duban_pdf_line *items;
    uint32_t count;
} duban_pdf_lines;

/* The lines of those words of the page, from the top down. */
duban_pdf_lines duban_pdf_lines_make(duban_arena *arena, const duban_pdf_page *page,
                                     const uint32_t *words, uint32_t count);

/* How many blanks stand between two neighbours of a line. */
uint32_t duban_pdf_blanks(const duban_pdf_line *line, const duban_pdf_word *before,
                          const duban_pdf_word *word);

/* The room that the first piece of a line needs: a number or a Latin word stays whole. */
float duban_pdf_line_first_piece(const duban_pdf_page *page, const duban_pdf_line *line);

#endif
