/*
 * What a pattern needs, and what could make it slow.
 *
 * Reads the expanded pattern as PCRE2 does: alternatives, sequences, groups, quantifiers. Each part
 * gives what it can match exactly, or else literals that it needs. At whatever this reader does
 * not know (options inside the pattern, conditions, recursion, verbs) it gives up on the whole
 * pattern: such a rule is always run. It errs to that side only.
 *
 * Two shapes take time that grows faster than the text: a loop that holds nothing but a loop
 * ((?:\w+,?)+), and a search that begins with a wide loop ([^.]*x: each place starts it anew).
 */
#include "extract/engine/pattern_analysis.h"

#include "extract/engine/pattern_reader.h"

#define DEPTH_MAX 240 /* nested groups; PCRE2 allows 250 */

/* A set that occurs in more than this share of all places rejects too little to be looked for. */
#define FREQUENCY_MAX 0.7

typedef duban_pattern_part part;
typedef duban_pattern_reader reader;

static part read_alternatives(reader *r);

/* Reads the name or mark after the ( of a group that matches; false for a group of another kind. */
static bool enter_group(reader *r, bool *atomic) {
    if (duban_pattern_at(r, "*")) return false;
    if (!duban_pattern_at(r, "?")) return true;
    if (duban_pattern_skip(r, "?:") || duban_pattern_skip(r, "?|")) return true;
    *atomic = duban_pattern_skip(r, "?>");
    if (*atomic) return true;
    if (duban_pattern_skip(r, "?'"))
        duban_pattern_skip_through(r, '\'');
    else if (duban_pattern_skip(r, "?<") || duban_pattern_skip(r, "?P<"))
        duban_pattern_skip_through(r, '>');
    else
        return false;
    return true;
}

static bool enter_lookaround(reader *r) {
    return duban_pattern_skip(r, "?=") || duban_pattern_skip(r, "?!") ||
           duban_pattern_skip(r, "?<=") || duban_pattern_skip(r, "?<!");
}

static part read_group(reader *r) {
    r->at++;
    bool atomic = false, looks = enter_lookaround(r);
    if (!looks && !enter_group(r, &atomic)) return duban_pattern_lose(r);
    if (++r->depth > DEPTH_MAX) return duban_pattern_lose(r);
    part inner = read_alternatives(r);
    r->depth--;
    if (!duban_pattern_skip(r, ")")) return duban_pattern_lose(r);
    if (looks) return duban_pattern_guard(r);
    inner.decisive = atomic;
    return inner;
}

typedef struct {
    uint32_t least, most; /* most is UINT32_MAX where there is no bound */
    bool possessive;
} repetition;

static bool read_number(const reader *r, const char16_t **p, uint32_t *n) {
    const char16_t *start = *p;
    for (*n = 0; *p < r->end && **p >= '0' && **p <= '9' && *p - start < 6; (*p)++)
        *n = *n * 10 + (uint32_t)(**p - '0');
    return *p > start;
}

/* {n}, {n,} or {n,m} */
static bool read_counts(reader *r, repetition *rep) {
    const char16_t *p = r->at + 1;
    if (!read_number(r, &p, &rep->least)) return false;
    rep->most = rep->least;
    if (p < r->end && *p == ',') {
        p++;
        if (!read_number(r, &p, &rep->most)) rep->most = UINT32_MAX;
    }
    if (p >= r->end || *p != '}') return false;
    r->at = p + 1;
    return true;
}

static bool read_repetition(reader *r, repetition *rep) {
    duban_pattern_skip_space(r);
    if (duban_pattern_skip(r, "?"))
        *rep = (repetition){0, 1, false};
    else if (duban_pattern_skip(r, "*"))
        *rep = (repetition){0, UINT32_MAX, false};
    else if (duban_pattern_skip(r, "+"))
        *rep = (repetition){1, UINT32_MAX, false};
    else if (!duban_pattern_at(r, "{") || !read_counts(r, rep))
        return false;
    if (!duban_pattern_skip(r, "?")) rep->possessive = duban_pattern_skip(r, "+");
    return true;
}

static duban_literals best(duban_literals a, duban_literals b) {
    return duban_literals_frequency(a) <= duban_literals_frequency(b) ? a : b;
}

/* What a part needs, whatever it can match exactly. */
static duban_literals need(part p) { return best(p.exact, p.needed); }

