/*
 * The body of a WordprocessingML document (ECMA-376-1, 17) -> blocks.
 *
 * Tracked changes are taken as accepted: insertions stay, deletions and the old place of a move
 * go. Of alternative content the preferred choice is read, of a field its result. Paragraphs of
 * text boxes follow the paragraph that they are anchored in. Labels that Word prints by itself
 * are put before their paragraphs, as text without bytes.
 */
#ifndef DUBAN_INGEST_DOCX_BODY_H
#define DUBAN_INGEST_DOCX_BODY_H

#include "ingest/builder.h"
#include "ingest/docx/numbering.h"
#include "ingest/docx/styles.h"
#include "ingest/packed/archive.h"

typedef struct {
    duban_builder *builder;
    duban_docx_numbering *numbering;
    const duban_docx_styles *styles;
    uint32_t tables; /* tables read so far, over all parts */
} duban_docx_target;

/* Reads one part; its blocks get this part index. aside: notes that belong to no section. */
duban_status duban_docx_body_read(duban_arena *arena, const duban_member *member, uint32_t part,
                                  bool aside, duban_docx_target *target, duban_diags *diags);

#endif
