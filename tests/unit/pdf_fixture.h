/* Pages for tests of what is made of words with places. */
#ifndef DUBAN_TESTS_UNIT_PDF_FIXTURE_H
#define DUBAN_TESTS_UNIT_PDF_FIXTURE_H

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/pdf/pages.h"

/* Pages as pdftotext -bbox writes them. */
typedef struct {
    char code[1 << 16];
    size_t length;
} pages;

static inline void begin_page(pages *p) {
    p->length += (size_t)sprintf(p->code + p->length, "<page width=\"600\" height=\"800\">\n");
}

/* A word whose characters are so large, its upper left corner at x, y. */
static inline void say(pages *p, double x, double y, double size, const char *text) {
    double width = size * (double)duban_pdf_text_ems(text, (uint32_t)strlen(text));
    p->length += (size_t)sprintf(
        p->code + p->length, "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%s</word>\n", x,
        y, x + width, y + size * 1.3, text);
}

#endif
