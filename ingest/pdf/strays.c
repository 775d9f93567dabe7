/*
 * Words that are in no line of the text: watermarks, seals, the numbers of lines; see page.h.
 *
 * What is far larger than the text and lies over it is a watermark, of whatever direction. Single
 * characters that lie over words, several on a page, are those of a seal or a turned stamp, and so
 * are those between the lines then. Numbers left of all text that are smaller than it and rise
 * evenly count lines. Pages of many single characters are left alone.
 */
#include <math.h>
#include <stdlib.h>

#include "ingest/pdf/page.h"

/* Higher than the text by this factor; lower. */
static const float large = 2.2F, small = 0.92F;

enum { SINGLES_MAX = 300, CROSSING_MIN = 3, NUMBERS_MIN = 4, STEP_MAX = 10, LONG_EMS = 3 };

typedef struct {
    duban_pdf_page *page;
    float height;                  /* of most words */
    uint32_t singles[SINGLES_MAX]; /* words of one character, or far too large */
    bool crossing[SINGLES_MAX];
    uint32_t count, crossing_count;
} finder;

static float height_of(const duban_pdf_word *w) { return w->bottom - w->top; }

static float middle_of(const duban_pdf_word *w) { return (w->top + w->bottom) / 2; }

/* The height of most text, in half points. */
static float find_height(const duban_pdf_page *page) {
    enum { HIGHEST = 200 };
    float counts[HIGHEST + 1] = {0};
    uint32_t best = 0;
    for (uint32_t i = 0; i < page->count; i++) {
        float height = height_of(&page->words[i]) * 2 + 0.5F;
        if (height < HIGHEST) counts[(uint32_t)height] += page->words[i].ems;
    }
    for (uint32_t i = 1; i <= HIGHEST; i++)
        if (counts[i] > counts[best]) best = i;
    return (float)best / 2;
}

static bool is_large(const finder *f, const duban_pdf_word *w) {
    return height_of(w) > large * f->height;
}

static bool lies_over(const duban_pdf_word *w, float x, float y) {
    return x > w->left && x < w->right && y > w->top && y < w->bottom;
}

/* Does one of the two have its middle in the other? The text is the one with the usual height. */
static bool crosses(const finder *f, const duban_pdf_word *w, const duban_pdf_word *text) {
    if (is_large(f, text) || text->ems < LONG_EMS) return false;
    if (is_large(f, w))
        return lies_over(w, (text->left + text->right) / 2, middle_of(text)) ||
               lies_over(text, (w->left + w->right) / 2, middle_of(w));
    return lies_over(text, (w->left + w->right) / 2, middle_of(w));
}

/* False: there are too many to be strays. */
static bool find_singles(finder *f) {
    for (uint32_t i = 0; i < f->page->count; i++) {
        const duban_pdf_word *w = &f->page->words[i];
        bool wide = w->ems == 1 && (unsigned char)w->text[0] >= 0xE3;
        if (!wide && !is_large(f, w)) continue;
        if (f->count == SINGLES_MAX) return false;
        f->singles[f->count++] = i;
    }
    return true;
}

static void find_crossing(finder *f) {
    for (uint32_t s = 0; s < f->count; s++) {
        const duban_pdf_word *w = &f->page->words[f->singles[s]];
        for (uint32_t i = 0; i < f->page->count && !f->crossing[s]; i++)
            f->crossing[s] = i != f->singles[s] && crosses(f, w, &f->page->words[i]);
        f->crossing_count += f->crossing[s];
    }
}

/* Does the character stand in a line of text, beside its words or level with them? */
static bool is_in_line(const finder *f, uint32_t single) {
    const duban_pdf_word *w = &f->page->words[single];
    for (uint32_t i = 0; i < f->page->count; i++) {
        const duban_pdf_word *other = &f->page->words[i];
        float off = fabsf(middle_of(other) - middle_of(w)) / f->height;
        if (i == single || is_large(f, other)) continue;
        if (other->ems >= LONG_EMS && off < 0.15F) return true;
    }
    return false;
}

static bool is_like_crossing(const finder *f, const duban_pdf_word *w) {
    for (uint32_t s = 0; s < f->count; s++) {
        const duban_pdf_word *other = &f->page->words[f->singles[s]];
        if (f->crossing[s] && is_large(f, other) &&
            fabsf(height_of(other) - height_of(w)) < 0.1F * height_of(w))
            return true;
    }
    return false;
}

/* Watermarks and seals. */
static void find_stamps(finder *f) {
    if (!find_singles(f)) return;
    find_crossing(f);
    for (uint32_t s = 0; s < f->count; s++) {
        duban_pdf_word *w = &f->page->words[f->singles[s]];
        if (is_large(f, w))
            w->stray = is_like_crossing(f, w);
        else
            w->stray = f->crossing_count >= CROSSING_MIN &&
                       (f->crossing[s] || !is_in_line(f, f->singles[s]));
    }
}

/* Digits only, at most four: their value, else 0. */
static uint32_t number_of(const duban_pdf_word *w) {
    uint32_t value = 0;
    if (w->bytes > 4) return 0;
    for (uint32_t i = 0; i < w->bytes; i++) {
        if (w->text[i] < '0' || w->text[i] > '9') return 0;
        value = value * 10 + (uint32_t)(w->text[i] - '0');
    }
    return value;
}

static int by_top(const void *a, const void *b) {
    const duban_pdf_word *p = *(duban_pdf_word *const *)a, *q = *(duban_pdf_word *const *)b;
    return p->top < q->top ? -1 : p->top > q->top;
}

static bool rise_evenly(duban_pdf_word *const *numbers, uint32_t count) {
    uint32_t step = number_of(numbers[1]) - number_of(numbers[0]);
    for (uint32_t i = 1; i < count; i++)
        if (number_of(numbers[i]) != number_of(numbers[i - 1]) + step) return false;
    return step >= 1 && step <= STEP_MAX;
}

/* The numbers of lines, left of all that is no number. */
static void find_line_numbers(duban_arena *arena, const finder *f) {
    float left = INFINITY;
    for (uint32_t i = 0; i < f->page->count; i++) {
        const duban_pdf_word *w = &f->page->words[i];
        if (!w->stray && !number_of(w)) left = fminf(left, w->left);
    }
    duban_pdf_word **numbers =
        duban_arena_alloc(arena, (f->page->count + 1u) * sizeof(duban_pdf_word *));
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->page->count; i++) {
        duban_pdf_word *w = &f->page->words[i];
        if (number_of(w) && w->right < left && height_of(w) < small * f->height)
            numbers[count++] = w;
    }
    if (count < NUMBERS_MIN) return;
    qsort(numbers, count, sizeof(duban_pdf_word *), by_top);
    if (!rise_evenly(numbers, count)) return;
    for (uint32_t i = 0; i < count; i++) numbers[i]->stray = true;
}

void duban_pdf_strays_find(duban_arena *arena, duban_pdf_page *page) {
    finder *f = duban_arena_alloc(arena, sizeof *f);
    f->page = page;
    f->height = find_height(page);
    if (f->height <= 0) return;
    find_stamps(f);
    find_line_numbers(arena, f);
}

duban_pdf_lines duban_pdf_strays_lines(duban_arena *arena, const duban_pdf_page *page) {
    uint32_t *words = duban_arena_alloc(arena, (page->count + 1u) * sizeof *words), count = 0;
    for (uint32_t i = 0; i < page->count; i++)
        if (page->words[i].stray) words[count++] = i;
    return duban_pdf_lines_make(arena, page, words, count);
}
