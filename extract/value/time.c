/*
 * Times: matches of time rules -> days, by the form that the rule sets and the groups that took
 * part. What the words mean is in rules/vocab/timewords.tsv and plans.tsv.
 *
 * Durations and terms are in time_term.c. Not resolved on purpose: hours and minutes, holidays,
 * seasons.
 */
#include "extract/value/time.h"

#include <stdlib.h>
#include <string.h>

#include "extract/value/period.h"
#include "extract/value/time_form.h"

enum { CENTURY = 2000, MIDDLE_OF_CENTURY = 2050 };

static const char *const precision_words[] = {
#define PRECISION_WORD(name, word) word,
    DUBAN_PRECISIONS(PRECISION_WORD)
#undef PRECISION_WORD
};

const char *duban_precision_word(duban_precision precision) { return precision_words[precision]; }

duban_str duban_time_group(const duban_time_source *s, const char *name) {
    duban_span g = duban_match_group(s->match, name);
    if (!duban_span_is_set(g)) return (duban_str){NULL, 0};
    return (duban_str){s->subject.units + g.start, duban_span_length(g)};
}

const char *duban_time_meaning(const duban_time_source *s, duban_str word, const char *kind) {
    const duban_vocab *words = duban_rules_vocab(s->rules, "timewords");
    uint32_t entry;
    if (!words || !word.length ||
        duban_vocab_longest(words, word.units, word.length, &entry) != word.length)
        return NULL;
    if (strcmp(duban_vocab_field(words, entry, "kind"), kind) != 0) return NULL;
    return duban_vocab_field(words, entry, "value");
}

int duban_time_int(const duban_time_source *s, const char *name) {
    int value = duban_numeral_int(s->numerals, duban_time_group(s, name));
    return value > 0 ? value : 0;
}

/* The year of a group: in four figures, in two, or by its distance from the year of reference. */
static int read_year(const duban_time_source *s, const char *name, bool *relative) {
    duban_str text = duban_time_group(s, name);
    const char *offset = duban_time_meaning(s, text, "year");
    if (offset) {
        *relative = true;
        return s->ref.year ? s->ref.year + atoi(offset) : 0;
    }
    if (text.length == 3) text = (duban_str){text.units + 1, 2}; /* an apostrophe and two figures */
    int year = duban_numeral_int(s->numerals, text);
    return year > 0 && year < 100 ? CENTURY + year : year > 0 ? year : 0;
}

static void read_part(const duban_time_source *s, duban_date *date) {
    const char *part = duban_time_meaning(s, duban_time_group(s, "part"), "part");
    if (!part) {
        date->quarter = duban_time_int(s, "part");
        return;
    }
    if (part[0] == 'h') date->half = atoi(part + 1);
    if (part[0] == 't') date->third = atoi(part + 1);
}

/* The date of the groups year, month, day, part; a year that is not printed is looked up. */
static duban_date read_date(const duban_time_source *s, bool *relative) {
    duban_date date = {.month = duban_time_int(s, "month"), .day = duban_time_int(s, "day")};
    date.year = read_year(s, "year", relative);
    read_part(s, &date);
    if (!date.year && !duban_span_is_set(duban_match_group(s->match, "year"))) {
        *relative = true;
        date.year = s->context ? s->context : s->ref.year;
    }
    return date;
}

static duban_edge edge_of(const char *word) {
    static const struct {
        const char *word;
        duban_edge edge;
    } edges[] = {
        {"begin", DUBAN_EDGE_BEGIN}, {"middle", DUBAN_EDGE_MIDDLE}, {"end", DUBAN_EDGE_END}};
    for (size_t i = 0; word && i < sizeof edges / sizeof *edges; i++)
        if (strcmp(word, edges[i].word) == 0) return edges[i].edge;
    return DUBAN_EDGE_NONE;
}

/* The finest part that the text names, for times whose year is not known. */
static duban_precision precision_of(duban_date d) {
    if (d.day) return DUBAN_PRECISION_DAY;
    if (d.month) return DUBAN_PRECISION_MONTH;
    if (d.quarter) return DUBAN_PRECISION_QUARTER;
    return d.half ? DUBAN_PRECISION_HALF : DUBAN_PRECISION_YEAR;
}

