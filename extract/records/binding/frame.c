/*
 * Segment -> frame. The rules see the segment alone, so ^ and $ are its ends. A rule's form must
 * be one of DUBAN_FORMS; a rule without one is taken as "make".
 */
#include "extract/records/binding/frame.h"

#include <string.h>

static const char *const form_words[DUBAN_FORM_COUNT] = {
#define DUBAN_FORM_WORD(name, word) [DUBAN_FORM_##name] = word,
    DUBAN_FORMS(DUBAN_FORM_WORD)
#undef DUBAN_FORM_WORD
};

static duban_form form_of(const duban_rule *rule) {
    const char *word = duban_rule_param(rule, "form");
    for (int f = 0; word && f < DUBAN_FORM_COUNT; f++)
        if (strcmp(word, form_words[f]) == 0) return (duban_form)f;
    return DUBAN_FORM_MAKE;
}

/* A group of the match in the coordinates of the flow. */
static duban_span group(const duban_match *match, const char *name, uint32_t offset) {
    duban_span span = duban_match_group(match, name);
    if (!duban_span_is_set(span) || duban_span_is_empty(span)) return DUBAN_SPAN_NONE;
    return (duban_span){span.start + offset, span.end + offset};
}

/* Without a note in brackets at its end that tells amounts of its own. */
static duban_span without_note(const duban_binding *b, duban_span span) {
    if (!duban_span_is_set(span) || b->flow->fold[span.end - 1] != u')') return span;
    uint32_t open = span.end - 1;
    while (open > span.start && b->flow->fold[open] != u'(') open--;
    uint32_t q = duban_quantity_from(&b->quantities, open);
    bool tells = q < b->quantities.count && b->quantities.items[q].span.start < span.end;
    if (tells && open > span.start) span.end = open;
    return span;
}

static duban_span trimmed(const duban_binding *b, duban_span span) {
    if (!duban_span_is_set(span)) return span;
    return without_note(b, duban_words_trim(&b->words, b->mask, span));
}

/* A scope without what only surrounds it; "for each ..." stays whole. */
static duban_span scope_of(const duban_binding *b, duban_span scope) {
    return duban_words_is_each(&b->words, b->mask, scope) ? scope : trimmed(b, scope);
}

bool duban_frame_find(duban_binding *binding, duban_span span, duban_frame *frame) {
    duban_match match;
    duban_span whole = {0, duban_span_length(span)};
    duban_matcher_set_part(binding->matcher, binding->mask + span.start, whole.end, span.start);
    if (!duban_match_here(binding->matcher, DUBAN_RULE_TARGET, whole, &match)) {
        duban_binding_note(binding, NULL, span, "no frame matches");
        return false;
    }
    *frame = (duban_frame){
        .form = form_of(match.rule),
        .rule = match.rule,
        .scope = scope_of(binding, group(&match, "scope", span.start)),
        .indicator = trimmed(binding, group(&match, "indicator", span.start)),
        .action = group(&match, "action", span.start),
    };
    frame->noun = duban_words_noun(&binding->words, binding->mask, frame->indicator);
    duban_binding_note(binding, match.rule, span, "frame \"%s\"", match.rule->title);
    return true;
}

/* Shows or hides the other quantities of a segment. */
static void show_others(duban_binding *b, const duban_segment *segment, bool shown) {
    uint32_t q = duban_quantity_from(&b->quantities, segment->span.start);
    for (; q < b->quantities.count; q++) {
        duban_span span = b->quantities.items[q].span;
        if (span.start >= segment->span.end) break;
        char16_t now = b->mask[span.start];
        if (q == segment->quantity || (now != DUBAN_MASK_QUANTITY_HEAD && now != DUBAN_MASK_DROP))
            continue;
        duban_binding_mask(b, span, shown ? DUBAN_MASK_QUANTITY_HEAD : DUBAN_MASK_DROP,
                           shown ? DUBAN_MASK_QUANTITY : DUBAN_MASK_DROP);
    }
}

bool duban_segment_frame(duban_binding *binding, const duban_segment *segment, duban_frame *frame) {
    show_others(binding, segment, false);
    bool found = duban_frame_find(binding, segment->span, frame);
    show_others(binding, segment, true);
    return found;
}
