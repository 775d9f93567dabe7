/*
 * What is found on a page, from its words to its text in reading order.
 *
 * Private to ingest/pdf but for duban_pdf_text.
 */
#ifndef DUBAN_INGEST_PDF_PAGE_H
#define DUBAN_INGEST_PDF_PAGE_H

#include "ingest/document.h"
#include "ingest/pdf/grid.h"
#include "ingest/pdf/lines.h"

/* A line or a cell of the page's text. */
typedef struct {
    duban_block block; /* its hints; the span is not set */
    uint32_t from, to; /* bytes of the page's text; the line breaks within are no text */
} duban_pdf_piece;

typedef struct {
    char *bytes; /* UTF-8 */
    uint32_t length, capacity;
    duban_pdf_piece *pieces;
    uint32_t count, piece_capacity;
    bool picture; /* no text, but something is drawn there */
} duban_pdf_text;

/* Lines that stand under each other, with the edges between which they are set. */
typedef struct {
    duban_pdf_lines lines;
    bool *aside; /* for each line: furniture of the page */
    float left, right;
    float from, to;  /* where on the page, from the top; for the tables in it */
    float near, far; /* and from the left */
} duban_pdf_column;

enum { DUBAN_PDF_COLUMNS_MAX = 4 };

/* A page while it is read. */
typedef struct {
    duban_pdf_page *words;
    duban_pdf_tables tables;
    uint32_t *numbers;    /* of its tables in the document */
    uint32_t *first_rows; /* the rows of their numbers before them */
    uint32_t repeated;    /* rows of the first one that repeat the head of the table before */
    bool goes_on;         /* the first one goes on with the last one of the page before */
    duban_pdf_column columns[DUBAN_PDF_COLUMNS_MAX]; /* in reading order */
    uint32_t column_count;
    float ink;
} duban_pdf_sheet;

/* Marks the words that are in no line of the text: watermarks, seals, the numbers of lines. */
void duban_pdf_strays_find(duban_arena *arena, duban_pdf_page *page);

/* Those words as lines of their own. */
duban_pdf_lines duban_pdf_strays_lines(duban_arena *arena, const duban_pdf_page *page);

/* Adds the tables that have no lines, only columns; before: the page before, or NULL. */
void duban_pdf_aligned_tables(duban_arena *arena, const duban_pdf_sheet *before,
                              duban_pdf_sheet *sheet);

/* Puts each word into the cell it stands in; one that crosses a line is cut there. */
void duban_pdf_fill_cells(duban_arena *arena, duban_pdf_sheet *sheet);

/* The words outside of tables -> columns of lines, with their edges. */
void duban_pdf_columns_find(duban_arena *arena, duban_pdf_sheet *sheets, uint32_t count);

/* Edges that hold for the document, where a page has too few lines to tell. */
void duban_pdf_columns_align(duban_pdf_sheet *sheets, uint32_t count);

/* Running heads and page numbers: what stands at one place of several pages. */
void duban_pdf_furniture_find(duban_arena *arena, duban_pdf_sheet *sheets, uint32_t count);

/* Notes at the foot of a page are the page's too: they would cut what goes on on the next one. */
void duban_pdf_notes_find(duban_pdf_sheet *sheet);

/* Numbers the tables; one at the top of a page may go on with that at the end of the last. */
void duban_pdf_tables_number(duban_arena *arena, duban_pdf_sheet *sheets, uint32_t count);

/* The text of each page in reading order. */
void duban_pdf_texts_write(duban_arena *arena, duban_pdf_sheet *sheets, uint32_t count,
                           duban_pdf_text *texts);

#endif
