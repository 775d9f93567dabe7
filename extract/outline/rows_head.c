/*
 * The head of a table of tasks: one row, or two where cells of the first name several columns and
 * the second takes them apart. Above it may stand rows that title the table.
 */
#include <string.h>

#include "extract/outline/rows.h"

/* A head begins in one of so many rows. */
#define HEAD_ROWS 4

static const char *const column_words[DUBAN_ROW_KINDS] = {[DUBAN_ROW_NONE] = "",
                                                          [DUBAN_ROW_INDEX] = "index",
                                                          [DUBAN_ROW_GROUP] = "group",
                                                          [DUBAN_ROW_TASK] = "task",
                                                          [DUBAN_ROW_MEASURE] = "measure",
                                                          [DUBAN_ROW_INDICATOR] = "indicator",
                                                          [DUBAN_ROW_GOAL] = "goal",
                                                          [DUBAN_ROW_LEAD] = "lead",
                                                          [DUBAN_ROW_SUPPORT] = "support",
                                                          [DUBAN_ROW_RESPONSIBLE] = "responsible",
                                                          [DUBAN_ROW_DEADLINE] = "deadline",
                                                          [DUBAN_ROW_OTHER] = "other"};

const duban_para *duban_row_para(const duban_run *run, uint32_t piece) {
    return &run->flow->paras[run->pieces[piece].para];
}

uint32_t duban_row_end(const duban_run *run, uint32_t piece, uint32_t end) {
    uint32_t to = piece, row = duban_row_para(run, piece)->row;
    while (to < end && duban_row_para(run, to)->row == row) to++;
    return to;
}

uint32_t duban_row_table_end(const duban_run *run, uint32_t first) {
    const duban_para *para = duban_row_para(run, first);
    uint32_t end = first;
    if (para->kind != DUBAN_PARA_CELL || para->row == 0) return first;
    while (end < run->piece_count && duban_row_para(run, end)->kind == DUBAN_PARA_CELL &&
           duban_row_para(run, end)->table == para->table)
        end++;
    return end;
}

static duban_row_column kind_of(duban_run *run, duban_span cell) {
    duban_match match;
    if (!duban_form_match(&run->task_column, run->matcher, cell, &match)) return DUBAN_ROW_NONE;
    const char *word = duban_rule_param(match.rule, "column");
    for (uint32_t k = 1; word && k < DUBAN_ROW_KINDS; k++)
        if (strcmp(word, column_words[k]) == 0) return (duban_row_column)k;
    return DUBAN_ROW_NONE;
}

bool duban_row_is_head(duban_run *run, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (kind_of(run, run->pieces[i].span) == DUBAN_ROW_NONE) return false;
    return from < to;
}

/* Lets the cells of a row name their columns; words broken over lines are one name. False if none
 * does. */
static bool name_columns(duban_run *run, uint32_t from, uint32_t to, duban_row_head *head) {
    bool any = false;
    for (uint32_t i = from, next; i < to; i = next) {
        const duban_para *cell = duban_row_para(run, i);
        for (next = i + 1; next < to && duban_row_para(run, next)->column == cell->column;) next++;
        duban_span name = {run->pieces[i].span.start, run->pieces[next - 1].span.end};
        duban_row_column kind = kind_of(run, name);
        any = any || kind != DUBAN_ROW_NONE;
        uint32_t last = cell->column + (cell->column_span > 1 ? cell->column_span : 1u) - 1;
        for (uint32_t c = cell->column; c > 0 && c <= last && c <= DUBAN_ROW_COLUMNS; c++) {
            if (kind != DUBAN_ROW_NONE) head->kinds[c] = kind;
            if (c > head->columns) head->columns = c;
        }
    }
    return any;
}

/* Of several columns of tasks the last is what is done, the one before it the task, those before
 * that its parts; with a column of measures the last is the task. */
