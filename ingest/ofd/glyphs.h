/*
 * The glyphs of an OFD page with their places on the paper (GB/T 33190-2016, 8.5 and 11).
 *
 * A TextObject has a boundary, a font size and perhaps a transformation (CTM); its TextCodes give
 * the text, where its first glyph stands and how far each next one is moved (DeltaX and DeltaY,
 * with runs written "g n v": n times v). The order of objects in the file means nothing. The
 * objects of an annotation stand in the boundary of its appearance.
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
    uint32_t part;  /* of the document; set by who knows it */
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

/* An object whose content is a resource of the package, shown like a picture. */
typedef struct {
    long resource;
    duban_ofd_placing at;
} duban_ofd_composite;

typedef struct {
    duban_ofd_glyph *items;
    uint32_t count, capacity;
    duban_ofd_ruling ruling;
    long *templates; /* ids of the templates that the page names */
    uint32_t template_count, template_capacity;
    duban_ofd_composite *composites;
    uint32_t composite_count, composite_capacity;
} duban_ofd_glyphs;

/* A resource that is made of objects as a page is (CompositeGraphicUnit, 13). */
typedef struct {
    long id;
    uint32_t document, part; /* that it belongs to; the caller's */
    duban_ofd_glyphs glyphs; /* placed in the unit's own space */
} duban_ofd_unit;

typedef struct {
    duban_ofd_unit **items;
    uint32_t count, capacity;
} duban_ofd_units;

/* DUBAN_OFD_: the way that a vector points on the page. */
uint8_t duban_ofd_direction(double x, double y);

/* Adds the units of a part with resources. */
duban_status duban_ofd_units_read(duban_arena *arena, const duban_member *part,
                                  duban_ofd_units *units, duban_diags *diags);

/* Reads a page's content part, or the annotations of one. */
duban_status duban_ofd_glyphs_read(duban_arena *arena, const duban_member *part,
                                   duban_ofd_glyphs *glyphs, duban_diags *diags);

#endif
