/*
 * Heads of tables: columns beside each other settle and date each other, the caption dates those
 * that are left, and together they say what was measured and what is promised.
 */
#include "extract/records/tables/table.h"
#include "ingest/blank.h"

static const char *const forms[] = {
#define FORM_WORD(name, word) [DUBAN_TABLE_##name] = word,
    DUBAN_TABLE_FORMS(FORM_WORD)
#undef FORM_WORD
};

void duban_tables_init(duban_tables *tables, const duban_flow *flow, duban_matcher *matcher) {
    *tables =
        (duban_tables){.flow = flow, .matcher = matcher, .arena = duban_matcher_arena(matcher)};
    for (uint32_t i = 0; i < DUBAN_TABLE_FORM_COUNT; i++)
        tables->forms[i] =
            duban_form_collect(duban_matcher_rules(matcher), DUBAN_RULE_TABLE, "form", forms[i]);
}

duban_span duban_table_trim(const duban_tables *tables, duban_span span) {
    const char16_t *text = tables->flow->text;
    while (span.start < span.end && duban_unit_is_blank(text[span.start])) span.start++;
    while (span.end > span.start && duban_unit_is_blank(text[span.end - 1])) span.end--;
    return span;
}

bool duban_table_is(const duban_tables *tables, duban_table_form form, duban_span span,
                    duban_match *match) {
    return duban_form_match(&tables->forms[form], tables->matcher, span, match);
}

/* The latest year of the head that was not measured. */
static duban_time latest(const duban_tables *tables, const duban_table_head *head) {
    duban_time last = {.by = {0}};
    for (uint32_t i = 0; i < head->count; i++) {
        const duban_column *c = &head->columns[i];
        if (c->kind == DUBAN_COLUMN_YEAR && c->time.by.year > last.by.year && !c->time.relative &&
            !duban_table_column_is_past(tables, head, i))
            last = c->time;
    }
    return last;
}

/* The latest date of measured values, for means that no other date explains. */
static duban_time latest_past(const duban_table_head *head) {
    duban_time last = {.by = {0}};
    for (uint32_t i = 0; i < head->count; i++) {
        const duban_column *c = &head->columns[i];
        if (c->kind == DUBAN_COLUMN_YEAR && c->time.by.year > last.by.year) last = c->time;
    }
    return last;
}

static bool is_mean(const duban_column *c) { return c->yearly || c->either || c->rate; }

/* Columns of means without a date. */
static uint32_t count_undated_means(const duban_table_head *head) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < head->count; i++) {
        const duban_column *c = &head->columns[i];
        count += c->kind == DUBAN_COLUMN_YEAR && !c->time.by.year && is_mean(c);
    }
    return count;
}

/* The date of the column to the left, where means follow each date of the head. */
static duban_time date_before(const duban_table_head *head, uint32_t column) {
    const duban_column *before = column > 0 ? &head->columns[column - 1] : NULL;
    if (is_mean(&head->columns[column]) && before && before->kind == DUBAN_COLUMN_YEAR &&
        count_undated_means(head) > 1)
        return before->time;
    return (duban_time){.by = {0}};
}

/* The paragraph above another one, furniture passed over, if it is as short as a caption. */
static duban_span above(const duban_tables *tables, uint32_t *para) {
    enum { CAPTION_MAX = 60 };
    const duban_para *paras = tables->flow->paras;
    while (*para > 0 && paras[*para - 1].kind == DUBAN_PARA_FURNITURE) --*para;
    if (*para == 0 || paras[*para - 1].kind != DUBAN_PARA_BODY) return DUBAN_SPAN_NONE;
    duban_span span = paras[--*para].span;
    return duban_span_length(span) <= CAPTION_MAX ? span : DUBAN_SPAN_NONE;
}

duban_span duban_table_caption(const duban_tables *tables, duban_table_head *head, uint32_t first) {
    uint32_t node = duban_outline_node_at(tables->outline, tables->flow->paras[first].span.start);
    for (int lines = 0; lines < 2; lines++) {
        duban_match match;
        duban_span span = above(tables, &first);
        if (!duban_span_is_set(span)) break;
        if (!duban_table_is(tables, DUBAN_TABLE_MEASURE, span, &match))
            return duban_span_is_empty(head->title) ? span : head->title;
        head->unit = duban_match_group(&match, "unit");
        if (match.span.start > span.start) return span;
    }
    if (!duban_span_is_empty(head->title)) return head->title;
    return tables->outline->nodes[node].heading;
}

