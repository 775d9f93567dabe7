/*
 * Columns and tables -> the text of a page in reading order; see page.h.
 *
 * Each line and each cell is a piece. Within a cell a line break is no text; where two lines of it
 * are to be kept apart a blank stands before the break.
 */
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/pdf/stands.h"

/* A line break of a cell ends a paragraph if the line is shorter by this, in characters. */
static const float shorter = 2;

/* A line of a cell that ends so near to its edge has no room, in characters. */
static const float no_room = 0.9F;

/* The cell at the end of each column of a table that may go on on the next page. */
typedef struct {
    uint32_t page, piece; /* page 0: there is none */
    uint32_t row;
    bool open;
} ending;

typedef struct {
    duban_arena *arena;
    duban_pdf_sheet *sheet;
    duban_pdf_text *texts, *text; /* of all pages; of this one */
    uint32_t part;                /* this page, from 1 */
    duban_pdf_usual usual;
    ending ends[DUBAN_TABLE_COLUMNS_MAX + 1];
} writer;

static void put(writer *w, const char *bytes, uint32_t count) {
    duban_pdf_text *t = w->text;
    t->bytes = duban_arena_grow(w->arena, t->bytes, &t->capacity, t->length + count, 1);
    memcpy(t->bytes + t->length, bytes, count);
    t->length += count;
}

static void put_line(writer *w, const duban_pdf_line *line) {
    const duban_pdf_word *words = w->sheet->words->words, *before = NULL;
    for (uint32_t i = 0; i < line->count; i++) {
        const duban_pdf_word *word = &words[line->words[i]];
        for (uint32_t k = before ? duban_pdf_blanks(line, before, word) : 0; k > 0; k--)
            put(w, " ", 1);
        put(w, word->text, word->bytes);
        before = word;
    }
}

static duban_pdf_piece *open_piece(writer *w, duban_block block) {
    duban_pdf_text *t = w->text;
    t->pieces =
        duban_arena_grow(w->arena, t->pieces, &t->piece_capacity, t->count + 1, sizeof *t->pieces);
    block.part = w->part;
    t->pieces[t->count] = (duban_pdf_piece){.block = block, .from = t->length};
    return &t->pieces[t->count++];
}

static void close_piece(writer *w, duban_pdf_piece *piece) {
    piece->to = w->text->length;
    put(w, "\n", 1);
}

static void write_line(writer *w, const duban_pdf_column *c, uint32_t i) {
    duban_block block = {.kind = DUBAN_BLOCK_LINE, .aside = c->aside[i]};
    duban_pdf_stand(w->sheet->words, &w->usual, c, i, &block);
    duban_pdf_piece *piece = open_piece(w, block);
    put_line(w, &c->lines.items[i]);
    close_piece(w, piece);
}

/* What is in no line of the text comes last. */
static void write_strays(writer *w) {
    duban_pdf_lines lines = duban_pdf_strays_lines(w->arena, w->sheet->words);
    for (uint32_t i = 0; i < lines.count; i++) {
        duban_block block = {.kind = DUBAN_BLOCK_LINE, .aside = true, .stands = DUBAN_STANDS_KNOWN};
        duban_pdf_piece *piece = open_piece(w, block);
        put_line(w, &lines.items[i]);
        close_piece(w, piece);
    }
}

/* The words of each cell of a table, in one array by cell. */
typedef struct {
    uint32_t *words, *starts; /* of cell i: words[starts[i]] up to words[starts[i + 1]] */
} sorting;

static sorting sort_words(const writer *w, uint32_t table) {
    const duban_pdf_page *page = w->sheet->words;
    uint32_t cells = w->sheet->tables.items[table].count;
    sorting s = {duban_arena_alloc(w->arena, (page->count + 1u) * sizeof *s.words),
                 duban_arena_alloc(w->arena, (cells + 2u) * sizeof *s.starts)};
    for (uint32_t i = 0; i < page->count; i++)
        if (page->words[i].table == table + 1) s.starts[page->words[i].cell + 2]++;
    for (uint32_t i = 2; i < cells + 2; i++) s.starts[i] += s.starts[i - 1];
    for (uint32_t i = 0; i < page->count; i++)
        if (page->words[i].table == table + 1) s.words[s.starts[page->words[i].cell + 1]++] = i;
    return s;
}

static bool is_narrow(const duban_pdf_word *word, bool last) {
    return (unsigned char)word->text[last ? word->bytes - 1 : 0] < 0x80;
}

/* A number that reaches the edge of its cell may go on. */
static bool ends_in_digit(const writer *w, const duban_pdf_line *line) {
    const duban_pdf_word *word = &w->sheet->words->words[line->words[line->count - 1]];
    char last = word->text[word->bytes - 1];
    return last >= '0' && last <= '9' && line->count > 1;
}

/* Do the words on both sides of a line break of a cell belong apart? */
static bool is_apart(const writer *w, const duban_pdf_lines *lines, uint32_t i, float right,
                     float edge) {
    const duban_pdf_word *words = w->sheet->words->words;
    const duban_pdf_line *a = &lines->items[i], *b = a + 1;
    if (edge - a->right < no_room * a->em && ends_in_digit(w, a)) return false;
    if (right - a->right > shorter * a->em) return true;
    return is_narrow(&words[a->words[a->count - 1]], true) && is_narrow(&words[b->words[0]], false);
}

