/*
 * Tables that arrived as one cell a line, or as one row a line with blanks between the cells.
 *
 * Lines -> tokens -> head and rows. A row is: its number, texts (the last of them the indicator, or
 * before a unit), values, nature. A cell that was empty left no trace: where a row has fewer values
 * than the head has years, its first years are the empty ones, since the past is what is not known.
 */
#include "extract/records/tables/table.h"
#include "ingest/blank.h"

/* A head has at least so many columns in a row. */
#define HEAD_COLUMNS_MIN 3

/* Texts that may stand before the values of a row: class, class, indicator, unit, a broken line. */
#define TEXTS_MAX 6

typedef enum { TOKEN_TEXT, TOKEN_VALUE, TOKEN_BLANK, TOKEN_NATURE, TOKEN_END } token_kind;

typedef struct {
    duban_span span;
    token_kind kind;
    bool integer; /* a plain number that may be a row's own */
} token;

typedef struct {
    duban_tables *tables;
    uint32_t node;
    token *tokens;
    uint32_t count, capacity;
    duban_table_head head;
    bool promises;  /* the head */
    uint32_t first; /* paragraph */
} lines;

static token_kind kind_of(const duban_tables *t, duban_span span) {
    if (duban_table_is(t, DUBAN_TABLE_NATURE, span, NULL)) return TOKEN_NATURE;
    if (duban_table_is(t, DUBAN_TABLE_VALUE, span, NULL)) return TOKEN_VALUE;
    if (duban_table_is(t, DUBAN_TABLE_BLANK, span, NULL)) return TOKEN_BLANK;
    bool ends = duban_table_is(t, DUBAN_TABLE_NOTE, span, NULL) ||
                !duban_table_is(t, DUBAN_TABLE_CELL, span, NULL);
    return ends ? TOKEN_END : TOKEN_TEXT;
}

static void add_token(lines *l, duban_span span) {
    span = duban_table_trim(l->tables, span);
    if (duban_span_is_empty(span)) return;
    l->tokens = duban_arena_grow(l->tables->arena, l->tokens, &l->capacity, l->count + 1,
                                 sizeof *l->tokens);
    l->tokens[l->count++] =
        (token){.span = span,
                .kind = kind_of(l->tables, span),
                .integer = duban_table_is(l->tables, DUBAN_TABLE_INDEX, span, NULL)};
}

/* The end of the piece that starts here: the next blank. */
static uint32_t piece_end(const lines *l, duban_span line, uint32_t at) {
    while (at < line.end && !duban_unit_is_blank(l->tables->flow->text[at])) at++;
    return at;
}

static uint32_t piece_start(const lines *l, duban_span line, uint32_t at) {
    while (at < line.end && duban_unit_is_blank(l->tables->flow->text[at])) at++;
    return at;
}

/* Do blanks part the line into cells: three or more pieces, two of them values or columns? */
static bool is_row_of_pieces(const lines *l, duban_span line) {
    uint32_t pieces = 0, known = 0;
    for (uint32_t at = line.start, end; at < line.end; at = piece_start(l, line, end)) {
        end = piece_end(l, line, at);
        duban_span piece = {at, end};
        pieces++;
        known += duban_table_is(l->tables, DUBAN_TABLE_VALUE, piece, NULL) ||
                 duban_table_column(l->tables, piece).kind != DUBAN_COLUMN_NONE;
    }
    return pieces >= 3 && known >= 2;
}

/* The number of a row before words that go on below. */
static uint32_t numbered_end(const lines *l, duban_span line) {
    uint32_t end = piece_end(l, line, line.start);
    bool number = end < line.end &&
                  duban_table_is(l->tables, DUBAN_TABLE_INDEX, (duban_span){line.start, end}, NULL);
    return number ? end : line.start;
}

static void add_line(lines *l, duban_span line) {
    if (!is_row_of_pieces(l, line)) {
        uint32_t words = numbered_end(l, line);
        add_token(l, (duban_span){line.start, words});
        add_token(l, (duban_span){words, line.end});
        return;
    }
    for (uint32_t at = line.start, end; at < line.end; at = piece_start(l, line, end)) {
        end = piece_end(l, line, at);
        add_token(l, (duban_span){at, end});
    }
}

