/* Targets and baselines: tests/tables/targets.tsv, one row a record, in text order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "extract/records/targets.h"
#include "extract/records/times.h"

static duban_rules *rules;

typedef struct {
    duban_arena *arena;
    duban_input input;
    duban_role role;
    char *found;
    duban_diags diags;
} reading;

/* An outline of one task that holds every paragraph. */
static duban_outline one_task(const duban_flow *flow, duban_role role, duban_arena *arena) {
    duban_span *texts = duban_arena_alloc(arena, (flow->para_count + 1) * sizeof *texts);
    for (uint32_t i = 0; i < flow->para_count; i++) texts[i] = flow->paras[i].span;
    duban_node *node = duban_arena_alloc(arena, sizeof *node);
    *node = (duban_node){.kind = DUBAN_NODE_TASK,
                         .role = role,
                         .heading = DUBAN_SPAN_NONE,
                         .label = DUBAN_SPAN_NONE,
                         .text_count = flow->para_count};
    return (duban_outline){
        .nodes = node, .count = 1, .texts = texts, .text_count = flow->para_count};
}

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
    duban_document *document;
    duban_status status = duban_document_read(r->arena, &r->input, &document, &r->diags);
    if (status != DUBAN_OK) return status;
    duban_matcher *matcher = duban_matcher_new(rules, r->arena, &r->diags);
    const duban_flow *flow = duban_flow_make(document, matcher, &r->diags);
    duban_matcher_set(matcher, flow->fold, flow->length);
    duban_outline outline = one_task(flow, r->role, r->arena);
    duban_records records = {.arena = r->arena};
    duban_meta meta = {.written = {2024, 6, 30}};
    duban_times_collect(flow, &outline, &meta, matcher, &records);
    duban_targets_read(flow, &outline, &meta, matcher, &records, &r->diags);
    if (records.count) qsort(records.items, records.count, sizeof *records.items, by_place);
    for (uint32_t i = 0; i < records.count; i++)
        r->found = duban_arena_printf(r->arena, "%s%s", r->found,
                                      row_of(flow, &records.items[i], r->arena));
    return DUBAN_OK;
}

/* True if the text gives the rows. */
static bool gives(const char *role, const char *text, const char *rows) {
    duban_arena *arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    reading r = {.arena = arena,
                 .input = {.bytes = (const uint8_t *)text, .length = strlen(text), .href = "t.txt"},
                 .role = duban_role_of(role),
                 .found = duban_arena_printf(arena, "%s", ""),
                 .diags.arena = arena};
    assert_int_equal(duban_arena_run(arena, read_targets, &r), DUBAN_OK);
    bool same = strcmp(r.found, rows) == 0;
    if (!same) print_message("%s\n  expected:\n%s  found:\n%s", text, rows, r.found);
    duban_arena_free(arena);
    return same;
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
    duban_arena *arena = duban_arena_new(DUBAN_RULES_MEMORY);
    duban_diags diags = {.arena = arena};
    rules = duban_rules_load(DUBAN_RULES_DIR, &diags);
    if (!rules) return 1;
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_table_holds)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    duban_rules_free(rules);
    duban_arena_free(arena);
    return failed;
}
