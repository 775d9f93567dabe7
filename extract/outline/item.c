/*
 * Items: tasks without labels. In a section of measures, paragraphs that open with a short heading
 * of their own, or with a bullet, are tasks, if the habit of the section shows it: one sentence
 * that happens to be short proves nothing. Where a box ends is decided here too, by the style of
 * its items.
 */
#include "extract/outline/heading.h"

/* From this share (in tenths) of a section's paragraphs on, run-in headings are its habit. */
#define HABIT_TENTHS 6
/* So many sections with the habit make it one of the document. */
#define HABITS_MIN 3
/* From so many siblings on, most of them without items speak against those of one. */
#define FAMILY_MIN 3
/* A first sentence up to this length is a name, whatever it begins with. */
#define NAME_MAX 16
/* So many first units in common make a style of a box's items. */
#define PREFIX 2

/* The pieces of each draft, in order: of draft d those from order[start[d]] to order[start[d + 1]].
 */
typedef struct {
    uint32_t *order, *start;
} listing;

static listing list_pieces(duban_run *run) {
    listing l = {.order = duban_arena_alloc(run->arena, sizeof(uint32_t) * (run->piece_count + 1)),
                 .start = duban_arena_alloc(run->arena, sizeof(uint32_t) * (run->draft_count + 2))};
    for (uint32_t i = run->first_piece; i < run->end_piece; i++)
        l.start[run->pieces[i].section + 2]++;
    for (uint32_t d = 2; d < run->draft_count + 2; d++) l.start[d] += l.start[d - 1];
    for (uint32_t i = run->first_piece; i < run->end_piece; i++)
        l.order[l.start[run->pieces[i].section + 1]++] = i;
    return l;
}

static bool is_measures(const duban_draft *draft) {
    return (draft->role == DUBAN_ROLE_TASKS || draft->role == DUBAN_ROLE_SAFEGUARDS) &&
           draft->form != DUBAN_TABLE;
}

/* Whether a piece is the text of a heading that stands on a line of its own before it. */
static bool is_below(const duban_run *run, uint32_t piece) {
    return piece > run->first_piece && run->pieces[piece - 1].kind == DUBAN_PIECE_TEXT &&
           run->pieces[piece - 1].headed == DUBAN_HEADED_STOPPED;
}

/* Whether a heading reads as a measure or a name; a longer sentence with a subject is text. */
static bool is_named(duban_run *run, const duban_heading *found) {
    return duban_span_length(found->heading) <= NAME_MAX ||
           duban_run_is(run, DUBAN_FORM_VERBAL, found->heading, NULL) ||
           duban_run_is(run, DUBAN_FORM_NOMINAL, found->heading, NULL);
}

/* The heading that a paragraph without a label opens with, or NOT. */
static duban_heading opening(duban_run *run, uint32_t index, duban_heading_trust trust) {
    const duban_piece *piece = &run->pieces[index];
    duban_heading found = {
        .headed = DUBAN_HEADED_NOT, .heading = DUBAN_SPAN_NONE, .rest = piece->content};
    if (piece->kind != DUBAN_PIECE_TEXT || !piece->starts || is_below(run, index)) return found;
    if (piece->headed == DUBAN_HEADED_STOPPED)
        return (duban_heading){.headed = DUBAN_HEADED_STOPPED,
                               .heading = piece->heading,
                               .rest = DUBAN_SPAN_NONE,
                               .rule = piece->rule};
    duban_heading read = duban_heading_open(run, piece, trust);
    if (read.headed == DUBAN_HEADED_NOT && run->drafts[piece->section].form == DUBAN_BOX)
        read = duban_heading_colon(run, piece->content);
    if (read.headed != DUBAN_HEADED_NOT && !piece->bullet && !is_named(run, &read)) return found;
    return read.headed == DUBAN_HEADED_NOT ? found : read;
}

