/*
 * What each line is: its class by rules, its punctuation and brackets, its width.
 *
 * In: the document and the rules of kind "line" and "label"; the vocabulary "punctuation". Out: a
 * duban_line for each block. Long lines are never furniture and are not shown to the line rules.
 */
#include "extract/layout/lines.h"

#include "extract/layout/cells.h"
#include "extract/layout/places.h"
#include "extract/layout/spaces.h"
#include "extract/layout/task_cells.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/blank.h"
#include "ingest/fold.h"

/* Longer lines are text: at most they begin something, and that is asked when it matters. */
#define LINE_RULES_MAX 200

/* As much of a line as a label may need. */
#define LABEL_WINDOW 64

/* Label rules of at least this cost are about damaged labels. */
#define DAMAGED_COST 8

#define FULL_STOP 0x3002

/* Running text is at least this long: shorter lines may be addressees or links. */
#define TEXT_UNITS 30

typedef struct {
    const char *word;
    uint8_t bit;
} punct_word;

static const punct_word punct_words[] = {
    {"stop", DUBAN_PUNCT_STOP},   {"lead", DUBAN_PUNCT_LEAD}, {"comma", DUBAN_PUNCT_COMMA},
    {"pause", DUBAN_PUNCT_PAUSE}, {"open", DUBAN_PUNCT_OPEN}, {"close", DUBAN_PUNCT_CLOSE},
    {"quote", DUBAN_PUNCT_QUOTE},
};

static const struct {
    const char *word;
    duban_line_class class;
} class_words[] = {
    {"furniture", DUBAN_LINE_FURNITURE}, {"page", DUBAN_LINE_PAGE},   {"number", DUBAN_LINE_NUMBER},
    {"list", DUBAN_LINE_BEGIN},          {"alone", DUBAN_LINE_ALONE}, {"begin", DUBAN_LINE_BEGIN},
    {"open", DUBAN_LINE_OPEN},
};

static uint8_t punct_bit(const char *word) {
    for (size_t i = 0; i < sizeof punct_words / sizeof *punct_words; i++)
        if (strcmp(word, punct_words[i].word) == 0) return punct_words[i].bit;
    return 0;
}

static duban_line_class class_of(const duban_rule *rule) {
    const char *word = duban_rule_param(rule, "line");
    for (size_t i = 0; word && i < sizeof class_words / sizeof *class_words; i++)
        if (strcmp(word, class_words[i].word) == 0) return class_words[i].class;
    return DUBAN_LINE_PLAIN;
}

static const duban_punctuation *read_punctuation(const duban_rules *rules, duban_arena *arena) {
    duban_punctuation *p = duban_arena_alloc(arena, sizeof *p);
    const duban_vocab *vocab = duban_rules_vocab(rules, "punctuation");
    for (uint32_t i = 0; vocab && i < duban_vocab_count(vocab); i++) {
        char16_t unit = duban_vocab_word(vocab, i).units[0];
        if (unit >= DUBAN_PUNCTUATION_END) continue;
        const char *kind = duban_vocab_field(vocab, i, "bracket");
        p->class[unit] |= punct_bit(duban_vocab_field(vocab, i, "class"));
        p->bracket[unit] = (uint8_t)(kind[0] ? (kind[0] - '0') % DUBAN_BRACKET_KINDS : 0);
    }
    return p;
}

/* In East Asian text all is wide but the alphabets and half-width forms: also dashes and quotes. */
static uint32_t columns_of(char16_t unit) {
    if (duban_unit_is_low(unit) || duban_unit_is_zero_width(unit)) return 0;
    return unit >= 0x2000 && !(unit >= 0xFF61 && unit <= 0xFFDC) ? 2 : 1;
}

typedef struct {
    duban_line *line;
    uint8_t before;      /* class of the unit before */
    bool opened_by_stop; /* the outermost open bracket stands behind a stop */
    uint32_t depth;
} scan;

