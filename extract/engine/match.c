/*
 * The match loop: a subject and spans of it -> matches of rules, within PCRE2's limits.
 *
 * The subject is handed to PCRE2 from its beginning, so that lookbehind sees what stands before a
 * span, and cut at the span's end. Spans over DUBAN_PIECE_MAX are searched piece by piece. Text
 * with lone surrogates is searched in a copy that holds U+FFFD in their place: PCRE2 is then told
 * that the text is valid and need not look again for each call.
 */
#include "extract/engine/match.h"

#include <stdlib.h>
#include <string.h>

#include "extract/engine/compiled.h"

struct duban_matcher {
    const duban_rules *rules;
    duban_arena *arena;
    duban_diags *diags;
    const char16_t *subject;
    uint32_t length;
    pcre2_match_data_16 *data;
    pcre2_match_context_16 *context;
    pcre2_jit_stack_16 *stack;
    uint8_t *reported;  /* of each rule: whether a limit that it hit was reported */
    uint32_t *produced; /* of each rule: its matches so far */
    const duban_rule **order;
};

static void free_data(void *data) { pcre2_match_data_free_16(data); }
static void free_context(void *context) { pcre2_match_context_free_16(context); }
static void free_stack(void *stack) { pcre2_jit_stack_free_16(stack); }

/* Gives a handle to the arena; a handle that could not be made ends the run as memory does. */
static void *own(duban_arena *arena, void (*release)(void *), void *handle) {
    if (!handle) return duban_arena_alloc(arena, SIZE_MAX);
    duban_arena_own(arena, release, handle);
    return handle;
}

duban_matcher *duban_matcher_new(const duban_rules *rules, duban_arena *arena, duban_diags *diags) {
    duban_matcher *m = duban_arena_alloc(arena, sizeof *m);
    *m = (duban_matcher){.rules = rules, .arena = arena, .diags = diags};
    m->reported = duban_arena_alloc(arena, rules->count);
    m->produced = duban_arena_alloc(arena, rules->count * sizeof *m->produced);
    m->data = own(arena, free_data, pcre2_match_data_create_16(rules->capture_max + 1, NULL));
    m->context = own(arena, free_context, pcre2_match_context_create_16(NULL));
    m->stack = own(arena, free_stack, pcre2_jit_stack_create_16(32 * 1024, DUBAN_JIT_STACK, NULL));
    pcre2_set_match_limit_16(m->context, DUBAN_MATCH_LIMIT);
    pcre2_set_depth_limit_16(m->context, DUBAN_DEPTH_LIMIT);
    pcre2_set_heap_limit_16(m->context, DUBAN_HEAP_KIB);
    pcre2_jit_stack_assign_16(m->context, NULL, m->stack);
    return m;
}

const duban_rules *duban_matcher_rules(const duban_matcher *matcher) { return matcher->rules; }
duban_arena *duban_matcher_arena(const duban_matcher *matcher) { return matcher->arena; }
duban_str duban_matcher_subject(const duban_matcher *matcher) {
    return (duban_str){matcher->subject, matcher->length};
}

/* Whether the unit at i is half of a pair without its other half. */
static bool is_lone(const char16_t *text, uint32_t length, uint32_t i) {
    if (duban_unit_is_high(text[i])) return i + 1 >= length || !duban_unit_is_low(text[i + 1]);
    if (duban_unit_is_low(text[i])) return i == 0 || !duban_unit_is_high(text[i - 1]);
    return false;
}

void duban_matcher_set(duban_matcher *matcher, const char16_t *subject, uint32_t length) {
    char16_t *repaired = NULL;
    for (uint32_t i = 0; i < length; i++) {
        if ((subject[i] & 0xF800) != 0xD800 || !is_lone(subject, length, i)) continue;
        if (!repaired)
            repaired = duban_arena_copy(matcher->arena, subject, length * sizeof *subject);
        repaired[i] = 0xFFFD;
    }
    matcher->subject = repaired ? repaired : subject;
    matcher->length = length;
}

