/*
 * Word's automatic numbering as printed labels (ECMA-376-1, 17.9): in many notices the labels of
 * sections exist nowhere else.
 *
 * numbering.xml gives abstract definitions with nine levels each; instances (num) point to them
 * and may override levels. Counters belong to the abstract definition, so that two instances of
 * one definition run on, unless the instance overrides the start.
 */
#ifndef DUBAN_INGEST_DOCX_NUMBERING_H
#define DUBAN_INGEST_DOCX_NUMBERING_H

#include "base/diag.h"
#include "base/str.h"
#include "ingest/packed/archive.h"

#define DUBAN_DOCX_LEVELS 9

typedef struct duban_docx_numbering duban_docx_numbering;

/* Reads numbering.xml; a missing part gives a numbering without definitions. */
duban_docx_numbering *duban_docx_numbering_read(duban_arena *arena, const duban_member *part,
                                                duban_diags *diags);

typedef struct {
    duban_str text; /* what Word prints before the paragraph, with the space behind it if any */
    bool bullet;    /* the level's format is a bullet: no number, text is empty */
} duban_docx_label;

/* The label of the next paragraph of this instance and level; advances the counters. */
duban_docx_label duban_docx_numbering_next(duban_docx_numbering *numbering, long num_id,
                                           long level);

/* The level of an instance that numbers the paragraphs of a style, where the style names the
 * instance alone; -1: none does. */
long duban_docx_numbering_level_of(duban_docx_numbering *numbering, long num_id, const char *style);

#endif
