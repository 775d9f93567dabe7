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
    if (unit >= 0xFFFD) return false;         /* what did not decode, or XML forbids */
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

static bool is_letter(char16_t u) { return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z'); }

static char16_t unit_at(duban_str s, uint32_t at) { return at < s.length ? s.units[at] : 0; }

/* "<b>", "</span>": behind the '>', or at itself if no tag begins here. */
static uint32_t skip_tag(duban_str s, uint32_t at) {
    uint32_t end = at + 1 + (unit_at(s, at + 1) == '/');
    if (unit_at(s, at) != '<' || !is_letter(unit_at(s, end))) return at;
    while (unit_at(s, end) && unit_at(s, end) < 0x80 && unit_at(s, end) != '>') end++;
    return unit_at(s, end) == '>' ? end + 1 : at;
}

/* "](target)": behind the bracket that closes it, or at itself if no target begins here. */
static uint32_t skip_target(duban_str s, uint32_t at) {
    if (unit_at(s, at) != ']' || unit_at(s, at + 1) != '(') return at;
    uint32_t depth = 1, end = at + 2;
    for (; depth && end < s.length; end++) {
        depth += s.units[end] == '(';
        depth -= s.units[end] == ')';
    }
    return depth ? at : end;
}

/* "[" or "![" of a link. */
static uint32_t skip_opening(duban_str s, uint32_t at) {
    uint32_t end = at + (unit_at(s, at) == '!');
    if (unit_at(s, end) != '[') return at;
    for (uint32_t i = end + 1; i + 1 < s.length && s.units[i] != '['; i++) {
        if (s.units[i] == ']' && s.units[i + 1] == '(') return end + 1;
    }
    return at;
}

static uint32_t skip_mark(duban_str s, uint32_t at, bool markup) {
    char16_t u = unit_at(s, at);
    if (u == '_' || u == '~' || (markup && u == '<')) return at + 1;
    uint32_t end = skip_tag(s, at);
    if (end == at) end = skip_target(s, at);
    return end == at ? skip_opening(s, at) : end;
}

bool duban_essence_holds(duban_str bytes, duban_str text, bool markup) {
    uint32_t i = 0, j = 0;
    while (i < bytes.length || j < text.length) {
        if (i < bytes.length && j < text.length && bytes.units[i] == text.units[j]) {
            i++;
            j++;
            continue;
        }
        uint32_t next = skip_mark(bytes, i, markup);
        if (next == i) return false;
        i = next;
    }
    return true;
}
