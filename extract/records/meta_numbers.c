/*
 * Numbers and plain fields: document number, index number, topic, validity.
 *
 * A field of the page is trusted first; a document number may also stand on a line of its own or
 * right behind the title.
 */
#include <string.h>

#include "extract/records/meta_numbers.h"
#include "extract/records/meta_reader.h"

static const duban_meta_field *field_of(const duban_meta_reader *r, const char *element) {
    for (uint32_t i = 0; i < r->field_count; i++)
        if (!strcmp(r->fields[i].element, element)) return &r->fields[i];
    return NULL;
}

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

/* The first field that holds a document number. */
static const duban_meta_field *number_field(const duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->field_count; i++)
        if (!strcmp(r->fields[i].element, "docNumber") && has_digit(number_in(r, &r->fields[i])))
            return &r->fields[i];
    return NULL;
}

static void read_doc_number(duban_meta_reader *r) {
    const duban_meta_field *field = number_field(r);
    duban_match match;
    if (field) {
        duban_meta_add(r, "docNumber", duban_meta_number(r->arena, number_in(r, field)),
                       field->span, "field.label");
    } else if (duban_meta_find(r, "docNumber", "line", r->head, &match)) {
        duban_span number = duban_match_group(&match, "number");
        duban_meta_add(r, "docNumber",
                       duban_meta_number(r->arena, duban_flow_folded(r->flow, number)), number,
                       match.rule->id);
    }
}

/* The value up to its first blank: an index number has none inside. */
static duban_str first_word(duban_str s) {
    for (uint32_t i = 0; i < s.length; i++)
        if (s.units[i] == ' ') s.length = i;
    return s;
}

/* Whether a field of the text has the form of its element, where rules give the element a form. */
static bool is_value_of(const duban_meta_reader *r, const duban_meta_field *field) {
    duban_match match;
    return strcmp(field->element, "validity") || !duban_span_is_set(field->span) ||
           duban_meta_find(r, field->element, NULL, field->span, &match);
}

void duban_meta_read_numbers(duban_meta_reader *r) {
    read_doc_number(r);
    const duban_meta_field *index = field_of(r, "indexNumber");
    if (index && has_digit(index->fold))
        duban_meta_add(r, "indexNumber", duban_str_to_utf8(r->arena, first_word(index->text)),
                       index->span, "field.label");
    static const char *const plain[] = {"topic", "validity"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        const duban_meta_field *field = field_of(r, plain[i]);
        if (!field || !is_value_of(r, field)) continue;
        const char *value = duban_span_is_set(field->span)
                                ? duban_meta_quote(r, field->span)
                                : duban_str_to_utf8(r->arena, field->text);
        duban_meta_add(r, plain[i], value, field->span, "field.label");
    }
}
