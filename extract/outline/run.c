/* What the steps of the outline share. */
#include "extract/outline/run.h"

bool duban_run_is(duban_run *run, duban_heading_form form, duban_span span, duban_match *match) {
    return duban_form_match(&run->forms[form], run->matcher, span, match);
}

duban_choice *duban_run_choice(const duban_run *run, const duban_piece *piece) {
    return piece->choice == DUBAN_NO_CHOICE ? NULL : &run->choices.items[piece->choice];
}

bool duban_run_has_rank(const duban_run *run, const duban_piece *piece, int32_t rank) {
    const duban_choice *choice = duban_run_choice(run, piece);
    return choice && run->styles.items[choice->style].rank == rank;
}

char16_t duban_run_last(const duban_run *run, duban_span span) {
    return duban_span_is_empty(span) ? 0 : run->flow->fold[span.end - 1];
}

uint32_t duban_run_count(const duban_run *run, duban_span span, char16_t unit) {
    uint32_t count = 0;
    for (uint32_t i = span.start; i < span.end; i++) count += run->flow->fold[i] == unit;
    return count;
}

static bool is_one_of(char16_t unit, const char16_t *units) {
    while (*units && *units != unit) units++;
    return *units != 0;
}

duban_span duban_run_trim(const duban_run *run, duban_span span, const char16_t *finals) {
    const char16_t *fold = run->flow->fold;
    while (span.end > span.start &&
           (fold[span.end - 1] <= u' ' || is_one_of(fold[span.end - 1], finals)))
        span.end--;
    while (span.start < span.end && fold[span.start] <= u' ') span.start++;
    return span;
}
