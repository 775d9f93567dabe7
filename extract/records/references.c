/*
 * References: the documents that the text cites between book-title marks, each once, in the order
 * of first mention; part of the metadata (meta_reader.h).
 *
 * Left out: the document's own titles, the short names that the text gives to documents, names
 * that are no more than the kind of a document, and names of other things (a brand, an
 * exhibition). The number of a document may stand behind any of its mentions.
 */
#include <string.h>

#include "extract/records/meta_numbers.h"
#include "extract/records/meta_reader.h"

static const duban_rule *rule_of(const duban_meta_reader *r, const char *form) {
    const duban_rules *rules = duban_matcher_rules(r->matcher);
    for (uint32_t i = 0; i < duban_rules_count(rules); i++) {
        const duban_rule *rule = duban_rules_at(rules, i);
        const char *set = duban_rule_param(rule, "form");
        if (rule->kind == DUBAN_RULE_REFERENCE && set && !strcmp(set, form)) return rule;
    }
    return NULL;
}

static bool has_form(const duban_meta_reader *r, const char *form, duban_span name) {
    const duban_rule *rule = rule_of(r, form);
    duban_match match;
    return rule && duban_match_rule(r->matcher, rule, name, &match);
}

/* White space, book-title marks of both kinds and quotation marks: names are printed with and
 * without them. */
static bool is_passed_over(char16_t unit) {
    return unit == ' ' || unit == '\n' || unit == '"' || unit == '<' || unit == '>' ||
           (unit >= 0x3008 && unit <= 0x300B);
}

static bool same_words(duban_str a, duban_str b) {
    uint32_t i = 0, j = 0;
    for (;;) {
        while (i < a.length && is_passed_over(a.units[i])) i++;
        while (j < b.length && is_passed_over(b.units[j])) j++;
        if (i == a.length || j == b.length) return i == a.length && j == b.length;
        if (a.units[i++] != b.units[j++]) return false;
    }
}

static bool same_span(const duban_meta_reader *r, duban_span a, duban_span b) {
    return duban_span_is_set(a) && duban_span_is_set(b) &&
           same_words(duban_flow_folded(r->flow, a), duban_flow_folded(r->flow, b));
}

/* The short names of the text: spans in the arena, their number in *count. */
static duban_span *short_names(const duban_meta_reader *r, duban_span all, uint32_t *count) {
    const duban_rule *rule = rule_of(r, "short");
    duban_span *spans = NULL;
    uint32_t capacity = 0;
    duban_match match;
    *count = 0;
    while (rule && !duban_span_is_empty(all) && duban_match_rule(r->matcher, rule, all, &match)) {
        spans = duban_arena_grow(r->arena, spans, &capacity, *count + 1, sizeof *spans);
        spans[(*count)++] = duban_match_group(&match, "name");
        all.start = match.span.end;
    }
    return spans;
}

static duban_meta_item *known(const duban_meta_reader *r, duban_span name) {
    for (uint32_t i = 0; i < r->meta->count; i++) {
        duban_meta_item *item = &r->meta->items[i];
        if (!strcmp(item->element, "reference") && same_span(r, item->span, name)) return item;
    }
    return NULL;
}

static bool within(duban_span inner, duban_span outer) {
    return duban_span_is_set(outer) && duban_span_holds(outer, inner);
}

static bool is_reference(const duban_meta_reader *r, duban_span name, bool numbered,
                         const duban_span *shorts, uint32_t short_count) {
    uint32_t para = duban_flow_para_at(r->flow, name.start);
    if (para < r->flow->para_count && r->flow->paras[para].kind == DUBAN_PARA_FURNITURE)
        return false;
    if (within(name, r->title) || within(name, r->notice)) return false;
    if (same_span(r, name, r->title) || same_span(r, name, r->named) ||
        same_span(r, name, r->notice))
        return false;
    for (uint32_t i = 0; i < short_count; i++)
        if (same_span(r, name, shorts[i])) return false;
    return numbered || (has_form(r, "document", name) && !has_form(r, "bare", name));
}

void duban_meta_read_references(duban_meta_reader *r) {
    const duban_rule *cited = rule_of(r, "cited");
    duban_span rest = {0, r->flow->length};
    uint32_t short_count;
    duban_span *shorts = short_names(r, rest, &short_count);
    duban_match match;
    while (cited && !duban_span_is_empty(rest) &&
           duban_match_rule(r->matcher, cited, rest, &match)) {
        duban_span name = duban_meta_trim(r, duban_match_group(&match, "name"));
        duban_span number = duban_match_group(&match, "number");
        rest.start = match.span.end;
        duban_meta_item *item = known(r, name);
        if (!item) {
            if (!is_reference(r, name, duban_span_is_set(number), shorts, short_count)) continue;
            item = duban_meta_add(r, "reference", duban_meta_quote(r, name), name, cited->id);
        }
        if (duban_span_is_set(number) && !item->doc_number)
            item->doc_number = duban_meta_number(r->arena, duban_flow_folded(r->flow, number));
    }
}
