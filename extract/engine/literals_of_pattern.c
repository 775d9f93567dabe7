/*
 * A pattern -> literals of which every match holds one.
 *
 * Reads the expanded pattern as PCRE2 does, in free spacing: alternatives, sequences, groups,
 * classes of few characters, quantifiers. Each part gives what it can match exactly, or else what
 * it needs. Lookarounds, anchors and comments give nothing and cost nothing. At whatever this
 * reader does not know (options inside the pattern, conditions, recursion, verbs) it gives up on
 * the whole pattern: such a rule is always run. It errs to that side only.
 */
#include <string.h>

#include "extract/engine/literals.h"

#define CLASS_MAX 64
#define DEPTH_MAX 240

typedef struct {
    duban_literals exact, needed;
} part;

typedef struct {
    duban_arena *arena;
    const char16_t *at, *end;
    uint32_t depth;
    bool lost; /* met what it does not know */
} reader;

static part read_alternatives(reader *r);

static part nothing(reader *r) {
    return (part){duban_literals_of(r->arena, (duban_str){r->at, 0}), DUBAN_LITERALS_UNKNOWN};
}

static part anything(void) { return (part){DUBAN_LITERALS_UNKNOWN, DUBAN_LITERALS_UNKNOWN}; }

static part units(reader *r, const char16_t *start, uint32_t count) {
    return (part){duban_literals_of(r->arena, (duban_str){start, count}), DUBAN_LITERALS_UNKNOWN};
}

static part lose(reader *r) {
    r->lost = true;
    r->at = r->end;
    return anything();
}

static bool looking_at(const reader *r, const char *ascii) {
    for (size_t k = 0; ascii[k]; k++)
        if (r->at + k >= r->end || r->at[k] != (char16_t)ascii[k]) return false;
    return true;
}

static bool skip(reader *r, const char *ascii) {
    if (!looking_at(r, ascii)) return false;
    r->at += strlen(ascii);
    return true;
}

static void skip_through(reader *r, char16_t mark) {
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

static void skip_space(reader *r) {
    while (r->at < r->end && is_space(*r->at)) r->at++;
}

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
    bool braces = skip(r, "{");
    uint32_t digits = 0;
    for (*c = 0; r->at < r->end && hex_value(*r->at) >= 0 && digits < (braces ? 6 : 2); digits++)
        *c = *c * 16 + (uint32_t)hex_value(*r->at++);
    return digits && (!braces || skip(r, "}"));
}

/* After a backslash, outside a class, at a letter or digit. */
static part read_letter_escape(reader *r) {
    static const char one_character[] = "dDhHsSvVwWRXtnrfea";
    static const char no_character[] = "bBGKAzZE";
    char16_t u = *r->at++;
    uint32_t c;
    if (u == 'x') return read_hex(r, &c) ? code_point(r, c) : lose(r);
    if (u < 0x80 && strchr(one_character, (char)u)) return anything();
    if (u < 0x80 && strchr(no_character, (char)u)) return nothing(r);
    if (u == 'p' || u == 'P') {
        if (looking_at(r, "{"))
            skip_through(r, '}');
        else if (r->at < r->end)
            r->at++;
        return anything();
    }
    return lose(r);
}

static part read_quoted(reader *r) {
    const char16_t *start = r->at;
    while (r->at < r->end && !looking_at(r, "\\E")) r->at++;
    /* A quantifier after it would rule its last character only. */
    uint32_t length = (uint32_t)(r->at - start);
    if (!skip(r, "\\E")) return lose(r);
    skip_space(r);
    bool quantified = r->at < r->end && *r->at < 0x80 && strchr("?*+{", (char)*r->at);
    return quantified || length == 0 ? lose(r) : units(r, start, length);
}

static bool is_word_unit(char16_t u) {
    return is_digit(u) || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z');
}

static part read_escape(reader *r) {
    r->at++;
    if (r->at == r->end) return lose(r);
    if (skip(r, "Q")) return read_quoted(r);
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
    if (!looking_at(r, "[:")) return false;
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
    bool negated = skip(r, "^"), first = true;
    duban_literals_builder all = {0};
    for (; r->at < r->end && (first || *r->at != ']'); first = false) {
        duban_literals member = read_member(r);
        bool range = looking_at(r, "-") && r->at + 1 < r->end && r->at[1] != ']';
        if (range) member = read_range(r, member);
        duban_literals_add(r->arena, &all, member);
    }
    if (!skip(r, "]")) return lose(r);
    duban_literals members = duban_literals_built(&all);
    if (negated || members.count > CLASS_MAX) return anything();
    return (part){members, DUBAN_LITERALS_UNKNOWN};
}

