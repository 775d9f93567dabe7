/*
 * The match loop: a subject and spans of it -> matches of one rule, within PCRE2's limits.
 *
 * The subject is handed to PCRE2 from its beginning, so that lookbehind sees what stands before a
 * span, and cut at the span's end. Spans over DUBAN_PIECE_MAX are searched piece by piece. Text
 * with lone surrogates is searched in a copy that holds U+FFFD in their place: PCRE2 is then told
 * that the text is valid and need not look again for each call.
 */
#include "extract/engine/matcher.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

/* A piece is between half of and the whole of DUBAN_PIECE_MAX long. */
#define PIECE_STEP (DUBAN_PIECE_MAX / 4)

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
    *m = (duban_matcher){.rules = rules, .arena = arena, .diags = diags, .gated = true};
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

const void *duban_matcher_derived(duban_matcher *matcher, const void *key,
                                  const void *(*make)(const duban_rules *, duban_arena *)) {
    for (const duban_derived *d = matcher->derived; d; d = d->next)
        if (d->key == key) return d->value;
    duban_derived *d = duban_arena_alloc(matcher->arena, sizeof *d);
    *d = (duban_derived){matcher->derived, key, make(matcher->rules, matcher->arena)};
    matcher->derived = d;
    return d->value;
}

/* Whether the unit at i is half of a pair without its other half. */
static bool is_lone(const char16_t *text, uint32_t length, uint32_t i) {
    if (duban_unit_is_high(text[i])) return i + 1 >= length || !duban_unit_is_low(text[i + 1]);
    if (duban_unit_is_low(text[i])) return i == 0 || !duban_unit_is_high(text[i - 1]);
    return false;
}

void duban_matcher_set(duban_matcher *matcher, const char16_t *subject, uint32_t length) {
    duban_matcher_set_part(matcher, subject, length, 0);
}

void duban_matcher_set_part(duban_matcher *matcher, const char16_t *subject, uint32_t length,
                            uint32_t origin) {
    matcher->subject = subject;
    matcher->length = length;
    matcher->origin = origin;
    matcher->ready = false;
    matcher->cut_limit = 0;
}

void duban_matcher_observe(duban_matcher *matcher, const duban_observer *observer) {
    matcher->observer = observer;
}

duban_diags *duban_matcher_notes(const duban_matcher *matcher) {
    return matcher->observer ? matcher->observer->notes : NULL;
}

void duban_matcher_set_gated(duban_matcher *matcher, bool gated) { matcher->gated = gated; }

static void repair(duban_matcher *m) {
    char16_t *copy = NULL;
    for (uint32_t i = 0; i < m->length; i++) {
        if ((m->subject[i] & 0xF800) != 0xD800 || !is_lone(m->subject, m->length, i)) continue;
        if (!copy) copy = duban_arena_copy(m->arena, m->subject, m->length * sizeof *copy);
        copy[i] = 0xFFFD;
    }
    if (copy) m->subject = copy;
}

/* Looks the subject over and runs the gate, when the first question is asked. */
static void make_ready(duban_matcher *m) {
    repair(m);
    duban_gate_scan_run(&m->scan, m->rules->gates, m->arena, m->subject, m->length);
    m->ready = true;
}

duban_span duban_matcher_span(duban_matcher *matcher, duban_span span) {
    if (!matcher->ready) make_ready(matcher);
    const char16_t *subject = matcher->subject;
    if (span.end > matcher->length) span.end = matcher->length;
    if (span.start > span.end) span.start = span.end;
    if (duban_span_is_empty(span)) return span;
    if (span.start && duban_unit_is_low(subject[span.start])) span.start++;
    if (span.end > span.start && duban_unit_is_high(subject[span.end - 1])) span.end--;
    return span;
}

void duban_matcher_report(duban_matcher *matcher, const duban_rule *rule, duban_span at,
                          const char *format, ...) {
    if (matcher->reported[rule->index]) return;
    matcher->reported[rule->index] = 1;
    char message[300];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    duban_diag d = {.severity = DUBAN_WARNING,
                    .status = DUBAN_BAD_RULES,
                    .stage = DUBAN_STAGE_RULES,
                    .rule = rule->id,
                    .file = rule->file,
                    .line = rule->line,
                    .span = {at.start + matcher->origin, at.end + matcher->origin}};
    duban_diag_add(matcher->diags, d, "%s", message);
}

static void report_limit(duban_matcher *m, const duban_rule *rule, duban_span at, int error) {
    PCRE2_UCHAR16 text[120];
    char reason[120] = "";
    int length = pcre2_get_error_message_16(error, text, 120);
    for (int i = 0; i < length; i++) reason[i] = (char)text[i];
    duban_matcher_report(m, rule, at,
                         "%s (%d): the rule was given up here and counts as not matching; "
                         "make its pattern less ambiguous",
                         reason, error);
}

/* The last place after a stop in the grid's step before limit, or limit where there is none. */
static uint32_t find_cut(const duban_matcher *m, uint32_t limit) {
    const duban_rules *rules = m->rules;
    for (uint32_t i = limit; i > limit - PIECE_STEP; i--)
        for (uint32_t s = 0; s < rules->stop_count; s++)
            if (m->subject[i - 1] == rules->stops[s]) return i;
    return duban_unit_is_low(m->subject[limit]) ? limit - 1 : limit;
}

