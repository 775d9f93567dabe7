/*
 * Layout: document -> lines -> paragraphs -> flow.
 *
 * Each paragraph is copied line after line without the blanks that spaces.c drops; page furniture
 * that stood inside a joined paragraph comes after it. What the flow answers is in flow_read.c.
 */
#include "extract/layout/flow.h"

#include <string.h>

#include "base/search.h"

#include "extract/layout/join.h"
#include "extract/layout/spaces.h"
#include "ingest/blank.h"

typedef struct {
    duban_flow *flow;
    const duban_lines *lines;
    const uint32_t *next; /* the line that continues each line; UINT32_MAX: none */
    char16_t *text, *fold;
    uint32_t *src, *part;
    uint8_t *width;
    duban_para *paras;
    duban_span *stresses;
    uint32_t stress_count;
    uint32_t length;
} maker;

static void put(maker *m, uint32_t unit, uint32_t part) {
    const duban_document *d = m->flow->document;
    m->text[m->length] = d->text[unit];
    m->fold[m->length] = m->lines->fold[unit];
    m->src[m->length] = d->src[unit];
    m->width[m->length] = d->width[unit];
    if (m->part) m->part[m->length] = part;
    m->length++;
}

static void put_break(maker *m) {
    uint32_t at = m->length++;
    m->text[at] = m->fold[at] = u'\n';
    m->src[at] = at ? m->src[at - 1] + m->width[at - 1] : 0;
    if (m->part) m->part[at] = at ? m->part[at - 1] : 0;
}

/* The paragraph that a copy is made of, and how far the copy is. */
typedef struct {
    duban_blank blank;
    uint32_t units;   /* of all its lines */
    uint32_t seen;    /* units read so far */
    uint32_t endings; /* where its last sentence's punctuation ends, counted as seen */
    uint32_t label;   /* where its last label begins, counted as seen */
} copying;

static bool is_sentence_mark(const maker *m, char16_t unit) {
    return duban_punctuation_class(m->lines->punctuation, unit) &
           (DUBAN_PUNCT_STOP | DUBAN_PUNCT_COMMA);
}

/* The blanks [from, to) before unit to, if they are the author's. */
static void copy_blanks(maker *m, copying *c, uint32_t from, uint32_t to, uint32_t part) {
    c->blank.since = c->seen - c->label;
    c->blank.labels = c->label == c->seen && c->seen > 0;
    c->blank.after = m->lines->fold[to];
    c->blank.at = c->seen;
    c->blank.left = c->units - c->seen;
    c->blank.ending = c->seen >= c->endings;
    if (!duban_blank_is_kept(&c->blank, m->lines->punctuation)) return;
    for (uint32_t i = from; i < to; i++)
        if (!duban_unit_is_zero_width(m->flow->document->text[i])) put(m, i, part);
}

/* The unit put last is that of a place in the document: is it emphasised? The runs are passed as
 * the places rise. */
static void mark_stress(maker *m, uint32_t unit, uint32_t *run) {
    const duban_document *d = m->flow->document;
    while (*run < d->stress_count && d->stresses[*run].end <= unit) ++*run;
    if (*run == d->stress_count || d->stresses[*run].start > unit) return;
    duban_span *last = m->stress_count ? &m->stresses[m->stress_count - 1] : NULL;
    if (d->stresses[*run].start < unit && last && last->end + 1 >= m->length)
        last->end = m->length;
    else
        m->stresses[m->stress_count++] = (duban_span){m->length - 1, m->length};
}

static void copy_line(maker *m, copying *c, const duban_line *line, uint32_t part) {
    const duban_document *d = m->flow->document;
    uint32_t blanks = UINT32_MAX;
    uint32_t run = duban_search_from(d->stresses, d->stress_count, sizeof *d->stresses,
                                     offsetof(duban_raw_span, end), line->span.start + 1);
    for (uint32_t i = line->span.start; i < line->span.end; i++, c->seen++) {
        if (duban_unit_is_blank(m->flow->document->text[i])) {
            if (blanks == UINT32_MAX) blanks = i;
            continue;
        }
        if (duban_label_stands_at(m->lines->fold, i, line->span.end, m->lines->punctuation)) {
            c->label = c->seen;
            c->blank.named = true;
        }
        if (blanks != UINT32_MAX && blanks > line->span.start) copy_blanks(m, c, blanks, i, part);
        blanks = UINT32_MAX;
        put(m, i, part);
        mark_stress(m, i, &run);
        c->blank.before = m->lines->fold[i];
        bool mark = is_sentence_mark(m, m->lines->fold[i]);
        c->blank.begun |= mark;
        c->blank.named &= !mark;
    }
}

static copying start_copy(const maker *m, uint32_t first) {
    copying c = {.blank.running = m->lines->lines[first].class != DUBAN_LINE_ALONE};
    bool running = false;
    for (uint32_t i = first; i != UINT32_MAX; i = m->next[i]) {
        const duban_line *l = &m->lines->lines[i];
        c.units += l->span.end - l->span.start;
        if (l->running) c.endings = c.units - (l->tail < c.units ? l->tail : c.units);
        running |= l->running;
    }
    c.blank.running &= running;
    return c;
}

static duban_para_kind kind_of(const duban_line *line, const duban_block *block) {
    if (block->aside) return DUBAN_PARA_FURNITURE;
    if (block->kind == DUBAN_BLOCK_CELL || line->class == DUBAN_LINE_CELL) return DUBAN_PARA_CELL;
    return line->class == DUBAN_LINE_FURNITURE || line->class == DUBAN_LINE_PAGE
               ? DUBAN_PARA_FURNITURE
               : DUBAN_PARA_BODY;
}

