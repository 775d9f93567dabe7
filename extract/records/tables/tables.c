/*
 * Tables of indicators, shape by shape: grids of cells, sections that are tables line by line,
 * and tables run together in the text; see tables.h.
 */
#include "extract/records/tables.h"

#include <stdlib.h>
#include <string.h>

#include "extract/records/tables/table.h"

/* Where the past ends: the year of the notice, or that in which its plan begins. */
static int16_t first_year(const duban_meta *meta) {
    if (meta->written.year) return meta->written.year;
    for (uint32_t i = 0; i < meta->count; i++)
        if (strcmp(meta->items[i].element, "period") == 0 && meta->items[i].from)
            return (int16_t)strtol(meta->items[i].from, NULL, 10);
    return 0;
}

static void read_grids(duban_tables *t) {
    for (uint32_t i = 0; i < t->flow->para_count;) {
        const duban_para *p = &t->flow->paras[i];
        uint32_t end = i + 1;
        if (p->kind == DUBAN_PARA_CELL) {
            while (end < t->flow->para_count && t->flow->paras[end].kind == DUBAN_PARA_CELL &&
                   t->flow->paras[end].table == p->table)
                end++;
            duban_table_grid_read(t, i, end);
        }
        i = end;
    }
}

static bool holds_cells(const duban_tables *t, const duban_node *node) {
    for (uint32_t i = 0; i < node->text_count; i++) {
        uint32_t start = t->outline->texts[node->first_text + i].start;
        uint32_t para = duban_flow_para_at(t->flow, start);
        if (para < t->flow->para_count && t->flow->paras[para].kind == DUBAN_PARA_CELL) return true;
    }
    return false;
}

static void read_lines(duban_tables *t) {
    for (uint32_t i = 0; i < t->outline->count; i++) {
        const duban_node *node = &t->outline->nodes[i];
        if (node->form == DUBAN_TABLE && !holds_cells(t, node)) duban_table_lines_read(t, i);
    }
}

static uint32_t find_runs(const duban_tables *t, duban_span **runs) {
    uint32_t count = 0, capacity = 0;
    *runs = NULL;
    for (uint32_t i = 0; i < t->flow->para_count; i++) {
        const duban_para *p = &t->flow->paras[i];
        duban_span rest = p->span, run;
        while (p->kind == DUBAN_PARA_BODY && duban_table_run_find(t, rest, &run)) {
            *runs = duban_arena_grow(t->arena, *runs, &capacity, count + 1, sizeof **runs);
            (*runs)[count++] = run;
            rest.start = run.end;
        }
    }
    return count;
}

uint32_t duban_tables_runs(const duban_flow *flow, duban_matcher *matcher, duban_span **runs) {
    duban_tables tables;
    duban_tables_init(&tables, flow, matcher);
    return find_runs(&tables, runs);
}

static void read_runs(duban_tables *t) {
    duban_span *runs;
    uint32_t count = find_runs(t, &runs);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t node = duban_outline_node_at(t->outline, runs[i].start);
        if (t->outline->nodes[node].form != DUBAN_TABLE) duban_table_run_read(t, runs[i], node);
    }
}

void duban_tables_read(const duban_flow *flow, const duban_outline *outline, const duban_meta *meta,
                       duban_matcher *matcher, duban_records *records, duban_diags *diags) {
    duban_tables tables;
    duban_tables_init(&tables, flow, matcher);
    tables.outline = outline;
    tables.records = records;
    tables.diags = diags;
    tables.first_year = first_year(meta);
    read_grids(&tables);
    read_lines(&tables);
    read_runs(&tables);
}
