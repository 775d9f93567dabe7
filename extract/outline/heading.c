/* Headings of labelled pieces, first those that show their end, then those that siblings prove. */
#include "extract/outline/heading.h"

#include "base/search.h"

/* A run-in heading that needs no further evidence, the longest that an opening verb allows, and
 * the commas that each may hold. */
#define SHORT_MAX 30
#define SHORT_COMMAS 1
#define LONG_MAX 50
#define LONG_COMMAS 2
/* A heading up to this length is believed, whatever part of it is emphasised. */
#define STRESSED_MIN 20
/* In a notice on one line, a heading longer than this may have swallowed its text. */
#define GLUED_MIN 18
/* So many times as long as those of its siblings, a heading has lost its end. */
#define TOO_LONG 2
/* The longest heading on a line of its own. */
#define LINE_MAX 60
/* A sentence without a rest is text, not a heading, from this length on. */
#define SENTENCE_MIN 28
/* From this share of siblings on (in tenths), a lost stop is guessed. */
#define SIBLINGS_TENTHS 5
/* So many neighbours in a row prove a heading that is none by itself, if it is no longer than this.
 */
#define ROW_MIN 3
#define ROW_HEADING_MAX 20

static const duban_heading none = {.headed = DUBAN_HEADED_NOT,
                                   .heading = {UINT32_MAX, UINT32_MAX},
                                   .rest = {UINT32_MAX, UINT32_MAX}};

static duban_heading from_match(duban_run *run, const duban_match *match) {
    duban_heading found = {.headed = DUBAN_HEADED_RUNIN,
                           .heading = duban_match_group(match, "heading"),
                           .rest = duban_match_group(match, "rest"),
                           .rule = match->rule->id};
    found.heading = duban_run_trim(run, found.heading, DUBAN_MARK_STOP | DUBAN_MARK_LEAD);
    return found;
}

/* The length of a heading without what it says in brackets. */
static uint32_t length_of(duban_run *run, duban_span heading) {
    uint32_t length = 0, open = 0;
    for (uint32_t i = heading.start; i < heading.end; i++) {
        int mark = duban_run_mark(run, run->flow->fold[i]);
        open += mark == DUBAN_MARK_OPEN;
        length += open == 0;
        if (mark == DUBAN_MARK_CLOSE && open > 0) open--;
    }
    return length;
}

static bool is_plausible(duban_run *run, duban_span heading, duban_heading_trust trust) {
    uint32_t length = length_of(run, heading);
    uint32_t commas = duban_run_count(run, heading, DUBAN_MARK_COMMA);
    if (length > LONG_MAX || commas > LONG_COMMAS) return false;
    if (duban_run_is(run, DUBAN_FORM_FACT, heading, NULL)) return false;
    if (length <= SHORT_MAX && commas <= SHORT_COMMAS) return true;
    return trust == DUBAN_LIKELY && duban_run_is(run, DUBAN_FORM_VERBAL, heading, NULL);
}

duban_heading duban_heading_read(duban_run *run, duban_span text, duban_heading_trust trust) {
    duban_match match;
    if (duban_run_is(run, DUBAN_FORM_RUNIN, text, &match)) {
        duban_heading found = from_match(run, &match);
        if (is_plausible(run, found.heading, trust)) return found;
    }
    return none;
}

/* The run-in heading of a piece that begins with emphasis, where what is emphasised reads as one
 * and text follows it. */
static duban_heading read_stressed(duban_run *run, const duban_piece *piece) {
    const duban_flow *flow = run->flow;
    duban_span text = piece->content;
    uint32_t at = duban_search_from(flow->stresses, flow->stress_count, sizeof *flow->stresses,
                                    offsetof(duban_span, end), text.start + 1);
    if (at == flow->stress_count || flow->stresses[at].start > text.start) return none;
    const int ends = DUBAN_MARK_STOP | DUBAN_MARK_LEAD;
    uint32_t cut = flow->stresses[at].end;
    duban_span words = duban_run_trim(run, (duban_span){text.start, cut}, ends);
    duban_span rest = duban_run_trim(run, (duban_span){cut, text.end}, 0);
    if (cut < text.end && (duban_run_mark(run, flow->fold[rest.start]) & ends)) rest.start++;
    rest = duban_run_trim(run, rest, 0);
    duban_match match;
    if (cut >= text.end || duban_span_is_empty(rest) ||
        (duban_run_mark(run, flow->fold[rest.start]) & (DUBAN_MARK_COMMA | DUBAN_MARK_CLOSE)) ||
        !duban_run_is(run, DUBAN_FORM_STRESSED, words, &match))
        return none;
    if (!duban_run_choice(run, piece) && !is_plausible(run, words, DUBAN_SURE)) return none;
    return (duban_heading){DUBAN_HEADED_RUNIN, words, rest, match.rule->id};
}

