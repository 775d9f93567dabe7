/*
 * Lines of words that stand in columns with nothing drawn between them: what a table without lines
 * is made of. Private to ingest/pdf/aligned*.c.
 */
#ifndef DUBAN_INGEST_PDF_ALIGNED_H
#define DUBAN_INGEST_PDF_ALIGNED_H

#include "base/limits.h"
#include "ingest/pdf/page.h"

/* Words of a line with no wide gap between them. */
typedef struct {
    float left, right;
    uint32_t column;         /* once it is in a table: from 0 */
    uint32_t digits, others; /* characters */
    bool figure;             /* it begins with a digit */
    bool sentence;           /* a comma or a full stop stands in it */
    uint32_t number;         /* its value where it is digits only, at most four; else 0 */
} duban_pdf_segment;

typedef struct {
    const duban_pdf_line *line;
    duban_pdf_segment *segments;
    uint32_t count;
} duban_pdf_segments;

/* Lines [from, to) of a page as a table; the head is all before the line body. */
typedef struct {
    duban_pdf_segments *lines;
    uint32_t from, body, to;
    duban_pdf_reach columns[DUBAN_TABLE_COLUMNS_MAX];
    uint32_t column_count;
    uint32_t rows_min; /* so many rows prove it */
    uint32_t anchor;   /* the column that every row has one line of */
} duban_pdf_aligned;

/* The segments of the page's lines. */
duban_pdf_segments *duban_pdf_segments_make(duban_arena *arena, const duban_pdf_page *page,
                                            const duban_pdf_lines *lines);

/* Lines that were looked at have segments of one column joined. */

/* The lines that go on with the columns that line from sets up; false if they are no table. */
bool duban_pdf_aligned_find(duban_pdf_segments *lines, uint32_t count, uint32_t from,
                            duban_pdf_aligned *aligned);

/* The same for lines that go on with a table of the page before, without a head. */
bool duban_pdf_aligned_go_on(duban_pdf_segments *lines, uint32_t count, uint32_t from,
                             const duban_pdf_table *table, duban_pdf_aligned *aligned);

/* Their rows and cells. */
duban_pdf_table duban_pdf_aligned_table(duban_arena *arena, const duban_pdf_aligned *aligned);

#endif
