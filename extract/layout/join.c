/*
 * Which line continues which.
 *
 * In: lines with their punctuation, brackets and classes. Out: for each line the one before it in
 * the same paragraph, if any. A line break is a hint: what decides is whether the text before it
 * can end there and the text behind it can begin there.
 *
 * Skipped on purpose: titles that are wrapped without a bracket to prove it, which are left to
 * the metadata.
 */
#include "extract/layout/join.h"

#include "extract/layout/cells.h"
#include "extract/layout/places.h"

/* How far ahead the partner of an open bracket is looked for. */
#define PARTNER_LINES 8

/* A labelled line of at least this many units, without a stop, is text that was cut; a shorter one
 * is a heading. */
#define HEADING_UNITS 50

/* The paragraph so far. */
typedef struct {
    uint32_t first, last; /* lines */
    bool running, stopped;
    uint32_t units;
    uint32_t opened[DUBAN_BRACKET_KINDS];
} paragraph;

static void start_paragraph(const duban_lines *lines, uint32_t at, paragraph *p) {
    const duban_line *l = &lines->lines[at];
    *p = (paragraph){at, at, l->running, l->stopped, l->span.end - l->span.start, {0}};
    for (int k = 0; k < DUBAN_BRACKET_KINDS; k++) p->opened[k] = l->opened[k];
}

static uint8_t class_of(const duban_lines *lines, char16_t unit) {
    return duban_punctuation_class(lines->punctuation, unit);
}

static bool is_quote_kind(const duban_lines *lines, int kind) {
    return kind == lines->punctuation->bracket[u'"'];
}

static void extend_paragraph(const duban_lines *lines, uint32_t at, paragraph *p) {
    const duban_line *l = &lines->lines[at];
    if (class_of(lines, lines->lines[p->last].last) & DUBAN_PUNCT_STOP) p->stopped = true;
    p->last = at;
    p->running |= l->running;
    p->stopped |= l->stopped;
    p->units += l->span.end - l->span.start;
    for (int k = 0; k < DUBAN_BRACKET_KINDS; k++) {
        if (is_quote_kind(lines, k)) {
            p->opened[k] ^= l->opened[k];
            continue;
        }
        p->opened[k] -= l->closed[k] < p->opened[k] ? l->closed[k] : p->opened[k];
        p->opened[k] += l->opened[k];
    }
}

static const duban_block *block_of(const duban_lines *lines, uint32_t at) {
    return &lines->document->blocks[at];
}

/* Does a bracket that is open in the paragraph find its partner in the lines from here on? */
static bool finds_partner(const duban_lines *lines, uint32_t from, int kind) {
    for (uint32_t i = from; i < lines->count && i < from + PARTNER_LINES; i++) {
        const duban_line *l = &lines->lines[i];
        if (l->class == DUBAN_LINE_PAGE || l->class == DUBAN_LINE_NUMBER) continue;
        if (block_of(lines, i)->kind == DUBAN_BLOCK_CELL || l->class != DUBAN_LINE_PLAIN)
            return false;
        if (i > from && duban_line_label_of(lines, i) == DUBAN_LABEL_SOUND) return false;
        if (is_quote_kind(lines, kind) ? l->closed[kind] % 2 : l->closed[kind] > 0) return true;
        bool ends = class_of(lines, l->last) & DUBAN_PUNCT_STOP;
        if (ends || is_quote_kind(lines, kind)) return false;
    }
    return false;
}

static bool has_open_bracket(const duban_lines *lines, const paragraph *p, uint32_t next) {
    for (int k = 0; k < DUBAN_BRACKET_KINDS; k++)
        if (p->opened[k] && finds_partner(lines, next, k)) return true;
    return false;
}

/* Can a paragraph end with this line? */
static bool ends_here(const duban_lines *lines, const paragraph *p) {
    const duban_line *l = &lines->lines[p->last];
    uint8_t last = class_of(lines, l->last), kind;
    if (last & (DUBAN_PUNCT_STOP | DUBAN_PUNCT_LEAD)) return true;
    if (!(last & (DUBAN_PUNCT_CLOSE | DUBAN_PUNCT_QUOTE))) return false;
    kind = lines->punctuation->bracket[l->last];
    if (last & DUBAN_PUNCT_QUOTE) return l->tail <= 1 && !p->opened[kind];
    /* A whole clause in brackets, or one that lost its opening bracket; a stop inside of it. */
    return l->clause_end || l->closed[kind] || l->tail <= 1;
}

/* Was the last line broken because the page is so wide? */
static bool is_full(const duban_lines *lines, const paragraph *p) {
    uint8_t stands = block_of(lines, p->last)->stands;
    if (stands & DUBAN_STANDS_KNOWN) return stands & DUBAN_STANDS_FULL;
    return lines->wrap && lines->lines[p->last].columns + 4 > lines->wrap;
}

