/*
 * The fold table: one unit for each unit of the Basic Multilingual Plane.
 *
 * Built from ICU's decomposition data, filtered: width and vertical and small variants, CJK
 * compatibility ideographs, Kangxi radicals. Spaces, dashes, quotation marks and brackets, which
 * Unicode does not unify, come from the small table below. The private-use units that stand for
 * masks (extract/engine/match.h) become U+FFFD, so that no text can pass for a mask.
 *
 * Skipped on purpose: circled and parenthesised numbers, square units, Roman numerals, fractions
 * and all else that NFKC would take apart; surrogates.
 */
#include "ingest/fold.h"

#include <string.h>
#include <threads.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

typedef struct {
    char16_t first, last, to;
} folding;

static const folding foldings[] = {
    {0x0009, 0x0009, ' '},                           /* tab */
    {0x2010, 0x2015, '-'},                           /* hyphens and dashes */
    {0x2212, 0x2212, '-'},                           /* minus */
    {0x2500, 0x2501, '-'},                           /* box drawing, as converters write dashes */
    {0x2E3A, 0x2E3B, '-'},                           /* two-em and three-em dash */
    {0x301C, 0x301C, '~'},                           /* wave dash */
    {0x223C, 0x223C, '~'},                           /* tilde operator */
    {0x201C, 0x201F, '"'},                           /* double quotation marks */
    {0x301D, 0x301F, '"'},                           /* double primes */
    {0x2018, 0x201B, '\''},                          /* single quotation marks */
    {0x2032, 0x2032, '\''},                          /* prime */
    {0x3010, 0x3010, '['},                           /* lenticular brackets */
    {0x3011, 0x3011, ']'},    {0x3014, 0x3014, '['}, /* tortoise shell brackets */
    {0x3015, 0x3015, ']'},    {0x3016, 0x3016, '['}, /* white lenticular brackets */
    {0x3017, 0x3017, ']'},    {0x3018, 0x3018, '['}, /* white tortoise shell brackets */
    {0x3019, 0x3019, ']'},    {0x301A, 0x301A, '['}, /* white square brackets */
    {0x301B, 0x301B, ']'},    {0x2236, 0x2236, ':'}, /* ratio */
    {0xFE30, 0xFE30, ':'},                           /* two dot leader, Big5's colon */
    {0xE000, 0xE00F, 0xFFFD},                        /* what masks use */
};

static char16_t table[0x10000];
static once_flag table_built = ONCE_FLAG_INIT;

static char16_t by_table(char16_t unit) {
    for (size_t i = 0; i < sizeof foldings / sizeof *foldings; i++)
        if (unit >= foldings[i].first && unit <= foldings[i].last) return foldings[i].to;
    return u_charType(unit) == U_SPACE_SEPARATOR ? ' ' : unit;
}

/* Is this a variant that differs only in width or shape? */
static bool is_variant(char16_t unit) {
    switch (u_getIntPropertyValue(unit, UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_WIDE:
    case U_DT_NARROW:
    case U_DT_VERTICAL:
    case U_DT_SMALL:
        return true;
    case U_DT_CANONICAL:
        return ublock_getCode(unit) == UBLOCK_CJK_COMPATIBILITY_IDEOGRAPHS;
    case U_DT_COMPAT:
        return ublock_getCode(unit) == UBLOCK_KANGXI_RADICALS ||
               ublock_getCode(unit) == UBLOCK_CJK_RADICALS_SUPPLEMENT;
    default:
        return false;
    }
}

static char16_t by_decomposition(const UNormalizer2 *nfkc, char16_t unit) {
    UChar out[8];
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = unorm2_getRawDecomposition(nfkc, unit, out, 8, &error);
    return U_SUCCESS(error) && length == 1 ? out[0] : unit;
}

static void build_table(void) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
    for (uint32_t c = 0; c < 0x10000; c++) {
        char16_t unit = (char16_t)c;
        if (U_SUCCESS(error) && is_variant(unit)) unit = by_decomposition(nfkc, unit);
        table[c] = by_table(unit);
    }
}

char16_t duban_fold_unit(char16_t unit) {
    call_once(&table_built, build_table);
    return table[unit];
}

void duban_fold(const char16_t *text, uint32_t length, char16_t *out) {
    call_once(&table_built, build_table);
    for (uint32_t i = 0; i < length; i++) out[i] = table[text[i]];
}

duban_str duban_fold_str(duban_arena *arena, duban_str s) {
    char16_t *out = duban_arena_alloc(arena, ((size_t)s.length + 1) * sizeof *out);
    duban_fold(s.units, s.length, out);
    return (duban_str){out, s.length};
}
