/*
 * Any text under the project's rules: a flow whose invariants hold, in which no ink is lost and
 * each paragraph stands in its source.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "extract/layout/flow.h"
#include "ingest/blank.h"
#include "tests/fuzz/target.h"

typedef struct {
    duban_arena *arena;
    duban_input input;
    duban_diags diags;
} layout;

static const duban_rules *rules(void) {
    static const duban_rules *loaded;
    if (!loaded) loaded = duban_rules_load(DUBAN_RULES_DIR, NULL);
    if (!loaded) abort();
    return loaded;
}

static uint32_t count_ink(const char16_t *text, uint32_t length) {
    uint32_t ink = 0;
    for (uint32_t i = 0; i < length; i++) ink += !duban_unit_is_blank(text[i]);
    return ink;
}

static void check_sources(const duban_flow *flow, duban_arena *arena) {
    for (uint32_t i = 0; i < flow->para_count; i++) {
        duban_src *ranges;
        uint32_t count = duban_flow_source(flow, flow->paras[i].span, arena, &ranges);
        if (count == 0) abort();
        for (uint32_t r = 0; r < count; r++)
            if (ranges[r].start >= ranges[r].end || (r && ranges[r].start < ranges[r - 1].end))
                abort();
    }
}

static duban_status lay_out(void *context) {
    layout *l = context;
    duban_document *document = NULL;
    duban_status status = duban_document_read(l->arena, &l->input, &document, &l->diags);
    if (status != DUBAN_OK) return status;
    duban_matcher *matcher = duban_matcher_new(rules(), l->arena, &l->diags);
    const duban_flow *flow = duban_flow_make(document, matcher, &l->diags);
    if (!duban_flow_check(flow)) abort();
    if (count_ink(flow->text, flow->length) != count_ink(document->text, document->length)) abort();
    check_sources(flow, l->arena);
    return DUBAN_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static const char *const names[] = {"a.txt", "a.md"};
    layout l = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY),
                .input = {.href = names[length % 2], .bytes = bytes, .length = length}};
    l.diags.arena = l.arena;
    duban_arena_run(l.arena, lay_out, &l);
    duban_arena_free(l.arena);
    return 0;
}
