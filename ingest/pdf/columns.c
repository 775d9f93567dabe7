/*
 * Words outside of tables -> columns of lines; see page.h.
 *
 * A page is one column unless a stripe in its middle stays empty over a good part of its height and
 * what stands on both sides of it are lines that fill their half. Labels with values beside them do
 * not: they are one column with gaps.
 */
#include <math.h>
#include <stdlib.h>

#include "ingest/pdf/page.h"

/* Where the stripe is looked for, in shares of the width; its width; its height, in shares. */
static const float stripe_from = 0.35F, stripe_to = 0.65F, stripe_half = 0.0055F,
                   stripe_height = 0.2F;

/* Stripes of one document stand so near to each other, in shares of the width. */
static const float near = 0.025F;

/* Lines fill a column if half of them have this share of the longest's length. */
static const float filling = 0.8F, longest_ems = 10;

/* A line is set at an edge if it stands this near to it, in characters. */
static const float at_edge = 0.6F;

enum { STRIPES = 60, LINES_MIN = 5, BEYOND_MAX = 2 };

typedef struct {
    float at, from, to;
} stripe;

static float middle(const duban_pdf_word *w) { return (w->top + w->bottom) / 2; }

/* The tallest part of the page without a word across x. Words come in any order, so that places
 * are counted in steps of the height. Boxes of recognised text are too narrow, as their height
 * tells. */
static stripe empty_part(const duban_pdf_page *page, float x) {
    enum { STEPS = 200 };
    bool crossed[STEPS + 1] = {false};
    float half = stripe_half * page->width;
    for (uint32_t i = 0; i < page->count; i++) {
        const duban_pdf_word *w = &page->words[i];
        if (w->stray) continue;
        float box = w->right - w->left, loose = fmaxf((w->bottom - w->top) * w->ems / 2 - box, 0);
        if (w->left - loose > x + half || w->right + loose < x - half) continue;
        int from = (int)(w->top / page->height * STEPS),
            to = (int)(w->bottom / page->height * STEPS);
        for (int s = from < 0 ? 0 : from; s <= to && s <= STEPS; s++) crossed[s] = true;
    }
    stripe best = {x, 0, 0};
    for (int s = 0, from = 0; s <= STEPS; s++) {
        if (crossed[s]) from = s + 1;
        float a = (float)from * page->height / STEPS, b = (float)(s + 1) * page->height / STEPS;
        if (!crossed[s] && b - a > best.to - best.from) best.from = a, best.to = b;
    }
    return best;
}

static bool is_filled(const duban_pdf_lines *lines) {
    float longest = 0, em = 1;
    uint32_t full = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        float length = lines->items[i].right - lines->items[i].left;
        if (length > longest) longest = length, em = lines->items[i].em;
    }
    for (uint32_t i = 0; i < lines->count; i++)
        full += lines->items[i].right - lines->items[i].left > filling * longest;
    return lines->count >= LINES_MIN && longest > longest_ems * em && full * 2 >= lines->count;
}

static int by_value(const void *a, const void *b) {
    float p = *(const float *)a, q = *(const float *)b;
    return p < q ? -1 : p > q;
}

/* The left or right edge at which at least two lines are set, with few beyond, else the outermost.
 */
static float edge(duban_arena *arena, const duban_pdf_lines *lines, bool right) {
    if (!lines->count) return 0;
    float *at = duban_arena_alloc(arena, lines->count * sizeof *at), em = INFINITY;
    for (uint32_t i = 0; i < lines->count; i++) {
        at[i] = right ? -lines->items[i].right : lines->items[i].left;
        em = fminf(em, lines->items[i].em);
    }
    qsort(at, lines->count, sizeof *at, by_value);
    for (uint32_t i = 0; i + 1 < lines->count && i <= BEYOND_MAX + lines->count / 16; i++)
        if (at[i + 1] - at[i] < at_edge * em) return fabsf(at[i]);
    return fabsf(at[0]);
}

static duban_pdf_column make_column(duban_arena *arena, const duban_pdf_page *page,
                                    duban_pdf_column column) {
    uint32_t *words = duban_arena_alloc(arena, (page->count + 1u) * sizeof *words), count = 0;
    for (uint32_t i = 0; i < page->count; i++) {
        const duban_pdf_word *w = &page->words[i];
        float x = (w->left + w->right) / 2;
        if (!w->table && !w->stray && middle(w) >= column.from && middle(w) < column.to &&
            x >= column.near && x < column.far)
            words[count++] = i;
    }
    column.lines = duban_pdf_lines_make(arena, page, words, count);
    column.aside = duban_arena_alloc(arena, column.lines.count + 1u);
    column.left = edge(arena, &column.lines, false);
    column.right = edge(arena, &column.lines, true);
    return column;
}

/* The tallest stripe from one share of the width to another. */
static bool find_stripe(const duban_pdf_page *page, float from, float to, stripe *best) {
    *best = (stripe){0, 0, 0};
    if (!page->count || page->height < 1) return false;
    for (int i = 0; i <= STRIPES; i++) {
        stripe s = empty_part(page, page->width * (from + (to - from) * (float)i / STRIPES));
        if (s.to - s.from > best->to - best->from) *best = s;
    }
    return best->to - best->from > stripe_height * page->height;
}

