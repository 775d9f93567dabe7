/*
 * Where a cell stands in a WordprocessingML table (ECMA-376-1, 17.4): gridSpan takes columns,
 * vMerge continues the cell above, hMerge (Word 97) the one before.
 */
#ifndef DUBAN_INGEST_DOCX_TABLE_H
#define DUBAN_INGEST_DOCX_TABLE_H

#include "ingest/document.h"
#include "ingest/markup/part.h"

typedef struct duban_docx_table duban_docx_table;

/* Handles a start tag outside of paragraphs; returns the table that is now the innermost. */
duban_docx_table *duban_docx_table_start(duban_arena *arena, duban_docx_table *table,
                                         const char *name, const duban_part_attributes *attributes,
                                         uint32_t *tables);

/* Handles an end tag; a cell that continued the one above makes that one taller. */
duban_docx_table *duban_docx_table_end(duban_docx_table *table, const char *name,
                                       duban_block *blocks);

/* Makes a block a cell of the table; no effect outside of tables. */
void duban_docx_table_place(const duban_docx_table *table, duban_block *block);

/* Remembers that this block, about to get this index, belongs to the current cell. */
void duban_docx_table_note(duban_docx_table *table, const duban_block *block, uint32_t index);

#endif