static void report_limit(duban_matcher *m, const duban_rule *rule, uint32_t start, uint32_t end,
                         int error) {
    if (m->reported[rule->index]) return;
    m->reported[rule->index] = 1;
    PCRE2_UCHAR16 text[120];
    char reason[120] = "";
    int length = pcre2_get_error_message_16(error, text, 120);
    for (int i = 0; i < length; i++) reason[i] = (char)text[i];
    duban_diag d = {.severity = DUBAN_WARNING,
                    .status = DUBAN_BAD_RULES,
                    .stage = DUBAN_STAGE_RULES,
                    .rule = rule->id,
                    .file = rule->file,
                    .line = rule->line,
                    .span = {start, end}};
    duban_diag_add(m->diags, d,
                   "%s (%d): the rule '%s' was given up here and counts as not matching; "
                   "make its pattern less ambiguous",
                   reason, error, rule->id);
}

/* The end of the piece that begins at start: the span's end, or a place after a stop before it. */
static uint32_t piece_end(const duban_matcher *m, uint32_t start, uint32_t end) {
    if (end - start <= DUBAN_PIECE_MAX) return end;
    const duban_rules *rules = m->rules;
    uint32_t limit = start + DUBAN_PIECE_MAX;
    for (uint32_t i = limit; i > start + DUBAN_PIECE_MAX / 2; i--)
        for (uint32_t s = 0; s < rules->stop_count; s++)
            if (m->subject[i - 1] == rules->stops[s]) return i;
    return duban_unit_is_low(m->subject[limit]) ? limit - 1 : limit;
}

static void take_groups(const duban_matcher *m, const duban_rule *rule, duban_match *match) {
    const duban_program *p = &m->rules->programs[rule->index];
    const size_t *places = pcre2_get_ovector_pointer_16(m->data);
    match->rule = rule;
    match->span = (duban_span){(uint32_t)places[0], (uint32_t)places[1]};
    for (uint32_t i = 0; i < DUBAN_GROUPS_MAX; i++) match->group[i] = DUBAN_SPAN_NONE;
    for (uint32_t i = 1; i <= p->capture_count; i++) {
        duban_span *group = &match->group[p->group_of[i]];
        if (places[2 * i] != PCRE2_UNSET && !duban_span_is_set(*group))
            *group = (duban_span){(uint32_t)places[2 * i], (uint32_t)places[2 * i + 1]};
    }
}

/* One call of PCRE2 on subject[0, end) from start. */
static bool call(duban_matcher *m, const duban_rule *rule, const pcre2_code_16 *code,
                 uint32_t start, uint32_t end, uint32_t options) {
    int got = pcre2_match_16(code, (PCRE2_SPTR16)m->subject, end, start,
                             options | PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, m->data, m->context);
    if (got < 0 && got != PCRE2_ERROR_NOMATCH) report_limit(m, rule, start, end, got);
    return got >= 0;
}

/* A span inside the subject that cuts no surrogate pair. */
static duban_span inside(const duban_matcher *m, duban_span s) {
    if (s.end > m->length) s.end = m->length;
    if (s.start > s.end) s.start = s.end;
    if (s.start && s.start < s.end && duban_unit_is_low(m->subject[s.start])) s.start++;
    if (s.end > s.start && duban_unit_is_high(m->subject[s.end - 1])) s.end--;
    return s;
}

/* The leftmost match from a place in the span on. */
static bool search(duban_matcher *m, const duban_rule *rule, duban_span within, uint32_t from,
                   duban_match *match) {
    const duban_program *p = &m->rules->programs[rule->index];
    for (uint32_t start = from, end; start < within.end; start = end) {
        end = piece_end(m, start, within.end);
        const pcre2_code_16 *code = start == within.start ? p->code : p->resumed;
        if (!code) return false;
        if (!call(m, rule, code, start, end, end < within.end ? PCRE2_NOTEOL : 0)) continue;
        take_groups(m, rule, match);
        return true;
    }
    return false;
}