/* "AAAA,BBBB": parts of one length, as headings are made. */
static bool is_parallel(const duban_lines *lines, const paragraph *p) {
    const duban_line *l = &lines->lines[p->last];
    uint32_t part = 0, length = 0;
    if (p->first != p->last || p->units > 40) return false;
    for (uint32_t i = l->span.start; i < l->span.end; i++) {
        if (class_of(lines, lines->fold[i]) & DUBAN_PUNCT_COMMA) {
            if (length && part != length) return false;
            length = part;
            part = 0;
        } else {
            part++;
        }
    }
    return length >= 2 && part == length;
}

/* Does the line enumerate several things? */
static bool enumerates(const duban_lines *lines, uint32_t at) {
    uint32_t pauses = 0;
    for (uint32_t i = lines->lines[at].span.start; i < lines->lines[at].span.end; i++)
        pauses += (class_of(lines, lines->fold[i]) & DUBAN_PUNCT_PAUSE) != 0;
    return pauses >= 2;
}

/* A long line without a stop whose paragraph is set in, and one under it that is not. */
static bool hangs(const duban_lines *lines, const paragraph *p, uint32_t next) {
    return lines->indented && block_of(lines, p->first)->indent >= 2 &&
           block_of(lines, next)->indent < 2 &&
           lines->lines[p->last].columns * 4 >= lines->wrap * 3 && lines->wrap > 0;
}

/* The text before the break cannot end there: does the break tell nothing? */
static bool is_cut(const duban_lines *lines, const paragraph *p, uint32_t next) {
    const duban_line *last = &lines->lines[p->last];
    if (class_of(lines, last->last) & (DUBAN_PUNCT_COMMA | DUBAN_PUNCT_PAUSE)) return true;
    if (is_full(lines, p) &&
        (p->running || lines->lines[next].running || enumerates(lines, p->last)))
        return true;
    if (hangs(lines, p, next)) return true;
    if (lines->lines[p->first].list) return false;
    if (!p->running) return false;
    if (lines->wrap && p->first == p->last && !p->stopped) return false;
    if (p->stopped || p->first != p->last) return true;
    if (duban_line_label_of(lines, p->first) > DUBAN_LABEL_NONE)
        return p->units >= HEADING_UNITS || last->tail <= 2;
    return !is_parallel(lines, p);
}

/* A line under a full line that ended with a stop, in a file whose paragraphs are indented; where
 * they are not, a full line of text more often ends a sentence than a paragraph. */
static bool continues_full_line(const duban_lines *lines, const paragraph *p, uint32_t next) {
    if (!lines->indented && (block_of(lines, p->last)->stands & DUBAN_STANDS_FULL))
        return lines->lines[p->last].running && lines->lines[next].running;
    return is_full(lines, p) && lines->indented && block_of(lines, next)->indent < 2 &&
           lines->lines[p->last].running;
}

static bool are_lines(const duban_lines *lines, uint32_t last, uint32_t next) {
    const duban_block *a = block_of(lines, last), *b = block_of(lines, next);
    return a->kind == DUBAN_BLOCK_LINE && b->kind == DUBAN_BLOCK_LINE &&
           (a->part == b->part || a->part + 1 == b->part); /* pages are parts */
}

static bool may_touch(const duban_lines *lines, uint32_t last, uint32_t next) {
    return are_lines(lines, last, next) && !block_of(lines, next)->bullet &&
           lines->lines[next].class != DUBAN_LINE_BEGIN;
}

/* Whatever the line before, does the next one begin with what cannot begin a paragraph? */
static bool cannot_begin(const duban_lines *lines, uint32_t next) {
    return class_of(lines, lines->lines[next].first) &
           (DUBAN_PUNCT_COMMA | DUBAN_PUNCT_PAUSE | DUBAN_PUNCT_STOP | DUBAN_PUNCT_CLOSE);
}

static bool continues_open_bracket(const duban_lines *lines, const paragraph *p, uint32_t next) {
    if (class_of(lines, lines->lines[p->last].last) & DUBAN_PUNCT_STOP) return false;
    if (block_of(lines, next)->heading && !block_of(lines, p->last)->heading) return false;
    return has_open_bracket(lines, p, next);
}

