/*
 * Numbers and plain fields: document number, index number, topic, validity.
 *
 * A field of the page is trusted first; a document number may also stand on a line of its own or
 * right behind the title.
 */
#include <string.h>

#include "extract/records/meta_numbers.h"
#include "extract/records/meta_reader.h"

static bool has_digit(duban_str s) {
    for (uint32_t i = 0; i < s.length; i++)
        if (s.units[i] >= '0' && s.units[i] <= '9') return true;
    return false;
}

/* Brackets of all forms, and the quotation marks that converters make of them; the fold made both
 * marks one, so the first one opens. */
static char16_t bracket_of(char16_t unit, bool open) {
    static const char16_t opening[] = u"[({<\x3008", closing[] = u"])}>\x3009";
    for (size_t i = 0; i + 1 < sizeof opening / sizeof *opening; i++) {
        if (unit == opening[i]) return 0x3014;
        if (unit == closing[i]) return 0x3015;
    }
    return unit != '"' ? unit : open ? 0x3015 : 0x3014;
}

/* U+3014 and U+3015 are the brackets that the standard asks for. */
char *duban_meta_number(duban_arena *arena, duban_str fold) {
    char16_t *units = duban_arena_alloc(arena, (fold.length + 1) * sizeof *units);
    uint32_t length = 0;
    bool open = false;
    for (uint32_t i = 0; i < fold.length; i++) {
        if (fold.units[i] == ' ' || fold.units[i] == '\n') continue;
        units[length] = bracket_of(fold.units[i], open);
        open |= units[length++] == 0x3014;
    }
    return duban_str_to_utf8(arena, (duban_str){units, length});
}

/* The number in a field of the text; a label such as that of the font size has none beside it. */
static duban_str number_in(const duban_meta_reader *r, const duban_meta_field *field) {
    duban_match match;
    if (!duban_span_is_set(field->span)) return field->fold;
    if (!duban_meta_find(r, "docNumber", "value", field->span, &match)) return (duban_str){0};
    return duban_flow_folded(r->flow, duban_match_group(&match, "number"));
}

static void claim_number(duban_meta_reader *r, const char *form, duban_span within) {
    duban_match match;
    if (duban_span_is_empty(within) || !duban_meta_find(r, "docNumber", form, within, &match))
        return;
    duban_span number = duban_match_group(&match, "number");
    duban_meta_claim_add(r, (duban_meta_claim){.element = "docNumber",
                                               .value = duban_meta_number(
                                                   r->arena, duban_flow_folded(r->flow, number)),
                                               .span = number,
                                               .rule = match.rule->id,
                                               .origin = DUBAN_META_TEXT});
}

static duban_span title_of(const duban_meta_reader *r) {
    return duban_span_is_set(r->notice) ? r->notice : r->title;
}

/* What stands before the notice's title on its line. */
static duban_span before_title(const duban_meta_reader *r) {
    duban_span title = title_of(r);
    if (!duban_span_is_set(title)) return (duban_span){0};
    uint32_t para = duban_flow_para_at(r->flow, title.start);
    if (para >= r->flow->para_count) return (duban_span){0};
    bool marked = title.start && r->flow->fold[title.start - 1] == 0x300A;
    return (duban_span){r->flow->paras[para].span.start, title.start - marked};
}

/* What stands behind the notice's title in the text. */
static duban_span behind_title(const duban_meta_reader *r) {
    duban_span title = title_of(r);
    if (!duban_span_is_set(title) || title.end >= r->head.end) return (duban_span){0};
    return (duban_span){title.end, r->head.end};
}

/* A number on its own line is the document's; one behind a title may be another's, so that it is
 * only asked where nothing else tells one. */
static void read_doc_number(duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->field_count; i++) {
        const duban_meta_field *field = &r->fields[i];
        if (!strcmp(field->element, "docNumber") && has_digit(number_in(r, field)))
            duban_meta_claim_field(r, field, duban_meta_number(r->arena, number_in(r, field)));
    }
    claim_number(r, "line", r->head);
    if (duban_meta_settle(r, "docNumber", NULL)) return;
    claim_number(r, "marked", behind_title(r));
    claim_number(r, "line", before_title(r));
    claim_number(r, "inline", r->head);
    duban_meta_settle(r, "docNumber", NULL);
}

/* The value up to its first blank: an index number has none inside. */
static duban_str first_word(duban_str s) {
    for (uint32_t i = 0; i < s.length; i++)
        if (s.units[i] == ' ') s.length = i;
    return s;
}

/* Whether a field tells a validity; where a page is one line, its first word does. */
static bool is_validity(const duban_meta_reader *r, duban_meta_field *field) {
    duban_match match;
    if (!duban_span_is_set(field->span) ||
        duban_meta_find(r, "validity", NULL, field->span, &match))
        return true;
    duban_span word = field->span;
    word.end = word.start + first_word(field->fold).length;
    if (!duban_meta_find(r, "validity", NULL, word, &match)) return false;
    field->span = word;
    return true;
}

static const char *value_of(const duban_meta_reader *r, const duban_meta_field *field) {
    return duban_span_is_set(field->span) ? duban_meta_quote(r, field->span)
                                          : duban_str_to_utf8(r->arena, field->text);
}

/* What the page says of an element in the fields of the most fitting label: the one that the
 * vocabulary has first. */
static void read_topic(duban_meta_reader *r) {
    const duban_meta_field *best = NULL;
    for (uint32_t i = 0; i < r->field_count; i++) {
        const duban_meta_field *field = &r->fields[i];
        if (!strcmp(field->element, "topic") && (!best || field->entry < best->entry)) best = field;
    }
    if (!best) return;
    duban_meta_claim_field(r, best, value_of(r, best));
    duban_meta_settle(r, "topic", NULL);
}

void duban_meta_read_numbers(duban_meta_reader *r) {
    read_doc_number(r);
    for (uint32_t i = 0; i < r->field_count; i++) {
        duban_meta_field *field = &r->fields[i];
        if (!strcmp(field->element, "indexNumber") && has_digit(field->fold))
            duban_meta_claim_field(r, field, duban_str_to_utf8(r->arena, first_word(field->text)));
        if (!strcmp(field->element, "validity") && is_validity(r, field))
            duban_meta_claim_field(r, field, value_of(r, field));
    }
    duban_meta_settle(r, "indexNumber", NULL);
    read_topic(r);
    duban_meta_settle(r, "validity", NULL);
}
