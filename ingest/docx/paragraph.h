/*
 * A WordprocessingML paragraph while it is read: its units with their bytes and what becomes of
 * it.
 */
#ifndef DUBAN_INGEST_DOCX_PARAGRAPH_H
#define DUBAN_INGEST_DOCX_PARAGRAPH_H

#include "ingest/builder.h"
#include "ingest/docx/numbering.h"
#include "ingest/docx/styles.h"

typedef struct duban_docx_paragraph {
    struct duban_docx_paragraph *outer, *next; /* of a text box: the one that holds it */
    char16_t *text;
    uint32_t *src;
    uint8_t *width;
    bool *bold;
    uint32_t length, text_room, src_room, width_room, bold_room;
    uint32_t strong; /* units in bold runs */
    duban_docx_style style;
    duban_block block;     /* where it stands */
    bool outer_was_in_run; /* what is gone back to when it ends */
    bool goes_on;          /* its mark is deleted: the next paragraph continues it */
} duban_docx_paragraph;

/* Adds a unit with its bytes. */
void duban_docx_paragraph_add(duban_arena *arena, duban_docx_paragraph *paragraph, char16_t unit,
                              uint32_t src, uint8_t width, bool bold);

/* Whether it holds nothing but blanks. */
bool duban_docx_paragraph_is_blank(const duban_docx_paragraph *paragraph);

/* Its block, with the hints of its text, label and style; its text begins at unit *from. */
duban_block duban_docx_paragraph_block(const duban_docx_paragraph *paragraph,
                                       const duban_docx_label *label, uint32_t *from);

/* Writes the label, which has no bytes, and the text from a unit on as the builder's open block. */
void duban_docx_paragraph_write(const duban_docx_paragraph *paragraph,
                                const duban_docx_label *label, uint32_t from,
                                duban_builder *builder);

#endif
