/*
 * Tables of indicators, shape by shape: grids of cells, lines that were cells, and tables run
 * together in the text; see tables.h.
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

/* Paragraphs of one table, with the furniture between them: grids, and lines that were one. */
static uint32_t table_end(const duban_flow *flow, uint32_t first) {
    uint32_t end = first + 1;
    for (uint32_t i = end; i < flow->para_count; i++) {
        if (flow->paras[i].kind == DUBAN_PARA_FURNITURE) continue;
        if (flow->paras[i].kind != DUBAN_PARA_CELL ||
            flow->paras[i].table != flow->paras[first].table)
            break;
        end = i + 1;
    }
    return end;
}

static void read_cells(duban_tables *t) {
    for (uint32_t i = 0; i < t->flow->para_count;) {
        const duban_para *p = &t->flow->paras[i];
        uint32_t end = p->kind == DUBAN_PARA_CELL ? table_end(t->flow, i) : i + 1;
        if (p->kind == DUBAN_PARA_CELL && p->row == 0) duban_table_lines_read(t, i, end);
        if (p->kind == DUBAN_PARA_CELL && p->row > 0) duban_table_grid_read(t, i, end);
        i = end;
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
    read_cells(&tables);
    read_runs(&tables);
}
