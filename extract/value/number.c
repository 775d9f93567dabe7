/*
 * Numbers: a match of a number rule -> its value, by the form that the rule sets.
 *
 * Hundredths, tenths and fractions become per cent; a fraction without a finite decimal form is
 * rounded to two places of it (one third is 33.33). Set phrases with a numeral in them
 * (rules/vocab/fixed.tsv) are passed over.
 */
#include "extract/value/number.h"

#include <string.h>

#include "base/limits.h"

enum { FIXED_REACH = 6, PLACES = 2 };

static const char *const form_words[] = {
#define FORM_WORD(name, word) word,
    DUBAN_NUMBER_FORMS(FORM_WORD)
#undef FORM_WORD
};

const char *duban_number_form_word(duban_number_form form) { return form_words[form]; }

/* What a form's reader works on. */
typedef struct {
    const duban_numerals *numerals;
    duban_str subject;
    const duban_match *match;
} source;

static bool group_value(const source *s, const char *name, duban_decimal *out) {
    duban_span g = duban_match_group(s->match, name);
    if (!duban_span_is_set(g)) return false;
    duban_str text = {s->subject.units + g.start, duban_span_length(g)};
    return duban_numeral_value(s->numerals, text, out);
}

/* The group "whole", or where the rule has none the whole match. */
static bool whole_value(const source *s, duban_decimal *out) {
    if (group_value(s, "whole", out)) return true;
    if (group_value(s, "number", out)) return true;
    duban_span all = s->match->span;
    return duban_numeral_value(
        s->numerals, (duban_str){s->subject.units + all.start, duban_span_length(all)}, out);
}

static bool read_plain(const source *s, duban_number *n) {
    if (!whole_value(s, &n->value)) return false;
    if (duban_span_is_set(duban_match_group(s->match, "sign"))) n->value.digits = -n->value.digits;
    return true;
}

static bool read_no_amount(const source *s, duban_number *n) {
    (void)s;
    n->value = duban_decimal_of(0);
    return true;
}

static bool read_part(const source *s, duban_number *n) {
    duban_decimal part, whole;
    if (!group_value(s, "numerator", &part) || !group_value(s, "denominator", &whole)) return false;
    n->unit = "%";
    return duban_decimal_multiply(part, duban_decimal_of(100), &part) &&
           duban_decimal_quotient(part, whole, n->form == DUBAN_NUMBER_PERCENT ? 6 : PLACES,
                                  &n->value);
}

static bool read_tenths(const source *s, duban_number *n) {
    duban_decimal fraction;
    n->unit = "%";
    if (!whole_value(s, &n->value) ||
        !duban_decimal_multiply(n->value, duban_decimal_of(10), &n->value))
        return false;
    if (duban_span_is_set(duban_match_group(s->match, "scale"))) /* a half of a tenth */
        return duban_decimal_add(n->value, duban_decimal_of(5), &n->value);
    return !group_value(s, "fraction", &fraction) ||
           duban_decimal_add(n->value, fraction, &n->value);
}

static bool read_half(const source *s, duban_number *n) {
    (void)s;
    n->unit = "%";
    n->value = duban_decimal_of(50);
    return true;
}

/* a:1 is a; of any other ratio the first term, the rest being the reader's to see in the text. */
static bool read_ratio(const source *s, duban_number *n) {
    return group_value(s, "numerator", &n->value);
}

static bool read_pair(const source *s, duban_number *n) {
    duban_decimal scale = duban_decimal_of(1);
    duban_span g = duban_match_group(s->match, "scale");
    if (duban_span_is_set(g) && !group_value(s, "scale", &scale)) return false;
    n->is_range = true;
    return group_value(s, "low", &n->min) && group_value(s, "high", &n->max) &&
           duban_decimal_multiply(n->min, scale, &n->min) &&
           duban_decimal_multiply(n->max, scale, &n->max) &&
           duban_decimal_compare(n->min, n->max) < 0;
}

static bool read_doubling(const source *s, duban_number *n) {
    duban_decimal times = duban_decimal_of(1);
    group_value(s, "number", &times);
    if (times.scale != 0 || times.digits < 1 || times.digits > 20) return false;
    n->value = duban_decimal_of((int64_t)1 << times.digits);
    return true;
}

static bool (*const readers[])(const source *, duban_number *) = {
    [DUBAN_NUMBER_DATE] = read_no_amount,  [DUBAN_NUMBER_NAME] = read_no_amount,
    [DUBAN_NUMBER_LABEL] = read_no_amount, [DUBAN_NUMBER_ORDINAL] = read_plain,
    [DUBAN_NUMBER_FEW] = read_no_amount,   [DUBAN_NUMBER_PLAIN] = read_plain,
    [DUBAN_NUMBER_BARE] = read_plain,      [DUBAN_NUMBER_PERCENT] = read_part,
    [DUBAN_NUMBER_TENTHS] = read_tenths,   [DUBAN_NUMBER_HALF] = read_half,
    [DUBAN_NUMBER_FRACTION] = read_part,   [DUBAN_NUMBER_RATIO] = read_ratio,
    [DUBAN_NUMBER_PAIR] = read_pair,       [DUBAN_NUMBER_DOUBLING] = read_doubling,
    [DUBAN_NUMBER_ZERO] = read_no_amount,  [DUBAN_NUMBER_RANK] = read_plain,
    [DUBAN_NUMBER_MAGNITUDE] = read_plain,
};

static duban_number_form form_of(const duban_rule *rule) {
    const char *word = duban_rule_param(rule, "form");
    for (int f = 0; word && f < DUBAN_NUMBER_FORM_COUNT; f++)
        if (strcmp(word, form_words[f]) == 0) return (duban_number_form)f;
    return DUBAN_NUMBER_PLAIN;
}