static bool read_point(const duban_time_source *s, duban_time *t) {
    duban_date date = read_date(s, &t->relative);
    duban_period period;
    const char *edge = duban_time_meaning(s, duban_time_group(s, "edge"), "edge");
    t->precision = precision_of(date);
    if (!date.year) return true;
    if (!duban_period_of(date, &period)) return false;
    t->precision = period.precision;
    t->edtf = duban_period_edtf(date, s->arena);
    bool lately = edge && strcmp(edge, "lately") == 0;
    if (lately || (edge && strcmp(edge, "since") == 0)) {
        if (lately) t->anchor = "past";
        t->from = period.first;
        t->edtf = duban_arena_printf(s->arena, "%s/..", t->edtf);
        return true;
    }
    t->by = duban_period_edge(period, edge_of(edge));
    if (t->precision == DUBAN_PRECISION_YEAR && t->by.month != 12) {
        t->precision = DUBAN_PRECISION_MONTH;
        t->edtf = duban_arena_printf(s->arena, "%04d-%02d", t->by.year, t->by.month);
    }
    return true;
}

static bool read_span(const duban_time_source *s, duban_time *t);

/* The years of a plan. */
static bool read_plan(const duban_time_source *s, duban_period *out) {
    const duban_vocab *plans = duban_rules_vocab(s->rules, "plans");
    duban_str word = duban_time_group(s, "plan");
    uint32_t entry;
    if (!plans || !word.length ||
        duban_vocab_longest(plans, word.units, word.length, &entry) != word.length)
        return false;
    duban_period first, last;
    duban_date from = {.year = atoi(duban_vocab_field(plans, entry, "from"))};
    duban_date by = {.year = atoi(duban_vocab_field(plans, entry, "by"))};
    if (!duban_period_of(from, &first) || !duban_period_of(by, &last)) return false;
    *out = (duban_period){first.first, last.last, DUBAN_PRECISION_PLAN};
    return true;
}

static bool read_plan_span(const duban_time_source *s, duban_time *t) {
    duban_period plan;
    if (!read_plan(s, &plan)) return false;
    t->from = plan.first;
    t->by = plan.last;
    t->precision = plan.precision;
    t->edtf = duban_arena_printf(s->arena, "%04d/%04d", plan.first.year, plan.last.year);
    return true;
}

static bool read_end(const duban_time_source *s, duban_time *t) {
    duban_period plan;
    if (!read_plan(s, &plan)) return false;
    t->by = plan.last;
    t->precision = plan.precision;
    t->edtf = duban_arena_printf(s->arena, "%04d", plan.last.year);
    return true;
}

static bool read_since(const duban_time_source *s, duban_time *t) {
    if (!read_plan_span(s, t)) return false;
    t->by = (duban_day){0};
    t->edtf = duban_arena_printf(s->arena, "%04d/..", t->from.year);
    return true;
}

/* The end of a span: what it does not say again is that of its beginning. */
static duban_date read_span_end(const duban_time_source *s, duban_date first) {
    bool relative = false;
    duban_date last = {.month = duban_time_int(s, "month2"), .day = duban_time_int(s, "day2")};
    last.year = read_year(s, "year2", &relative);
    duban_str year = duban_time_group(s, "year2");
    if (year.length == 2 && last.year && first.year > 0)
        last.year = first.year / 100 * 100 + last.year % 100;
    if (!last.year) last.year = first.year;
    if (last.day && !last.month) last.month = first.month;
    last.third = first.third; /* the part stands at the end */
    return last;
}

static bool read_span(const duban_time_source *s, duban_time *t) {
    if (duban_span_is_set(duban_match_group(s->match, "plan"))) return read_plan_span(s, t);
    duban_date first = read_date(s, &t->relative), last = read_span_end(s, first);
    duban_period begin, end;
    first.third = 0;
    t->precision = precision_of(last);
    if (!first.year) return true;
    if (!duban_period_of(first, &begin) || !duban_period_of(last, &end)) return false;
    if (duban_day_compare(begin.first, end.last) >= 0) return false;
    t->from = begin.first;
    t->by = end.last;
    t->precision = end.precision;
    const char *until =
        last.third ? duban_day_print(end.last, s->arena) : duban_period_edtf(last, s->arena);
    t->edtf = duban_arena_printf(s->arena, "%s/%s", duban_period_edtf(first, s->arena), until);
    return true;
}

