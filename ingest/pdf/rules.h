/*
 * The ruled lines of a page, found on its picture: pdftotext tells words, not the lines between.
 *
 * A picture shows a line however it was drawn, as a stroke, a thin box or part of an image. Pages
 * are drawn by poppler's pdftoppm at one dot a point, without smoothing, so that even a hairline
 * is a whole dot wide.
 */
#ifndef DUBAN_INGEST_PDF_RULES_H
#define DUBAN_INGEST_PDF_RULES_H

#include "base/diag.h"
#include "ingest/pdf/words.h"

/* A line across (at is y) or down (at is x), in points. */
typedef struct {
    float at, from, to;
} duban_pdf_rule;

typedef struct {
    duban_pdf_rule *across, *down; /* by place from the top, from the left */
    uint32_t across_count, across_capacity, down_count, down_capacity;
    float ink; /* the share of the page that is not background */
} duban_pdf_rules;

/* A grey picture, a byte a dot, 0 black. */
typedef struct {
    const unsigned char *dots;
    uint32_t width, height;
} duban_pdf_picture;

/* Takes the next PGM (P5, 255) off bytes; false if there is none. */
bool duban_pdf_picture_next(const unsigned char **bytes, size_t *length,
                            duban_pdf_picture *picture);

/* The lines of a page's picture that are longer than its characters. */
void duban_pdf_rules_find(duban_arena *arena, const duban_pdf_picture *picture,
                          const duban_pdf_page *page, duban_pdf_rules *rules);

/*
 * Draws the wanted pages of the document and finds their lines: rules[i] is that of page i. What
 * cannot be drawn has none; diags says where there were too many pages, or how drawing failed.
 */
void duban_pdf_rules_draw(duban_arena *arena, const unsigned char *bytes, size_t length,
                          const duban_pdf_words *words, const bool *wanted, duban_pdf_rules *rules,
                          duban_diags *diags);

#endif
