/* How lines stand; see stands.h. */
#include "ingest/pdf/stands.h"

#include <math.h>

/* A line is full if no more than this would be left behind the next word, in characters. */
static const float full = 1;

/* Lines further apart than this many usual distances have empty ones between them; paragraphs may
 * be further apart than their lines by less, in usual distances and points. */
static const float apart = 1.7F, gap = 1.12F, gap_points = 1.5F;

/* Characters of titles are larger than others by this; those of one title are of one size. */
static const float larger = 1.15F, one_size = 1.06F;

static uint16_t whole(float number) { return (uint16_t)fminf(fmaxf(number + 0.5F, 0), 1000); }

/* The most frequent of the lines' measures, in steps. */
typedef struct {
    uint32_t counts[201];
} histogram;

static void count_in(histogram *h, float steps) {
    if (steps > 0 && steps < 200) h->counts[whole(steps)]++;
}

static float most_of(const histogram *h) {
    uint32_t best = 0;
    for (uint32_t i = 1; i <= 200; i++)
        if (h->counts[i] > h->counts[best]) best = i;
    return (float)best;
}

duban_pdf_usual duban_pdf_usual_of(const duban_pdf_sheet *sheet) {
    histogram distances = {{0}}, sizes = {{0}}, heights = {{0}};
    for (uint32_t c = 0; c < sheet->column_count; c++) {
        const duban_pdf_lines *lines = &sheet->columns[c].lines;
        for (uint32_t i = 0; i < lines->count; i++) {
            count_in(&sizes, lines->items[i].em * 2);
            count_in(&heights, (lines->items[i].bottom - lines->items[i].top) * 2);
            if (i) count_in(&distances, (lines->items[i].bottom - lines->items[i - 1].bottom) * 2);
        }
    }
    return (duban_pdf_usual){most_of(&distances) / 2, most_of(&sizes) / 2, most_of(&heights) / 2};
}

/* From the middle of the line before to that of line i; 0 where there is none. */
static float distance_to(const duban_pdf_column *c, uint32_t i) {
    if (i == 0) return 0;
    const duban_pdf_line *a = &c->lines.items[i - 1], *b = &c->lines.items[i];
    return (b->top + b->bottom - a->top - a->bottom) / 2;
}

static bool is_large(const duban_pdf_usual *usual, const duban_pdf_line *line) {
    return line->em > larger * usual->em;
}

static bool is_centred(const duban_pdf_usual *usual, const duban_pdf_column *c,
                       const duban_pdf_line *line) {
    float before = line->left - c->left, behind = c->right - line->right;
    if (fabsf(before - behind) >= 1.5F * line->em) return false;
    return is_large(usual, line) || before > 3 * line->em;
}

static bool is_full(const duban_pdf_page *page, const duban_pdf_column *c, uint32_t i) {
    const duban_pdf_line *line = &c->lines.items[i];
    float word = line->em;
    if (i + 1 < c->lines.count) word = duban_pdf_line_first_piece(page, line + 1);
    /* One more: a mark that may not begin a line takes a character along with it. */
    return c->right - line->right < word + full * line->em;
}

/* Does the line go on with a title that the line before it fills? */
static bool goes_on_with_title(const duban_pdf_page *page, const duban_pdf_usual *usual,
                               const duban_pdf_column *c, uint32_t i) {
    if (i == 0 || !is_full(page, c, i - 1)) return false;
    const duban_pdf_line *a = &c->lines.items[i - 1], *b = &c->lines.items[i];
    return is_large(usual, a) && is_large(usual, b) && is_centred(usual, c, a) &&
           is_centred(usual, c, b) && fmaxf(a->em, b->em) < one_size * fminf(a->em, b->em) &&
           distance_to(c, i) < 3 * b->em;
}

void duban_pdf_stand(const duban_pdf_page *page, const duban_pdf_usual *usual,
                     const duban_pdf_column *c, uint32_t i, duban_block *block) {
    const duban_pdf_line *line = &c->lines.items[i];
    float before = line->left - c->left, distance = distance_to(c, i);
    block->indent = whole(before / line->em);
    block->stands = DUBAN_STANDS_KNOWN;
    if (before > line->em) block->stands |= DUBAN_STANDS_INSET;
    if (is_full(page, c, i)) block->stands |= DUBAN_STANDS_FULL;
    if (is_centred(usual, c, line)) block->stands |= DUBAN_STANDS_CENTRED;
    if (goes_on_with_title(page, usual, c, i)) block->stands |= DUBAN_STANDS_TITLE;
    if (usual->pitch <= 0) return;
    if (distance > gap * usual->pitch + gap_points) block->stands |= DUBAN_STANDS_APART;
    if (distance > apart * usual->pitch) block->blank_before = whole(distance / usual->pitch - 1);
}