static bool read_century(const duban_time_source *s, duban_time *t) {
    duban_period period;
    if (!duban_period_of((duban_date){.year = MIDDLE_OF_CENTURY}, &period)) return false;
    t->by = period.last;
    t->precision = DUBAN_PRECISION_YEAR;
    t->edtf = duban_arena_printf(s->arena, "%04d~", MIDDLE_OF_CENTURY);
    return true;
}

static bool read_today(const duban_time_source *s, duban_time *t) {
    t->from = s->ref;
    t->relative = true;
    t->precision = DUBAN_PRECISION_DAY;
    const char *day = duban_day_print(s->ref, s->arena);
    if (day) t->edtf = duban_arena_printf(s->arena, "%s/..", day);
    return true;
}

/* From this day on until another. */
static bool read_until(const duban_time_source *s, duban_time *t) {
    bool relative = false;
    duban_date last = {.month = duban_time_int(s, "month2"), .day = duban_time_int(s, "day2")};
    duban_period end;
    last.year = read_year(s, "year2", &relative);
    t->relative = true;
    if (!last.year) last.year = s->context ? s->context : s->ref.year;
    t->precision = precision_of(last);
    if (!last.year) return true;
    if (!duban_period_of(last, &end)) return false;
    t->from = s->ref;
    t->by = end.last;
    t->precision = end.precision;
    const char *day = duban_day_print(s->ref, s->arena);
    t->edtf =
        duban_arena_printf(s->arena, "%s/%s", day ? day : "..", duban_period_edtf(last, s->arena));
    return true;
}

static const struct {
    const char *word;
    bool (*read)(const duban_time_source *, duban_time *);
} forms[] = {
    {"point", read_point},
    {"span", read_span},
    {"end", read_end},
    {"since", read_since},
    {"duration", duban_time_read_duration},
    {"recurrence", duban_time_read_recurrence},
    {"anchored", duban_time_read_anchored},
    {"century", read_century},
    {"today", read_today},
    {"until", read_until},
};

static bool read_match(const duban_time_source *s, duban_time *out) {
    const char *form = duban_rule_param(s->match->rule, "form");
    duban_time t = {.span = s->match->span,
                    .anchor = duban_rule_param(s->match->rule, "anchor"),
                    .rule = s->match->rule->id};
    for (size_t i = 0; form && i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(form, forms[i].word) != 0 || !forms[i].read(s, &t)) continue;
        *out = t;
        return true;
    }
    return false;
}

static duban_time_source source_of(duban_matcher *m, const duban_match *match,
                                   const duban_numerals *numerals, duban_day ref) {
    return (duban_time_source){.rules = duban_matcher_rules(m),
                               .arena = duban_matcher_arena(m),
                               .subject = duban_matcher_subject(m),
                               .match = match,
                               .numerals = numerals,
                               .ref = ref};
}

bool duban_time_of(duban_matcher *matcher, const duban_match *match, duban_day ref,
                   duban_time *out) {
    duban_time_source s = source_of(matcher, match, duban_numerals_get(matcher), ref);
    return read_match(&s, out);
}

duban_times duban_time_read(duban_matcher *matcher, duban_span within, duban_day ref) {
    duban_times found = {0};
    const duban_numerals *numerals = duban_numerals_get(matcher);
    duban_matches matches = duban_match_best(matcher, DUBAN_RULE_TIME, within);
    int context = 0;
    for (uint32_t i = 0; i < matches.count; i++) {
        duban_time_source s = source_of(matcher, &matches.items[i], numerals, ref);
        s.context = context;
        duban_time t;
        if (!read_match(&s, &t)) continue;
        bool coarse = t.precision == DUBAN_PRECISION_PLAN || t.precision == DUBAN_PRECISION_YEAR;
        if (t.by.year && !t.relative && (!coarse || !ref.year)) context = t.by.year;
        found.items =
            duban_arena_grow(s.arena, found.items, &found.capacity, found.count + 1, sizeof t);
        found.items[found.count++] = t;
    }
    return found;
}
