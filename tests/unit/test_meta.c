/* Metadata and references: tests/tables/meta.tsv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "extract/records/meta.h"

static duban_rules *rules;

typedef struct {
    duban_arena *arena;
    duban_input input;
    const char *found;
    duban_diags diags;
} reading;

/* Where the first section begins: at the label of the first one in the text. */
static uint32_t first_section(const duban_flow *flow) {
    for (uint32_t i = 0; i + 1 < flow->length; i++)
        if (flow->fold[i] == u'一' && flow->fold[i + 1] == u'、') return i;
    return flow->length;
}

static duban_outline two_nodes(const duban_flow *flow, duban_arena *arena) {
    duban_node *nodes = duban_arena_alloc(arena, 2 * sizeof *nodes);
    uint32_t start = first_section(flow);
    nodes[1] = (duban_node){.kind = DUBAN_NODE_SECTION, .extent = {start, flow->length}};
    return (duban_outline){
        .nodes = nodes, .count = start < flow->length ? 2 : 1, .end_para = flow->para_count};
}

static const char *show(duban_arena *arena, const duban_meta_item *item) {
    if (!item->value) return duban_arena_printf(arena, "%s/%s", item->from, item->by);
    if (!item->doc_number) return item->value;
    return duban_arena_printf(arena, "%s@%s", item->value, item->doc_number);
}

static duban_status read_meta(void *context) {
    reading *r = context;
    duban_document *document;
    duban_status status = duban_document_read(r->arena, &r->input, &document, &r->diags);
    if (status != DUBAN_OK) return status;
    duban_matcher *matcher = duban_matcher_new(rules, r->arena, &r->diags);
    const duban_flow *flow = duban_flow_make(document, matcher, &r->diags);
    duban_matcher_set(matcher, flow->fold, flow->length);
    duban_outline outline = two_nodes(flow, r->arena);
    duban_meta *meta = duban_meta_read(flow, &outline, matcher, &r->diags);
    for (uint32_t i = 0; i < meta->count; i++) {
        const duban_meta_item *item = &meta->items[i];
        r->found = duban_arena_printf(r->arena, "%s%s%s%s%s=%s", r->found, i ? "|" : "",
                                      item->element, item->role ? ":" : "",
                                      item->role ? item->role : "", show(r->arena, item));
    }
    for (uint32_t i = 0; i < r->diags.count; i++) {
        const char *about = strstr(r->diags.items[i].message, "contradiction: ");
        if (r->diags.items[i].severity < DUBAN_WARNING || !about) continue;
        about += strlen("contradiction: ");
        r->found = duban_arena_printf(r->arena, "%s|!%.*s", r->found,
                                      (int)(strstr(about, " is '") - about), about);
    }
    return DUBAN_OK;
}

/* True if the text gives the items. */
static bool gives(const char *text, const char *expected) {
    reading r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY), .found = ""};
    r.input = (duban_input){text[0] == '#' || text[0] == '-' ? "a.md" : "a.txt",
                            (const unsigned char *)text, strlen(text)};
    r.diags.arena = r.arena;
    assert_int_equal(duban_arena_run(r.arena, read_meta, &r), DUBAN_OK);
    bool same = strcmp(r.found, expected) == 0;
    if (!same) print_error("%s\n  expected %s\n  found    %s\n", text, expected, r.found);
    duban_arena_free(r.arena);
    return same;
}

static void break_lines(char *text) {
    for (char *at; (at = strstr(text, "\\n"));) {
        *at = '\n';
        memmove(at + 1, at + 2, strlen(at + 2) + 1);
    }
}

static void the_table_holds(void **state) {
    (void)state;
    FILE *file = fopen(DUBAN_SOURCE_DIR "/tests/tables/meta.tsv", "r");
    assert_non_null(file);
    char line[4096];
    int rows = 0, wrong = 0;
    while (fgets(line, sizeof line, file)) {
        char *meta = strchr(line, '\t'), *why = meta ? strchr(meta + 1, '\t') : NULL;
        if (!why || !strncmp(line, "text\t", 5)) continue;
        *meta++ = *why++ = '\0';
        break_lines(line);
        wrong += !gives(line, meta);
        rows++;
    }
    fclose(file);
    assert_int_equal(wrong, 0);
    assert_true(rows > 8);
}

static int load(void **state) {
    (void)state;
    duban_diags diags = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    rules = duban_rules_load(DUBAN_RULES_DIR, &diags);
    for (uint32_t i = 0; !rules && i < diags.count; i++)
        print_error("%s\n", diags.items[i].message);
    duban_arena_free(diags.arena);
    return rules ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    duban_rules_free(rules);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_table_holds)};
    return cmocka_run_group_tests(tests, load, unload);
}
