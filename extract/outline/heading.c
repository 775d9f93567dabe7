/*
 * The heading of one piece, by what it says itself: a stop, a colon, emphasis or a known name tells
 * where it ends. What siblings prove is in siblings.c.
 */
#include "extract/outline/heading.h"

#include "base/search.h"

/* The commas of a short heading, the longest one that an opening verb allows, and its commas. */
#define SHORT_COMMAS 1
#define LONG_MAX 50
#define LONG_COMMAS 2
/* A heading up to this length is believed, whatever part of it is emphasised. */
#define STRESSED_MIN 20
/* In a notice on one line, a heading longer than this may have swallowed its text. */
#define GLUED_MIN 18
/* The longest heading on a line of its own. */
#define LINE_MAX 60
/* A sentence without a rest is text, not a heading, from this length on. */
#define SENTENCE_MIN 27

static const duban_heading none = {.headed = DUBAN_HEADED_NOT,
                                   .heading = {UINT32_MAX, UINT32_MAX},
                                   .rest = {UINT32_MAX, UINT32_MAX}};

duban_heading duban_heading_from_match(duban_run *run, const duban_match *match) {
    duban_heading found = {.headed = DUBAN_HEADED_RUNIN,
                           .heading = duban_match_group(match, "heading"),
                           .rest = duban_match_group(match, "rest"),
                           .rule = match->rule->id};
    found.heading = duban_run_trim(run, found.heading, DUBAN_MARK_STOP | DUBAN_MARK_LEAD);
    return found;
}

uint32_t duban_heading_length(duban_run *run, duban_span heading) {
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
    uint32_t length = duban_heading_length(run, heading);
    uint32_t commas = duban_run_count(run, heading, DUBAN_MARK_COMMA);
    if (length > LONG_MAX || commas > LONG_COMMAS) return false;
    if (duban_run_is(run, DUBAN_FORM_FACT, heading, NULL)) return false;
    if (length <= DUBAN_HEADING_SHORT && commas <= SHORT_COMMAS) return true;
    return trust == DUBAN_LIKELY && duban_run_is(run, DUBAN_FORM_VERBAL, heading, NULL);
}

/* Whether words with a full stop behind them, and no more, are rather a text than a heading. */
static bool is_sentence(duban_run *run, duban_span text) {
    if (duban_run_is(run, DUBAN_FORM_FACT, text, NULL)) return true;
    return duban_span_length(text) >= SENTENCE_MIN &&
           (duban_run_count(run, text, DUBAN_MARK_COMMA) > 0 ||
            !duban_run_is(run, DUBAN_FORM_VERBAL, text, NULL));
}

/* Whether nothing but a responsibility clause stands behind words that are rather a sentence. */
static bool is_assigned(duban_run *run, const duban_heading *found) {
    if (!duban_run_is(run, DUBAN_FORM_CLAUSE, found->rest, NULL)) return false;
    for (uint32_t i = found->heading.start; i < found->heading.end; i++)
        if (run->flow->fold[i] >= u'0' && run->flow->fold[i] <= u'9') return true;
    return is_sentence(run, found->heading);
}

duban_heading duban_heading_read(duban_run *run, duban_span text, duban_heading_trust trust) {
    duban_match match;
    if (duban_run_is(run, DUBAN_FORM_RUNIN, text, &match)) {
        duban_heading found = duban_heading_from_match(run, &match);
        if (is_plausible(run, found.heading, trust) && !is_assigned(run, &found)) return found;
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
    bool sure = found.headed != DUBAN_HEADED_NOT &&
                duban_heading_length(run, found.heading) <= STRESSED_MIN &&
                duban_run_count(run, found.heading, DUBAN_MARK_COMMA) == 0;
    if (sure) return found;
    duban_heading stressed = read_stressed(run, piece);
    return stressed.headed == DUBAN_HEADED_NOT ? found : stressed;
}

duban_heading duban_heading_colon(duban_run *run, duban_span text) {
    duban_match match;
    if (!duban_run_is(run, DUBAN_FORM_COLON, text, &match)) return none;
    duban_heading found = duban_heading_from_match(run, &match);
    return duban_run_count(run, found.rest, DUBAN_MARK_STOP) > 0 ? found : none;
}

duban_heading duban_heading_guess(duban_run *run, duban_span text, bool comma) {
    duban_match match;
    if (duban_run_is(run, DUBAN_FORM_EATEN, text, &match) ||
        duban_run_is(run, DUBAN_FORM_GLUED, text, &match) ||
        (comma && duban_run_is(run, DUBAN_FORM_COMMA, text, &match)))
        return duban_heading_from_match(run, &match);
    return none;
}

/* The piece has no text behind its heading. */
static duban_heading read_line(duban_run *run, const duban_piece *piece) {
    duban_span text = piece->content;
    uint32_t stops = duban_run_count(run, text, DUBAN_MARK_STOP);
    bool final = duban_run_last(run, text) == DUBAN_MARK_STOP;
    if (stops > final || duban_span_length(text) > LINE_MAX) return none;
    bool lead = duban_run_last(run, text) == DUBAN_MARK_LEAD;
    if (duban_run_has_rank(run, piece, DUBAN_RANK_ARTICLE) && (final || lead)) return none;
    duban_span words = duban_run_trim(run, text, DUBAN_MARK_STOP | DUBAN_MARK_LEAD);
    if (final && is_sentence(run, words)) return none;
    return (duban_heading){.headed = final ? DUBAN_HEADED_STOPPED : DUBAN_HEADED_LINE,
                           .heading = words,
                           .rest = DUBAN_SPAN_NONE,
                           .rule = piece->rule};
}

/* The same in a paragraph that holds several pieces: no line break parts heading and text. */
static duban_heading read_glued(duban_run *run, const duban_piece *piece) {
    duban_match match;
    if (!duban_run_is(run, DUBAN_FORM_GLUED, piece->content, &match) ||
        duban_run_is(run, DUBAN_FORM_FACT, duban_match_group(&match, "heading"), NULL))
        return none;
    return duban_heading_from_match(run, &match);
}

/* The same up to a blank, which in such a paragraph stands for a line break. */
static duban_heading read_blank(duban_run *run, const duban_piece *piece,
                                const duban_heading *found) {
    duban_match match;
    if (!duban_run_is(run, DUBAN_FORM_BLANK, piece->content, &match)) return none;
    duban_heading blank = duban_heading_from_match(run, &match);
    bool shorter = found->headed == DUBAN_HEADED_NOT || blank.heading.end < found->heading.end;
    if (!shorter || duban_run_is(run, DUBAN_FORM_FACT, blank.heading, NULL)) return none;
    return blank;
}

duban_heading duban_heading_of_label(duban_run *run, const duban_piece *piece) {
    duban_match match;
    if (duban_run_has_rank(run, piece, DUBAN_RANK_ARTICLE)) return read_line(run, piece);
    bool inside = piece->cut || !piece->starts;
    duban_heading found = duban_heading_open(run, piece, DUBAN_LIKELY);
    uint32_t length =
        found.headed == DUBAN_HEADED_NOT ? 0 : duban_heading_length(run, found.heading);
    bool known = duban_run_is(run, DUBAN_FORM_KNOWN, piece->content, &match);
    if (known && (inside || length > DUBAN_HEADING_SHORT || length == 0))
        return duban_heading_from_match(run, &match);
    if (inside && !known) {
        duban_heading blank = read_blank(run, piece, &found);
        if (blank.headed != DUBAN_HEADED_NOT) return blank;
    }
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
