/*
 * The atoms of a pattern, as PCRE2 reads them in free spacing: characters, escapes, classes.
 *
 * Escapes that stand for a known character give it; those that stand for one of many (\d, \p{Han},
 * \R) give "anything"; anchors give nothing. At those that it does not know (back references,
 * \c, \o, \N{...}) the reader gives up on the pattern.
 */
#include "extract/engine/pattern_reader.h"

#include <string.h>

#define CLASS_MAX 64 /* characters of a class that are told apart */

typedef duban_pattern_part part;
typedef duban_pattern_reader reader;

part duban_pattern_nothing(reader *r) {
    return (part){.exact = duban_literals_of(r->arena, (duban_str){r->at, 0}), .empty = true};
}

part duban_pattern_guard(reader *r) {
    part p = duban_pattern_nothing(r);
    p.guard = true;
    return p;
}

static part one_of(bool many) { return (part){.wide = many}; }

static part units(reader *r, const char16_t *start, uint32_t count) {
    return (part){.exact = duban_literals_of(r->arena, (duban_str){start, count})};
}

part duban_pattern_lose(reader *r) {
    r->lost = true;
    r->at = r->end;
    return one_of(true);
}

bool duban_pattern_at(const reader *r, const char *ascii) {
    for (size_t k = 0; ascii[k]; k++)
        if (r->at + k >= r->end || r->at[k] != (char16_t)ascii[k]) return false;
    return true;
}

bool duban_pattern_skip(reader *r, const char *ascii) {
    if (!duban_pattern_at(r, ascii)) return false;
    r->at += strlen(ascii);
    return true;
}

void duban_pattern_skip_through(reader *r, char16_t mark) {
    while (r->at < r->end && *r->at != mark) r->at++;
    if (r->at < r->end)
        r->at++;
    else
        r->lost = true;
}

static bool is_space(char16_t u) {
    return u == ' ' || (u >= 9 && u <= 13) || u == 0x85 || u == 0x200E || u == 0x200F ||
           u == 0x2028 || u == 0x2029;
}

void duban_pattern_skip_space(reader *r) {
    while (r->at < r->end && is_space(*r->at)) r->at++;
}

static bool is_one_of(const char *ascii, char16_t u) { return u < 0x80 && strchr(ascii, (char)u); }

static bool is_digit(char16_t u) { return u >= '0' && u <= '9'; }

static int hex_value(char16_t u) {
    if (is_digit(u)) return u - '0';
    if (u >= 'a' && u <= 'f') return u - 'a' + 10;
    return u >= 'A' && u <= 'F' ? u - 'A' + 10 : -1;
}

/* A code point as one or two units in the arena. */
static part code_point(reader *r, uint32_t c) {
    char16_t pair[2] = {(char16_t)c, 0};
    uint32_t count = 1;
    if (c > 0xFFFF) {
        pair[0] = (char16_t)(0xD7C0 + (c >> 10));
        pair[1] = (char16_t)(0xDC00 | (c & 0x3FF));
        count = 2;
    }
    return units(r, duban_arena_copy(r->arena, pair, sizeof pair), count);
}

/* After \x: {H...} or up to two digits. */
static bool read_hex(reader *r, uint32_t *c) {
    bool braces = duban_pattern_skip(r, "{");
    uint32_t digits = 0;
    for (*c = 0; r->at < r->end && hex_value(*r->at) >= 0 && digits < (braces ? 6 : 2); digits++)
        *c = *c * 16 + (uint32_t)hex_value(*r->at++);
    return digits && (!braces || duban_pattern_skip(r, "}"));
}

/* \p{...} or \pL, after the letter. */
static void skip_property(reader *r) {
    if (duban_pattern_at(r, "{"))
        duban_pattern_skip_through(r, '}');
    else if (r->at < r->end)
        r->at++;
}

/* After a backslash, at a letter or digit. */
static part read_letter_escape(reader *r) {
    char16_t u = *r->at++;
    uint32_t c;
    if (u == 'x') return read_hex(r, &c) ? code_point(r, c) : duban_pattern_lose(r);
    if (u == 'p' || u == 'P') skip_property(r);
    if (is_one_of("pPDHSVwWX", u)) return one_of(true);
    if (is_one_of("dhsvRtnrfea", u)) return one_of(false);
    if (is_one_of("bBGAzZ", u)) return duban_pattern_guard(r);
    if (is_one_of("KE", u)) return duban_pattern_nothing(r);
    return duban_pattern_lose(r);
}

