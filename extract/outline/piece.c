/*
 * Pieces: the text cut at the accepted labels, and what each piece without a label is: a caption,
 * a cell, a clause, a headline or plain text.
 */
#include "extract/outline/run.h"

/* The longest line that can be a cell of a flattened table, and the fewest of them in a row. */
#define CELL_MAX 40
#define CELLS_MIN 6
/* The shortest paragraph that a line above it can be the heading of. */
#define PROSE_MIN 15
/* So many lines between the items of series head those behind them. */
#define DIVIDERS_MIN 2
/* So many headings on lines of their own with a full stop make a habit of it. */
#define STOPPED_HABIT 3

static duban_piece *add_piece(duban_run *run, duban_span span, uint32_t para, uint32_t choice) {
    run->pieces = duban_arena_grow(run->arena, run->pieces, &run->piece_capacity,
                                   run->piece_count + 1, sizeof *run->pieces);
    duban_piece *piece = &run->pieces[run->piece_count++];
    *piece = (duban_piece){.kind = choice == DUBAN_NO_CHOICE ? DUBAN_PIECE_TEXT : DUBAN_PIECE_LABEL,
                           .span = duban_run_trim(run, span, 0),
                           .para = para,
                           .choice = choice,
                           .starts = span.start == run->flow->paras[para].span.start,
                           .heading = DUBAN_SPAN_NONE,
                           .rest = DUBAN_SPAN_NONE,
                           .inner = DUBAN_SPAN_NONE,
                           .inner_rest = DUBAN_SPAN_NONE};
    piece->content = piece->span;
    if (run->labels.framed[para]) piece->kind = DUBAN_PIECE_FRAME;
    if (choice != DUBAN_NO_CHOICE) {
        const duban_choice *c = &run->choices.items[choice];
        piece->content.start = c->end < piece->span.end ? c->end : piece->span.end;
        if (c->label != DUBAN_NO_LABEL) piece->rule = run->labels.items[c->label].rule->id;
    } else if (piece->starts) {
        piece->bullet = run->flow->paras[para].bullet || run->labels.bullets[para] > 0;
        piece->content.start += run->labels.bullets[para];
    }
    return piece;
}

/* Adds what stands between two labels, cut at the bullets in it; returns the last piece. */
static duban_piece *add_points(duban_run *run, duban_span span, uint32_t para, uint32_t choice,
                               uint32_t *point) {
    const duban_labels *labels = &run->labels;
    while (*point < labels->point_count && labels->points[*point].at < span.start) ++*point;
    uint32_t end = span.end, next = *point;
    while (next < labels->point_count && labels->points[next].at < end) next++;
    span.end = next > *point ? labels->points[*point].at : end;
    duban_piece *piece = add_piece(run, span, para, choice);
    for (; *point < next; ++*point) {
        piece->cut = true;
        uint32_t to = *point + 1 < next ? labels->points[*point + 1].at : end;
        piece = add_piece(run, (duban_span){labels->points[*point].at, to}, para, DUBAN_NO_CHOICE);
        piece->content.start = labels->points[*point].end;
        piece->bullet = piece->starts = true;
    }
    return piece;
}

/* Cuts one paragraph at the choices from *next on that stand in it, and at bullets. */
static void cut_para(duban_run *run, uint32_t para, uint32_t *next, uint32_t *point) {
    duban_span span = run->flow->paras[para].span;
    const duban_choices *choices = &run->choices;
    uint32_t from = span.start, choice = DUBAN_NO_CHOICE;
    while (*next < choices->count && choices->items[*next].para == para) {
        uint32_t at = choices->items[*next].span.start;
        if (at > from) add_points(run, (duban_span){from, at}, para, choice, point)->cut = true;
        from = at;
        choice = (*next)++;
    }
    if (choice != DUBAN_NO_CHOICE && choices->items[choice].span.end > span.end)
        span.end = choices->items[choice].span.end;
    add_points(run, (duban_span){from, span.end}, para, choice, point);
}

/* A label alone on its line takes the next line as its words. */
static bool joins(duban_run *run, const duban_piece *piece, uint32_t para) {
    return piece->kind == DUBAN_PIECE_LABEL && duban_span_is_empty(piece->content) &&
           (duban_run_is(run, DUBAN_FORM_LINE, run->flow->paras[para].span, NULL) ||
            duban_run_is(run, DUBAN_FORM_STOPPED, run->flow->paras[para].span, NULL));
}

