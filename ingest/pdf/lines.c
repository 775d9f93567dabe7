/* Lines; see lines.h. */
#include "ingest/pdf/lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Words belong to one line if they share this much of the lower one's height. */
static const float shared_height = 0.5F;

/* A gap is a blank from this share of a character: less between letters, which stand close; more
 * between a letter and a Chinese character, which are set apart without one. */
static const float blank_wide = 0.25F, blank_narrow = 0.15F, blank_mixed = 0.45F;

/* Boxes of characters are as high as fonts say; a character has at least this share of it. */
static const float em_of_height = 0.65F;

/* Recognised text has boxes that are too narrow: less than this share of what their characters
 * take, as their height tells. There only a wide gap is a blank. */
static const float narrow_box = 0.75F, blank_loose = 1.2F;

typedef struct {
    float middle, left;
    uint32_t word;
} placed;

static int by_middle(const void *a, const void *b) {
    const placed *p = a, *q = b;
    if (p->middle != q->middle) return p->middle < q->middle ? -1 : 1;
    return p->word < q->word ? -1 : p->word > q->word;
}

static int by_left(const void *a, const void *b) {
    const placed *p = a, *q = b;
    if (p->left != q->left) return p->left < q->left ? -1 : 1;
    return p->word < q->word ? -1 : p->word > q->word;
}

static bool is_on(const duban_pdf_line *line, const duban_pdf_word *word) {
    float top = fmaxf(line->top, word->top), bottom = fminf(line->bottom, word->bottom);
    float lower = fminf(line->bottom - line->top, word->bottom - word->top);
    return bottom - top > shared_height * lower;
}

static bool is_narrow(const duban_pdf_word *word, bool last) {
    return (unsigned char)word->text[last ? word->bytes - 1 : 0] < 0x80;
}

uint32_t duban_pdf_blanks(const duban_pdf_line *line, const duban_pdf_word *before,
                          const duban_pdf_word *word) {
    float gap = (word->left - before->right) / line->em;
    if (line->loose) {
        gap = (word->left - before->left) / line->em - before->ems;
        if (gap < blank_loose && !is_narrow(before, true)) return 0;
    }
    bool narrow = is_narrow(before, true);
    float least = narrow != is_narrow(word, false) ? blank_mixed
                  : narrow                         ? blank_narrow
                                                   : blank_wide;
    if (gap < least) return 0;
    return gap < 1 ? 1 : (uint32_t)fminf(gap * 2 + 0.5F, 100);
}

/* Sorts the words of a finished line and measures it. */
static void finish(duban_pdf_line *line, const duban_pdf_page *page, placed *words, uint32_t count,
                   uint32_t *order) {
    qsort(words, count, sizeof *words, by_left);
    float ems = 0, width = 0, reached = page->words[words[0].word].right;
    for (uint32_t i = 0; i < count; i++) {
        const duban_pdf_word *w = &page->words[words[i].word];
        order[i] = words[i].word;
        ems += w->ems;
        width += w->right - w->left;
        line->gap = fmaxf(line->gap, w->left - reached);
        reached = fmaxf(reached, w->right);
    }
    float em = fmaxf((line->bottom - line->top) * em_of_height, 1);
    line->em = fmaxf(width / fmaxf(ems, 0.5F), em);
    line->loose = width < narrow_box * ems * em;
    line->words = order;
    line->count = count;
}

static void extend(duban_pdf_line *line, const duban_pdf_word *w, bool first) {
    if (first) {
        *line = (duban_pdf_line){
            .left = w->left, .top = w->top, .right = w->right, .bottom = w->bottom};
        return;
    }
    line->left = fminf(line->left, w->left);
    line->right = fmaxf(line->right, w->right);
    /* The tallest word is the measure: a raised number does not make the line higher. */
    if (w->bottom - w->top <= line->bottom - line->top) return;
    line->top = w->top;
    line->bottom = w->bottom;
}

duban_pdf_lines duban_pdf_lines_make(duban_arena *arena, const duban_pdf_page *page,
                                     const uint32_t *words, uint32_t count) {
    placed *sorted = duban_arena_alloc(arena, (count + 1u) * sizeof *sorted);
    uint32_t *order = duban_arena_alloc(arena, (count + 1u) * sizeof *order);
    duban_pdf_lines lines = {.items = duban_arena_alloc(arena, (count + 1u) * sizeof *lines.items)};
    for (uint32_t i = 0; i < count; i++) {
        const duban_pdf_word *w = &page->words[words[i]];
        sorted[i] = (placed){(w->top + w->bottom) / 2, w->left, words[i]};
    }
    qsort(sorted, count, sizeof *sorted, by_middle);
    for (uint32_t start = 0, end; start < count; start = end) {
        duban_pdf_line *line = &lines.items[lines.count++];
        for (end = start; end < count; end++) {
            const duban_pdf_word *w = &page->words[sorted[end].word];
            if (end > start && !is_on(line, w)) break;
            extend(line, w, end == start);
        }
        finish(line, page, sorted + start, end - start, order + start);
    }
    return lines;
}

float duban_pdf_line_first_piece(const duban_pdf_page *page, const duban_pdf_line *line) {
    const duban_pdf_word *w = &page->words[line->words[0]];
    uint32_t narrow = 0;
    while (narrow < w->bytes && (unsigned char)w->text[narrow] < 0x80) narrow++;
    return line->em * (narrow ? 0.5F * (float)narrow : 1);
}
