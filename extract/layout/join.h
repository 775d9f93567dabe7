/*
 * Joining: which lines are one paragraph.
 *
 * Private to extract/layout.
 */
#ifndef DUBAN_EXTRACT_LAYOUT_JOIN_H
#define DUBAN_EXTRACT_LAYOUT_JOIN_H

#include "extract/layout/lines.h"

/*
 * Finds which lines continue the one before. previous[i] becomes the line that line i continues,
 * UINT32_MAX where it begins a paragraph; page numbers between the two halves of a paragraph are
 * passed over. Lines of class NUMBER that turn out to be page numbers become PAGE.
 */
void duban_lines_join(duban_lines *lines, uint32_t *previous);

#endif