static void rank_tasks(duban_row_head *head) {
    bool measures = false;
    uint32_t seen = 0;
    for (uint32_t c = 1; c <= head->columns; c++)
        measures = measures || head->kinds[c] == DUBAN_ROW_MEASURE;
    for (uint32_t c = head->columns; c > 0; c--) {
        if (head->kinds[c] != DUBAN_ROW_TASK) continue;
        seen++;
        if (measures && seen > 1) head->kinds[c] = DUBAN_ROW_GROUP;
        if (!measures && seen > 2) head->kinds[c] = DUBAN_ROW_GROUP;
    }
    for (uint32_t c = head->columns; !measures && seen > 1 && c > 0; c--) {
        if (head->kinds[c] != DUBAN_ROW_TASK) continue;
        head->kinds[c] = DUBAN_ROW_MEASURE;
        return;
    }
}

static bool has(const duban_row_head *head, duban_row_column kind) {
    for (uint32_t c = 1; c <= head->columns; c++)
        if (head->kinds[c] == kind) return true;
    return false;
}

/* Beside tasks goals are measures. Indicators are tasks where measures stand beside them, but not
 * where only goals do: then the table is one of indicators, and who answers is a remark. */
static void settle_indicators(duban_row_head *head) {
    bool task = has(head, DUBAN_ROW_TASK), indicator = has(head, DUBAN_ROW_INDICATOR);
    duban_row_column named =
        !task && has(head, DUBAN_ROW_MEASURE) ? DUBAN_ROW_TASK : DUBAN_ROW_NONE;
    for (uint32_t c = head->columns; c > 0; c--) {
        if (head->kinds[c] == DUBAN_ROW_GOAL)
            head->kinds[c] = task || !indicator ? DUBAN_ROW_MEASURE : DUBAN_ROW_NONE;
        if (head->kinds[c] != DUBAN_ROW_INDICATOR) continue;
        head->kinds[c] = named;
        named = DUBAN_ROW_NONE;
    }
}

/* A column of parts stands before what it parts. */
static void check_groups(duban_row_head *head) {
    bool words = false;
    for (uint32_t c = 1; c <= head->columns; c++) {
        words = words || head->kinds[c] == DUBAN_ROW_TASK || head->kinds[c] == DUBAN_ROW_MEASURE;
        if (words && head->kinds[c] == DUBAN_ROW_GROUP) head->kinds[c] = DUBAN_ROW_NONE;
    }
}

/* Does it name tasks and who answers for them? */
static bool is_whole(const duban_row_head *head) {
    return (has(head, DUBAN_ROW_LEAD) || has(head, DUBAN_ROW_SUPPORT) ||
            has(head, DUBAN_ROW_RESPONSIBLE)) &&
           (has(head, DUBAN_ROW_TASK) || has(head, DUBAN_ROW_MEASURE));
}

bool duban_row_head_find(duban_run *run, uint32_t first, uint32_t end, duban_row_head *head,
                         uint32_t *from, uint32_t *to) {
    uint32_t at = first;
    for (uint32_t row = 0; row < HEAD_ROWS && at < end; row++) {
        *head = (duban_row_head){.columns = 0};
        *from = at;
        *to = duban_row_end(run, at, end);
        bool named = name_columns(run, *from, *to, head);
        uint32_t below = *to < end ? duban_row_end(run, *to, end) : *to;
        if (named && duban_row_is_head(run, *to, below)) {
            name_columns(run, *to, below, head);
            *to = below;
        }
        settle_indicators(head);
        rank_tasks(head);
        check_groups(head);
        if (is_whole(head)) return true;
        at = duban_row_end(run, at, end);
    }
    return false;
}

bool duban_row_head_equal(const duban_row_head *a, const duban_row_head *b) {
    return a->columns == b->columns && memcmp(a->kinds, b->kinds, sizeof a->kinds) == 0;
}

uint32_t duban_rows_find(duban_run *run, uint32_t first) {
    duban_row_head head;
    if (first >= run->piece_count) return run->piece_count;
    uint32_t from, to, table = duban_row_para(run, first)->table;
    bool begins = first == 0 || duban_row_para(run, first - 1)->table != table;
    uint32_t end = begins ? duban_row_table_end(run, first) : first;
    return end > first && duban_row_head_find(run, first, end, &head, &from, &to)
               ? from
               : run->piece_count;
}
