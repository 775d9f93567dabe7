/*
 * The page: HTML events -> lines and cells, each with the element that it stands in.
 *
 * White space is collapsed as a browser does; no-break and ideographic spaces stay. Scripts,
 * styles and form fields' contents are no text. What is navigation and what is the notice is
 * decided afterwards (body.h), over the whole page.
 */
#ifndef DUBAN_INGEST_HTML_PAGE_H
#define DUBAN_INGEST_HTML_PAGE_H

#include "ingest/decode.h"
#include "ingest/document.h"
#include "ingest/html/unread.h"

#define DUBAN_HTML_NONE UINT32_MAX

typedef struct {
    uint32_t parent;             /* index; DUBAN_HTML_NONE for the root */
    uint32_t flags;              /* elements.h */
    uint32_t table, row, column; /* of the innermost cell around it; table 0: in none */
    uint16_t row_span, column_span;
    uint32_t link; /* which of the page's links it is, from 1; 0: none */
    uint8_t heading;
    bool bullet;
    bool chrome; /* it or an element around it is hidden, a control or navigation */
    bool linked; /* inside a link */
    bool strong;
    bool away;   /* inside a link to another page */
    bool marked; /* by its name it holds what an editor wrote */
} duban_html_element;

/* A table: where its next cell goes, and whether its cells are data or only hold the layout. */
typedef struct {
    uint32_t parent; /* the table around it, 0 if none */
    uint32_t rows, columns, cells;
    uint32_t units, lines;     /* in the cell at work */
    uint32_t all;              /* units of all cells */
    uint32_t longest, busiest; /* units in its longest cell, lines in it */
    bool nested;               /* holds another table */
    bool titled;               /* a cell holds a heading, as a page does */
    uint16_t *busy;            /* busy[c]: rows below that a cell above still takes in column c */
} duban_html_table;

/* A line or a cell's line. */
typedef struct {
    uint32_t element;
    uint32_t from, to;       /* in the page's text */
    uint32_t linked, strong; /* units in links, in emphasis */
    uint8_t heading;
    bool bullet;
    bool separator; /* a rule between lines, without text */
} duban_html_piece;

typedef struct {
    duban_arena *arena;
    const duban_decoded *source;
    char16_t *text;
    uint32_t *src;
    uint8_t *width;
    bool *strong; /* of each unit: it is emphasised */
    uint32_t length;
    duban_html_element *elements;
    uint32_t element_count, element_capacity;
    duban_html_table *tables; /* tables[0] is unused */
    uint32_t table_count, table_capacity;
    duban_html_piece *pieces;
    uint32_t piece_count, piece_capacity;
    duban_field *fields;
    uint32_t field_count, field_capacity;
    duban_link *links;
    uint32_t link_count, link_capacity;
    uint32_t current;     /* the open element */
    uint32_t depth, skip; /* open elements; the depth at which skipping began, 0: not skipping */
    uint32_t lost;        /* bytes of text that could not be traced to the source */
    duban_html_unread unread; /* what is there and not shown */
    bool open;                /* a piece is open */
} duban_html_page;

/* Builds the page of a decoded source. What was lost is told to diags. */
duban_status duban_html_page_read(duban_arena *arena, const duban_decoded *source,
                                  duban_html_page *page, duban_diags *diags);

#endif