void duban_pieces_cut(duban_run *run) {
    uint32_t next = 0, point = 0;
    for (uint32_t i = 0; i < run->flow->para_count; i++) {
        const duban_para *para = &run->flow->paras[i];
        if (para->kind == DUBAN_PARA_FURNITURE) continue;
        duban_piece *last = run->piece_count ? &run->pieces[run->piece_count - 1] : NULL;
        bool labelled = next < run->choices.count && run->choices.items[next].para == i;
        if (last && last->span.end >= para->span.end) continue;
        if (last && !labelled && para->kind == DUBAN_PARA_BODY && joins(run, last, i)) {
            last->span.end = para->span.end;
            last->content = para->span;
            continue;
        }
        cut_para(run, i, &next, &point);
        if (para->kind == DUBAN_PARA_CELL)
            run->pieces[run->piece_count - 1].kind = DUBAN_PIECE_CELL;
    }
}

static bool is_text(const duban_run *run, uint32_t i) {
    return i < run->piece_count && run->pieces[i].kind == DUBAN_PIECE_TEXT;
}

/* A short line without a sentence, as a table leaves it cell by cell. */
static bool is_cell_like(duban_run *run, uint32_t i) {
    if (!is_text(run, i)) return false;
    const duban_piece *piece = &run->pieces[i];
    return piece->starts && !piece->cut && !piece->bullet &&
           duban_run_is(run, DUBAN_FORM_CELL, piece->span, NULL);
}

static bool has_digit(const duban_run *run, duban_span span) {
    for (uint32_t i = span.start; i < span.end; i++)
        if (run->flow->fold[i] >= u'0' && run->flow->fold[i] <= u'9') return true;
    return false;
}

/* Turns the run of cells that begins at a piece into a table; returns the piece after it. */
static uint32_t take_table(duban_run *run, uint32_t first) {
    duban_match match;
    bool caption = duban_run_is(run, DUBAN_FORM_CAPTION, run->pieces[first].span, &match);
    duban_span title = caption ? duban_match_group(&match, "heading") : DUBAN_SPAN_NONE;
    uint32_t end = first + caption, digits = 0;
    while (is_cell_like(run, end)) digits += has_digit(run, run->pieces[end++].span);
    uint32_t cells = end - first - caption;
    bool real = caption && end < run->piece_count && run->pieces[end].kind == DUBAN_PIECE_CELL;
    if (!real && (cells < (caption ? 3 : CELLS_MIN) || digits * 5 < cells)) return first + 1;
    while (end < run->piece_count && run->pieces[end].kind == DUBAN_PIECE_CELL) end++;
    while (is_text(run, end) && duban_run_is(run, DUBAN_FORM_NOTE, run->pieces[end].span, NULL))
        end++;
    for (uint32_t i = first; i < end; i++)
        run->pieces[i].kind = i == first && caption ? DUBAN_PIECE_CAPTION : DUBAN_PIECE_CELL;
    if (caption) run->pieces[first].heading = title;
    return end;
}

static bool is_prose(const duban_run *run, uint32_t i) {
    return is_text(run, i) && duban_span_length(run->pieces[i].span) >= PROSE_MIN &&
           duban_run_count(run, run->pieces[i].span, DUBAN_MARK_STOP) > 0;
}

/* Whether something stands below a line that it can be the heading of. */
static bool heads(const duban_run *run, uint32_t i) {
    if (i + 1 >= run->piece_count) return false;
    const duban_piece *next = &run->pieces[i + 1];
    return is_prose(run, i + 1) || next->kind == DUBAN_PIECE_HEADLINE ||
           (next->kind == DUBAN_PIECE_LABEL && !duban_run_has_rank(run, next, DUBAN_RANK_ANNEX) &&
            duban_run_choice(run, next)->number == 1);
}

/* Whether the markup or its verb makes a line a heading. */
static bool looks_headed(duban_run *run, uint32_t i) {
    return run->flow->paras[run->pieces[i].para].heading > 0 ||
           duban_run_is(run, DUBAN_FORM_VERBAL, run->pieces[i].content, NULL);
}