/* Whether a rule may add one more match in this document. */
static bool may_produce(duban_matcher *m, const duban_rule *rule, duban_span at) {
    if (m->produced[rule->index] < DUBAN_MATCHES_MAX) return ++m->produced[rule->index];
    if (m->reported[rule->index]) return false;
    m->reported[rule->index] = 1;
    duban_diag d = {.severity = DUBAN_WARNING,
                    .status = DUBAN_BAD_RULES,
                    .stage = DUBAN_STAGE_RULES,
                    .rule = rule->id,
                    .file = rule->file,
                    .line = rule->line,
                    .span = at};
    duban_diag_add(m->diags, d, "over %u matches by the rule '%s': further ones are dropped",
                   DUBAN_MATCHES_MAX, rule->id);
    return false;
}

static int by_place(const void *a, const void *b) {
    const duban_match *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    return (x->rule->index > y->rule->index) - (x->rule->index < y->rule->index);
}

static void add_matches(duban_matcher *m, const duban_rule *rule, duban_span within,
                        duban_matches *found) {
    duban_match match;
    for (uint32_t from = within.start; search(m, rule, within, from, &match);
         from = match.span.end) {
        if (!may_produce(m, rule, match.span)) return;
        found->items = duban_arena_grow(m->arena, found->items, &found->capacity, found->count + 1,
                                        sizeof match);
        found->items[found->count++] = match;
    }
}

duban_matches duban_match_all(duban_matcher *matcher, duban_rule_kind kind, duban_span within) {
    duban_matches found = {0};
    const duban_rule_list *list = &matcher->rules->by_kind[kind];
    within = inside(matcher, within);
    for (uint32_t i = 0; i < list->count; i++)
        add_matches(matcher, &matcher->rules->rules[list->rules[i]], within, &found);
    if (found.count > 1) qsort(found.items, found.count, sizeof *found.items, by_place);
    return found;
}

duban_matches duban_match_rule_all(duban_matcher *matcher, const duban_rule *rule,
                                   duban_span within) {
    duban_matches found = {0};
    add_matches(matcher, rule, inside(matcher, within), &found);
    return found;
}

bool duban_match_rule(duban_matcher *matcher, const duban_rule *rule, duban_span within,
                      duban_match *match) {
    within = inside(matcher, within);
    return search(matcher, rule, within, within.start, match);
}

bool duban_match_first(duban_matcher *matcher, duban_rule_kind kind, duban_span within,
                       duban_match *match) {
    const duban_rule_list *list = &matcher->rules->by_kind[kind];
    within = inside(matcher, within);
    for (uint32_t i = 0; i < list->count; i++) {
        const duban_rule *rule = &matcher->rules->rules[list->rules[i]];
        if (search(matcher, rule, within, within.start, match)) return true;
    }
    return false;
}

bool duban_match_here(duban_matcher *matcher, duban_rule_kind kind, duban_span within,
                      duban_match *match) {
    const duban_rule_list *list = &matcher->rules->by_kind[kind];
    within = inside(matcher, within);
    if (duban_span_is_empty(within)) return false;
    uint32_t end = piece_end(matcher, within.start, within.end);
    uint32_t options = PCRE2_ANCHORED | (end < within.end ? PCRE2_NOTEOL : 0);
    for (uint32_t i = 0; i < list->count; i++) {
        const duban_rule *rule = &matcher->rules->rules[list->rules[i]];
        const duban_program *p = &matcher->rules->programs[rule->index];
        if (!call(matcher, rule, p->code, within.start, end, options)) continue;
        take_groups(matcher, rule, match);
        return true;
    }
    return false;
}

duban_span duban_match_group(const duban_match *match, const char *name) {
    for (uint32_t i = 0; i < match->rule->group_count; i++)
        if (strcmp(match->rule->group_names[i], name) == 0) return match->group[i];
    return DUBAN_SPAN_NONE;
}
