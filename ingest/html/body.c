/* Scores elements by their running text and picks the notice's; see body.h. */
#include "ingest/html/body.h"

#include "ingest/html/copies.h"
#include "ingest/html/elements.h"

/* From this share (in tenths) of links on, a block of so many units leads elsewhere. */
#define LINKS_TENTHS 7
#define LINKS_MIN 4

/* What an editor's marks hold is the notice if it is at least one in so many units of the running
 * text. */
#define MARKED_SHARE 3

/* What is marked and hidden is the notice if it is more than so many times all that is not hidden.
 */
#define HIDDEN_TIMES 4

/* From one in so many units of the notice on, running text behind it is told. */
#define BEHIND_SHARE 3

/* So many notices, each with a summary, are a list of others. */
#define TEASERS_MIN 3

/* Unless running text is more than one in so many units of it. */
#define SCORE_SHARE 5

/* What only sentences have: the ideographic full stop, the full-width comma and semicolon. */
static bool is_sentence_mark(char16_t unit) {
    return unit == 0x3002 || unit == 0xFF0C || unit == 0xFF1B;
}

static uint32_t units_of(const duban_html_piece *piece) { return piece->to - piece->from; }

static bool is_linked(const duban_html_piece *piece) { return piece->linked * 2 > units_of(piece); }

/* How much running text a piece holds; all text of real length counts a little. */
static uint32_t score_of(const duban_html_page *page, const duban_html_piece *piece,
                         bool count_hidden) {
    const duban_html_element *element = &page->elements[piece->element];
    if (is_linked(piece) || (element->chrome && !count_hidden)) return 0;
    for (uint32_t i = piece->from; i < piece->to; i++)
        if (is_sentence_mark(page->text[i])) return units_of(piece);
    return 0;
}

/* Units that are no blanks, brackets or marks: what parts links from each other is neither linked
 * nor text. */
static uint32_t letters_of(const duban_html_page *page, const duban_html_piece *piece) {
    uint32_t letters = 0;
    for (uint32_t i = piece->from; i < piece->to; i++) {
        char16_t u = page->text[i], lower = u | 0x20;
        letters +=
            (u >= 0x3400 && u < 0xFF00) || (u >= '0' && u <= '9') || (lower >= 'a' && lower <= 'z');
    }
    return letters;
}

/* What each element holds, with those inside it. */
typedef struct {
    uint32_t score;  /* units of running text */
    uint32_t pieces; /* of running text */
    uint32_t units, linked;
    uint32_t links;       /* elements that are links */
    uint32_t linked_ones; /* pieces that are mostly links */
    uint32_t teasers;     /* pieces of running text right behind one that leads to another page */
} sums;

/* Sums up the tree; children stand after their parents. */
static sums *sum_up(const duban_html_page *page, bool count_hidden) {
    sums *all = duban_arena_alloc(page->arena, page->element_count * sizeof *all);
    for (uint32_t i = 0; i < page->piece_count; i++) {
        const duban_html_piece *piece = &page->pieces[i];
        uint32_t score = score_of(page, piece, count_hidden);
        sums *own = &all[piece->element];
        own->score += score;
        own->pieces += score > 0;
        own->units += letters_of(page, piece);
        own->linked += piece->linked;
        own->linked_ones += is_linked(piece);
        own->teasers +=
            score && i && is_linked(piece - 1) && page->elements[piece[-1].element].away;
    }
    for (uint32_t e = page->element_count - 1; e > 0; e--) {
        sums *parent = &all[page->elements[e].parent];
        all[e].links += (page->elements[e].flags & DUBAN_HTML_LINK) != 0;
        parent->links += all[e].links;
        parent->linked_ones += all[e].linked_ones;
        parent->teasers += all[e].teasers;
        parent->score += all[e].score;
        parent->pieces += all[e].pieces;
        parent->units += all[e].units;
        parent->linked += all[e].linked;
    }
    return all;
}

/* The innermost element around all that an editor's marks hold, if that is a good part of the
 * running text; else the root. */
static uint32_t find_marked(const duban_html_page *page, const sums *all) {
    bool *within = duban_arena_alloc(page->arena, page->element_count);
    uint32_t *held = duban_arena_alloc(page->arena, page->element_count * sizeof *held);
    for (uint32_t e = 1; e < page->element_count; e++) {
        uint32_t parent = page->elements[e].parent;
        within[e] = within[parent] || page->elements[e].marked;
        if (within[e] && !within[parent]) held[e] = all[e].score;
    }
    for (uint32_t e = page->element_count - 1; e > 0; e--)
        held[page->elements[e].parent] += held[e];
    uint32_t at = 0;
    if ((uint64_t)held[0] * MARKED_SHARE < all[0].score) return at;
    for (uint32_t e = 1; e < page->element_count; e++)
        if (held[e] == held[0]) at = e;
    while (at && within[page->elements[at].parent]) at = page->elements[at].parent;
    return at;
}

