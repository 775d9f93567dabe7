/*
 * The body's range: what frames the plan (title, addressees, the letter that transmits it,
 * signature, dateline, notes, closing provisions) is marked as such, whether it stands on lines
 * of its own or within a paragraph.
 */
#include "extract/outline/run.h"

/* A signature or the title of an attachment is no longer than this. */
#define SIGNATURE_MAX 60
/* The title of a notice stands within so many units. */
#define TITLE_REACH 2000

static bool is_frame_line(duban_run *run, const duban_piece *piece) {
    return duban_form_match(&run->frame_line, run->matcher, piece->span, NULL);
}

static bool is_prose(duban_run *run, const duban_piece *piece) {
    if (piece->kind != DUBAN_PIECE_TEXT || is_frame_line(run, piece)) return false;
    return duban_run_count(run, piece->span, DUBAN_MARK_STOP) > 0 ||
           duban_run_last(run, piece->span) == DUBAN_MARK_LEAD;
}

/* The first piece that is surely the plan's: a label, a line that names a part, the head of a table
 * of tasks. */
static uint32_t first_sure(duban_run *run) {
    for (uint32_t i = 0; i < run->piece_count; i++) {
        const duban_piece *piece = &run->pieces[i];
        if (piece->kind == DUBAN_PIECE_LABEL) return i;
        if (piece->kind == DUBAN_PIECE_HEADLINE && piece->part) return i;
        if (piece->kind != DUBAN_PIECE_CELL) continue;
        uint32_t head = duban_rows_find(run, i);
        if (head < run->piece_count) return head;
    }
    return run->piece_count;
}

/* Without any label: the first prose behind the letter, or else the first prose. */
static uint32_t first_unlabelled(duban_run *run) {
    uint32_t first = run->piece_count, after = run->piece_count;
    for (uint32_t i = 0; i < run->piece_count; i++) {
        if (is_prose(run, &run->pieces[i])) {
            if (first == run->piece_count) first = i;
            if (after == run->piece_count) after = i;
        } else if (is_frame_line(run, &run->pieces[i])) {
            after = run->piece_count;
        }
    }
    return after < run->piece_count ? after : first;
}

/* Whether a headline tells what the plan starts from or aims at, as no title does. */
static bool names_part(duban_run *run, const duban_piece *piece) {
    duban_role role = duban_roles_read(run, piece->heading);
    return role == DUBAN_ROLE_BACKGROUND || role == DUBAN_ROLE_REQUIREMENTS ||
           role == DUBAN_ROLE_OBJECTIVES || role == DUBAN_ROLE_PRINCIPLES;
}

/* For each paragraph the least depth of a heading before it; 0: there is none. */
static uint8_t *find_highest(const duban_run *run) {
    uint8_t *highest = duban_arena_alloc(run->arena, run->flow->para_count + 1), least = 0;
    for (uint32_t i = 0; i < run->flow->para_count; i++) {
        const duban_para *para = &run->flow->paras[i];
        highest[i] = least;
        bool heads = para->heading > 0 && para->kind != DUBAN_PARA_FURNITURE;
        if (heads && (least == 0 || para->heading < least)) least = para->heading;
    }
    return highest;
}

/* Whether the folded text at a position is that of a span, blanks aside; sets where it ends. */
static bool same_words(const duban_run *run, uint32_t at, uint32_t end, duban_span words,
                       uint32_t *after) {
    const char16_t *fold = run->flow->fold;
    for (uint32_t i = words.start; i < words.end; i++) {
        if (fold[i] <= u' ') continue;
        while (at < end && fold[at] <= u' ') at++;
        if (at >= end || fold[at] != fold[i]) return false;
        at++;
    }
    *after = at;
    return !duban_span_is_empty(words);
}

/* The name of the plan that the notice before a position issues; DUBAN_SPAN_NONE if none. */
static duban_span plan_title(duban_run *run, uint32_t before) {
    duban_match match;
    duban_span head = {0, before < TITLE_REACH ? before : TITLE_REACH};
    if (!duban_form_match(&run->frame_title, run->matcher, head, &match)) return DUBAN_SPAN_NONE;
    duban_span title = duban_match_group(&match, "title");
    return duban_span_is_set(title) ? title : duban_match_group(&match, "title2");
}

/* Whether a piece says no more than the name of the plan that the notice issues. */
static bool is_plan_title(duban_run *run, const duban_piece *piece) {
    duban_span title = plan_title(run, piece->span.start);
    uint32_t after;
    return duban_span_is_set(title) &&
           same_words(run, piece->content.start, piece->content.end, title, &after) &&
           after == piece->content.end;
}

/* Whether a line is a heading of the plan and not its title: markup says so, of it or of one of the
 * lines right above it, its words, or prose above it. The first heading of a page is its title,
 * whatever its depth. */
