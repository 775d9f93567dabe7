/* Scores elements by their running text and picks the notice's; see body.h. */
#include "ingest/html/body.h"

#include "ingest/html/elements.h"

/* What only sentences have: the ideographic full stop, the full-width comma and semicolon. */
static bool is_sentence_mark(char16_t unit) {
    return unit == 0x3002 || unit == 0xFF0C || unit == 0xFF1B;
}

static bool is_linked(const duban_html_piece *piece) {
    return piece->linked * 2 > piece->to - piece->from;
}

/* How much running text a piece holds; all text of real length counts a little. */
static uint32_t score_of(const duban_html_page *page, const duban_html_piece *piece,
                         bool count_hidden) {
    const duban_html_element *element = &page->elements[piece->element];
    if (is_linked(piece) || (element->chrome && !count_hidden)) return 0;
    for (uint32_t i = piece->from; i < piece->to; i++)
        if (is_sentence_mark(page->text[i])) return piece->to - piece->from;
    return 0;
}

/* Sums the scores of pieces up the tree; children stand after their parents. */
static uint32_t *sum_scores(const duban_html_page *page, bool count_hidden) {
    uint32_t *scores = duban_arena_alloc(page->arena, page->element_count * sizeof *scores);
    for (uint32_t i = 0; i < page->piece_count; i++)
        scores[page->pieces[i].element] += score_of(page, &page->pieces[i], count_hidden);
    for (uint32_t e = page->element_count - 1; e > 0; e--)
        scores[page->elements[e].parent] += scores[e];
    return scores;
}

/* How many pieces of running text each element holds. */
static uint32_t *count_pieces(const duban_html_page *page, bool count_hidden) {
    uint32_t *counts = duban_arena_alloc(page->arena, page->element_count * sizeof *counts);
    for (uint32_t i = 0; i < page->piece_count; i++)
        counts[page->pieces[i].element] += score_of(page, &page->pieces[i], count_hidden) > 0;
    for (uint32_t e = page->element_count - 1; e > 0; e--)
        counts[page->elements[e].parent] += counts[e];
    return counts;
}

/* From the root down, as long as one child of several lines holds nearly all of the score. */
static uint32_t descend(const duban_html_page *page, const uint32_t *scores,
                        const uint32_t *counts) {
    uint32_t *best = duban_arena_alloc(page->arena, page->element_count * sizeof *best);
    for (uint32_t e = page->element_count - 1; e > 0; e--) {
        uint32_t parent = page->elements[e].parent;
        if (counts[e] < 2 || (page->elements[e].flags & DUBAN_HTML_LEAF)) continue;
        if (!best[parent] || scores[e] >= scores[best[parent]]) best[parent] = e;
    }
    uint32_t at = 0;
    while (best[at] && (uint64_t)scores[best[at]] * 10 >= (uint64_t)scores[at] * 8) at = best[at];
    return at;
}

/* Goes up again from a mere part of a line or of a table to what holds it whole. */
static uint32_t whole(const duban_html_page *page, uint32_t e) {
    while (e && !(page->elements[e].flags & DUBAN_HTML_BLOCK)) e = page->elements[e].parent;
    return e;
}

bool *duban_html_body_find(const duban_html_page *page) {
    bool *aside = duban_arena_alloc(page->arena, page->piece_count + 1);
    uint32_t *scores = sum_scores(page, false);
    bool hidden = scores[0] == 0;
    if (hidden) scores = sum_scores(page, true);
    if (scores[0] == 0) return aside;
    uint32_t body = whole(page, descend(page, scores, count_pieces(page, hidden)));
    bool *inside = duban_arena_alloc(page->arena, page->element_count);
    for (uint32_t e = 0; e < page->element_count; e++)
        inside[e] = e == body || (e && inside[page->elements[e].parent]);
    bool after = false;
    for (uint32_t i = 0; i < page->piece_count; i++) {
        const duban_html_piece *piece = &page->pieces[i];
        bool in = inside[piece->element];
        after |= in;
        bool chrome = page->elements[piece->element].chrome && !hidden;
        aside[i] = chrome || (!in && (after || is_linked(piece)));
    }
    return aside;
}
