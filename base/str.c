/* UTF-16 views and their way to and from UTF-8, by ICU; see str.h. */
#include "base/str.h"

#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

bool duban_str_equal(duban_str a, duban_str b) {
    return a.length == b.length && memcmp(a.units, b.units, a.length * sizeof *a.units) == 0;
}

char *duban_str_to_utf8(duban_arena *arena, duban_str s) {
    size_t bytes = 1;
    for (uint32_t i = 0; i < s.length; i++) bytes += 3;
    uint8_t *out = duban_arena_alloc(arena, bytes);
    int32_t at = 0;
    for (int32_t i = 0; i < (int32_t)s.length;) {
        UChar32 c;
        U16_NEXT(s.units, i, (int32_t)s.length, c);
        if (U_IS_SURROGATE(c)) c = 0xFFFD;
        U8_APPEND_UNSAFE(out, at, c);
    }
    out[at] = 0;
    return (char *)out;
}

duban_str duban_str_from_utf8(duban_arena *arena, const char *bytes, size_t length) {
    char16_t *out = duban_arena_alloc(arena, (length + 1) * sizeof *out);
    int32_t at = 0;
    for (int32_t i = 0; i < (int32_t)length;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)bytes, i, (int32_t)length, c);
        if (c < 0) c = 0xFFFD;
        U16_APPEND_UNSAFE(out, at, c);
    }
    return (duban_str){out, (uint32_t)at};
}

uint32_t duban_unit_utf8_length(char16_t unit) {
    if (unit < 0x80) return 1;
    if (unit < 0x800) return 2;
    if (duban_unit_is_high(unit)) return 4;
    return duban_unit_is_low(unit) ? 0 : 3;
}

bool duban_utf8_holds(const char *utf8, char16_t unit) {
    if (unit == 0 || U16_IS_SURROGATE(unit)) return false;
    char bytes[U8_MAX_LENGTH + 1];
    int32_t length = 0;
    U8_APPEND_UNSAFE((uint8_t *)bytes, length, unit);
    bytes[length] = '\0';
    return strstr(utf8, bytes) != NULL;
}