duban_heading duban_heading_open(duban_run *run, const duban_piece *piece,
                                 duban_heading_trust trust) {
    duban_heading found = duban_heading_read(run, piece->content, trust);
    bool sure = found.headed != DUBAN_HEADED_NOT && length_of(run, found.heading) <= STRESSED_MIN &&
                duban_run_count(run, found.heading, DUBAN_MARK_COMMA) == 0;
    if (sure) return found;
    duban_heading stressed = read_stressed(run, piece);
    return stressed.headed == DUBAN_HEADED_NOT ? found : stressed;
}

duban_heading duban_heading_colon(duban_run *run, duban_span text) {
    duban_match match;
    if (!duban_run_is(run, DUBAN_FORM_COLON, text, &match)) return none;
    duban_heading found = from_match(run, &match);
    return duban_run_count(run, found.rest, DUBAN_MARK_STOP) > 0 ? found : none;
}

duban_heading duban_heading_guess(duban_run *run, duban_span text, bool comma) {
    duban_match match;
    if (duban_run_is(run, DUBAN_FORM_EATEN, text, &match) ||
        duban_run_is(run, DUBAN_FORM_GLUED, text, &match) ||
        (comma && duban_run_is(run, DUBAN_FORM_COMMA, text, &match)))
        return from_match(run, &match);
    return none;
}

/* Whether words with a full stop behind them, and no more, are rather a text than a heading. */
static bool is_sentence(duban_run *run, duban_span text) {
    if (duban_run_is(run, DUBAN_FORM_FACT, text, NULL)) return true;
    return duban_span_length(text) >= SENTENCE_MIN &&
           (duban_run_count(run, text, DUBAN_MARK_COMMA) > 0 ||
            !duban_run_is(run, DUBAN_FORM_VERBAL, text, NULL));
}

/* The piece has no text behind its heading. */
static duban_heading read_line(duban_run *run, const duban_piece *piece) {
    duban_span text = piece->content;
    uint32_t stops = duban_run_count(run, text, DUBAN_MARK_STOP);
    bool final = duban_run_last(run, text) == DUBAN_MARK_STOP;
    if (stops > final || duban_span_length(text) > LINE_MAX) return none;
    bool lead = duban_run_last(run, text) == DUBAN_MARK_LEAD;
    if (duban_run_has_rank(run, piece, DUBAN_RANK_ARTICLE) && (final || lead)) return none;
    if (final && is_sentence(run, text)) return none;
    return (duban_heading){.headed = final ? DUBAN_HEADED_STOPPED : DUBAN_HEADED_LINE,
                           .heading = duban_run_trim(run, text, DUBAN_MARK_STOP | DUBAN_MARK_LEAD),
                           .rest = DUBAN_SPAN_NONE,
                           .rule = piece->rule};
}

/* The same in a paragraph that holds several pieces: no line break parts heading and text. */
static duban_heading read_glued(duban_run *run, const duban_piece *piece) {
    duban_match match;
    if (!duban_run_is(run, DUBAN_FORM_GLUED, piece->content, &match) ||
        duban_run_is(run, DUBAN_FORM_FACT, duban_match_group(&match, "heading"), NULL))
        return none;
    return from_match(run, &match);
}

static duban_heading read_labelled(duban_run *run, const duban_piece *piece) {
    duban_match match;
    if (duban_run_has_rank(run, piece, DUBAN_RANK_ARTICLE)) return read_line(run, piece);
    bool inside = piece->cut || !piece->starts;
    duban_heading found = duban_heading_open(run, piece, DUBAN_LIKELY);
    uint32_t length = found.headed == DUBAN_HEADED_NOT ? 0 : length_of(run, found.heading);
    bool known = duban_run_is(run, DUBAN_FORM_KNOWN, piece->content, &match);
    if (known && (inside || length > SHORT_MAX || length == 0)) return from_match(run, &match);
    if (inside && length > GLUED_MIN) {
        duban_heading glued = read_glued(run, piece);
        if (glued.headed != DUBAN_HEADED_NOT) return glued;
    }
    if (found.headed != DUBAN_HEADED_NOT) return found;
    found = duban_heading_colon(run, piece->content);
    if (found.headed != DUBAN_HEADED_NOT) return found;
    found = read_line(run, piece);
    return found.headed == DUBAN_HEADED_NOT && inside ? read_glued(run, piece) : found;
}

