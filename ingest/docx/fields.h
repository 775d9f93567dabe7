/*
 * Which text of a document is a table of contents that Word made (ECMA-376-1, 17.16): the result of
 * a TOC field, which runs over paragraphs, with fields of page numbers in it.
 */
#ifndef DUBAN_INGEST_DOCX_FIELDS_H
#define DUBAN_INGEST_DOCX_FIELDS_H

#include "ingest/markup/part.h"

enum { DUBAN_DOCX_CODE_MAX = 8 };

/* Zero is outside of all fields. */
typedef struct {
    uint32_t depth;                 /* open fields */
    uint32_t contents;              /* the depth of the open TOC field, 0: none */
    bool in_code;                   /* in the instruction of the innermost field */
    char code[DUBAN_DOCX_CODE_MAX]; /* how it begins */
    uint32_t length;
} duban_docx_fields;

/* Handle the events of fldChar and instrText; others change nothing. */
void duban_docx_fields_start(duban_docx_fields *fields, const char *name,
                             const duban_part_attributes *attributes, duban_arena *arena);
void duban_docx_fields_text(duban_docx_fields *fields, const char16_t *units, uint32_t count);
void duban_docx_fields_end(duban_docx_fields *fields, const char *name);

#endif