/* From an element down, as long as one child of several lines holds nearly all of the score. */
static uint32_t descend(const duban_html_page *page, const sums *all, uint32_t at) {
    uint32_t *best = duban_arena_alloc(page->arena, page->element_count * sizeof *best);
    for (uint32_t e = page->element_count - 1; e > 0; e--) {
        uint32_t parent = page->elements[e].parent;
        if (all[e].pieces < 2 || (page->elements[e].flags & DUBAN_HTML_LEAF)) continue;
        if (!best[parent] || all[e].score >= all[best[parent]].score) best[parent] = e;
    }
    while (best[at] && !page->elements[at].marked &&
           (uint64_t)all[best[at]].score * 10 >= (uint64_t)all[at].score * 8)
        at = best[at];
    return at;
}

/* Goes up again from a mere part of a line or of a table to what holds it whole. */
static uint32_t whole(const duban_html_page *page, uint32_t e) {
    while (e && !(page->elements[e].flags & DUBAN_HTML_BLOCK)) e = page->elements[e].parent;
    return e;
}

/* A block of several links, or a form without running text (a login, a search), inside the notice
 * or not. A paragraph may be a link: an attachment is. */
static bool leads_elsewhere(const duban_html_page *page, const sums *all, uint32_t e) {
    const sums *own = &all[e];
    uint32_t flags = page->elements[e].flags;
    if ((flags & DUBAN_HTML_FORM) && own->score == 0) return true;
    if (!(flags & DUBAN_HTML_BLOCK) || (flags & DUBAN_HTML_LEAF)) return false;
    if (own->teasers >= TEASERS_MIN && own->teasers * 2 > own->pieces) return true;
    return own->units >= LINKS_MIN && (uint64_t)own->score * SCORE_SHARE < own->units &&
           (own->linked_ones > 1 || own->links > 2) &&
           (uint64_t)own->linked * 10 >= (uint64_t)own->units * LINKS_TENTHS;
}

/* Is the notice hidden until a script shows it? Then nothing else is there to read, or what the
 * site marks as the editor's is hidden and is nearly all there is. */
static bool is_hidden_yet(const duban_html_page *page, const sums *now, const sums *shown) {
    if (!now[0].score) return true;
    for (uint32_t e = 1; e < page->element_count; e++) {
        const duban_html_element *element = &page->elements[e];
        if (element->marked && element->chrome && !now[e].score &&
            shown[e].score / HIDDEN_TIMES > now[0].score)
            return true;
    }
    return false;
}

bool *duban_html_body_find(const duban_html_page *page, uint32_t *behind) {
    *behind = 0;
    bool *aside = duban_arena_alloc(page->arena, page->piece_count + 1);
    sums *all = sum_up(page, false), *shown = sum_up(page, true);
    bool hidden = is_hidden_yet(page, all, shown);
    if (hidden) all = shown;
    if (all[0].score == 0) return aside;
    uint32_t body = whole(page, descend(page, all, find_marked(page, all)));
    bool *inside = duban_arena_alloc(page->arena, page->element_count);
    bool *elsewhere = duban_arena_alloc(page->arena, page->element_count);
    bool *around = duban_arena_alloc(page->arena, page->element_count);
    for (uint32_t e = body; e != DUBAN_HTML_NONE; e = page->elements[e].parent) around[e] = true;
    for (uint32_t e = 0; e < page->element_count; e++) {
        uint32_t parent = page->elements[e].parent;
        inside[e] = e == body || (e && inside[parent]);
        elsewhere[e] = !around[e] && (elsewhere[parent] || leads_elsewhere(page, all, e));
    }
    uint32_t first = page->piece_count; /* of the notice */
    for (uint32_t i = 0; i < page->piece_count; i++) {
        const duban_html_piece *piece = &page->pieces[i];
        bool in = inside[piece->element], chrome = page->elements[piece->element].chrome && !hidden;
        if (in && first > i) first = i;
        aside[i] = chrome || elsewhere[piece->element] || (i < first && is_linked(piece));
    }
    duban_html_copies_find(page, aside);
    for (uint32_t i = first; i < page->piece_count; i++) {
        const duban_html_piece *piece = &page->pieces[i];
        if (inside[piece->element]) continue;
        if (!aside[i]) *behind += score_of(page, piece, hidden);
        aside[i] = true;
    }
    if ((uint64_t)*behind * BEHIND_SHARE < all[body].score) *behind = 0;
    return aside;
}