static void set_heading(duban_piece *piece, duban_heading found) {
    piece->headed = found.headed;
    piece->heading = found.heading;
    piece->rest = found.headed == DUBAN_HEADED_NOT ? piece->content : found.rest;
    if (found.rule) piece->rule = found.rule;
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

/* Whether siblings prove that a piece must have a heading of another length. */
static bool is_doubtful(const duban_piece *piece, const habit *shared) {
    if (shared->headed * 10 < shared->labels * SIBLINGS_TENTHS) return false;
    if (piece->headed == DUBAN_HEADED_NOT) return true;
    uint32_t length = duban_span_length(piece->heading);
    return piece->headed == DUBAN_HEADED_RUNIN && length > SHORT_MAX &&
           length * shared->headed > TOO_LONG * shared->length;
}

static void guess_heading(duban_run *run, duban_piece *piece, const habit *shared) {
    if (!is_doubtful(piece, shared)) return;
    duban_heading found = duban_heading_guess(run, piece->content, true);
    if (found.headed == DUBAN_HEADED_NOT) return;
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
    duban_match match;
    if (piece->kind != DUBAN_PIECE_LABEL || piece->headed != DUBAN_HEADED_NOT) return none;
    if (!duban_run_is(run, DUBAN_FORM_BLANK, piece->content, &match) &&
        !(duban_run_has_rank(run, piece, DUBAN_RANK_ARTICLE) &&
          duban_run_is(run, DUBAN_FORM_RUNIN, piece->content, &match)))
        return none;
    duban_heading found = from_match(run, &match);
    if (length_of(run, found.heading) > ROW_HEADING_MAX ||
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

/* The members of a list that semicolons divide are text, the last one too. */
static void drop_listed(duban_run *run) {
    bool *listed = duban_arena_alloc(run->arena, sizeof(bool) * (run->choices.count + 1));
    for (uint32_t i = 0; i < run->piece_count; i++) {
        duban_piece *piece = &run->pieces[i];
        if (piece->kind != DUBAN_PIECE_LABEL || duban_span_is_empty(piece->content) ||
            (piece->headed != DUBAN_HEADED_STOPPED && piece->headed != DUBAN_HEADED_NOT))
            continue;
        uint32_t previous = duban_run_choice(run, piece)->previous;
        listed[piece->choice] = run->flow->fold[piece->content.end - 1] == u';' ||
                                (previous != DUBAN_NO_CHOICE && listed[previous]);
        if (listed[piece->choice] && piece->headed == DUBAN_HEADED_STOPPED)
            set_heading(piece, none);
    }
}

/* Among siblings that are sentences, a short sentence is one too. */
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
            } else if (piece->headed == DUBAN_HEADED_STOPPED && bare[above] * 2 >= all[above] &&
                       duban_run_count(run, piece->heading, DUBAN_MARK_COMMA) > 0) {
                set_heading(piece, none);
            }
        }
}

void duban_headings_find(duban_run *run) {
    habit *habits =
        duban_arena_alloc(run->arena, sizeof(habit) * DUBAN_STYLES_MAX * DUBAN_LEVELS_MAX);
    for (uint32_t i = 0; i < run->piece_count; i++) {
        duban_piece *piece = &run->pieces[i];
        if (piece->kind != DUBAN_PIECE_LABEL) continue;
        if (!duban_span_is_empty(piece->content)) set_heading(piece, read_labelled(run, piece));
        habit *shared = habit_of(run, habits, piece);
        shared->labels++;
        if (piece->headed == DUBAN_HEADED_NOT) continue;
        shared->headed++;
        shared->length += duban_span_length(piece->heading);
    }
    for (uint32_t i = 0; i < run->piece_count; i++) {
        duban_piece *piece = &run->pieces[i];
        if (piece->kind == DUBAN_PIECE_LABEL && !duban_span_is_empty(piece->content))
            guess_heading(run, piece, habit_of(run, habits, piece));
    }
    find_rows(run);
    drop_listed(run);
    drop_sentences(run);
}
