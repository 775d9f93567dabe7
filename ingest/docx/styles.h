/*
 * What a WordprocessingML paragraph inherits from its style (ECMA-376-1, 17.7): the numbering,
 * the outline level and whether it is bold, along the chain of basedOn. Character styles alike.
 */
#ifndef DUBAN_INGEST_DOCX_STYLES_H
#define DUBAN_INGEST_DOCX_STYLES_H

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/packed/archive.h"

typedef struct {
    const char *id, *based_on; /* based_on NULL: on none */
    const char *numbered;      /* the style in the chain that sets num_id */
    long num_id, level;        /* -1: not set */
    long outline;              /* outline level from 0, -1: not set */
    long bold;                 /* 1: yes, 0: no, -1: not set */
    bool contents;             /* of an entry of a table of contents: not inherited */
} duban_docx_style;

typedef struct {
    duban_docx_style *items;
    uint32_t count, capacity;
    bool in_style;
} duban_docx_styles;

/* Reads styles.xml; a missing part gives none. */
duban_docx_styles duban_docx_styles_read(duban_arena *arena, const duban_member *part,
                                         duban_diags *diags);

/* A style with what it inherits filled in; all unset for an unknown or NULL id. */
duban_docx_style duban_docx_style_of(const duban_docx_styles *styles, const char *id);

#endif
