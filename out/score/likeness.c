/* Texts for comparison; see likeness.h. NFKC is ICU's. */
#include "out/score/likeness.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* What NFKC leaves different: quotation marks, square brackets, dashes. 0: is left out. */
static char16_t unify(char16_t unit) {
    static const struct {
        char16_t from, to;
    } pairs[] = {{0x201C, '"'}, {0x201D, '"'}, {0x2018, '\''}, {0x2019, '\''},
                 {0x3014, '['}, {0x3015, ']'}, {0x3010, '['},  {0x3011, ']'},
                 {0x2014, '-'}, {0x2013, '-'}, {'*', 0},       {'#', 0}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].from == unit) return pairs[i].to;
    }
    return u_isUWhiteSpace(unit) ? 0 : unit;
}

duban_str duban_likeness_fold(const char *utf8, duban_arena *arena) {
    duban_str text = duban_str_from_utf8(arena, utf8 ? utf8 : "", utf8 ? strlen(utf8) : 0);
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
    int32_t room = (int32_t)text.length * 18 + 1; /* the longest decomposition of one unit */
    UChar *units = duban_arena_alloc(arena, (size_t)room * sizeof *units);
    int32_t length = unorm2_normalize(nfkc, (const UChar *)text.units, (int32_t)text.length, units,
                                      room, &error);
    if (U_FAILURE(error)) return text;
    uint32_t count = 0;
    for (int32_t i = 0; i < length; i++) {
        char16_t unit = unify(units[i]);
        if (unit) units[count++] = unit;
    }
    return (duban_str){.units = (const char16_t *)units, .length = count};
}

double duban_likeness_overlap(duban_str a, duban_str b, duban_arena *arena) {
    if (!a.length || !b.length) return a.length == b.length ? 1 : 0;
    uint32_t *row = duban_arena_alloc(arena, (b.length + 1) * sizeof *row);
    for (uint32_t i = 0; i < a.length; i++) {
        uint32_t diagonal = 0;
        for (uint32_t j = 1; j <= b.length; j++) {
            uint32_t above = row[j];
            if (a.units[i] == b.units[j - 1])
                row[j] = diagonal + 1;
            else if (row[j - 1] > above)
                row[j] = row[j - 1];
            diagonal = above;
        }
    }
    return 2.0 * row[b.length] / (a.length + b.length);
}
