/*
 * The body of a WordprocessingML document (ECMA-376-1, 17) -> blocks.
 *
 * Tracked changes are taken as accepted: insertions stay, deletions and the old place of a move
 * go. Of alternative content the preferred choice is read, of a field its result. Paragraphs of
 * text boxes follow the paragraph that they are anchored in, as do diagrams; imported content
 * stands where it is shown (insert.h). Labels that Word prints by itself are put before their
 * paragraphs, as text without bytes.
 */
#ifndef DUBAN_INGEST_DOCX_BODY_H
#define DUBAN_INGEST_DOCX_BODY_H

#include "ingest/builder.h"
#include "ingest/docx/numbering.h"
#include "ingest/docx/relations.h"
#include "ingest/docx/styles.h"
#include "ingest/packed/archive.h"

typedef struct {
    duban_builder *builder;
    duban_docx_numbering *numbering;
    const duban_docx_styles *styles;
    uint32_t tables; /* tables read so far, over all parts */
    const duban_archive *archive;
    const duban_docx_relations *relations; /* of the main part */
    const char **parts;                    /* of the document; insert.h adds more */
    uint32_t part_count, part_room;
    size_t inserted; /* bytes of parts that were inserted: one may be again and again */
    uint32_t charts; /* that were met; their numbers are not read */
} duban_docx_target;

/* Reads one part; its blocks get this part index. aside: notes that belong to no section. */
duban_status duban_docx_body_read(duban_arena *arena, const duban_member *member, uint32_t part,
                                  bool aside, duban_docx_target *target, duban_diags *diags);

#endif
