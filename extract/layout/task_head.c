/*
 * The head of a table of tasks that arrived as one cell a line: a run of lines that each name a
 * column, tasks and who answers for them among them.
 *
 * Of heads of two rows those are read whose second row takes apart who answers.
 */
#include <string.h>

#include "extract/layout/task_finder.h"

/* A head has so many columns; its names at most so many units. */
#define COLUMNS_MIN 3
#define NAME_MAX 24

static const struct {
    const char *word;
    duban_task_column kind;
} column_words[] = {{"index", DUBAN_TASK_INDEX},
                    {"group", DUBAN_TASK_GROUP},
                    {"task", DUBAN_TASK_TASK},
                    {"measure", DUBAN_TASK_MEASURE},
                    {"lead", DUBAN_TASK_LEAD},
                    {"support", DUBAN_TASK_SUPPORT},
                    {"responsible", DUBAN_TASK_RESPONSIBLE},
                    {"deadline", DUBAN_TASK_DEADLINE},
                    {"other", DUBAN_TASK_OTHER}};

duban_task_column duban_task_column_named(const duban_task_finder *f, uint32_t at) {
    duban_match match;
    if (duban_span_length(duban_cell_span(f->lines, at)) > NAME_MAX) return DUBAN_TASK_PART;
    if (!duban_form_match(&f->column, f->lines->matcher, duban_cell_span(f->lines, at), &match))
        return DUBAN_TASK_PART;
    const char *word = duban_rule_param(match.rule, "column");
    for (size_t i = 0; word && i < sizeof column_words / sizeof *column_words; i++)
        if (!strcmp(column_words[i].word, word)) return column_words[i].kind;
    return DUBAN_TASK_PART;
}

/* Of several columns of tasks the last is for measures, unless another is; of those before it only
 * one is the task, the others are parts. */
static void part_tasks(duban_task_columns *columns) {
    bool measures = false;
    uint32_t tasks = 0, seen = 0;
    for (uint32_t c = 0; c < columns->count; c++) {
        measures = measures || columns->kinds[c] == DUBAN_TASK_MEASURE;
        tasks += columns->kinds[c] == DUBAN_TASK_TASK;
    }
    for (uint32_t c = columns->count; c-- > 0;) {
        if (columns->kinds[c] != DUBAN_TASK_TASK) continue;
        if (!measures && tasks > 1 && seen == 0)
            columns->kinds[c] = DUBAN_TASK_MEASURE;
        else if (seen > (!measures && tasks > 1))
            columns->kinds[c] = DUBAN_TASK_GROUP;
        seen++;
    }
}

/*
 * Who leads and who helps at the end of a head, behind other columns, are what an earlier column of
 * who answers was taken apart into: the second row of the head stood below it.
 */
static void part_units(duban_task_columns *columns) {
    uint32_t first = columns->count, at = 0;
    duban_task_column *kinds = columns->kinds, sub[DUBAN_TASK_COLUMNS_MAX];
    while (first > 0 &&
           (kinds[first - 1] == DUBAN_TASK_LEAD || kinds[first - 1] == DUBAN_TASK_SUPPORT))
        first--;
    uint32_t count = columns->count - first;
    while (at < first && kinds[at] != DUBAN_TASK_RESPONSIBLE) at++;
    if (count < 2 || at + 1 >= first) return;
    memcpy(sub, kinds + first, count * sizeof *sub);
    memmove(kinds + at + count, kinds + at + 1, (first - at - 1) * sizeof *kinds);
    memcpy(kinds + at, sub, count * sizeof *sub);
    columns->count--;
    columns->taken_apart = at + 1;
    columns->parts = count;
}

uint32_t duban_task_head_read(duban_task_finder *f, uint32_t first) {
    bool units = false, tasks = false;
    uint32_t at = first;
    f->columns = (duban_task_columns){.count = 0};
    for (; at < f->lines->count && f->columns.count < DUBAN_TASK_COLUMNS_MAX; at++) {
        if (duban_task_is_furniture(f, at)) continue;
        duban_task_column k =
            duban_task_may_be_cell(f, at) ? duban_task_column_named(f, at) : DUBAN_TASK_PART;
        if (k == DUBAN_TASK_PART) break;
        f->columns.kinds[f->columns.count++] = k;
        units = units || (k >= DUBAN_TASK_LEAD && k <= DUBAN_TASK_RESPONSIBLE);
        tasks = tasks || k == DUBAN_TASK_TASK || k == DUBAN_TASK_MEASURE;
    }
    part_tasks(&f->columns);
    part_units(&f->columns);
    return units && tasks && f->columns.count >= COLUMNS_MIN ? at : first;
}
