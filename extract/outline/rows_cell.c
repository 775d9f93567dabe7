/* Cells of tables of tasks; see rows_cell.h. */
#include "extract/outline/rows_cell.h"

#include <string.h>

#include "extract/outline/numeral.h"

/* The longest cell that is a heading as a whole. */
#define HEADING_MAX 60

/* The label at the start of a span: a whole one, as it stands at the start of a paragraph. */
static bool label_of(duban_run *run, duban_span span, duban_match *match) {
    if (!duban_match_here(run->matcher, DUBAN_RULE_LABEL, span, match)) return false;
    const char *at = duban_rule_param(match->rule, "at");
    return match->span.start == span.start && at && strcmp(at, "start") == 0 &&
           duban_span_is_set(duban_match_group(match, "numeral"));
}

duban_row_words duban_row_words_read(duban_run *run, duban_span words) {
    duban_match match;
    duban_row_words read = {.label = DUBAN_SPAN_NONE};
    duban_span text = words;
    if (label_of(run, words, &match)) {
        read.label = duban_match_group(&match, "label");
        text.start = match.span.end;
        text = duban_run_trim(run, text, 0);
    }
    read.heading = duban_heading_read(run, text, DUBAN_LIKELY);
    if (read.heading.headed != DUBAN_HEADED_NOT) return read;
    read.heading =
        (duban_heading){.headed = DUBAN_HEADED_NOT, .heading = DUBAN_SPAN_NONE, .rest = text};
    if (!duban_row_is_name(run, text)) return read;
    read.heading.headed = DUBAN_HEADED_LINE;
    read.heading.heading = text;
    read.heading.rest = DUBAN_SPAN_NONE;
    return read;
}

static duban_span numeral_of(duban_run *run, duban_span label) {
    duban_match match;
    return label_of(run, label, &match) ? duban_match_group(&match, "numeral")
                                        : duban_run_trim(run, label, 0);
}

int32_t duban_row_number(duban_run *run, duban_span label) {
    if (!duban_span_is_set(label) || duban_span_is_empty(label)) return 0;
    const duban_vocab *numerals =
        duban_rules_vocab(duban_matcher_rules(run->matcher), "label_numerals");
    return duban_numeral_read(numerals, duban_flow_folded(run->flow, numeral_of(run, label)));
}

static bool is_digits(const duban_run *run, duban_span span) {
    for (uint32_t i = span.start; i < span.end; i++)
        if (run->flow->fold[i] < u'0' || run->flow->fold[i] > u'9') return false;
    return true;
}

int32_t duban_row_rank(duban_run *run, duban_span cell, bool bare) {
    enum { BARE_RANK = 50 };
    duban_match match;
    if (label_of(run, cell, &match)) return duban_form_number(match.rule, "rank", BARE_RANK);
    if (!bare || is_digits(run, cell) || duban_row_number(run, cell) == 0) return 0;
    return BARE_RANK;
}

bool duban_row_is_labelled(duban_run *run, duban_span line) {
    duban_match match;
    return label_of(run, line, &match);
}

bool duban_row_has_items(duban_run *run, const duban_row_cell *cell) {
    int32_t last = 0;
    for (uint32_t i = cell->first; i < cell->end; i++) {
        if (!duban_row_is_labelled(run, run->pieces[i].span)) continue;
        int32_t number = duban_row_number(run, run->pieces[i].span);
        if (number != last + 1) return false;
        last = number;
    }
    return last > 1;
}

bool duban_row_is_name(duban_run *run, duban_span cell) {
    duban_span bare = duban_run_trim(run, cell, DUBAN_MARK_STOP);
    return bare.end == cell.end && !duban_span_is_empty(cell) &&
           duban_span_length(cell) <= HEADING_MAX &&
           duban_run_count(run, cell, DUBAN_MARK_STOP) == 0;
}

bool duban_row_same(const duban_run *run, duban_span a, duban_span b) {
    return duban_span_length(a) == duban_span_length(b) &&
           memcmp(run->flow->fold + a.start, run->flow->fold + b.start,
                  duban_span_length(a) * sizeof *run->flow->fold) == 0;
}
