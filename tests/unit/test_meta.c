/* Metadata and references: tests/tables/meta.tsv. */
#include "extract/records/meta.h"
#include "tests/unit/flow_fixture.h"

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
    noting *r = context;
    duban_status status = make_flow(r);
    if (status != DUBAN_OK) return status;
    const duban_flow *flow = r->flow;
    duban_outline outline = two_nodes(flow, r->arena);
    duban_meta *meta = duban_meta_read(flow, &outline, r->matcher, &r->diags);
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
    noting n = begin_noting(text[0] == '#' || text[0] == '-' ? "a.md" : "a.txt", text);
    assert_int_equal(duban_arena_run(n.arena, read_meta, &n), DUBAN_OK);
    return end_noting(&n, expected);
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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_table_holds)};
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