static void scan_bracket(scan *s, uint8_t class, uint8_t kind) {
    duban_line *l = s->line;
    if (class & DUBAN_PUNCT_QUOTE) {
        l->opened[kind] ^= 1;
        l->closed[kind] ^= 1;
    } else if (class & DUBAN_PUNCT_OPEN) {
        l->opened[kind]++;
        if (s->depth++ == 0) s->opened_by_stop = s->before & (DUBAN_PUNCT_STOP | DUBAN_PUNCT_CLOSE);
    } else if (l->opened[kind] > 0) {
        l->opened[kind]--;
        if (s->depth > 0) s->depth--;
    } else {
        l->closed[kind]++;
    }
}

static void scan_unit(scan *s, const duban_punctuation *p, char16_t unit, bool is_last) {
    duban_line *l = s->line;
    uint8_t class = duban_punctuation_class(p, unit);
    if (class & (DUBAN_PUNCT_OPEN | DUBAN_PUNCT_CLOSE | DUBAN_PUNCT_QUOTE))
        scan_bracket(s, class, p->bracket[unit]);
    if (class & (DUBAN_PUNCT_STOP | DUBAN_PUNCT_COMMA)) {
        l->running = true;
        l->tail = 0;
        if ((class & DUBAN_PUNCT_STOP) && !is_last) l->stopped = true;
    } else {
        l->tail++;
    }
    s->before = class;
}

/* The folded unit at a place of a line; a full stop of half width between Chinese words, as readers
 * of scans print it, is the full one. */
static char16_t unit_at(const duban_lines *lines, const duban_line *line, uint32_t at) {
    char16_t unit = lines->fold[at];
    if (unit != '.' || at == line->span.start || !duban_unit_is_wide(lines->fold[at - 1]))
        return unit;
    return at + 1 == line->span.end || duban_unit_is_wide(lines->fold[at + 1]) ? FULL_STOP : unit;
}

/* One pass over the units of a line. */
static void scan_line(const duban_lines *lines, duban_line *line) {
    const duban_document *d = lines->document;
    scan s = {.line = line, .before = DUBAN_PUNCT_STOP};
    line->columns = 2u * d->blocks[line->block].indent;
    for (uint32_t i = line->span.start; i < line->span.end; i++) {
        char16_t unit = unit_at(lines, line, i);
        line->columns += columns_of(d->text[i]);
        if (unit == ' ' || duban_unit_is_zero_width(unit)) continue;
        if (!line->first) line->first = unit;
        line->last = unit;
        scan_unit(&s, lines->punctuation, unit, i + 1 == line->span.end);
    }
    line->clause_end =
        (duban_punctuation_class(lines->punctuation, line->last) & DUBAN_PUNCT_CLOSE) &&
        s.opened_by_stop;
}

static void classify(duban_line *line, duban_matcher *matcher) {
    duban_match match;
    duban_span all = {line->span.start, line->span.end};
    if (duban_span_length(all) > LINE_RULES_MAX) return;
    if (!duban_match_here(matcher, DUBAN_RULE_LINE, all, &match)) return;
    const char *where = duban_rule_param(match.rule, "page");
    line->class = class_of(match.rule);
    line->rule = match.rule->id;
    const char *word = duban_rule_param(match.rule, "line");
    line->list = word && strcmp(word, "list") == 0;
    line->edge = where && strcmp(where, "edge") == 0;
}

/* A label that lost its marks is one only where a series goes on, which the outline decides. */
static bool is_damaged(const duban_rule *rule) {
    const char *cost = duban_rule_param(rule, "cost"), *at = duban_rule_param(rule, "at");
    return (cost && atoi(cost) >= DAMAGED_COST) || (at && strcmp(at, "next") == 0);
}

