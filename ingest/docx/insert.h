/*
 * What a document shows at a place of its text and keeps in a part of its own: the words of a
 * diagram (SmartArt, ECMA-376-1, 21.4), and imported content (altChunk, 17.17.2) in HTML or plain
 * text, which some programs write whole notices with.
 */
#ifndef DUBAN_INGEST_DOCX_INSERT_H
#define DUBAN_INGEST_DOCX_INSERT_H

#include "ingest/docx/body.h"

typedef enum {
    DUBAN_DOCX_CHUNK,
    DUBAN_DOCX_DIAGRAM,
} duban_docx_insert_kind;

/*
 * Writes what the relationship id means as blocks like place (a line, or a cell), with a part of
 * the document of their own. What cannot be read is a warning that names the part.
 */
void duban_docx_insert(duban_docx_target *target, duban_docx_insert_kind kind, const char *id,
                       const duban_block *place, duban_diags *diags);

#endif
