/* A difference between two ledgers in words, and the passage that it is about; see difference.h. */
#include <stdlib.h>
#include <string.h>

#include "out/buffer.h"
#include "out/difference.h"
#include "out/record_fields.h"

#define CONTEXT 20 /* characters shown on either side of a passage */

static void put_field(duban_buffer *out, const char *name, const char *value) {
    if (strcmp(name, "text") == 0)
        duban_buffer_add_text(out, " '");
    else
        duban_buffer_print(out, " %s='", name);
    duban_buffer_add_text(out, value);
    duban_buffer_add_byte(out, '\'');
}

static void put_change(duban_buffer *out, const char *name, const char *old, const char *new) {
    if (old && new &&strcmp(old, new) == 0) return;
    put_field(out, name, old ? old : "");
    duban_buffer_print(out, " -> '%s'", new ? new : "");
}

static const char *title_of(const duban_record_fields *fields) {
    static const char *const names[] = {"heading", "indicator", "text", "num"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = duban_record_field(fields, names[i]);
        if (value && *value) return value;
    }
    return "";
}

const char *duban_difference_print(const duban_difference *difference, duban_arena *arena) {
    const duban_element *one = difference->after ? difference->after : difference->before;
    duban_record_fields fields = duban_record_fields_of(one, arena);
    duban_buffer out = {.arena = arena};
    duban_buffer_add_text(&out, one->name);
    if (difference->kind != DUBAN_CHANGED) {
        for (uint32_t i = 0; i < fields.count; i++)
            put_field(&out, fields.items[i].name, fields.items[i].value);
        return duban_buffer_text(&out);
    }
    duban_record_fields old = duban_record_fields_of(difference->before, arena);
    put_field(&out, "text", title_of(&fields));
    duban_buffer_add_byte(&out, ':');
    for (uint32_t i = 0; i < old.count; i++)
        put_change(&out, old.items[i].name, old.items[i].value,
                   duban_record_field(&fields, old.items[i].name));
    for (uint32_t i = 0; i < fields.count; i++)
        if (!duban_record_field(&old, fields.items[i].name))
            put_change(&out, fields.items[i].name, NULL, fields.items[i].value);
    return duban_buffer_text(&out);
}

static bool is_inside(const char *text, const char *at) {
    return ((unsigned char)*at & 0xC0) == 0x80 && at > text;
}

/* The place CONTEXT characters before at, or the text's beginning. */
static const char *step_back(const char *text, const char *at) {
    for (int n = 0; n < CONTEXT && at > text; n++)
        for (at--; is_inside(text, at);) at--;
    return at;
}

static const char *step_on(const char *at) {
    for (int n = 0; n < CONTEXT && *at; n++)
        for (at++; ((unsigned char)*at & 0xC0) == 0x80;) at++;
    return at;
}

/* What of the record stands in running text, word for word. */
static const char *quoted_of(const duban_element *record, duban_arena *arena) {
    static const char *const names[] = {"quantity", "text", "heading"};
    duban_record_fields fields = duban_record_fields_of(record, arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = duban_record_field(&fields, names[i]);
        if (value && *value) return value;
    }
    return NULL;
}

static uint64_t start_of(const duban_element *element) {
    const char *src = duban_element_attribute(element, "src");
    const char *colon = src ? strchr(src, ':') : NULL;
    return src ? strtoull(colon ? colon + 1 : src, NULL, 10) : 0;
}

/* The paragraph beside or above the record that begins last before it. */
static const duban_element *paragraph_of(const duban_element *record) {
    const duban_element *found = NULL;
    for (const duban_element *p = record->parent ? record->parent->first_child : NULL; p;
         p = p->next)
        if (strcmp(p->name, "p") == 0 && start_of(p) <= start_of(record)) found = p;
    return found;
}

const char *duban_difference_passage(const duban_difference *difference, duban_arena *arena) {
    const duban_element *one = difference->after ? difference->after : difference->before;
    const duban_element *p = paragraph_of(one);
    const char *quoted = quoted_of(one, arena);
    const char *at = p && quoted ? strstr(p->text, quoted) : NULL;
    if (!at) return "";
    const char *end = at + strlen(quoted), *first = step_back(p->text, at), *last = step_on(end);
    return duban_arena_printf(arena, "%s%.*s[%s]%.*s%s", first > p->text ? "..." : "",
                              (int)(at - first), first, quoted, (int)(last - end), end,
                              *last ? "..." : "");
}