void duban_table_head_complete(const duban_tables *tables, duban_table_head *head, uint32_t first) {
    duban_span caption = duban_table_caption(tables, head, first);
    duban_time date = latest(tables, head);
    if (!date.by.year && duban_span_is_set(caption) && !duban_span_is_empty(caption))
        date = duban_table_date(tables, caption);
    for (uint32_t i = head->count; i-- > 0;) {
        duban_column *c = &head->columns[i];
        if (c->kind != DUBAN_COLUMN_YEAR || c->past) continue;
        if (c->time.relative && date.by.year) c->time = date;
        if (c->time.by.year) continue;
        duban_time before = date_before(head, i);
        c->time = before.by.year ? before : date;
        if (c->time.by.year || !(c->yearly || c->rate || c->cumulative)) continue;
        c->time = latest_past(head);
        c->past = c->time.by.year > 0;
    }
}

void duban_table_head_add(duban_table_head *head, duban_column column) {
    if (head->count < DUBAN_COLUMNS_MAX) head->columns[head->count++] = column;
}

static bool has_dated(const duban_table_head *head) {
    for (uint32_t i = 0; i < head->count; i++)
        if (head->columns[i].kind == DUBAN_COLUMN_YEAR && head->columns[i].time.by.year)
            return true;
    return false;
}

void duban_table_head_settle(duban_table_head *head) {
    duban_column_kind dependent = has_dated(head) ? DUBAN_COLUMN_YEAR : DUBAN_COLUMN_OTHER;
    for (uint32_t i = 0; i < head->count; i++) {
        duban_column *c = &head->columns[i];
        if (c->kind == DUBAN_COLUMN_DEPENDENT) c->kind = dependent;
        head->has[c->kind] = true;
        head->years += c->kind == DUBAN_COLUMN_YEAR;
    }
}

/* Without a date of the notice, the first year of the head is past. */
static bool is_first_of_years(const duban_table_head *head, const duban_column *column) {
    for (uint32_t i = 0; i < head->count; i++) {
        const duban_column *other = &head->columns[i];
        bool dated = other->kind == DUBAN_COLUMN_YEAR && other->time.by.year && !other->yearly;
        if (dated && other->time.by.year < column->time.by.year) return false;
    }
    return head->years > 1;
}

bool duban_table_column_is_past(const duban_tables *tables, const duban_table_head *head,
                                uint32_t column) {
    const duban_column *c = &head->columns[column];
    if (c->past) return true;
    if (!c->time.by.year) return false;
    if (tables->first_year) return c->time.by.year < tables->first_year;
    return !c->yearly && !c->either && is_first_of_years(head, c);
}

bool duban_table_head_promises(const duban_tables *tables, const duban_table_head *head) {
    if (head->has[DUBAN_COLUMN_NATURE]) return true;
    for (uint32_t i = 0; i < head->count; i++)
        if (head->columns[i].kind == DUBAN_COLUMN_YEAR &&
            !duban_table_column_is_past(tables, head, i))
            return true;
    return false;
}

bool duban_table_head_is_whole(const duban_table_head *head) {
    bool counted = false;
    for (uint32_t i = 0; i < head->count; i++) {
        const duban_column *c = &head->columns[i];
        counted = counted || (c->kind == DUBAN_COLUMN_YEAR && duban_span_is_set(c->counted));
    }
    return head->years > 0 && (head->count > head->years || counted);
}

duban_table_row duban_table_row_none(void) {
    duban_table_row row = {
        DUBAN_SPAN_NONE, DUBAN_SPAN_NONE, DUBAN_SPAN_NONE, DUBAN_SPAN_NONE, {{0, 0}}};
    for (uint32_t i = 0; i < DUBAN_COLUMNS_MAX; i++) row.values[i] = DUBAN_SPAN_NONE;
    return row;
}