static part read_quoted(reader *r) {
    const char16_t *start = r->at;
    while (r->at < r->end && !duban_pattern_at(r, "\\E")) r->at++;
    /* A quantifier after it would rule its last character only. */
    uint32_t length = (uint32_t)(r->at - start);
    if (!duban_pattern_skip(r, "\\E")) return duban_pattern_lose(r);
    duban_pattern_skip_space(r);
    bool quantified = r->at < r->end && is_one_of("?*+{", *r->at);
    return quantified || length == 0 ? duban_pattern_lose(r) : units(r, start, length);
}

static bool is_word_unit(char16_t u) {
    return is_digit(u) || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z');
}

static part read_escape(reader *r) {
    r->at++;
    if (r->at == r->end) return duban_pattern_lose(r);
    if (duban_pattern_skip(r, "Q")) return read_quoted(r);
    if (is_word_unit(*r->at)) return read_letter_escape(r);
    uint32_t count = duban_unit_is_high(*r->at) && r->at + 1 < r->end ? 2 : 1;
    r->at += count;
    return units(r, r->at - count, count);
}

static bool is_one_character(duban_str s) {
    return s.length == 1 || (s.length == 2 && duban_unit_is_high(s.units[0]));
}

/* [:name:] or [:^name:], and nothing else that begins with [: */
static bool skip_posix_class(reader *r) {
    if (!duban_pattern_at(r, "[:")) return false;
    const char16_t *p = r->at + 2;
    if (p < r->end && *p == '^') p++;
    while (p < r->end && *p >= 'a' && *p <= 'z') p++;
    if (p + 1 >= r->end || p[0] != ':' || p[1] != ']') return false;
    r->at = p + 2;
    return true;
}

/* One member of a class as a set of one; unknown if it stands for more than one character. */
static duban_literals read_member(reader *r) {
    if (*r->at == '\\') {
        duban_literals one = read_escape(r).exact;
        return one.known && is_one_character(*one.items) ? one : DUBAN_LITERALS_UNKNOWN;
    }
    if (skip_posix_class(r)) return DUBAN_LITERALS_UNKNOWN;
    uint32_t count = duban_unit_is_high(*r->at) && r->at + 1 < r->end ? 2 : 1;
    r->at += count;
    return duban_literals_of(r->arena, (duban_str){r->at - count, count});
}

/* The characters of a range whose ends are single units, if they are few. */
static duban_literals read_range(reader *r, duban_literals from) {
    r->at++;
    duban_literals to = read_member(r);
    if (!from.known || !to.known || from.items->length != 1 || to.items->length != 1)
        return DUBAN_LITERALS_UNKNOWN;
    char16_t first = from.items->units[0], last = to.items->units[0];
    if (last < first || last - first >= CLASS_MAX) return DUBAN_LITERALS_UNKNOWN;
    duban_literals_builder all = {0};
    for (uint32_t u = first; u <= last; u++)
        duban_literals_add(r->arena, &all, code_point(r, u).exact);
    return duban_literals_built(&all);
}

static part read_class(reader *r) {
    r->at++;
    bool negated = duban_pattern_skip(r, "^"), first = true;
    duban_literals_builder all = {0};
    for (; r->at < r->end && (first || *r->at != ']'); first = false) {
        duban_literals member = read_member(r);
        bool range = duban_pattern_at(r, "-") && r->at + 1 < r->end && r->at[1] != ']';
        if (range) member = read_range(r, member);
        duban_literals_add(r->arena, &all, member);
    }
    if (!duban_pattern_skip(r, "]")) return duban_pattern_lose(r);
    duban_literals members = duban_literals_built(&all);
    if (negated || !members.known || members.count > CLASS_MAX) return one_of(negated);
    return (part){.exact = members};
}

/* ^, $, ., a lone quantifier, or a character that means itself. */
part duban_pattern_atom(reader *r) {
    if (*r->at == '[') return read_class(r);
    if (*r->at == '\\') return read_escape(r);
    /* Newer versions of PCRE2 read more forms of {} as counts than this reader knows. */
    if (is_one_of("?*+{", *r->at)) return duban_pattern_lose(r);
    uint32_t count = duban_unit_is_high(*r->at) && r->at + 1 < r->end ? 2 : 1;
    char16_t unit = *r->at;
    r->at += count;
    if (unit == '.') return one_of(true);
    return is_one_of("^$", unit) ? duban_pattern_guard(r) : units(r, r->at - count, count);
}
