/*
 * Units that carry no ink: white space, and the zero-width characters that converters leave.
 */
#ifndef DUBAN_INGEST_BLANK_H
#define DUBAN_INGEST_BLANK_H

#include <stdbool.h>
#include <uchar.h>

/* Zero-width: soft hyphen, joiners, direction marks, word joiner, byte order mark in mid-text. */
static inline bool duban_unit_is_zero_width(char16_t u) {
    return u == 0x00AD || (u >= 0x200B && u <= 0x200F) || (u >= 0x202A && u <= 0x202E) ||
           (u >= 0x2060 && u <= 0x2064) || u == 0xFEFF;
}

static inline bool duban_unit_is_blank(char16_t u) {
    if (u <= 0x20) return u == ' ' || (u >= 0x09 && u <= 0x0D);
    if (u < 0x2000) return u == 0x85 || u == 0xA0 || u == 0xAD || u == 0x1680;
    if (u <= 0x200A) return true;
    return u == 0x2028 || u == 0x2029 || u == 0x202F || u == 0x205F || u == 0x3000 ||
           duban_unit_is_zero_width(u);
}

#endif