static bool continues_text(const duban_lines *lines, const paragraph *p, uint32_t next) {
    if (continues_open_bracket(lines, p, next)) return true;
    const duban_line *before = &lines->lines[p->last];
    if (block_of(lines, next)->heading || before->class == DUBAN_LINE_ALONE) return false;
    if (class_of(lines, before->last) & (DUBAN_PUNCT_COMMA | DUBAN_PUNCT_PAUSE)) return true;
    if (lines->lines[next].class == DUBAN_LINE_ALONE) return false;
    if (before->class == DUBAN_LINE_OPEN) return true;
    if (cannot_begin(lines, next)) return true;
    if (block_of(lines, p->last)->heading) return false;
    if (ends_here(lines, p)) return continues_full_line(lines, p, next);
    return is_cut(lines, p, next);
}

/* A label; a damaged one only where the paragraph before has one of the same kind. One that lost
 * its numeral looks like the middle of a sentence, and is that unless the text before has ended. */
static bool begins_item(const duban_lines *lines, const paragraph *p, uint32_t next) {
    if (cannot_begin(lines, next) && !ends_here(lines, p)) return false;
    duban_line_label label = duban_line_label_of(lines, next);
    if (label != DUBAN_LABEL_DAMAGED) return label == DUBAN_LABEL_SOUND;
    return duban_line_label_of(lines, p->first) == DUBAN_LABEL_DAMAGED &&
           lines->lines[p->first].label_rule == lines->lines[next].label_rule;
}

/* The break stands right behind an opening bracket: whatever follows belongs into it. */
static bool breaks_off_at_bracket(const duban_lines *lines, const paragraph *p, uint32_t next) {
    return (class_of(lines, lines->lines[p->last].last) & DUBAN_PUNCT_OPEN) &&
           lines->lines[next].class != DUBAN_LINE_ALONE && !block_of(lines, next)->heading;
}

/* Does a sentence or an enumeration go on behind the line, whatever comes? */
static bool goes_on(const duban_lines *lines, uint32_t last) {
    return class_of(lines, lines->lines[last].last) & (DUBAN_PUNCT_COMMA | DUBAN_PUNCT_PAUSE);
}

static bool continues(const duban_lines *lines, const paragraph *p, uint32_t next) {
    if (are_lines(lines, p->last, next) && breaks_off_at_bracket(lines, p, next)) return true;
    duban_place where = duban_place_of(lines, p->last, next);
    if (where == DUBAN_PLACE_BEGINS && !cannot_begin(lines, next) && !goes_on(lines, p->last))
        return false;
    if (where == DUBAN_PLACE_CONTINUES && may_touch(lines, p->last, next) &&
        lines->lines[p->last].class != DUBAN_LINE_ALONE)
        return true;
    return may_touch(lines, p->last, next) && continues_text(lines, p, next) &&
           !begins_item(lines, p, next);
}

/* The first line behind page numbers and page breaks; sets *numbers if bare numbers were passed. */
static uint32_t past_page(const duban_lines *lines, uint32_t at, bool *numbers) {
    *numbers = false;
    for (; at < lines->count; at++) {
        const duban_line *l = &lines->lines[at];
        bool page_break = block_of(lines, at)->kind == DUBAN_BLOCK_RULE;
        if (l->class == DUBAN_LINE_NUMBER)
            *numbers = true;
        else if (l->class != DUBAN_LINE_PAGE && !page_break &&
                 !duban_block_is_page_edge(block_of(lines, at)))
            break;
    }
    return at;
}

static void pass_numbers(duban_lines *lines, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (lines->lines[i].class == DUBAN_LINE_NUMBER) lines->lines[i].class = DUBAN_LINE_PAGE;
}

static bool is_text(const duban_lines *lines, uint32_t at) {
    duban_line_class class = lines->lines[at].class;
    return class != DUBAN_LINE_FURNITURE && class != DUBAN_LINE_PAGE && class != DUBAN_LINE_CELL &&
           block_of(lines, at)->kind == DUBAN_BLOCK_LINE && !block_of(lines, at)->aside;
}

/* Extends the paragraph by the lines that continue it. */
static void join_from(duban_lines *lines, paragraph *p, uint32_t *previous) {
    for (;;) {
        bool numbers;
        uint32_t next = past_page(lines, p->last + 1, &numbers);
        if (next == lines->count || !is_text(lines, next) || !continues(lines, p, next)) return;
        previous[next] = p->last;
        if (numbers) pass_numbers(lines, p->last + 1, next);
        extend_paragraph(lines, next, p);
    }
}

void duban_lines_join(duban_lines *lines, uint32_t *previous) {
    for (uint32_t i = 0; i < lines->count; i++) previous[i] = UINT32_MAX;
    for (uint32_t i = 0; i < lines->count; i++) {
        if (lines->lines[i].goes_on) previous[i] = i - 1;
        if (!is_text(lines, i)) continue;
        paragraph p;
        start_paragraph(lines, i, &p);
        join_from(lines, &p, previous);
        i = p.last;
    }
    duban_cells_join(lines->document, previous);
}
