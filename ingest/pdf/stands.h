/*
 * How a line stands in its column: set in, full, centred, further down than others.
 */
#ifndef DUBAN_INGEST_PDF_STANDS_H
#define DUBAN_INGEST_PDF_STANDS_H

#include "ingest/pdf/page.h"

/* What is usual on a page. */
typedef struct {
    float pitch;  /* the distance of lines; 0: there are none */
    float em;     /* the size of characters */
    float height; /* of a line, which does not depend on what characters stand in it */
} duban_pdf_usual;

duban_pdf_usual duban_pdf_usual_of(const duban_pdf_sheet *sheet);

/* Sets indent, stands and blank_before of the block that line i of the column becomes. */
void duban_pdf_stand(const duban_pdf_page *page, const duban_pdf_usual *usual,
                     const duban_pdf_column *column, uint32_t i, duban_block *block);

#endif
