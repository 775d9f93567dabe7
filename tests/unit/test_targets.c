/* Targets and baselines: tests/tables/targets.tsv, one row a record, in text order. */
#include "extract/records/targets.h"
#include "extract/records/times.h"
#include "tests/unit/flow_fixture.h"

typedef struct {
    noting n;
    duban_role role;
} reading;

static const char *quoted(const duban_flow *flow, duban_span span, duban_arena *arena) {
    return duban_span_is_set(span) ? duban_flow_quote(flow, span, arena) : "";
}

static const char *amount(const duban_quantity *q, duban_arena *arena) {
    char low[DUBAN_DECIMAL_TEXT], high[DUBAN_DECIMAL_TEXT];
    const char *word = duban_comparator_word(q->comparator), *unit = q->unit ? q->unit : "";
    if (q->is_range)
        return duban_arena_printf(arena, "%s %s..%s %s", word, duban_decimal_print(q->min, low),
                                  duban_decimal_print(q->max, high), unit);
    return duban_arena_printf(arena, "%s %s %s", word, duban_decimal_print(q->value, low), unit);
}

/* A record in the columns of the table. */
static const char *row_of(const duban_flow *flow, const duban_record *record, duban_arena *arena) {
    if (record->kind == DUBAN_RECORD_UNEXPLAINED)
        return duban_arena_printf(arena, "unexplained\t%s\t\t\t\t\t\n",
                                  quoted(flow, record->span, arena));
    const duban_target *t = &record->as.target;
    return duban_arena_printf(arena, "%s\t%s\t%s\t%s\t%s\t%s\t%s%s\n",
                              record->kind == DUBAN_RECORD_TARGET ? "target" : "baseline",
                              quoted(flow, t->indicator, arena), quoted(flow, t->action, arena),
                              quoted(flow, t->quantity.span, arena), amount(&t->quantity, arena),
                              quoted(flow, t->scope, arena), t->at_text ? t->at_text : "",
                              t->recurrence ? t->recurrence : "");
}

static int by_place(const void *a, const void *b) {
    const duban_record *x = a, *y = b;
    uint32_t i =
        x->kind == DUBAN_RECORD_UNEXPLAINED ? x->span.start : x->as.target.quantity.span.start;
    uint32_t j =
        y->kind == DUBAN_RECORD_UNEXPLAINED ? y->span.start : y->as.target.quantity.span.start;
    return i < j ? -1 : i > j;
}

static duban_status read_targets(void *context) {
    reading *r = context;
    noting *n = &r->n;
    duban_status status = make_flow(n);
    if (status != DUBAN_OK) return status;
    const duban_flow *flow = n->flow;
    duban_outline outline = one_task(flow, r->role, n->arena);
    duban_records records = {.arena = n->arena};
    duban_meta meta = {.written = {2024, 6, 30}};
    duban_times_collect(flow, &outline, &meta, n->matcher, &records);
    duban_targets_read(flow, &outline, &meta, n->matcher, &records, &n->diags);
    if (records.count) qsort(records.items, records.count, sizeof *records.items, by_place);
    for (uint32_t i = 0; i < records.count; i++)
        n->found = duban_arena_printf(n->arena, "%s%s", n->found,
                                      row_of(flow, &records.items[i], n->arena));
    return DUBAN_OK;
}

/* True if the text gives the rows. */
static bool gives(const char *role, const char *text, const char *rows) {
    reading r = {.n = begin_noting("t.txt", text), .role = duban_role_of(role)};
    assert_int_equal(duban_arena_run(r.n.arena, read_targets, &r), DUBAN_OK);
    return end_noting(&r.n, rows);
}

/* The table: role, text, then one record; rows that begin with two tabs go on with the text. */
static void the_table_holds(void **state) {
    (void)state;
    FILE *file = fopen(DUBAN_SOURCE_DIR "/tests/tables/targets.tsv", "r");
    assert_non_null(file);
    char line[4096], role[64] = "", text[2048] = "", rows[8192] = "";
    uint32_t wrong = 0, texts = 0;
    bool more = true;
    while (more) {
        more = fgets(line, sizeof line, file) != NULL;
        bool goes_on = more && strncmp(line, "\t\t", 2) == 0;
        if (more && (line[0] == '#' || line[0] == '\n')) continue;
        if (!goes_on && text[0] && ++texts) wrong += !gives(role, text, rows);
        if (!more) break;
        char *record = line + 2;
        if (!goes_on) {
            char *tab = strchr(line, '\t'), *second = tab ? strchr(tab + 1, '\t') : NULL;
            assert_non_null(tab);
            snprintf(role, sizeof role, "%.*s", (int)(tab - line), line);
            int length = second ? (int)(second - tab - 1) : (int)strcspn(tab + 1, "\n");
            snprintf(text, sizeof text, "%.*s", length, tab + 1);
            rows[0] = '\0';
            record = second ? second + 1 : NULL;
        }
        if (record && record[0] != '\n')
            snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "%s", record);
    }
    fclose(file);
    print_message("%u of %u texts\n", texts - wrong, texts);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_table_holds)};
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
