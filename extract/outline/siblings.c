/*
 * Headings that siblings prove or disprove: a stop that was lost, a sentence that looks like a
 * heading among sentences, a row of articles that all begin with a name.
 */
#include "extract/outline/heading.h"

/* So many times as long as those of its siblings, a heading has lost its end. */
#define TOO_LONG 2
/* From this share of siblings on (in tenths), a lost stop is guessed. */
#define SIBLINGS_TENTHS 5
/* So many neighbours in a row prove a heading that is none by itself, if it is no longer than this.
 */
#define ROW_MIN 3
#define ROW_HEADING_MAX 20

static void set_heading(duban_piece *piece, duban_heading found) {
    piece->headed = found.headed;
    piece->heading = found.heading;
    piece->rest = found.headed == DUBAN_HEADED_NOT ? piece->content : found.rest;
    if (found.rule) piece->rule = found.rule;
}

static void drop_heading(duban_piece *piece) {
    piece->headed = DUBAN_HEADED_NOT;
    piece->heading = DUBAN_SPAN_NONE;
    piece->rest = piece->content;
}

/* For each style and depth: how many labels there are, how many have a heading, and of what length
 * all of these are together. */
typedef struct {
    uint32_t labels, headed, length;
} habit;

static habit *habit_of(duban_run *run, habit *habits, const duban_piece *piece) {
    const duban_choice *choice = duban_run_choice(run, piece);
    return &habits[choice->style * DUBAN_LEVELS_MAX + choice->depth - 1];
}

/* Which choices are members of a list that semicolons divide: they are text, the last one too. */
static const bool *find_listed(duban_run *run) {
    bool *listed = duban_arena_alloc(run->arena, sizeof(bool) * (run->choices.count + 1));
    for (uint32_t i = 0; i < run->piece_count; i++) {
        duban_piece *piece = &run->pieces[i];
        if (piece->kind != DUBAN_PIECE_LABEL || duban_span_is_empty(piece->content) ||
            (piece->headed != DUBAN_HEADED_STOPPED && piece->headed != DUBAN_HEADED_NOT))
            continue;
        uint32_t previous = duban_run_choice(run, piece)->previous;
        listed[piece->choice] = run->flow->fold[piece->content.end - 1] == u';' ||
                                (previous != DUBAN_NO_CHOICE && listed[previous]);
        if (listed[piece->choice]) drop_heading(piece);
    }
    return listed;
}

/* Whether siblings prove that a piece must have a heading of another length. */
static bool is_doubtful(const duban_piece *piece, const habit *shared) {
    if (shared->headed * 10 < shared->labels * SIBLINGS_TENTHS) return false;
    if (piece->headed == DUBAN_HEADED_NOT) return true;
    uint32_t length = duban_span_length(piece->heading);
    return piece->headed == DUBAN_HEADED_RUNIN && length > DUBAN_HEADING_SHORT &&
           length * shared->headed > TOO_LONG * shared->length;
}

static void guess_heading(duban_run *run, duban_piece *piece, const habit *shared) {
    if (!is_doubtful(piece, shared)) return;
    duban_heading found = duban_heading_guess(run, piece->content, true);
    if (found.headed == DUBAN_HEADED_NOT) return;
    if (duban_run_is(run, DUBAN_FORM_FACT, found.heading, NULL)) return;
    set_heading(piece, found);
    duban_diag_add(run->diags,
                   (duban_diag){.severity = DUBAN_NOTE,
                                .stage = DUBAN_STAGE_OUTLINE,
                                .rule = found.rule,
                                .span = found.heading},
                   "heading \"%s\" has lost its full stop",
                   duban_flow_quote(run->flow, found.heading, run->arena));
}

/* A heading that none would be alone: an article's first sentence, words with a blank behind. */
static duban_heading read_in_row(duban_run *run, const duban_piece *piece) {
    static const duban_heading none = {.headed = DUBAN_HEADED_NOT};
    duban_match match;
    if (piece->kind != DUBAN_PIECE_LABEL || piece->headed != DUBAN_HEADED_NOT) return none;
    if (!duban_run_is(run, DUBAN_FORM_BLANK, piece->content, &match) &&
        !(duban_run_has_rank(run, piece, DUBAN_RANK_ARTICLE) &&
          duban_run_is(run, DUBAN_FORM_RUNIN, piece->content, &match)))
        return none;
    duban_heading found = duban_heading_from_match(run, &match);
    if (duban_heading_length(run, found.heading) > ROW_HEADING_MAX ||
        duban_run_count(run, found.heading, DUBAN_MARK_COMMA) > 0 ||
        duban_run_is(run, DUBAN_FORM_FACT, found.heading, NULL))
        return none;
    return found;
}