static bool has_prefix(const duban_run *run, duban_span a, duban_span b) {
    if (duban_span_length(a) <= PREFIX || duban_span_length(b) <= PREFIX) return false;
    for (uint32_t i = 0; i < PREFIX; i++)
        if (run->flow->fold[a.start + i] != run->flow->fold[b.start + i]) return false;
    return true;
}

/* How the items of a box begin and end, from its first ones. */
typedef struct {
    duban_span first;
    bool nominal, prefixed;
} box_style;

static bool is_nominal(duban_run *run, duban_span heading) {
    return duban_run_is(run, DUBAN_FORM_NOMINAL, heading, NULL) &&
           !duban_run_is(run, DUBAN_FORM_VERBAL, heading, NULL);
}

static bool breaks_style(duban_run *run, const box_style *style, duban_span heading) {
    if (style->nominal)
        return !duban_run_is(run, DUBAN_FORM_NOMINAL, heading, NULL) &&
               duban_run_is(run, DUBAN_FORM_VERBAL, heading, NULL);
    return style->prefixed && !has_prefix(run, style->first, heading);
}

/* Gives the pieces behind the end of a box back to the section around it. */
static void end_box(duban_run *run, const listing *l, uint32_t draft) {
    box_style style = {.first = DUBAN_SPAN_NONE};
    bool cells = false, over = false;
    uint32_t items = 0;
    for (uint32_t k = l->start[draft]; k < l->start[draft + 1]; k++) {
        duban_piece *piece = &run->pieces[l->order[k]];
        if (run->drafts[draft].piece == l->order[k]) continue;
        if (over) {
            piece->section = run->drafts[draft].parent;
            continue;
        }
        cells = cells || piece->kind == DUBAN_PIECE_CELL;
        if (cells && piece->kind == DUBAN_PIECE_TEXT) over = true;
        duban_span heading = opening(run, l->order[k], DUBAN_LIKELY).heading;
        if (!over && duban_span_is_set(heading)) {
            if (items == 0)
                style = (box_style){.first = heading, .nominal = is_nominal(run, heading)};
            if (items == 1) style.prefixed = has_prefix(run, style.first, heading);
            over = items > 0 && breaks_style(run, &style, heading);
            items++;
        }
        if (over) piece->section = run->drafts[draft].parent;
    }
}

/* What a section's paragraphs say about its habit. */
typedef struct {
    uint32_t headed, bullets, texts; /* texts: from the first headed one on */
    uint32_t all;                    /* texts at all */
} habit;

/* A second heading right behind the one of the section itself, which opens its first item. */
static duban_heading read_inner(duban_run *run, uint32_t draft) {
    duban_heading none = {.headed = DUBAN_HEADED_NOT};
    const duban_piece *piece = &run->pieces[run->drafts[draft].piece];
    if (piece->headed != DUBAN_HEADED_RUNIN || !duban_span_is_set(piece->rest)) return none;
    duban_heading inner = duban_heading_read(run, piece->rest, DUBAN_LIKELY);
    if (inner.headed == DUBAN_HEADED_NOT) return none;
    return duban_run_is(run, DUBAN_FORM_VERBAL, inner.heading, NULL) ? inner : none;
}

static habit count_habit(duban_run *run, const listing *l, uint32_t draft,
                         duban_heading_trust trust) {
    habit h = {.headed = 0};
    for (uint32_t k = l->start[draft]; k < l->start[draft + 1]; k++) {
        uint32_t index = l->order[k];
        const duban_piece *piece = &run->pieces[index];
        if (piece->kind != DUBAN_PIECE_TEXT || is_below(run, index)) continue;
        bool headed = opening(run, index, trust).headed != DUBAN_HEADED_NOT;
        h.all++;
        h.bullets += piece->bullet;
        h.headed += headed;
        h.texts += h.headed > 0;
    }
    bool inner = h.headed == 1 && read_inner(run, draft).headed != DUBAN_HEADED_NOT;
    h.headed += inner;
    h.texts += inner;
    return h;
}

static bool is_list(habit h) { return h.bullets >= 2 && h.bullets * 2 >= h.headed; }