/*
 * "2020", "measured", "2025", "goal": where each year is followed by what it is, the names of the
 * columns were broken, and the two are one.
 */
static void join_broken(duban_table_head *head) {
    uint32_t pairs = 0, alone = 0, to = 0;
    for (uint32_t i = 0; i < head->count; i++) {
        const duban_column *c = &head->columns[i], *next = c + 1;
        if (c->kind != DUBAN_COLUMN_YEAR || !c->time.by.year) continue;
        bool pair = i + 1 < head->count && next->kind == DUBAN_COLUMN_YEAR && !next->time.by.year;
        pairs += pair;
        alone += !pair;
    }
    if (pairs < 2 || alone) return;
    for (uint32_t i = 0; i < head->count; i++) {
        duban_column c = head->columns[i];
        if (c.kind == DUBAN_COLUMN_YEAR && !c.time.by.year && to > 0) {
            head->columns[to - 1].past |= c.past;
            head->columns[to - 1].span.end = c.span.end;
            continue;
        }
        head->columns[to++] = c;
    }
    head->count = to;
}

/* Reads the head that begins with this token; returns the token behind it, or the same if none. */
static uint32_t read_head(lines *l, uint32_t at) {
    duban_table_head head = {.count = 0};
    uint32_t end = at;
    for (; end < l->count; end++) {
        duban_column column = duban_table_column(l->tables, l->tokens[end].span);
        if (column.kind == DUBAN_COLUMN_NONE) break;
        duban_table_head_add(&head, column);
    }
    join_broken(&head);
    duban_table_head_settle(&head);
    if (head.count < HEAD_COLUMNS_MIN || !duban_table_head_is_whole(&head)) return at;
    duban_table_head_complete(l->tables, &head, l->first);
    l->head = head;
    l->promises = duban_table_head_promises(l->tables, &head);
    return end;
}

/* Is this the number of the next row, and not a value? */
static bool is_row_number(const lines *l, uint32_t at) {
    return l->head.has[DUBAN_COLUMN_INDEX] && l->tokens[at].integer && at + 1 < l->count &&
           l->tokens[at + 1].kind == TOKEN_TEXT;
}

/*
 * Of the texts before the values: which are the indicator and the unit. False where it cannot be
 * told whether the second of two is the rest of a broken line or a value in words.
 */
static bool place_texts(const lines *l, const duban_span *texts, uint32_t count, bool complete,
                        duban_table_row *row) {
    if (count > 1 && l->head.has[DUBAN_COLUMN_UNIT] &&
        duban_table_is_unit(l->tables, texts[count - 1]))
        row->unit = texts[--count];
    if (count == 0) return false;
    row->indicator = texts[count - 1];
    /* Without a column for classes, two texts are one that was broken. */
    bool classed = l->head.has[DUBAN_COLUMN_OTHER] || !l->head.has[DUBAN_COLUMN_INDEX];
    if (count != 2 || classed) return true;
    row->indicator.start = texts[0].start;
    return complete || duban_table_is(l->tables, DUBAN_TABLE_NAMED, texts[1], NULL);
}

static bool is_growth(const duban_column *c) { return (c->yearly || c->rate) && !c->either; }

static uint32_t count_levels(const duban_table_head *head) {
    uint32_t levels = 0;
    for (uint32_t i = 0; i < head->count; i++)
        levels += head->columns[i].kind == DUBAN_COLUMN_YEAR && !is_growth(&head->columns[i]);
    return levels;
}

/* Of fewer values than years none is of growth, which many indicators lack, as long as the others
 * can hold them. */
static void place_values(const lines *l, const duban_span *values, uint32_t count,
                         duban_table_row *row) {
    uint32_t levels = count_levels(&l->head), year = 0, next = 0;
    bool whole = count > levels || levels == 0;
    uint32_t skip = (whole ? l->head.years : levels) - count;
    for (uint32_t i = 0; i < l->head.count && next < count; i++) {
        const duban_column *c = &l->head.columns[i];
        if (c->kind != DUBAN_COLUMN_YEAR || (!whole && is_growth(c))) continue;
        if (year++ >= skip) row->values[i] = values[next++];
    }
}