static duban_literals or_nothing(reader *r, duban_literals set) {
    duban_literals_builder both = {0};
    duban_literals_add(r->arena, &both, set);
    duban_literals_add(r->arena, &both, duban_pattern_nothing(r).exact);
    return duban_literals_built(&both);
}

static part repeat(reader *r, part p, repetition rep) {
    part all = {.empty = p.empty || rep.least == 0,
                .loop = rep.most == UINT32_MAX,
                .wide = p.wide,
                .decisive = rep.possessive,
                .open = p.open || (p.wide && rep.most == UINT32_MAX)};
    if (all.loop && p.loop && !p.decisive && !rep.possessive) r->nested = true;
    if (!all.loop) all.loop = p.loop;
    if (rep.least <= 1 && rep.most == 1) all.exact = rep.least ? p.exact : or_nothing(r, p.exact);
    if (rep.least) all.needed = need(p);
    return all;
}

static part read_quantified(reader *r) {
    part p = *r->at == '(' ? read_group(r) : duban_pattern_atom(r);
    repetition rep = {0};
    return read_repetition(r, &rep) ? repeat(r, p, rep) : p;
}

/* A sequence being read: the whole, and the exact run at its end. */
typedef struct {
    part all;
    duban_literals run;
    uint32_t required; /* parts that must be there */
    bool guarded;      /* a guard stands before all that must be there */
    bool loops;        /* a part of it is a loop */
} sequence;

/* Appends a part: exact stays exact while it is small, needed keeps the best. */
static void append(reader *r, sequence *s, part next) {
    duban_literals longer = duban_literals_product(r->arena, s->run, next.exact);
    s->all.exact = duban_literals_product(r->arena, s->all.exact, next.exact);
    s->all.needed = best(s->all.needed, best(s->run, next.needed));
    if (longer.known)
        s->run = longer;
    else
        s->run = next.exact.known ? next.exact : duban_pattern_nothing(r).exact;
    s->all.needed = best(s->all.needed, s->run);
    if (next.guard) {
        s->guarded = s->guarded || !s->required;
        return;
    }
    if (!s->required && !s->guarded) s->all.open = s->all.open || next.open;
    s->required += !next.empty;
    s->all.empty = s->all.empty && next.empty;
    s->loops = s->loops || (next.loop && !next.decisive);
    if (s->required == 1 && !next.empty) s->all.loop = next.loop && !next.decisive;
    s->all.wide = next.wide;
}

static part read_sequence(reader *r) {
    sequence s = {.all = duban_pattern_nothing(r)};
    s.run = s.all.exact;
    for (duban_pattern_skip_space(r); r->at < r->end && *r->at != '|' && *r->at != ')';
         duban_pattern_skip_space(r))
        append(r, &s, read_quantified(r));
    if (s.required == 0) s.all.loop = s.loops;
    if (s.required > 1) s.all.loop = s.all.wide = false;
    return s.all;
}

static part read_alternatives(reader *r) {
    part all = read_sequence(r);
    if (!duban_pattern_at(r, "|")) return all;
    duban_literals_builder exact = {0}, needed = {0};
    duban_literals_add(r->arena, &exact, all.exact);
    duban_literals_add(r->arena, &needed, need(all));
    while (duban_pattern_skip(r, "|")) {
        part next = read_sequence(r);
        duban_literals_add(r->arena, &exact, next.exact);
        duban_literals_add(r->arena, &needed, need(next));
        all.empty = all.empty || next.empty;
        all.wide = all.wide || next.wide;
        all.loop = all.loop || next.loop;
        all.open = all.open || next.open;
    }
    all.exact = duban_literals_built(&exact);
    all.needed = duban_literals_built(&needed);
    return all;
}

duban_pattern_analysis duban_pattern_analyse(duban_arena *arena, duban_str pattern) {
    reader r = {.arena = arena, .at = pattern.units, .end = pattern.units + pattern.length};
    part whole = read_alternatives(&r);
    duban_pattern_analysis a = {.needed = DUBAN_LITERALS_UNKNOWN};
    if (r.lost || r.at != r.end) return a;
    a.nested_loop = r.nested;
    a.open_beginning = whole.open;
    duban_literals needed = need(whole);
    if (duban_literals_frequency(needed) <= FREQUENCY_MAX)
        a.needed = duban_literals_reduce(arena, needed);
    return a;
}
