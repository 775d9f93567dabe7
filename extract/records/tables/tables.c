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
        if (!holds_cells(t, &t->outline->nodes[i])) duban_table_lines_read(t, i);
    }
}

static void read_runs(duban_tables *t) {
    for (uint32_t i = 0; i < t->flow->para_count; i++) {
        const duban_para *p = &t->flow->paras[i];
        duban_span rest = p->span, run;
        while (p->kind == DUBAN_PARA_BODY && duban_table_run_find(t, rest, &run)) {
            uint32_t node = duban_outline_node_at(t->outline, run.start);
            rest.start = run.end;
            if (duban_records_took(t->records, run)) continue;
            duban_table_run_read(t, run, node);
            duban_records_take(t->records, run);
        }
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