static duban_line_label ask_label(const duban_lines *lines, duban_line *line) {
    if (line->class == DUBAN_LINE_BEGIN) return DUBAN_LABEL_SOUND;
    duban_match match;
    duban_span all = {line->span.start, line->span.end}, head = all;
    if (duban_span_length(all) > LABEL_WINDOW) head.end = head.start + LABEL_WINDOW;
    if (duban_match_here(lines->matcher, DUBAN_RULE_LABEL, head, &match)) {
        line->label_rule = match.rule->id;
        return is_damaged(match.rule) ? DUBAN_LABEL_DAMAGED : DUBAN_LABEL_SOUND;
    }
    bool begins = duban_span_length(all) > LINE_RULES_MAX &&
                  duban_match_here(lines->matcher, DUBAN_RULE_LINE, all, &match) &&
                  class_of(match.rule) == DUBAN_LINE_BEGIN;
    return begins ? DUBAN_LABEL_SOUND : DUBAN_LABEL_NONE;
}

duban_line_label duban_line_label_of(const duban_lines *lines, uint32_t at) {
    duban_line *line = &lines->lines[at];
    if (line->label == DUBAN_LABEL_UNKNOWN) line->label = ask_label(lines, line);
    return line->label;
}

/* Furniture of the page's edges that stands between two lines of running text is text. */
static void keep_inner_lines(duban_lines *lines) {
    uint32_t first = lines->count, last = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        const duban_line *l = &lines->lines[i];
        bool aside = lines->document->blocks[i].aside;
        if (aside || !l->running || l->span.end - l->span.start < TEXT_UNITS) continue;
        if (first == lines->count) first = i;
        last = i;
    }
    for (uint32_t i = first; i < last; i++)
        if (lines->lines[i].edge) lines->lines[i].class = DUBAN_LINE_PLAIN;
}

/*
 * Are the lines broken at a width? So it is when a third of all lines, and at least six, end
 * within four columns of one width under 160, and hardly any line is wider.
 */
static uint32_t find_wrap(const duban_lines *lines) {
    enum { WIDEST = 160 };
    uint32_t at[WIDEST + 1] = {0}, wider = 0, total = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        const duban_line *l = &lines->lines[i];
        if (lines->document->blocks[i].kind != DUBAN_BLOCK_LINE || l->columns == 0) continue;
        total++;
        if (l->columns > WIDEST)
            wider++;
        else
            at[l->columns]++;
    }
    if (wider * 20 > total) return 0;
    for (uint32_t width = WIDEST; width > 30; width--) {
        uint32_t near = 0;
        for (uint32_t w = width - 3; w <= width; w++) near += at[w];
        while (near >= 6 && at[width] == 0) width--;
        if (near >= 6 && near * 3 >= total) return width;
        wider += at[width];
        if (wider * 20 > total) return 0;
    }
    return 0;
}

duban_lines *duban_lines_read(const duban_document *document, duban_matcher *matcher) {
    duban_arena *arena = duban_matcher_arena(matcher);
    duban_lines *lines = duban_arena_alloc(arena, sizeof *lines);
    char16_t *fold = duban_arena_alloc(arena, ((size_t)document->length + 1) * sizeof *fold);
    duban_fold(document->text, document->length, fold);
    *lines = (duban_lines){
        .document = document,
        .matcher = matcher,
        .fold = fold,
        .punctuation = read_punctuation(duban_matcher_rules(matcher), arena),
        .lines = duban_arena_alloc(arena, (document->block_count + 1u) * sizeof *lines->lines),
        .count = document->block_count,
    };
    duban_matcher_set(matcher, fold, document->length);
    for (uint32_t i = 0; i < lines->count; i++) {
        duban_line *line = &lines->lines[i];
        *line = (duban_line){.block = i, .span = document->blocks[i].span};
        scan_line(lines, line);
        const duban_block *block = &document->blocks[i];
        if (block->kind == DUBAN_BLOCK_LINE && !block->aside) classify(line, matcher);
    }
    keep_inner_lines(lines);
    duban_places_read(lines);
    duban_cells_find(lines);
    duban_task_cells_find(lines);
    lines->wrap = find_wrap(lines);
    return lines;
}