/* Whether the text has ended before a piece, or only such a line stands between. */
static bool has_ended(duban_run *run, uint32_t i) {
    const duban_piece *before = &run->pieces[i - 1];
    if (before->kind == DUBAN_PIECE_CELL ||
        (duban_run_last(run, before->span) & (DUBAN_MARK_STOP | DUBAN_MARK_CLOSE)) ||
        duban_run_is(run, DUBAN_FORM_CLAUSE, before->span, NULL))
        return true;
    return is_text(run, i - 1) && before->starts && looks_headed(run, i - 1) &&
           duban_run_is(run, DUBAN_FORM_LINE, before->content, NULL);
}

/* A line between two items of a series that goes on may head those behind it, if others do so too
 * or the markup says so. */
static bool may_divide(duban_run *run, uint32_t i) {
    if (i == 0 || i + 1 >= run->piece_count || run->pieces[i].bullet) return false;
    const duban_piece *next = &run->pieces[i + 1];
    const duban_choice *choice = duban_run_choice(run, next);
    return next->kind == DUBAN_PIECE_LABEL && choice && choice->number > 1 && !choice->inferred &&
           looks_headed(run, i) && has_ended(run, i);
}

static void sort_line(duban_run *run, uint32_t i) {
    duban_piece *piece = &run->pieces[i];
    duban_match match = {.rule = NULL};
    if (duban_run_is(run, DUBAN_FORM_CLAUSE, piece->content, NULL)) {
        piece->kind = DUBAN_PIECE_CLAUSE;
    } else if (duban_form_match(&run->frame_line, run->matcher, piece->span, NULL)) {
        return;
    } else if (duban_run_is(run, DUBAN_FORM_PART, piece->content, &match) ||
               ((heads(run, i) || (piece->divides = may_divide(run, i))) &&
                duban_run_is(run, DUBAN_FORM_LINE, piece->content, &match))) {
        piece->part = duban_run_is(run, DUBAN_FORM_PART, piece->content, NULL);
        piece->kind = DUBAN_PIECE_HEADLINE;
        piece->headed = DUBAN_HEADED_LINE;
        piece->heading = duban_run_trim(run, piece->content, DUBAN_MARK_STOP | DUBAN_MARK_LEAD);
        piece->rule = match.rule->id;
    } else if (is_prose(run, i + 1) && !run->pieces[i + 1].bullet &&
               duban_run_is(run, DUBAN_FORM_STOPPED, piece->content, &match) &&
               !duban_run_is(run, DUBAN_FORM_FACT, piece->content, NULL)) {
        piece->headed = DUBAN_HEADED_STOPPED;
        piece->heading = duban_run_trim(run, piece->content, DUBAN_MARK_STOP);
        piece->rule = match.rule->id;
    }
}

/* One line between the items of a series is no heading, unless the markup makes it one. */
static void check_dividers(duban_run *run) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->piece_count; i++)
        count += run->pieces[i].kind == DUBAN_PIECE_HEADLINE && run->pieces[i].divides;
    if (count >= DIVIDERS_MIN) return;
    for (uint32_t i = 0; i < run->piece_count; i++) {
        duban_piece *piece = &run->pieces[i];
        if (piece->kind != DUBAN_PIECE_HEADLINE || !piece->divides ||
            run->flow->paras[piece->para].heading > 0)
            continue;
        piece->kind = DUBAN_PIECE_TEXT;
        piece->headed = DUBAN_HEADED_NOT;
        piece->heading = DUBAN_SPAN_NONE;
    }
}

/* A few sentences on lines of their own are no headings; a habit is. */
static void check_habit(duban_run *run) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->piece_count; i++)
        count += is_text(run, i) && run->pieces[i].headed == DUBAN_HEADED_STOPPED;
    if (count >= STOPPED_HABIT) return;
    for (uint32_t i = 0; i < run->piece_count; i++) {
        if (!is_text(run, i) || run->pieces[i].headed != DUBAN_HEADED_STOPPED) continue;
        run->pieces[i].headed = DUBAN_HEADED_NOT;
        run->pieces[i].heading = DUBAN_SPAN_NONE;
    }
}

void duban_pieces_sort(duban_run *run) {
    for (uint32_t i = 0; i < run->piece_count;)
        i = is_cell_like(run, i) ? take_table(run, i) : i + 1;
    for (uint32_t i = run->piece_count; i-- > 0;)
        if (is_text(run, i) && run->pieces[i].starts && !run->pieces[i].cut) sort_line(run, i);
    check_dividers(run);
    check_habit(run);
}
