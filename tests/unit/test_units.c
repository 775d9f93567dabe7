/* Responsible units: tests/tables/responsible_units.tsv, and the full names of offices. */
#include "extract/records/canonical.h"
#include "extract/records/units.h"
#include "ingest/fold.h"
#include "tests/unit/flow_fixture.h"

static duban_status read_units(void *context) {
    static const char *const roles[] = {"lead", "support", "responsible"};
    noting *r = context;
    duban_status status = make_flow(r);
    if (status != DUBAN_OK) return status;
    const duban_flow *flow = r->flow;
    duban_outline outline = one_task(flow, DUBAN_ROLE_NONE, r->arena);
    duban_records records = {.arena = r->arena};
    duban_units_read(flow, &outline, NULL, r->matcher, &records, &r->diags);
    for (uint32_t i = 0; i < records.count; i++) {
        const duban_unit *u = &records.items[i].as.unit;
        r->found = duban_arena_printf(r->arena, "%s%s%s:%s", r->found, i ? "|" : "", roles[u->role],
                                      duban_flow_quote(flow, u->name, r->arena));
        if (duban_span_is_set(u->alias))
            r->found = duban_arena_printf(r->arena, "%s=%s", r->found,
                                          duban_flow_quote(flow, u->alias, r->arena));
    }
    return DUBAN_OK;
}

/* True if the text gives the units. */
static bool gives(const char *text, const char *expected) {
    noting n = begin_noting("a.txt", text);
    assert_int_equal(duban_arena_run(n.arena, read_units, &n), DUBAN_OK);
    if (!*n.found) n.found = "-";
    return end_noting(&n, expected);
}

static void the_table_holds(void **state) {
    (void)state;
    FILE *file = fopen(DUBAN_SOURCE_DIR "/tests/tables/responsible_units.tsv", "r");
    assert_non_null(file);
    char line[2048];
    int rows = 0, wrong = 0;
    while (fgets(line, sizeof line, file)) {
        char *units = strchr(line, '\t'), *why = units ? strchr(units + 1, '\t') : NULL;
        if (line[0] == '#' || !why || !strncmp(line, "text\t", 5)) continue;
        *units++ = *why++ = '\0';
        break_lines(line);
        wrong += !gives(line, units);
        rows++;
    }
    fclose(file);
    assert_int_equal(wrong, 0);
    assert_true(rows > 40);
}

static void assert_canonical(const char *name, const char *place, const char *expected) {
    duban_arena *arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    duban_matcher *matcher = duban_matcher_new(rules, arena, NULL);
    duban_str folded = duban_fold_str(arena, duban_str_from_utf8(arena, name, strlen(name)));
    const char *full = duban_canonical_name(matcher, folded, place);
    assert_string_equal(full ? full : "-", expected);
    duban_arena_free(arena);
}

static void a_name_is_completed_by_its_place(void **state) {
    (void)state;
    assert_canonical("市住建局", "信阳市", "信阳市住房和城乡建设局");
    assert_canonical("发展改革委", "信阳市", "信阳市发展和改革委员会");
    assert_canonical("州教育局", "海南州", "海南州教育局");
    assert_canonical("自治区卫生健康委", "西藏自治区", "西藏自治区卫生健康委员会");
    assert_canonical("省发改委", "信阳市", "-");
    assert_canonical("市住建局", NULL, "-");
    assert_canonical("大瑶镇", "浏阳市", "-");
    assert_canonical("发展改革委", "全国", "-");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_holds),
        cmocka_unit_test(a_name_is_completed_by_its_place),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
