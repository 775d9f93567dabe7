/*
 * Text: UTF-16 views, and the way to and from UTF-8.
 *
 * All text inside duban is UTF-16, because a fold then keeps its length (DESIGN.md). A duban_str
 * is a view: it owns nothing and lives as long as the arena that its units stand in.
 */
#ifndef DUBAN_BASE_STR_H
#define DUBAN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include "base/arena.h"

typedef struct {
    const char16_t *units;
    uint32_t length;
} duban_str;

bool duban_str_equal(duban_str a, duban_str b);

/* UTF-8, NUL-terminated, in the arena; a lone surrogate becomes U+FFFD. */
char *duban_str_to_utf8(duban_arena *arena, duban_str s);

/* UTF-16 in the arena; an ill-formed byte sequence becomes U+FFFD, one for each maximal subpart. */
duban_str duban_str_from_utf8(duban_arena *arena, const char *bytes, size_t length);

/* The number of UTF-8 bytes of one unit: 1, 2 or 3; a surrogate pair has 4 with its high half, 0
 * with its low. */
uint32_t duban_unit_utf8_length(char16_t unit);

/* Whether a UTF-8 text holds the unit; a surrogate stands in none. */
bool duban_utf8_holds(const char *utf8, char16_t unit);

static inline bool duban_unit_is_high(char16_t u) { return (u & 0xFC00) == 0xD800; }
static inline bool duban_unit_is_low(char16_t u) { return (u & 0xFC00) == 0xDC00; }

#endif