/* edge: the right one of the cell. */
static void put_cell(writer *w, const duban_pdf_lines *lines, float edge) {
    float right = -INFINITY;
    for (uint32_t i = 0; i < lines->count; i++) right = fmaxf(right, lines->items[i].right);
    for (uint32_t i = 0; i < lines->count; i++) {
        put_line(w, &lines->items[i]);
        if (i + 1 == lines->count) break;
        bool apart_here = is_apart(w, lines, i, right, edge);
        put(w, apart_here ? " \n" : "\n", apart_here ? 2 : 1);
    }
}

/* The cell of the page before that this one is the rest of, or NULL. */
static const ending *rest_of(const writer *w, uint32_t table, const duban_pdf_cell *cell,
                             uint32_t row) {
    const ending *end = &w->ends[cell->column];
    if (table || !w->sheet->goes_on || cell->row != 1 + w->sheet->repeated || !end->page)
        return NULL;
    return end->row == row || (end->open && cell->open_above) ? end : NULL;
}

static duban_block block_of_cell(const duban_pdf_sheet *s, uint32_t table,
                                 const duban_pdf_cell *cell, uint32_t row) {
    if (table == 0 && cell->row <= s->repeated)
        return (duban_block){.kind = DUBAN_BLOCK_LINE, .aside = true, .stands = DUBAN_STANDS_KNOWN};
    return (duban_block){.kind = DUBAN_BLOCK_CELL,
                         .table = s->numbers[table],
                         .row = row,
                         .column = cell->column,
                         .row_span = cell->row_span,
                         .column_span = cell->column_span};
}

/* Lets the cell of an earlier page reach as far as its rest does. */
static void extend_above(const writer *w, const ending *above, uint32_t row, uint16_t row_span) {
    duban_block *block = &w->texts[above->page - 1].pieces[above->piece].block;
    block->row_span = (uint16_t)(row + row_span - above->row);
}

static void write_cell(writer *w, uint32_t table, const duban_pdf_cell *cell,
                       const duban_pdf_lines *lines, ending *ends) {
    const duban_pdf_sheet *s = w->sheet;
    uint32_t row = s->first_rows[table] + cell->row;
    const ending *above = rest_of(w, table, cell, row);
    ending end = {0, 0, row, cell->open_below};
    if (above) {
        extend_above(w, above, row, cell->row_span);
        end = (ending){above->page, above->piece, above->row, cell->open_below};
    } else if (lines->count) {
        end = (ending){w->part, w->text->count, row, cell->open_below};
    }
    if (lines->count) {
        duban_pdf_piece *piece = open_piece(w, block_of_cell(s, table, cell, end.row));
        put_cell(w, lines, cell->right);
        close_piece(w, piece);
    }
    if (cell->row + cell->row_span - 1u == s->tables.items[table].rows) ends[cell->column] = end;
}

static void write_table(writer *w, uint32_t table) {
    const duban_pdf_table *t = &w->sheet->tables.items[table];
    sorting sorted = sort_words(w, table);
    ending ends[DUBAN_TABLE_COLUMNS_MAX + 1] = {{0}};
    for (uint32_t c = 0; c < t->count; c++) {
        duban_pdf_lines lines =
            duban_pdf_lines_make(w->arena, w->sheet->words, sorted.words + sorted.starts[c],
                                 sorted.starts[c + 1] - sorted.starts[c]);
        write_cell(w, table, &t->cells[c], &lines, ends);
    }
    memcpy(w->ends, ends, sizeof ends);
}

static bool is_in(const duban_pdf_column *c, const duban_pdf_table *t) {
    float x = (t->left + t->right) / 2, y = (t->top + t->bottom) / 2;
    return x >= c->near && x < c->far && y >= c->from && y < c->to;
}

static void write_column(writer *w, const duban_pdf_column *c) {
    const duban_pdf_tables *tables = &w->sheet->tables;
    uint32_t table = 0;
    for (uint32_t i = 0; i <= c->lines.count; i++) {
        for (; table < tables->count; table++) {
            if (!is_in(c, &tables->items[table])) continue;
            if (i < c->lines.count && c->lines.items[i].top < tables->items[table].top) break;
            write_table(w, table);
        }
        if (i < c->lines.count) write_line(w, c, i);
    }
}

void duban_pdf_texts_write(duban_arena *arena, duban_pdf_sheet *sheets, uint32_t count,
                           duban_pdf_text *texts) {
    writer *w = duban_arena_alloc(arena, sizeof *w);
    w->arena = arena;
    for (uint32_t p = 0; p < count; p++) {
        w->texts = texts;
        w->sheet = &sheets[p];
        w->text = &texts[p];
        w->part = p + 1;
        w->usual = duban_pdf_usual_of(w->sheet);
        for (uint32_t c = 0; c < w->sheet->column_count; c++)
            write_column(w, &w->sheet->columns[c]);
        write_strays(w);
    }
}