/* Neighbours in one section that all begin with such words have them as headings. */
static void find_rows(duban_run *run) {
    uint32_t *rows = duban_arena_alloc(run->arena, sizeof(uint32_t) * (run->choices.count + 1));
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t k = 0; k < run->piece_count; k++) {
            uint32_t i = pass == 0 ? k : run->piece_count - 1 - k;
            duban_piece *piece = &run->pieces[i];
            duban_heading found = read_in_row(run, piece);
            if (found.headed == DUBAN_HEADED_NOT) continue;
            const duban_choice *choice = duban_run_choice(run, piece);
            bool first = choice->previous == DUBAN_NO_CHOICE ||
                         run->choices.items[choice->previous].parent != choice->parent;
            if (pass == 0) rows[piece->choice] = first ? 1 : rows[choice->previous] + 1;
            if (pass == 1 && rows[piece->choice] >= ROW_MIN) {
                if (!first) rows[choice->previous] = rows[piece->choice];
                set_heading(piece, found);
            }
        }
}

/* Whether a heading is no more than a sentence: a stop alone ends it, or it is long. */
static bool is_weak(duban_run *run, const duban_piece *piece) {
    if (piece->headed == DUBAN_HEADED_STOPPED)
        return duban_run_count(run, piece->heading, DUBAN_MARK_COMMA) > 0 ||
               !duban_run_is(run, DUBAN_FORM_VERBAL, piece->heading, NULL);
    return piece->headed == DUBAN_HEADED_RUNIN &&
           duban_heading_length(run, piece->heading) > DUBAN_HEADING_SHORT;
}

/* Among siblings that are sentences, a sentence that could be a heading is one too. */
static void drop_sentences(duban_run *run) {
    uint32_t none_above = run->choices.count;
    uint32_t *bare = duban_arena_alloc(run->arena, sizeof(uint32_t) * (none_above + 1));
    uint32_t *all = duban_arena_alloc(run->arena, sizeof(uint32_t) * (none_above + 1));
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < run->piece_count; i++) {
            duban_piece *piece = &run->pieces[i];
            if (piece->kind != DUBAN_PIECE_LABEL || duban_span_is_empty(piece->content)) continue;
            uint32_t above = duban_run_choice(run, piece)->parent;
            if (above == DUBAN_NO_CHOICE) above = none_above;
            if (pass == 0) {
                all[above]++;
                bare[above] += piece->headed == DUBAN_HEADED_NOT;
            } else if (bare[above] * 2 >= all[above] && is_weak(run, piece)) {
                drop_heading(piece);
            }
        }
}

void duban_headings_find(duban_run *run) {
    habit *habits =
        duban_arena_alloc(run->arena, sizeof(habit) * DUBAN_STYLES_MAX * DUBAN_LEVELS_MAX);
    for (uint32_t i = 0; i < run->piece_count; i++) {
        duban_piece *piece = &run->pieces[i];
        if (piece->kind != DUBAN_PIECE_LABEL) continue;
        if (!duban_span_is_empty(piece->content))
            set_heading(piece, duban_heading_of_label(run, piece));
        habit *shared = habit_of(run, habits, piece);
        shared->labels++;
        if (piece->headed == DUBAN_HEADED_NOT) continue;
        shared->headed++;
        shared->length += duban_span_length(piece->heading);
    }
    const bool *listed = find_listed(run);
    for (uint32_t i = 0; i < run->piece_count; i++) {
        duban_piece *piece = &run->pieces[i];
        if (piece->kind == DUBAN_PIECE_LABEL && !duban_span_is_empty(piece->content) &&
            !listed[piece->choice])
            guess_heading(run, piece, habit_of(run, habits, piece));
    }
    find_rows(run);
    drop_sentences(run);
}
