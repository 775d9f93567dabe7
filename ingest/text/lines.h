/*
 * The line reader: decoded text of a plain or Markdown file -> blocks.
 *
 * Private to the text format; ingest/formats/text.c is its user.
 */
#ifndef DUBAN_INGEST_TEXT_LINES_H
#define DUBAN_INGEST_TEXT_LINES_H

#include "ingest/builder.h"
#include "ingest/decode.h"
#include "ingest/text/marks.h"

typedef struct {
    uint32_t start, end; /* without the line break */
    uint32_t next;       /* behind it */
    bool page_break;     /* ended by a form feed */
} duban_text_line;

typedef struct {
    duban_builder builder;
    const duban_decoded *decoded;
    uint8_t *drop; /* units that are marks */
    bool markdown;
    bool quoted;         /* the line at work is marked as a quotation */
    uint16_t blank;      /* empty lines since the last block */
    uint32_t table, row; /* of the table at work; row 0: none */
    uint32_t tabs;       /* in a row of it, where tabs part its cells; else 0 */
    uint32_t tables_end; /* no table of tags is closed behind this place */
} duban_text_reader;

/* The line that starts here. */
duban_text_line duban_text_line_at(const duban_decoded *decoded, uint32_t start);

/* Reads all lines into the builder. */
void duban_text_read(duban_text_reader *reader);

/* Adds a block with the units of [start, end) that are no marks; none if nothing is left. */
void duban_text_add(duban_text_reader *reader, uint32_t start, uint32_t end, duban_block block);
void duban_text_add_separator(duban_text_reader *reader, uint32_t at);

/* A line of a pipe table, read into cells; false if it is none. */
bool duban_text_read_table(duban_text_reader *reader, const duban_text_line *line,
                           const duban_line_marks *marks);

/* A line of a table whose cells are parted by tabs; false if it is none. */
bool duban_text_read_tabs(duban_text_reader *reader, const duban_text_line *line);

/* A table of HTML tags that begins here, read into cells: the place behind it; start if there is
 * none. */
uint32_t duban_text_read_tags(duban_text_reader *reader, uint32_t start);

/* Where the YAML front matter at the beginning of the text ends, 0 if there is none. */
uint32_t duban_front_matter_end(const duban_decoded *decoded);

/* Reads the front matter up to its end: lines that are fields as well. */
void duban_front_matter_read(duban_text_reader *reader, uint32_t end);

/* A cell of the table and row at which the reader is; columns count from 1. */
static inline duban_block duban_text_cell(const duban_text_reader *r, uint32_t column) {
    return (duban_block){.kind = DUBAN_BLOCK_CELL,
                         .table = r->table,
                         .row = r->row,
                         .column = column,
                         .row_span = 1,
                         .column_span = 1};
}

#endif