static void add_paragraph(maker *m, uint32_t first) {
    const duban_line *line = &m->lines->lines[first];
    const duban_block *b = &m->flow->document->blocks[first];
    if (m->flow->para_count) put_break(m);
    duban_para *p = &m->paras[m->flow->para_count];
    *p = (duban_para){.kind = kind_of(line, b),
                      .span.start = m->length,
                      .first_block = first,
                      .heading = b->heading,
                      .bold = b->bold,
                      .bullet = b->bullet,
                      .joined = m->next[first] != UINT32_MAX,
                      .blank_before = b->blank_before,
                      .table = line->class == DUBAN_LINE_CELL ? line->table : b->table,
                      .row = line->row ? line->row : b->row,
                      .column = line->row ? line->column : b->column,
                      .row_span = line->row ? 1 : b->row_span,
                      .column_span = line->row ? line->column_span : b->column_span};
    if (p->kind == DUBAN_PARA_FURNITURE) p->rule = line->rule;
    copying c = start_copy(m, first);
    for (uint32_t i = first; i != UINT32_MAX; i = m->next[i]) {
        copy_line(m, &c, &m->lines->lines[i], m->flow->document->blocks[i].part);
        p->last_block = i;
    }
    p->span.end = m->length;
    if (duban_span_is_empty(p->span)) {
        if (m->flow->para_count) m->length--;
        return;
    }
    m->flow->para_count++;
}

static void add_paragraphs(maker *m, const uint32_t *previous) {
    const duban_document *d = m->flow->document;
    for (uint32_t i = 0; i < d->block_count; i++)
        if (previous[i] == UINT32_MAX && d->blocks[i].kind != DUBAN_BLOCK_RULE) add_paragraph(m, i);
}

static const uint32_t *invert(const uint32_t *previous, uint32_t count, duban_arena *arena) {
    uint32_t *next = duban_arena_alloc(arena, (count + 1u) * sizeof *next);
    for (uint32_t i = 0; i < count; i++) next[i] = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (previous[i] != UINT32_MAX) next[previous[i]] = i;
    return next;
}

/* Lines of the container's own fields are furniture: they are read as fields. */
static void set_fields_aside(duban_lines *lines) {
    const duban_document *d = lines->document;
    for (uint32_t f = 0, i = 0; f < d->field_count; f++) {
        duban_raw_span span = d->fields[f].span;
        if (span.start == span.end) continue;
        while (i < lines->count && lines->lines[i].span.end < span.end) i++;
        if (i == lines->count || lines->lines[i].span.start > span.start) continue;
        lines->lines[i].class = DUBAN_LINE_FURNITURE;
    }
}

/* Do the units of a block stand before what the part has given so far? */
static bool goes_back(const duban_document *d, duban_raw_span span, uint32_t *reached) {
    for (uint32_t i = span.start; i < span.end; i++) {
        if (d->width[i] && d->src[i] < *reached) return true;
        *reached = d->src[i];
    }
    return false;
}

/* From the first to the last unit of each part: blocks of a part stand together. */
static const duban_flow_part *read_parts(const duban_document *d, duban_arena *arena) {
    duban_flow_part *parts = duban_arena_alloc(arena, (d->part_count + 1u) * sizeof *parts);
    uint32_t *reached = duban_arena_alloc(arena, (d->part_count + 1u) * sizeof *reached);
    for (uint32_t i = 0; i < d->block_count; i++) {
        duban_flow_part *part = &parts[d->blocks[i].part];
        duban_raw_span span = d->blocks[i].span;
        if (part->units.end == 0) part->units.start = span.start;
        part->units.end = span.end;
        if (d->part_count == 1) continue;
        part->scattered |= goes_back(d, span, &reached[d->blocks[i].part]);
    }
    return parts;
}

static void prepare(maker *m, const duban_document *d, duban_arena *arena) {
    size_t room = (size_t)d->length + 2;
    m->flow = duban_arena_alloc(arena, sizeof *m->flow);
    m->flow->document = d;
    m->text = duban_arena_alloc(arena, room * sizeof *m->text);
    m->fold = duban_arena_alloc(arena, room * sizeof *m->fold);
    m->src = duban_arena_alloc(arena, room * sizeof *m->src);
    m->width = duban_arena_alloc(arena, room * sizeof *m->width);
    if (d->part_count > 1) m->part = duban_arena_alloc(arena, room * sizeof *m->part);
    m->flow->parts = read_parts(d, arena);
    m->paras = duban_arena_alloc(arena, (d->block_count + 1u) * sizeof *m->paras);
    m->stresses = duban_arena_alloc(arena, (d->stress_count + 1u) * sizeof *m->stresses);
}

const duban_flow *duban_flow_make(const duban_document *document, duban_matcher *matcher,
                                  duban_diags *diags) {
    (void)diags;
    duban_arena *arena = duban_matcher_arena(matcher);
    duban_lines *lines = duban_lines_read(document, matcher);
    set_fields_aside(lines);
    uint32_t *previous = duban_arena_alloc(arena, (document->block_count + 1u) * sizeof *previous);
    duban_lines_join(lines, previous);
    maker m = {.lines = lines, .next = invert(previous, document->block_count, arena)};
    prepare(&m, document, arena);
    add_paragraphs(&m, previous);
    m.flow->text = m.text;
    m.flow->fold = m.fold;
    m.flow->length = m.length;
    m.flow->part = m.part;
    m.flow->src = m.src;
    m.flow->width = m.width;
    m.flow->paras = m.paras;
    m.flow->stresses = m.stresses;
    m.flow->stress_count = m.stress_count;
    return m.flow;
}