/*
 * The end of the piece that begins at start: the span's end, or a cut. Cuts lie on a grid of the
 * subject, so that searches that begin close to each other share them and the last is remembered.
 */
static uint32_t piece_end(duban_matcher *m, uint32_t start, uint32_t end) {
    if (end - start <= DUBAN_PIECE_MAX) return end;
    uint32_t limit = (start + DUBAN_PIECE_MAX) / PIECE_STEP * PIECE_STEP;
    if (m->cut_limit != limit) {
        m->cut = find_cut(m, limit);
        m->cut_limit = limit;
    }
    return m->cut;
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

static int ask(duban_matcher *m, const pcre2_code_16 *code, duban_span at, uint32_t options) {
    return pcre2_match_16(code, (PCRE2_SPTR16)m->subject, at.end, at.start,
                          options | PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, m->data, m->context);
}

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

/* As ask, with a tenth of the limit first: so a rule that comes near it is known. */
static int ask_observed(duban_matcher *m, const pcre2_code_16 *code, duban_span at,
                        uint32_t options, duban_attempt *attempt) {
    uint64_t begun = now();
    pcre2_set_match_limit_16(m->context, DUBAN_MATCH_LIMIT / 10);
    int got = ask(m, code, at, options);
    pcre2_set_match_limit_16(m->context, DUBAN_MATCH_LIMIT);
    attempt->near_limit = got == PCRE2_ERROR_MATCHLIMIT;
    if (attempt->near_limit) got = ask(m, code, at, options);
    attempt->nanoseconds = now() - begun;
    return got;
}

static void tell(const duban_matcher *m, const duban_attempt *attempt) {
    if (m->observer->attempt) m->observer->attempt(m->observer->context, attempt);
}

void duban_matcher_lost(duban_matcher *matcher, const duban_match *match,
                        const duban_match *winner) {
    if (!matcher->observer) return;
    tell(matcher, &(duban_attempt){.matcher = matcher,
                                   .rule = match->rule,
                                   .origin = matcher->origin,
                                   .within = match->span,
                                   .result = DUBAN_ATTEMPT_LOST,
                                   .match = match,
                                   .winner = winner});
}

static bool may_match(const duban_matcher *m, const duban_rule *rule, duban_span at) {
    const duban_program *p = &m->rules->programs[rule->index];
    return !m->gated || duban_gate_scan_opens(&m->scan, p->gate, at);
}

/* One call of PCRE2 on subject[0, at.end) from at.start, unless the gate is shut. */
static bool call(duban_matcher *m, const duban_rule *rule, duban_form form, duban_span at,
                 uint32_t options, duban_match *match) {
    duban_attempt attempt = {.matcher = m, .rule = rule, .origin = m->origin, .within = at};
    int got = PCRE2_ERROR_NOMATCH;
    if (may_match(m, rule, at)) {
        duban_program *program = &m->rules->programs[rule->index];
        const pcre2_code_16 *code = duban_program_code(program, form);
        if (!code && form == DUBAN_FORM_HERE) {
            code = program->plain[DUBAN_FORM_SEARCH];
            options |= PCRE2_ANCHORED;
        }
        got =
            m->observer ? ask_observed(m, code, at, options, &attempt) : ask(m, code, at, options);
        attempt.result = got >= 0                     ? DUBAN_ATTEMPT_MATCHED
                         : got == PCRE2_ERROR_NOMATCH ? DUBAN_ATTEMPT_FAILED
                                                      : DUBAN_ATTEMPT_GAVE_UP;
    }
    if (attempt.result == DUBAN_ATTEMPT_GAVE_UP) report_limit(m, rule, at, got);
    if (got >= 0) {
        take_groups(m, rule, match);
        attempt.match = match;
    }
    if (m->observer) tell(m, &attempt);
    return got >= 0;
}

bool duban_matcher_search(duban_matcher *matcher, const duban_rule *rule, duban_span within,
                          uint32_t from, duban_match *match) {
    const duban_program *p = &matcher->rules->programs[rule->index];
    for (duban_span at = {from, from}; at.start < within.end; at.start = at.end) {
        at.end = piece_end(matcher, at.start, within.end);
        duban_form form = at.start == within.start ? DUBAN_FORM_SEARCH : DUBAN_FORM_RESUME;
        if (!p->plain[form]) return false;
        uint32_t options = at.end < within.end ? PCRE2_NOTEOL : 0;
        if (call(matcher, rule, form, at, options, match)) return true;
    }
    return false;
}

bool duban_matcher_search_here(duban_matcher *matcher, const duban_rule *rule, duban_span within,
                               duban_match *match) {
    duban_span at = {within.start, piece_end(matcher, within.start, within.end)};
    uint32_t options = at.end < within.end ? PCRE2_NOTEOL : 0;
    return call(matcher, rule, DUBAN_FORM_HERE, at, options, match);
}