static bool is_inner_heading(duban_run *run, const uint8_t *highest, uint32_t i) {
    if (run->pieces[i].kind != DUBAN_PIECE_HEADLINE || is_plan_title(run, &run->pieces[i]))
        return false;
    if (i > 0 && names_part(run, &run->pieces[i])) return true;
    for (; i > 0 && run->pieces[i].kind == DUBAN_PIECE_HEADLINE; i--) {
        uint32_t para = run->pieces[i].para;
        if (highest[para] > 0 && highest[para] < run->flow->paras[para].heading) return true;
    }
    return is_prose(run, &run->pieces[i]);
}

/* Back from the first sure piece over the preamble, and over headings without labels. */
static uint32_t find_first(duban_run *run) {
    const uint8_t *highest = find_highest(run);
    uint32_t first = first_sure(run);
    if (first == run->piece_count)
        first = first_unlabelled(run);
    else if (first > 0 && run->pieces[first - 1].cut)
        return first - 1;
    while (first > 0 && (is_prose(run, &run->pieces[first - 1]) ||
                         run->pieces[first - 1].kind == DUBAN_PIECE_CLAUSE ||
                         is_inner_heading(run, highest, first - 1)))
        first--;
    return first;
}

static uint32_t past_title(duban_run *run, uint32_t at, uint32_t end) {
    duban_span title = plan_title(run, at);
    if (duban_span_is_set(title)) same_words(run, at, end, title, &at);
    return at;
}

/* The plan's first words within a paragraph that also holds the head of the notice. */
static void cut_head(duban_run *run, duban_piece *piece) {
    uint32_t at = piece->span.start;
    for (uint32_t i = 0; i < run->frame_head.count; i++) {
        duban_span rest = piece->span;
        duban_match match;
        while (rest.start < rest.end &&
               duban_match_rule(run->matcher, run->frame_head.rules[i], rest, &match) &&
               match.span.end > rest.start) {
            if (match.span.end > at) at = match.span.end;
            rest.start = match.span.end;
        }
    }
    at = past_title(run, at, piece->span.end);
    duban_match name;
    if (duban_form_match(&run->frame_name, run->matcher, (duban_span){at, piece->span.end}, &name))
        at = name.span.end;
    piece->span.start = at;
    piece->span = piece->content = duban_run_trim(run, piece->span, 0);
    if (duban_span_is_empty(piece->span)) piece->kind = DUBAN_PIECE_FRAME;
}

static bool is_signature(duban_run *run, const duban_piece *piece) {
    return (piece->kind == DUBAN_PIECE_TEXT || piece->kind == DUBAN_PIECE_HEADLINE) &&
           duban_span_length(piece->span) <= SIGNATURE_MAX &&
           duban_run_is(run, DUBAN_FORM_LINE, piece->span, NULL);
}

static void cut_tail(duban_run *run, duban_piece *piece) {
    duban_match match;
    if (duban_span_is_empty(piece->content)) return;
    while (duban_form_match(&run->frame_tail, run->matcher, piece->content, &match) &&
           match.span.start > piece->content.start) {
        piece->content.end = match.span.start;
        piece->span.end = match.span.start;
    }
}

/* Marks what frames the end of a text that ends before the piece at end. */
static uint32_t mark_tail(duban_run *run, uint32_t first, uint32_t end) {
    bool framed = false;
    while (end > first) {
        duban_piece *piece = &run->pieces[end - 1];
        bool open = piece->kind == DUBAN_PIECE_TEXT || piece->kind == DUBAN_PIECE_HEADLINE;
        if (!open && piece->kind != DUBAN_PIECE_FRAME) break;
        framed = framed || (open && is_frame_line(run, piece));
        if (open && !is_frame_line(run, piece) && !(framed && is_signature(run, piece))) break;
        piece->kind = DUBAN_PIECE_FRAME;
        end--;
    }
    if (end > first) cut_tail(run, &run->pieces[end - 1]);
    return end;
}

/* The plan itself may come as the attachment of a letter that has items of its own. */
static void frame_plan(duban_run *run) {
    for (uint32_t i = run->first_piece; i < run->piece_count; i++)
        if (duban_run_has_rank(run, &run->pieces[i], DUBAN_RANK_ANNEX) &&
            is_plan_title(run, &run->pieces[i]))
            run->pieces[i].kind = DUBAN_PIECE_FRAME;
}

void duban_range_find(duban_run *run) {
    run->first_piece = find_first(run);
    for (uint32_t i = 0; i < run->first_piece; i++) run->pieces[i].kind = DUBAN_PIECE_FRAME;
    if (run->first_piece < run->piece_count && run->pieces[run->first_piece].cut &&
        run->pieces[run->first_piece].kind == DUBAN_PIECE_TEXT)
        cut_head(run, &run->pieces[run->first_piece]);
    /* A letter with text of its own may end before an attachment, or before the plan's title. */
    for (uint32_t i = run->first_piece + 1; i < run->piece_count; i++)
        if (duban_run_has_rank(run, &run->pieces[i], DUBAN_RANK_ANNEX) ||
            (run->pieces[i].kind == DUBAN_PIECE_HEADLINE && !run->pieces[i].part))
            mark_tail(run, run->first_piece, i);
    frame_plan(run);
    run->end_piece = mark_tail(run, run->first_piece, run->piece_count);
}