bool duban_number_of(const duban_numerals *numerals, duban_str subject, const duban_match *match,
                     duban_number *out) {
    source s = {numerals, subject, match};
    *out =
        (duban_number){.span = match->span, .form = form_of(match->rule), .rule = match->rule->id};
    duban_numeral first = duban_numeral_of(numerals, subject.units[match->span.start]);
    out->arabic = first.kind == DUBAN_NUMERAL_ARABIC;
    return readers[out->form](&s, out);
}

bool duban_number_here(duban_matcher *matcher, const duban_numerals *numerals, duban_span within,
                       duban_number *out) {
    duban_match match;
    if (duban_span_length(within) > DUBAN_NUMBER_MAX) within.end = within.start + DUBAN_NUMBER_MAX;
    return duban_match_here(matcher, DUBAN_RULE_NUMBER, within, &match) &&
           duban_number_of(numerals, duban_matcher_subject(matcher), &match, out);
}

/* The power of the scale words at the end of a number's text. */
static duban_decimal scale_of(const duban_numerals *numerals, duban_str subject, duban_span span) {
    duban_decimal scale = duban_decimal_of(1);
    uint32_t start = span.end;
    while (start > span.start &&
           duban_numeral_of(numerals, subject.units[start - 1]).kind == DUBAN_NUMERAL_SCALE)
        start--;
    duban_numeral_value(numerals, (duban_str){subject.units + start, span.end - start}, &scale);
    return scale;
}

bool duban_number_join(const duban_numerals *numerals, duban_str subject, duban_number low,
                       duban_number high, duban_number *out) {
    if (low.form < DUBAN_NUMBER_PLAIN || high.form < DUBAN_NUMBER_PLAIN) return false;
    if (low.is_range || high.is_range) return false;
    duban_decimal scale = scale_of(numerals, subject, high.span), shared;
    duban_decimal own = scale_of(numerals, subject, low.span);
    if (duban_decimal_compare(own, duban_decimal_of(1)) == 0 &&
        duban_decimal_multiply(low.value, scale, &shared) &&
        duban_decimal_compare(shared, high.value) < 0)
        low.value = shared;
    if (duban_decimal_compare(low.value, high.value) >= 0) return false;
    *out = high;
    out->span.start = low.span.start;
    out->is_range = true;
    out->arabic = low.arabic;
    out->min = low.value;
    out->max = high.value;
    return true;
}

uint32_t duban_number_joint(const duban_rules *rules, duban_str rest, const char *kind) {
    const duban_vocab *joints = duban_rules_vocab(rules, "joints");
    uint32_t entry, length;
    if (!joints || !(length = duban_vocab_longest(joints, rest.units, rest.length, &entry)))
        return 0;
    return strcmp(duban_vocab_field(joints, entry, "kind"), kind) == 0 ? length : 0;
}

bool duban_number_is_fixed(const duban_rules *rules, duban_str subject, uint32_t at,
                           duban_span *fixed) {
    const duban_vocab *words = duban_rules_vocab(rules, "fixed");
    if (!words) return false;
    for (uint32_t back = 0; back < FIXED_REACH && back <= at; back++) {
        uint32_t start = at - back, entry;
        uint32_t length =
            duban_vocab_longest(words, subject.units + start, subject.length - start, &entry);
        if (length <= back) continue;
        uint32_t end = start + length;
        if (end < subject.length &&
            duban_utf8_holds(duban_vocab_field(words, entry, "not_before"), subject.units[end]))
            continue;
        *fixed = (duban_span){start, start + length};
        return true;
    }
    return false;
}

static void add_number(duban_matcher *m, duban_numbers *found, duban_number n) {
    found->items = duban_arena_grow(duban_matcher_arena(m), found->items, &found->capacity,
                                    found->count + 1, sizeof n);
    found->items[found->count++] = n;
}

/* Reads the number at a place, and its other end where it is a range. Answers where to go on. */
static uint32_t read_at(duban_matcher *m, const duban_numerals *numerals, duban_span rest,
                        duban_numbers *found) {
    const duban_rules *rules = duban_matcher_rules(m);
    duban_str subject = duban_matcher_subject(m);
    duban_number n, other;
    if (!duban_number_here(m, numerals, rest, &n)) return rest.start + 1;
    uint32_t end = n.span.end;
    uint32_t joint =
        duban_number_joint(rules, (duban_str){subject.units + end, rest.end - end}, "range");
    if (joint && duban_number_here(m, numerals, (duban_span){end + joint, rest.end}, &other) &&
        duban_number_join(numerals, subject, n, other, &n))
        end = n.span.end;
    if (n.form >= DUBAN_NUMBER_ORDINAL && n.form != DUBAN_NUMBER_FEW) add_number(m, found, n);
    return end;
}

duban_numbers duban_number_read(duban_matcher *matcher, duban_span within) {
    duban_numbers found = {0};
    duban_span fixed;
    const duban_numerals *numerals = duban_numerals_get(matcher);
    const duban_rules *rules = duban_matcher_rules(matcher);
    duban_str subject = duban_matcher_subject(matcher);
    for (uint32_t i = within.start; i < within.end;) {
        duban_numeral at = duban_numeral_of(numerals, subject.units[i]);
        if (at.kind == DUBAN_NUMERAL_NONE)
            i++;
        else if (at.kind != DUBAN_NUMERAL_ARABIC &&
                 duban_number_is_fixed(rules, subject, i, &fixed))
            i = fixed.end;
        else
            i = read_at(matcher, numerals, (duban_span){i, within.end}, &found);
    }
    return found;
}
