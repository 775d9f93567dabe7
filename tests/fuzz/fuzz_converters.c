/*
 * Any bytes as the table of converters: it loads or is refused with findings; what loaded can be
 * looked up. No command of it is run.
 */
#include <string.h>

#include "extract/converters.h"
#include "tests/fuzz/folder.h"
#include "tests/fuzz/target.h"

typedef struct {
    const duban_rules *rules;
    duban_arena *arena;
} reading;

static duban_status look_up(void *context) {
    reading *r = context;
    duban_converters all = duban_rules_converters(r->rules, r->arena);
    for (uint32_t i = 0; i < all.count; i++) {
        const duban_converter *c = &all.items[i];
        if (!c->name || !c->format || !c->command || !c->yields) abort();
        const duban_converter *found = duban_converters_find(&all, c->name);
        if (!found || strcmp(found->name, c->name) != 0) abort();
        if (!strstr(duban_converters_names(&all, c->format, r->arena), c->name)) abort();
    }
    return DUBAN_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static const char empty[] = "<rules xmlns=\"urn:duban:rules:1\"/>";
    duban_arena *arena = duban_arena_new(DUBAN_RULES_MEMORY);
    duban_diags diags = {.arena = arena};
    fuzz_write("fuzz.xml", empty, strlen(empty));
    fuzz_write("vocab/converters.tsv", bytes, length);
    reading r = {duban_rules_load(fuzz_path(""), &diags), arena};
    if (!r.rules && !duban_diags_count(&diags, DUBAN_ERROR)) abort();
    if (r.rules) duban_arena_run(arena, look_up, &r);
    duban_rules_free((duban_rules *)r.rules);
    duban_arena_free(arena);
    return 0;
}
