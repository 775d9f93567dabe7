/*
 * Spaces: which white space inside a paragraph is the author's.
 *
 * Private to extract/layout.
 */
#ifndef DUBAN_EXTRACT_LAYOUT_SPACES_H
#define DUBAN_EXTRACT_LAYOUT_SPACES_H

#include "extract/layout/lines.h"

/* Is it a character that is written without spaces around it: Han, kana, full-width forms? */
bool duban_unit_is_wide(char16_t unit);

/* Where in its paragraph a blank stands. */
typedef struct {
    char16_t before, after; /* the folded units beside it */
    uint32_t at;            /* units of the paragraph before it */
    uint32_t left;          /* units of the paragraph behind it */
    bool running;           /* the paragraph is running text */
    bool begun;             /* a sentence's punctuation stands before it */
    bool named;             /* none stands between it and the last label */
    uint32_t since;         /* units from the last label that stands in the paragraph to it */
    bool labels;            /* what stands behind it reads as a label */
    bool ending;            /* and none behind it */
} duban_blank;

/* Whether folded text reads as a label in figures or in brackets at a place. */
bool duban_label_stands_at(const char16_t *fold, uint32_t at, uint32_t end,
                           const duban_punctuation *punctuation);

/* Is the blank to be kept? Zero-width units are none of its business: they always go. */
bool duban_blank_is_kept(const duban_blank *blank, const duban_punctuation *punctuation);

#endif