static bool is_habit(habit h) {
    return is_list(h) || (h.headed >= 2 && h.headed * 10 >= h.texts * HABIT_TENTHS);
}

/* Whether a section has the habit; where the document has it, less sure headings show it too. */
static bool find_habit(duban_run *run, const listing *l, uint32_t draft, bool document,
                       duban_heading_trust *trust) {
    *trust = DUBAN_SURE;
    if (is_habit(count_habit(run, l, draft, DUBAN_SURE))) return true;
    *trust = DUBAN_LIKELY;
    return document && is_habit(count_habit(run, l, draft, DUBAN_LIKELY));
}

/* Labelled leaves with several paragraphs below one parent: how many, and how many of them have the
 * habit. */
typedef struct {
    uint32_t all, with;
} family;

/* Counts the families, by their parents. */
static family *count_families(duban_run *run, const listing *l, bool document) {
    family *families = duban_arena_alloc(run->arena, run->draft_count * sizeof *families);
    duban_heading_trust trust;
    for (uint32_t d = 1; d < run->draft_count; d++) {
        const duban_draft *draft = &run->drafts[d];
        if (!is_measures(draft) || draft->children > 0 ||
            !duban_run_choice(run, &run->pieces[draft->piece]) ||
            count_habit(run, l, d, DUBAN_SURE).all < 2)
            continue;
        families[draft->parent].all++;
        families[draft->parent].with += find_habit(run, l, d, document, &trust);
    }
    return families;
}

/* Whether hardly any sibling of a section has items, so that its own are sentences. */
static bool is_alone(const duban_run *run, const family *families, uint32_t draft) {
    const family *f = &families[run->drafts[draft].parent];
    return run->drafts[draft].children == 0 && f->all >= FAMILY_MIN && f->with * 2 < f->all;
}

static void open_item(duban_piece *piece, duban_heading found) {
    piece->item = true;
    piece->headed = found.headed;
    piece->heading = found.heading;
    piece->rest = found.rest;
    if (found.rule) piece->rule = found.rule;
}

static void open_items(duban_run *run, const listing *l, uint32_t draft,
                       duban_heading_trust trust) {
    bool list = is_list(count_habit(run, l, draft, trust)), begun = false;
    for (uint32_t k = l->start[draft]; k < l->start[draft + 1]; k++) {
        uint32_t index = l->order[k];
        duban_piece *piece = &run->pieces[index];
        if (piece->kind != DUBAN_PIECE_TEXT || is_below(run, index)) continue;
        duban_heading found = opening(run, index, DUBAN_LIKELY);
        bool opens = list ? piece->bullet : found.headed != DUBAN_HEADED_NOT;
        piece->apart = list && begun && !piece->bullet;
        if (!opens) continue;
        open_item(piece, found);
        begun = true;
    }
    duban_heading inner = read_inner(run, draft);
    if (list || inner.headed == DUBAN_HEADED_NOT) return;
    run->pieces[run->drafts[draft].piece].inner = inner.heading;
    run->pieces[run->drafts[draft].piece].inner_rest = inner.rest;
}

void duban_items_find(duban_run *run) {
    listing l = list_pieces(run);
    for (uint32_t d = 1; d < run->draft_count; d++)
        if (run->drafts[d].form == DUBAN_BOX) end_box(run, &l, d);
    l = list_pieces(run);
    uint32_t habits = 0;
    duban_heading_trust trust;
    for (uint32_t d = 1; d < run->draft_count; d++)
        habits += is_measures(&run->drafts[d]) && find_habit(run, &l, d, false, &trust);
    bool document = habits >= HABITS_MIN;
    const family *families = count_families(run, &l, document);
    for (uint32_t d = 1; d < run->draft_count; d++) {
        if (!is_measures(&run->drafts[d]) || !find_habit(run, &l, d, document, &trust)) continue;
        if (is_list(count_habit(run, &l, d, trust)) || !is_alone(run, families, d))
            open_items(run, &l, d, trust);
    }
}