/* Collects the texts that the row begins with; returns the token behind them. */
static uint32_t read_row_texts(const lines *l, uint32_t at, duban_span *texts, uint32_t *count) {
    for (; at < l->count && l->tokens[at].kind == TOKEN_TEXT; at++) {
        if (*count == TEXTS_MAX) --*count;
        texts[(*count)++] = l->tokens[at].span;
    }
    return at;
}

/* A value in words: it stands among the values or between them and the nature. */
static bool is_value_in_words(const lines *l, uint32_t at, uint32_t values) {
    if (l->tokens[at].kind != TOKEN_TEXT || values == 0 || at + 1 >= l->count) return false;
    return l->tokens[at + 1].kind == TOKEN_NATURE;
}

static uint32_t read_row_values(const lines *l, uint32_t at, duban_span *values, uint32_t *count) {
    for (; at < l->count && *count < l->head.years; at++) {
        token_kind kind = l->tokens[at].kind;
        bool value = kind == TOKEN_VALUE || kind == TOKEN_BLANK || is_value_in_words(l, at, *count);
        if (!value || (*count && is_row_number(l, at))) break;
        values[(*count)++] = l->tokens[at].span;
    }
    return at;
}

/* Where there are more values than years, the first of which is blank, that one is the unit. */
static bool is_blank_unit(const lines *l, uint32_t at, const duban_table_row *row) {
    uint32_t values = 0;
    if (!l->head.has[DUBAN_COLUMN_UNIT] || duban_span_is_set(row->unit) || at >= l->count ||
        l->tokens[at].kind != TOKEN_BLANK)
        return false;
    while (
        at + values < l->count && values <= l->head.years &&
        (l->tokens[at + values].kind == TOKEN_VALUE || l->tokens[at + values].kind == TOKEN_BLANK))
        values++;
    return values == l->head.years + 1 && !is_row_number(l, at + l->head.years);
}

/* Reads one row from the token on; returns the token behind it. */
static uint32_t read_row(lines *l, uint32_t at) {
    duban_table_row row = duban_table_row_none();
    duban_span texts[TEXTS_MAX], values[DUBAN_COLUMNS_MAX];
    uint32_t text_count = 0, value_count = 0;
    if (is_row_number(l, at)) at++;
    at = read_row_texts(l, at, texts, &text_count);
    at += is_blank_unit(l, at, &row);
    at = read_row_values(l, at, values, &value_count);
    if (at < l->count && l->tokens[at].kind == TOKEN_NATURE) row.nature = l->tokens[at++].span;
    bool complete = value_count == l->head.years;
    if (!place_texts(l, texts, text_count, complete, &row)) return at;
    place_values(l, values, value_count, &row);
    if (l->promises) duban_table_row_emit(l->tables, &l->head, &row, l->node);
    return at;
}

/* Reads heads and rows up to what is no cell; false if there is no head. */
static bool read_tokens(lines *l) {
    if (!l->tokens) return false;
    for (uint32_t at = 0; at < l->count && l->tokens[at].kind != TOKEN_END;) {
        uint32_t behind = read_head(l, at);
        if (behind == at && !l->head.years) return false;
        if (behind == at) behind = read_row(l, at);
        at = behind > at ? behind : at + 1;
    }
    return l->head.years > 0;
}

void duban_table_lines_read(duban_tables *tables, uint32_t first, uint32_t end) {
    const duban_flow *flow = tables->flow;
    if (duban_table_tabs_read(tables, first, end)) return;
    lines l = {.tables = tables,
               .node = duban_outline_node_at(tables->outline, flow->paras[first].span.start),
               .first = first};
    for (uint32_t i = first; i < end; i++)
        if (flow->paras[i].kind == DUBAN_PARA_CELL) add_line(&l, flow->paras[i].span);
    if (read_tokens(&l))
        duban_table_take(
            tables, (duban_span){flow->paras[first].span.start, flow->paras[end - 1].span.end});
    tables->left_count = 0;
}
