/*
 * Where a rule fails: a rerun with a callout before each item of the pattern (PCRE2_AUTO_CALLOUT),
 * which remembers the furthest place that the match came to. Several times slower than a match.
 */
#include "extract/engine/matcher.h"
#include "extract/engine/observe.h"

typedef struct {
    duban_failure *furthest;
    bool any;
} trail;

static int look(pcre2_callout_block_16 *block, void *context) {
    trail *t = context;
    size_t progress = block->current_position - block->start_match;
    size_t best = t->furthest->reached - t->furthest->start;
    bool same_start = t->any && block->start_match == t->furthest->start;
    if (t->any && (progress < best || (progress == best && !same_start))) return 0;
    t->any = true;
    *t->furthest = (duban_failure){.start = (uint32_t)block->start_match,
                                   .reached = (uint32_t)block->current_position,
                                   .pattern_at = (uint32_t)block->pattern_position,
                                   .item_length = (uint32_t)block->next_item_length};
    return 0;
}

static bool rerun(const duban_matcher *m, const pcre2_code_16 *code, duban_span at,
                  duban_failure *failure) {
    trail t = {.furthest = failure};
    pcre2_match_context_16 *context = pcre2_match_context_create_16(NULL);
    pcre2_match_data_16 *data = pcre2_match_data_create_from_pattern_16(code, NULL);
    int got = 0;
    if (context && data) {
        pcre2_set_match_limit_16(context, DUBAN_MATCH_LIMIT);
        pcre2_set_heap_limit_16(context, DUBAN_HEAP_KIB);
        pcre2_set_callout_16(context, look, &t);
        got = pcre2_match_16(code, (PCRE2_SPTR16)m->subject, at.end, at.start,
                             PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, data, context);
    }
    pcre2_match_data_free_16(data);
    pcre2_match_context_free_16(context);
    return got < 0 && t.any;
}

bool duban_match_diagnose(duban_matcher *matcher, const duban_rule *rule, duban_span within,
                          duban_failure *failure) {
    within = duban_matcher_span(matcher, within);
    if (duban_span_length(within) > DUBAN_PIECE_MAX) within.end = within.start + DUBAN_PIECE_MAX;
    const duban_str pattern = matcher->rules->programs[rule->index].pattern;
    int error;
    size_t offset;
    pcre2_code_16 *code =
        pcre2_compile_16((PCRE2_SPTR16)pattern.units, pattern.length,
                         DUBAN_COMPILE_OPTIONS | PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE,
                         &error, &offset, NULL);
    bool failed = code && rerun(matcher, code, within, failure);
    pcre2_code_free_16(code);
    return failed;
}
