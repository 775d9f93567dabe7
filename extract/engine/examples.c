/* Running the examples of rules; see examples.h. */
#include "extract/engine/examples.h"

#include <string.h>

#include "ingest/fold.h"

typedef struct {
    const duban_example_readers *readers;
    duban_arena *arena;
    duban_diags *diags;
    duban_matcher *matcher;
    duban_example_counts counts;
    const duban_rule *rule;
    const duban_rule_example *example;
    duban_str text;    /* folded */
    duban_str subject; /* folded and masked */
} check;

static void fail(check *c, const char *what, const char *got, const char *expected) {
    c->counts.failed++;
    duban_diag d = {.severity = DUBAN_ERROR,
                    .status = DUBAN_BAD_RULES,
                    .stage = DUBAN_STAGE_RULES,
                    .rule = c->rule->id,
                    .file = c->rule->file,
                    .line = c->example->line,
                    .span = DUBAN_SPAN_NONE};
    duban_diag_add(c->diags, d, "%s: got '%s', the example asks for '%s'", what, got, expected);
}

static const char *shown(const check *c, duban_span span) {
    if (!duban_span_is_set(span)) return "";
    return duban_str_to_utf8(c->arena,
                             (duban_str){c->text.units + span.start, duban_span_length(span)});
}

static const char *folded(const check *c, const char *text) {
    duban_str raw = duban_str_from_utf8(c->arena, text, strlen(text));
    return duban_str_to_utf8(c->arena, duban_fold_str(c->arena, raw));
}

static bool has_group(const duban_rule *rule, const char *name) {
    for (uint32_t i = 0; i < rule->group_count; i++)
        if (strcmp(rule->group_names[i], name) == 0) return true;
    return false;
}

/* What the match gives for an attribute; NULL where nothing here can tell. */
static const char *value_of(check *c, const duban_match *match, const char *name) {
    const duban_kind_facts *facts = duban_kind_facts_of(c->rule->kind);
    if (has_group(c->rule, name)) return shown(c, duban_match_group(match, name));
    if (!duban_kind_lists(facts->fields, name)) return "";
    const duban_example_reader *reader = c->readers ? &c->readers->kinds[c->rule->kind] : NULL;
    if (!reader || !reader->field) return NULL;
    const char *value = reader->field(c->readers->context, c->matcher, match, name);
    return value ? value : "";
}

static void check_fields(check *c, const duban_match *match) {
    for (uint32_t i = 0; i < c->example->field_count; i++) {
        const duban_rule_setting *field = &c->example->fields[i];
        const char *got = value_of(c, match, field->name);
        const char *expected = folded(c, field->value);
        if (!got)
            c->counts.unread++;
        else if (strcmp(folded(c, got), expected) != 0)
            fail(c, field->name, got, expected);
    }
}

static bool same_span(duban_span a, duban_span b) { return a.start == b.start && a.end == b.end; }

static void check_example(check *c, const duban_matches *found) {
    const duban_span marked = c->example->marked;
    c->counts.examples++;
    for (uint32_t i = 0; i < found->count; i++) {
        if (duban_span_is_set(marked) && !same_span(found->items[i].span, marked)) continue;
        check_fields(c, &found->items[i]);
        return;
    }
    const char *got = found->count ? shown(c, found->items[0].span) : "";
    const char *expected = duban_span_is_set(marked) ? shown(c, marked) : "a match";
    fail(c, found->count ? "the rule matches something else" : "the rule does not match", got,
         expected);
}

static void check_counter_example(check *c, const duban_matches *found) {
    const duban_span marked = c->example->marked;
    c->counts.counter_examples++;
    for (uint32_t i = 0; i < found->count; i++) {
        duban_span span = found->items[i].span;
        if (duban_span_is_set(marked) && !duban_span_meets(span, marked)) continue;
        fail(c, "the rule matches a counter-example", shown(c, span), "no match");
        return;
    }
}

/* Folds and masks the text of the example and makes it the subject. */
static void set_subject(check *c) {
    const duban_rule_example *e = c->example;
    c->text = duban_fold_str(c->arena, e->text);
    char16_t *units =
        duban_arena_copy(c->arena, c->text.units, c->text.length * sizeof *c->text.units);
    duban_matcher_set(c->matcher, c->text.units, c->text.length);
    const duban_example_reader *reader = c->readers ? &c->readers->kinds[c->rule->kind] : NULL;
    if (reader && reader->mask)
        reader->mask(c->readers->context, c->matcher, c->rule, units, c->text.length);
    for (uint32_t i = 0; i < e->mask_count; i++) {
        const duban_rule_mask *mask = &e->masks[i];
        for (uint32_t k = mask->span.start; k < mask->span.end; k++) units[k] = mask->unit;
        units[mask->span.start] = mask->head;
    }
    c->subject = (duban_str){units, c->text.length};
    duban_matcher_set(c->matcher, units, c->text.length);
}

static void check_rule(check *c, const duban_rule *rule) {
    c->rule = rule;
    for (uint32_t i = 0; i < rule->example_count; i++) {
        c->example = &rule->examples[i];
        set_subject(c);
        duban_span whole = {0, c->subject.length};
        duban_matches found = duban_match_rule_all(c->matcher, rule, whole);
        if (c->example->counter)
            check_counter_example(c, &found);
        else
            check_example(c, &found);
    }
}

duban_example_counts duban_rules_check(const duban_rules *rules, const duban_rule *rule,
                                       const duban_example_readers *readers, duban_arena *arena,
                                       duban_diags *diags) {
    check c = {.readers = readers, .arena = arena, .diags = diags};
    c.matcher = duban_matcher_new(rules, arena, diags);
    for (uint32_t i = 0; i < duban_rules_count(rules); i++) {
        const duban_rule *each = duban_rules_at(rules, i);
        if (!rule || rule == each) check_rule(&c, each);
    }
    return c.counts;
}
