/*
 * Lost labels: where a series has a gap and exactly as many paragraphs with a heading of their
 * own stand in it, these are its missing members.
 */
#include "extract/outline/heading.h"

/* More missing labels than this between two printed ones prove nothing. */
#define GAP_MAX 12

/* What a paragraph must show to be a missing member, from the surest on. */
typedef enum { LINE, STOPPED, EATEN, COMMA, EVIDENCE_COUNT } evidence;

static duban_heading read_heading(duban_run *run, const duban_piece *piece, evidence needs) {
    if (piece->kind == DUBAN_PIECE_HEADLINE || needs == LINE)
        return (duban_heading){.headed = piece->kind == DUBAN_PIECE_HEADLINE && needs == LINE &&
                                                 !piece->part
                                             ? DUBAN_HEADED_LINE
                                             : DUBAN_HEADED_NOT,
                               .heading = piece->heading,
                               .rest = DUBAN_SPAN_NONE,
                               .rule = piece->rule};
    duban_heading heading = duban_heading_read(run, piece->content, DUBAN_SURE);
    if (heading.headed != DUBAN_HEADED_NOT || needs == STOPPED) return heading;
    return duban_heading_guess(run, piece->content, needs == COMMA);
}

/* The pieces in a gap that open with a heading; GAP_MAX + 1 if there are too many. */
static uint32_t collect(duban_run *run, uint32_t first, uint32_t end, evidence needs,
                        uint32_t found[GAP_MAX]) {
    uint32_t count = 0;
    for (uint32_t i = first; i < end; i++) {
        const duban_piece *piece = &run->pieces[i];
        bool open = piece->kind == DUBAN_PIECE_TEXT || piece->kind == DUBAN_PIECE_HEADLINE;
        if (!open || !piece->starts || piece->bullet) continue;
        if (read_heading(run, piece, needs).headed == DUBAN_HEADED_NOT) continue;
        if (count == GAP_MAX) return GAP_MAX + 1;
        found[count++] = i;
    }
    return count;
}

/* Puts a label that was never printed before a piece. */
static void give_label(duban_run *run, uint32_t at, uint32_t like, int32_t number, evidence needs) {
    duban_piece *piece = &run->pieces[at];
    duban_choices *choices = &run->choices;
    choices->items = duban_arena_grow(run->arena, choices->items, &choices->capacity,
                                      choices->count + 1, sizeof *choices->items);
    duban_choice choice = choices->items[like];
    choice.label = DUBAN_NO_LABEL;
    choice.span = (duban_span){piece->content.start, piece->content.start};
    choice.end = piece->content.start;
    choice.para = piece->para;
    choice.number = number;
    choice.inferred = true;
    choice.restarts = false;
    choices->items[choices->count] = choice;
    piece->choice = choices->count++;
    piece->kind = DUBAN_PIECE_LABEL;
    duban_heading heading = read_heading(run, piece, needs);
    piece->headed = heading.headed;
    piece->heading = heading.heading;
    piece->rest = heading.rest;
    piece->rule = heading.rule;
}

static void fill_gap(duban_run *run, uint32_t before, uint32_t at) {
    uint32_t like = run->pieces[at].choice;
    const duban_choice *choice = &run->choices.items[like];
    int32_t last =
        choice->previous == DUBAN_NO_CHOICE ? 0 : run->choices.items[choice->previous].number;
    int32_t missing = choice->number - last - 1;
    if (missing <= 0 || missing > GAP_MAX) return;
    uint32_t found[GAP_MAX], count = 0;
    /* Members whose headings stand on lines of their own ask for such a line. */
    bool line = run->pieces[at].headed == DUBAN_HEADED_LINE;
    for (evidence needs = line ? LINE : STOPPED; needs < EVIDENCE_COUNT; needs++) {
        count = collect(run, before + 1, at, needs, found);
        if (count != (uint32_t)missing) continue;
        for (uint32_t i = 0; i < count; i++)
            give_label(run, found[i], like, last + 1 + (int32_t)i, needs);
        return;
    }
    duban_diag_add(run->diags,
                   (duban_diag){.severity = DUBAN_WARNING,
                                .stage = DUBAN_STAGE_OUTLINE,
                                .rule = run->pieces[at].rule,
                                .span = run->choices.items[like].span},
                   "numbering jumps from %d to %d: %u paragraphs may be the missing ones", last,
                   last + missing + 1, count);
}

void duban_lost_find(duban_run *run) {
    uint32_t *piece_of = duban_arena_alloc(run->arena, sizeof(uint32_t) * (run->choices.count + 1));
    for (uint32_t i = run->first_piece; i < run->end_piece; i++) {
        const duban_piece *piece = &run->pieces[i];
        if (piece->kind != DUBAN_PIECE_LABEL) continue;
        piece_of[piece->choice] = i;
        const duban_choice *choice = duban_run_choice(run, piece);
        uint32_t from = choice->previous != DUBAN_NO_CHOICE ? choice->previous : choice->parent;
        if (from == DUBAN_NO_CHOICE) continue;
        if (duban_run_has_rank(run, piece, DUBAN_RANK_BOX)) continue;
        fill_gap(run, piece_of[from], i);
    }
}
