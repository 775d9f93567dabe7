/* What the parts of the metadata reader share; see meta_reader.h. */
#include "extract/records/meta_reader.h"

#include <string.h>

#include "ingest/fold.h"

#define OFFICES_UNITS 300 /* a longer stretch is no list of issuers */

duban_meta_item *duban_meta_add(duban_meta_reader *r, const char *element, const char *value,
                                duban_span span, const char *rule) {
    duban_meta *m = r->meta;
    m->items = duban_arena_grow(r->arena, m->items, &m->capacity, m->count + 1, sizeof *m->items);
    duban_meta_item *item = &m->items[m->count++];
    *item = (duban_meta_item){.element = element, .value = value, .span = span, .rule = rule};
    return item;
}

const char *duban_meta_value(const duban_meta *meta, const char *element) {
    for (uint32_t i = 0; i < meta->count; i++)
        if (!strcmp(meta->items[i].element, element)) return meta->items[i].value;
    return NULL;
}

static bool param_is(const duban_rule *rule, const char *name, const char *value) {
    const char *set = duban_rule_param(rule, name);
    return set && !strcmp(set, value);
}

bool duban_meta_find(const duban_meta_reader *r, const char *element, const char *form,
                     duban_span within, duban_match *match) {
    const duban_rules *rules = duban_matcher_rules(r->matcher);
    for (uint32_t i = 0; i < duban_rules_count(rules); i++) {
        const duban_rule *rule = duban_rules_at(rules, i);
        if (rule->kind != DUBAN_RULE_META || !param_is(rule, "element", element)) continue;
        if (form && !param_is(rule, "form", form)) continue;
        if (duban_match_rule(r->matcher, rule, within, match)) return true;
    }
    return false;
}

duban_meta_reader duban_meta_aside(duban_meta_reader *r, duban_str text) {
    duban_flow *flow = duban_arena_alloc(r->arena, sizeof *flow);
    duban_para *para = duban_arena_alloc(r->arena, sizeof *para);
    duban_str fold = duban_fold_str(r->arena, text);
    para->span = (duban_span){0, text.length};
    *flow = (duban_flow){.text = text.units,
                         .fold = fold.units,
                         .length = text.length,
                         .paras = para,
                         .para_count = 1};
    if (!r->aside)
        r->aside = duban_matcher_new(duban_matcher_rules(r->matcher), r->arena, r->diags);
    duban_matcher_set(r->aside, fold.units, fold.length);
    return (duban_meta_reader){.flow = flow,
                               .matcher = r->aside,
                               .arena = r->arena,
                               .meta = r->meta,
                               .head = para->span,
                               .tail = {text.length, text.length}};
}

const char *duban_meta_quote(const duban_meta_reader *r, duban_span span) {
    const char *text = "";
    for (uint32_t i = duban_flow_para_at(r->flow, span.start); i < r->flow->para_count; i++) {
        duban_span para = r->flow->paras[i].span;
        if (para.start >= span.end) break;
        duban_span part = {para.start > span.start ? para.start : span.start,
                           para.end < span.end ? para.end : span.end};
        if (duban_span_is_empty(part)) continue;
        text =
            duban_arena_printf(r->arena, "%s%s", text, duban_flow_quote(r->flow, part, r->arena));
    }
    return text;
}

static bool is_blank(char16_t unit) { return unit == ' ' || unit == '\n' || unit == '\t'; }

duban_span duban_meta_trim(const duban_meta_reader *r, duban_span span) {
    while (span.start < span.end && is_blank(r->flow->fold[span.start])) span.start++;
    while (span.end > span.start && is_blank(r->flow->fold[span.end - 1])) span.end--;
    return span;
}

/* Where the place that begins the span begins another office in it; the span's end if nowhere. */
static uint32_t next_office(const duban_meta_reader *r, duban_span span) {
    duban_match match;
    if (!duban_meta_find(r, "jurisdiction", NULL, span, &match)) return span.end;
    duban_span place = duban_match_group(&match, "value");
    if (!duban_span_is_set(place)) return span.end;
    uint32_t length = duban_span_length(place);
    const char16_t *fold = r->flow->fold;
    for (uint32_t at = place.end; at + length < span.end; at++) {
        if (memcmp(fold + at, fold + place.start, length * sizeof *fold)) continue;
        uint32_t cut = at, before = place.start - span.start; /* the city before a district */
        if (before < at - span.start &&
            !memcmp(fold + at - before, fold + span.start, before * sizeof *fold))
            cut -= before;
        if (duban_name_trust_of(r->matcher, (duban_span){span.start, cut}) >= DUBAN_NAME_PLAIN)
            return cut;
    }
    return span.end;
}

uint32_t duban_meta_offices(const duban_meta_reader *r, duban_span span, duban_name_trust least,
                            duban_names *names) {
    duban_name_trust best = DUBAN_NAME_PROSE;
    *names = (duban_names){0};
    if (duban_span_is_empty(span) || duban_span_length(span) > OFFICES_UNITS) return 0;
    while (!duban_span_is_empty(span)) {
        uint32_t end = next_office(r, span);
        duban_names part = duban_names_read(r->matcher, (duban_span){span.start, end});
        for (uint32_t i = 0; i < part.count; i++) {
            if (part.items[i].trust < DUBAN_NAME_PLAIN) return 0;
            if (part.items[i].trust > best) best = part.items[i].trust;
            names->items = duban_arena_grow(r->arena, names->items, &names->capacity,
                                            names->count + 1, sizeof *names->items);
            names->items[names->count++] = part.items[i];
        }
        span.start = end;
    }
    return best >= least ? names->count : 0;
}

bool duban_meta_is_offices(const duban_meta_reader *r, duban_span span) {
    duban_names names;
    return duban_meta_offices(r, span, DUBAN_NAME_SURE, &names) > 0;
}

bool duban_meta_is_issuer_line(const duban_meta_reader *r, duban_span line) {
    duban_match match;
    return !duban_meta_find(r, "issuer", "never", line, &match) && duban_meta_is_offices(r, line);
}

/* A full stop or a colon. */
static bool ends_text(char16_t unit) { return unit == 0x3002 || unit == ':'; }

duban_span duban_meta_offices_before(const duban_meta_reader *r, uint32_t position) {
    const duban_flow *flow = r->flow;
    uint32_t index = duban_flow_para_at(flow, position);
    if (index >= flow->para_count) return DUBAN_SPAN_NONE;
    duban_span found = DUBAN_SPAN_NONE;
    uint32_t from = position;
    while (from > flow->paras[index].span.start && !ends_text(flow->fold[from - 1])) from--;
    duban_span same_line = duban_meta_trim(r, (duban_span){from, position});
    if (!duban_span_is_empty(same_line))
        return duban_meta_is_offices(r, same_line) ? same_line : found;
    while (index-- > 0 && duban_meta_is_issuer_line(r, flow->paras[index].span))
        found = (duban_span){flow->paras[index].span.start,
                             duban_span_is_set(found) ? found.end : flow->paras[index].span.end};
    return found;
}