static part read_group(reader *r) {
    static const char *const lookarounds[] = {"?=", "?!", "?<=", "?<!"};
    r->at++;
    bool looks = false;
    for (size_t i = 0; i < 4 && !looks; i++) looks = skip(r, lookarounds[i]);
    if (!looks && looking_at(r, "?")) {
        if (skip(r, "?'"))
            skip_through(r, '\'');
        else if (skip(r, "?<") || skip(r, "?P<"))
            skip_through(r, '>');
        else if (!skip(r, "?:") && !skip(r, "?>") && !skip(r, "?|"))
            return lose(r);
    } else if (!looks && looking_at(r, "*")) {
        return lose(r);
    }
    if (++r->depth > DEPTH_MAX) return lose(r);
    part inner = read_alternatives(r);
    r->depth--;
    if (!skip(r, ")")) return lose(r);
    return looks ? nothing(r) : inner;
}

static part read_atom(reader *r) {
    switch (*r->at) {
    case '(':
        return read_group(r);
    case '[':
        return read_class(r);
    case '\\':
        return read_escape(r);
    case '.':
        r->at++;
        return anything();
    case '^':
    case '$':
        r->at++;
        return nothing(r);
    case '?':
    case '*':
    case '+':
    case '{':
        return lose(r); /* newer versions read more forms of {} as counts */
    default:
        break;
    }
    uint32_t count = duban_unit_is_high(*r->at) && r->at + 1 < r->end ? 2 : 1;
    r->at += count;
    return units(r, r->at - count, count);
}

/* {n}, {n,} or {n,m}; a { that begins none of these is a character. */
static bool read_counts(reader *r, uint32_t *least, bool *once) {
    const char16_t *p = r->at + 1;
    uint32_t n = 0, digits = 0;
    for (; p < r->end && is_digit(*p) && digits < 6; p++, digits++) n = n * 10 + (*p - '0');
    bool exact = p < r->end && *p == '}';
    if (!exact && p < r->end && *p == ',')
        for (p++; p < r->end && is_digit(*p);) p++;
    if (!digits || p >= r->end || *p != '}') return false;
    r->at = p + 1;
    *least = n;
    *once = exact && n == 1;
    return true;
}

static duban_literals best(duban_literals a, duban_literals b) {
    return duban_literals_frequency(a) <= duban_literals_frequency(b) ? a : b;
}

/* What a part needs, whatever it can match exactly. */
static duban_literals need(part p) { return best(p.exact, p.needed); }

static part read_quantified(reader *r) {
    part p = read_atom(r);
    skip_space(r);
    uint32_t least = 1;
    bool once = true, maybe = false;
    if (skip(r, "?")) {
        maybe = true;
    } else if (skip(r, "*")) {
        least = 0;
        once = false;
    } else if (skip(r, "+")) {
        once = false;
    } else if (!looking_at(r, "{") || !read_counts(r, &least, &once)) {
        return p;
    }
    if (!skip(r, "?")) skip(r, "+");
    if (maybe) {
        duban_literals_builder both = {0};
        duban_literals_add(r->arena, &both, p.exact);
        duban_literals_add(r->arena, &both, nothing(r).exact);
        return (part){duban_literals_built(&both), DUBAN_LITERALS_UNKNOWN};
    }
    if (least == 0) return anything();
    return once ? p : (part){DUBAN_LITERALS_UNKNOWN, need(p)};
}

/* Appends a part to a sequence: exact stays exact while it is small, needed keeps the best. */
static part then(reader *r, part so_far, duban_literals *run, part next) {
    duban_literals longer = duban_literals_product(r->arena, *run, next.exact);
    so_far.exact = duban_literals_product(r->arena, so_far.exact, next.exact);
    so_far.needed = best(so_far.needed, best(*run, next.needed));
    if (longer.known)
        *run = longer;
    else
        *run = next.exact.known ? next.exact : nothing(r).exact;
    so_far.needed = best(so_far.needed, *run);
    return so_far;
}

static part read_sequence(reader *r) {
    part all = nothing(r);
    duban_literals run = all.exact;
    for (skip_space(r); r->at < r->end && *r->at != '|' && *r->at != ')'; skip_space(r))
        all = then(r, all, &run, read_quantified(r));
    return all;
}

static part read_alternatives(reader *r) {
    part first = read_sequence(r);
    if (!looking_at(r, "|")) return first;
    duban_literals_builder exact = {0}, needed = {0};
    duban_literals_add(r->arena, &exact, first.exact);
    duban_literals_add(r->arena, &needed, need(first));
    while (skip(r, "|")) {
        part next = read_sequence(r);
        duban_literals_add(r->arena, &exact, next.exact);
        duban_literals_add(r->arena, &needed, need(next));
    }
    return (part){duban_literals_built(&exact), duban_literals_built(&needed)};
}

duban_literals duban_literals_needed(duban_arena *arena, duban_str pattern) {
    reader r = {.arena = arena, .at = pattern.units, .end = pattern.units + pattern.length};
    part whole = read_alternatives(&r);
    duban_literals needed = need(whole);
    /* A set that occurs this often rejects too little to be worth looking for. */
    if (r.lost || r.at != r.end || duban_literals_frequency(needed) > 0.2)
        return DUBAN_LITERALS_UNKNOWN;
    return duban_literals_reduce(arena, needed);
}
