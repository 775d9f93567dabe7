/* Source bytes -> comparable text; see essence.h. Decoding is ICU's, in one call for a range. */
#include "out/essence.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include "ingest/fold.h"

duban_str duban_essence_decode(const unsigned char *bytes, size_t length, const char *charset,
                               duban_arena *arena) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset, &error);
    if (U_FAILURE(error)) return (duban_str){0};
    UChar *units = duban_arena_alloc(arena, (length + 1) * 2 * sizeof *units);
    int32_t count = ucnv_toUChars(converter, units, (int32_t)(2 * length + 2), (const char *)bytes,
                                  (int32_t)length, &error);
    ucnv_close(converter);
    if (U_FAILURE(error)) count = 0;
    return (duban_str){.units = (const char16_t *)units, .length = (uint32_t)count};
}

static bool is_essential(char16_t unit) {
    static const char marks[] = "#*\\`";
    if (unit < 0x80 && unit && strchr(marks, (int)unit)) return false;
    if (u_isUWhiteSpace(unit) || u_iscntrl(unit)) return false;
    if (unit == 0xFFFD) return false;         /* what did not decode, or XML forbids */
    return u_charType(unit) != U_FORMAT_CHAR; /* BOM, zero-width characters, soft hyphens */
}

duban_str duban_essence(duban_str text, duban_arena *arena) {
    char16_t *units = duban_arena_alloc(arena, (text.length + 1) * sizeof *units);
    uint32_t count = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char16_t unit = duban_fold_unit(text.units[i]);
        if (is_essential(unit)) units[count++] = unit;
    }
    return (duban_str){.units = units, .length = count};
}

bool duban_str_contains(duban_str whole, duban_str part) {
    for (uint32_t i = 0; i + part.length <= whole.length; i++) {
        if (!memcmp(whole.units + i, part.units, part.length * sizeof *part.units)) return true;
    }
    return false;
}
