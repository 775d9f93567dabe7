/*
 * The glyphs of an OFD page with their places on the paper (GB/T 33190-2016, 8.5 and 11).
 *
 * A TextObject has a boundary, a font size and perhaps a transformation (CTM); its TextCodes give
 * the text, where its first glyph stands and how far each next one is moved (DeltaX and DeltaY,
 * with runs written "g n v": n times v). The order of objects in the file means nothing.
 */
#ifndef DUBAN_INGEST_OFD_GLYPHS_H
#define DUBAN_INGEST_OFD_GLYPHS_H

#include "base/diag.h"
#include "base/str.h"
#include "ingest/ofd/ruling.h"
#include "ingest/packed/archive.h"

/* One UTF-16 unit; places in millimetres from the page's top left corner. */
typedef struct {
    double x, y; /* of the baseline's start */
    double size; /* height of the font on the page */
    double em;   /* its width, which a condensed font has less of */
    char16_t unit;
    uint8_t width;  /* bytes in the part */
    uint32_t src;   /* first byte in the part */
    uint32_t order; /* in the file */
    uint8_t turn;   /* DUBAN_OFD_ */
} duban_ofd_glyph;

/* Where the text runs: quarter turns of the page clockwise from left to right; or athwart, as
 * watermarks do. */
enum {
    DUBAN_OFD_RIGHTWARD,
    DUBAN_OFD_DOWNWARD,
    DUBAN_OFD_LEFTWARD,
    DUBAN_OFD_UPWARD,
    DUBAN_OFD_ATHWART,
    DUBAN_OFD_TURNS,
};

typedef struct {
    duban_ofd_glyph *items;
    uint32_t count, capacity;
    duban_ofd_ruling ruling;
    long *templates; /* ids of the templates that the page names */
    uint32_t template_count, template_capacity;
    uint32_t composites; /* objects whose content is a resource of the package */
} duban_ofd_glyphs;

/* Reads a page's content part. */
duban_status duban_ofd_glyphs_read(duban_arena *arena, const duban_member *part,
                                   duban_ofd_glyphs *glyphs, duban_diags *diags);

#endif
