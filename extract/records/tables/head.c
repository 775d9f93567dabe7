/*
 * Heads of tables: words -> what the column below them holds.
 *
 * The year of a column is read by the readers of times; that its values are measured, yearly means
 * or sums is said by words beside the year.
 */
#include <string.h>

#include "extract/records/tables/table.h"
#include "ingest/blank.h"

static const struct {
    const char *word;
    duban_column_kind kind;
} kinds[] = {
    {"index", DUBAN_COLUMN_INDEX},   {"indicator", DUBAN_COLUMN_INDICATOR},
    {"unit", DUBAN_COLUMN_UNIT},     {"year", DUBAN_COLUMN_YEAR},
    {"nature", DUBAN_COLUMN_NATURE}, {"other", DUBAN_COLUMN_OTHER},
};

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

static duban_column_kind kind_of(const duban_rule *rule) {
    const char *word = duban_rule_param(rule, "column");
    for (size_t i = 0; word && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(word, kinds[i].word) == 0) return kinds[i].kind;
    return DUBAN_COLUMN_NONE;
}

/* The last date that the words name; year 0 if there is none. */
static duban_time last_date(const duban_tables *tables, duban_span words) {
    duban_day reference = {tables->first_year, 1, 1};
    duban_times times = duban_time_read(tables->matcher, words, reference);
    duban_time last = {.by = {0}};
    for (uint32_t i = 0; i < times.count; i++)
        if (times.items[i].by.year) last = times.items[i];
    return last;
}

/* The latest year of the head. */
static duban_time latest(const duban_table_head *head) {
    duban_time last = {.by = {0}};
    for (uint32_t i = 0; i < head->count; i++) {
        const duban_column *c = &head->columns[i];
        if (c->kind == DUBAN_COLUMN_YEAR && c->time.by.year > last.by.year) last = c->time;
    }
    return last;
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

/* The caption of the table, else the heading of its section; notes the unit that stands there. */
static duban_span read_caption(const duban_tables *tables, duban_table_head *head, uint32_t first) {
    uint32_t node = duban_outline_node_at(tables->outline, tables->flow->paras[first].span.start);
    for (int lines = 0; lines < 2; lines++) {
        duban_match match;
        duban_span span = above(tables, &first);
        if (!duban_span_is_set(span)) break;
        if (!duban_table_is(tables, DUBAN_TABLE_MEASURE, span, &match)) return span;
        head->unit = duban_match_group(&match, "unit");
        if (match.span.start > span.start) return span;
    }
    return tables->outline->nodes[node].heading;
}

void duban_table_head_complete(const duban_tables *tables, duban_table_head *head, uint32_t first) {
    duban_span caption = read_caption(tables, head, first);
    duban_time date = latest(head);
    if (!date.by.year && duban_span_is_set(caption) && !duban_span_is_empty(caption))
        date = last_date(tables, caption);
    for (uint32_t i = 0; i < head->count; i++) {
        duban_column *c = &head->columns[i];
        if (c->kind == DUBAN_COLUMN_YEAR && !c->time.by.year && !c->past) c->time = date;
    }
}

/* The date of a column of values, and what its head says of them. */
static void read_time(const duban_tables *tables, duban_column *column) {
    column->time = last_date(tables, column->span);
    column->past = duban_table_is(tables, DUBAN_TABLE_PAST, column->span, NULL);
    column->yearly = duban_table_is(tables, DUBAN_TABLE_YEARLY, column->span, NULL);
    column->either = duban_table_is(tables, DUBAN_TABLE_EITHER, column->span, NULL);
    column->cumulative = duban_table_is(tables, DUBAN_TABLE_CUMULATIVE, column->span, NULL);
}

duban_column duban_table_column(const duban_tables *tables, duban_span span) {
    duban_column column = {.span = duban_table_trim(tables, span)};
    duban_match match;
    if (!duban_table_is(tables, DUBAN_TABLE_COLUMN, column.span, &match)) return column;
    column.kind = kind_of(match.rule);
    column.rule = match.rule->id;
    if (column.kind == DUBAN_COLUMN_YEAR) read_time(tables, &column);
    return column;
}

void duban_table_head_add(duban_table_head *head, duban_column column) {
    if (head->count == DUBAN_COLUMNS_MAX) return;
    head->columns[head->count++] = column;
    head->years += column.kind == DUBAN_COLUMN_YEAR;
    head->has[column.kind] = true;
}

bool duban_table_head_is_whole(const duban_table_head *head) {
    return head->years > 0 && head->count > head->years;
}

duban_table_row duban_table_row_none(void) {
    duban_table_row row = {DUBAN_SPAN_NONE, DUBAN_SPAN_NONE, DUBAN_SPAN_NONE, {{0, 0}}};
    for (uint32_t i = 0; i < DUBAN_COLUMNS_MAX; i++) row.values[i] = DUBAN_SPAN_NONE;
    return row;
}
