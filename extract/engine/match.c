/* Questions to the matcher: which rules match where; see match.h. */
#include "extract/engine/match.h"

#include <stdlib.h>
#include <string.h>

#include "extract/engine/matcher.h"

/* Whether a rule may add one more match in this document. */
static bool may_produce(duban_matcher *m, const duban_rule *rule, duban_span at) {
    if (m->produced[rule->index] < DUBAN_MATCHES_MAX) return ++m->produced[rule->index];
    duban_matcher_report(m, rule, at, "over %u matches by the rule: further ones are dropped",
                         DUBAN_MATCHES_MAX);
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
    for (uint32_t from = within.start; duban_matcher_search(m, rule, within, from, &match);
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
    within = duban_matcher_span(matcher, within);
    for (uint32_t i = 0; i < list->count; i++)
        add_matches(matcher, &matcher->rules->rules[list->rules[i]], within, &found);
    if (found.count > 1) qsort(found.items, found.count, sizeof *found.items, by_place);
    return found;
}

duban_matches duban_match_rule_all(duban_matcher *matcher, const duban_rule *rule,
                                   duban_span within) {
    duban_matches found = {0};
    add_matches(matcher, rule, duban_matcher_span(matcher, within), &found);
    return found;
}

bool duban_match_rule(duban_matcher *matcher, const duban_rule *rule, duban_span within,
                      duban_match *match) {
    within = duban_matcher_span(matcher, within);
    return duban_matcher_search(matcher, rule, within, within.start, match);
}

bool duban_match_first(duban_matcher *matcher, duban_rule_kind kind, duban_span within,
                       duban_match *match) {
    const duban_rule_list *list = &matcher->rules->by_kind[kind];
    within = duban_matcher_span(matcher, within);
    for (uint32_t i = 0; i < list->count; i++) {
        const duban_rule *rule = &matcher->rules->rules[list->rules[i]];
        if (duban_matcher_search(matcher, rule, within, within.start, match)) return true;
    }
    return false;
}

bool duban_match_here(duban_matcher *matcher, duban_rule_kind kind, duban_span within,
                      duban_match *match) {
    const duban_rule_list *list = &matcher->rules->by_kind[kind];
    within = duban_matcher_span(matcher, within);
    if (duban_span_is_empty(within)) return false;
    for (uint32_t i = 0; i < list->count; i++) {
        const duban_rule *rule = &matcher->rules->rules[list->rules[i]];
        if (duban_matcher_search_here(matcher, rule, within, match)) return true;
    }
    return false;
}

duban_span duban_match_group(const duban_match *match, const char *name) {
    for (uint32_t i = 0; i < match->rule->group_count; i++)
        if (strcmp(match->rule->group_names[i], name) == 0) return match->group[i];
    return DUBAN_SPAN_NONE;
}
