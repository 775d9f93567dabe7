/* The fields of records; see record_fields.h. */
#include "out/record_fields.h"

#include <string.h>

static bool is_one_of(const char *const *names, const char *name) {
    while (*names && strcmp(*names, name) != 0) names++;
    return *names != NULL;
}

/* What holds others, what is running text, and what is a part of a record. */
static const char *const no_records[] = {"policy",  "source",    "meta",     "body", "p",
                                         "heading", "indicator", "quantity", NULL};
static const char *const parts[] = {"heading", "indicator", "quantity", NULL};
/* Who made it and where it, or a part of it, stands: not what it says. */
static bool is_field(const char *attribute) {
    static const char *const others[] = {"id", "rule", "src", NULL};
    size_t length = strlen(attribute);
    bool place = length > 3 && strcmp(attribute + length - 3, "Src") == 0;
    return !place && !is_one_of(others, attribute);
}

bool duban_record_is(const duban_element *element) { return !is_one_of(no_records, element->name); }

static void add(duban_record_fields *fields, duban_arena *arena, duban_attribute field) {
    fields->items = duban_arena_grow(arena, fields->items, &fields->capacity, fields->count + 1,
                                     sizeof *fields->items);
    fields->items[fields->count++] = field;
}

/* Text that is more than the white space between elements. */
static bool has_text(const duban_element *e) { return e->text[strspn(e->text, " \t\r\n")] != 0; }

duban_record_fields duban_record_fields_of(const duban_element *element, duban_arena *arena) {
    duban_record_fields fields = {0};
    for (uint32_t i = 0; i < element->attribute_count; i++)
        if (is_field(element->attributes[i].name)) add(&fields, arena, element->attributes[i]);
    for (const duban_element *c = element->first_child; c; c = c->next)
        if (is_one_of(parts, c->name)) add(&fields, arena, (duban_attribute){c->name, c->text});
    if (has_text(element)) add(&fields, arena, (duban_attribute){"text", element->text});
    return fields;
}

const char *duban_record_field(const duban_record_fields *fields, const char *name) {
    for (uint32_t i = 0; i < fields->count; i++)
        if (strcmp(fields->items[i].name, name) == 0) return fields->items[i].value;
    return NULL;
}

bool duban_record_same(const duban_element *a, const duban_element *b, duban_arena *arena) {
    duban_record_fields x = duban_record_fields_of(a, arena), y = duban_record_fields_of(b, arena);
    if (x.count != y.count) return false;
    for (uint32_t i = 0; i < x.count; i++) {
        const char *other = duban_record_field(&y, x.items[i].name);
        if (!other || strcmp(other, x.items[i].value) != 0) return false;
    }
    return true;
}