static void take_whole(duban_arena *arena, duban_pdf_sheet *sheet) {
    sheet->column_count = 1;
    sheet->columns[0] = make_column(
        arena, sheet->words,
        (duban_pdf_column){.from = -INFINITY, .to = INFINITY, .near = -INFINITY, .far = INFINITY});
}

static void take_halves(duban_arena *arena, duban_pdf_sheet *sheet, const stripe *s) {
    const duban_pdf_column parts[DUBAN_PDF_COLUMNS_MAX] = {
        {.from = -INFINITY, .to = s->from, .near = -INFINITY, .far = INFINITY},
        {.from = s->from, .to = s->to, .near = -INFINITY, .far = s->at},
        {.from = s->from, .to = s->to, .near = s->at, .far = INFINITY},
        {.from = s->to, .to = INFINITY, .near = -INFINITY, .far = INFINITY}};
    for (int i = 0; i < DUBAN_PDF_COLUMNS_MAX; i++)
        sheet->columns[i] = make_column(arena, sheet->words, parts[i]);
    sheet->column_count = DUBAN_PDF_COLUMNS_MAX;
}

/* Halves on its own evidence; answers where the stripe is, 0 if the page is one column. */
static float judge(duban_arena *arena, duban_pdf_sheet *sheet) {
    stripe s;
    if (sheet->words->count >= 2 * LINES_MIN &&
        find_stripe(sheet->words, stripe_from, stripe_to, &s)) {
        take_halves(arena, sheet, &s);
        if (is_filled(&sheet->columns[1].lines) && is_filled(&sheet->columns[2].lines)) return s.at;
    }
    take_whole(arena, sheet);
    return 0;
}

void duban_pdf_columns_find(duban_arena *arena, duban_pdf_sheet *sheets, uint32_t count) {
    float at = 0;
    for (uint32_t i = 0; i < count; i++) {
        float found = judge(arena, &sheets[i]);
        if (found > 0 && at == 0) at = found / sheets[i].words->width;
    }
    /* Where one page is set in halves, short lines on both sides of its stripe are no table. */
    for (uint32_t i = 0; at > 0 && i < count; i++) {
        duban_pdf_sheet *sheet = &sheets[i];
        stripe s;
        if (sheet->column_count == 1 && find_stripe(sheet->words, at - near, at + near, &s))
            take_halves(arena, sheet, &s);
    }
}

/* The column of the pages set as this one, and of its width, with the most lines. */
static const duban_pdf_column *model_of(const duban_pdf_sheet *sheets, uint32_t count,
                                        const duban_pdf_sheet *like, uint32_t column) {
    const duban_pdf_column *model = NULL;
    for (uint32_t i = 0; i < count; i++) {
        const duban_pdf_sheet *s = &sheets[i];
        if (s->column_count != like->column_count || s->words->width != like->words->width ||
            s->columns[column].lines.count < LINES_MIN)
            continue;
        const duban_pdf_column *c = &s->columns[column];
        if (!model || c->lines.count > model->lines.count) model = c;
    }
    return model;
}

/* Do so many lines end at its right edge that it is one? */
static bool has_right_edge(const duban_pdf_column *c) {
    uint32_t at_it = 0, beyond = 0;
    for (uint32_t i = 0; i < c->lines.count; i++) {
        const duban_pdf_line *l = &c->lines.items[i];
        at_it += fabsf(c->right - l->right) < 1.5F * l->em;
        beyond += l->right - c->right >= 1.5F * l->em;
    }
    return at_it >= LINES_MIN && beyond <= BEYOND_MAX;
}

static void align(duban_pdf_column *c, const duban_pdf_column *model) {
    if (!c->lines.count) return;
    float em = c->lines.items[0].em, set_in = c->left - model->left;
    bool few = c->lines.count < 2 * LINES_MIN;
    if (few || (set_in > 1.5F * em && set_in < 2.5F * em)) c->left = fminf(c->left, model->left);
    if (few || !has_right_edge(c)) c->right = fmaxf(c->right, model->right);
}

void duban_pdf_columns_align(duban_pdf_sheet *sheets, uint32_t count) {
    const duban_pdf_sheet *like = NULL;
    const duban_pdf_column *models[DUBAN_PDF_COLUMNS_MAX] = {NULL};
    for (uint32_t i = 0; i < count; i++) {
        duban_pdf_sheet *s = &sheets[i];
        bool known =
            like && like->column_count == s->column_count && like->words->width == s->words->width;
        like = s;
        for (uint32_t k = 0; k < s->column_count; k++) {
            if (!known) models[k] = model_of(sheets, count, s, k);
            bool half = s->column_count == 1 || k == 1 || k == 2;
            if (half && models[k]) align(&s->columns[k], models[k]);
        }
        if (s->column_count == 1) continue;
        for (uint32_t k = 0; k < s->column_count; k += s->column_count - 1) {
            s->columns[k].left = fminf(s->columns[k].left, s->columns[1].left);
            s->columns[k].right = fmaxf(s->columns[k].right, s->columns[2].right);
        }
    }
}
