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

/* U+3014 and U+3015 are the brackets that the standard asks for. */
char *duban_meta_number(duban_arena *arena, duban_str fold) {
    char16_t *units = duban_arena_alloc(arena, (fold.length + 1) * sizeof *units);
    uint32_t length = 0;
    for (uint32_t i = 0; i < fold.length; i++) {
        char16_t unit = fold.units[i];
        if (unit == ' ') continue;
        if (unit == '[' || unit == '(') unit = 0x3014;
        if (unit == ']' || unit == ')') unit = 0x3015;
        units[length++] = unit;
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

static void claim_number(duban_meta_reader *r, const char *form) {
    duban_match match;
    if (!duban_meta_find(r, "docNumber", form, r->head, &match)) return;
    duban_span number = duban_match_group(&match, "number");
    duban_meta_claim_add(r, (duban_meta_claim){.element = "docNumber",
                                               .value = duban_meta_number(
                                                   r->arena, duban_flow_folded(r->flow, number)),
                                               .span = number,
                                               .rule = match.rule->id,
                                               .origin = DUBAN_META_TEXT});
}

/* A number on its own line is the document's; one behind a title may be another's, so that it is
 * only asked where nothing else tells one. */
static void read_doc_number(duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->field_count; i++) {
        const duban_meta_field *field = &r->fields[i];
        if (!strcmp(field->element, "docNumber") && has_digit(number_in(r, field)))
            duban_meta_claim_field(r, field, duban_meta_number(r->arena, number_in(r, field)));
    }
    claim_number(r, "line");
    if (duban_meta_settle(r, "docNumber", NULL)) return;
    claim_number(r, "inline");
    duban_meta_settle(r, "docNumber", NULL);
}

/* The value up to its first blank: an index number has none inside. */
static duban_str first_word(duban_str s) {
    for (uint32_t i = 0; i < s.length; i++)
        if (s.units[i] == ' ') s.length = i;
    return s;
}

static bool is_validity(const duban_meta_reader *r, const duban_meta_field *field) {
    duban_match match;
    return !duban_span_is_set(field->span) ||
           duban_meta_find(r, "validity", NULL, field->span, &match);
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
        const duban_meta_field *field = &r->fields[i];
        if (!strcmp(field->element, "indexNumber") && has_digit(field->fold))
            duban_meta_claim_field(r, field, duban_str_to_utf8(r->arena, first_word(field->text)));
        if (!strcmp(field->element, "validity") && is_validity(r, field))
            duban_meta_claim_field(r, field, value_of(r, field));
    }
    duban_meta_settle(r, "indexNumber", NULL);
    read_topic(r);
    duban_meta_settle(r, "validity", NULL);
}
