/*
 * The title of a table of tasks: a row above its head, or the line above the table. Where an
 * attachment has no heading of its own the title is it; else the table is a section under its
 * title, of the outermost level where no numbered text follows: then it is attached, labelled or
 * not.
 */
#include "extract/outline/rows.h"
#include "extract/outline/rows_cell.h"

static bool is_title(duban_run *run, uint32_t piece) {
    return duban_form_match(&run->task_title, run->matcher, run->pieces[piece].span, NULL);
}

/* The piece that titles the table [first, ...) whose head begins at head; NO_CHOICE if none. */
static uint32_t title_of(duban_run *run, uint32_t first, uint32_t head, uint32_t draft) {
    for (uint32_t i = first, to; i < head; i = to) {
        to = duban_row_end(run, i, head);
        if (to - i == 1 && is_title(run, i)) return i;
    }
    if (first == head && first > run->first_piece) {
        const duban_piece *above = &run->pieces[first - 1];
        bool line = above->kind == DUBAN_PIECE_TEXT && above->starts && !above->bullet;
        if (line && above->section == draft && is_title(run, first - 1)) return first - 1;
    }
    return DUBAN_NO_CHOICE;
}

static bool is_annex(const duban_run *run, uint32_t draft) {
    return draft > 0 &&
           duban_run_has_rank(run, &run->pieces[run->drafts[draft].piece], DUBAN_RANK_ANNEX);
}

/* The attachment that a draft is or stands in; 0, the body, if it is in none. */
static uint32_t annex_of(const duban_run *run, uint32_t draft) {
    while (draft > 0 && !is_annex(run, draft)) draft = run->drafts[draft].parent;
    return draft;
}

uint32_t duban_row_title_parent(const duban_run *run, uint32_t end, uint32_t draft) {
    return run->numbered_from[end] ? draft : annex_of(run, draft);
}

uint32_t duban_row_title_take(duban_run *run, uint32_t first, uint32_t head, uint32_t end,
                              uint32_t draft) {
    uint32_t title = title_of(run, first, head, draft);
    if (title == DUBAN_NO_CHOICE) return draft;
    duban_piece *piece = &run->pieces[title];
    duban_piece *annex = is_annex(run, draft) ? &run->pieces[run->drafts[draft].piece] : NULL;
    bool bare =
        annex && (!duban_span_is_set(annex->heading) || duban_span_is_empty(annex->heading));
    if (bare) annex->heading = piece->span;
    if (bare || (annex && duban_row_same(run, annex->heading, piece->span))) {
        piece->kind = DUBAN_PIECE_FRAME;
        return draft;
    }
    uint32_t parent = duban_row_title_parent(run, end, draft);
    uint32_t section = duban_draft_add(run, parent, title, 2 * DUBAN_LEVELS_MAX);
    run->drafts[section].form = DUBAN_TABLE;
    piece->section = section;
    piece->headed = DUBAN_HEADED_LINE;
    piece->heading = piece->span;
    piece->rule = "table.tasktitle";
    return section;
}
