/* What the steps of the outline share. */
#include "extract/outline/run.h"

#include <string.h>

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

static const struct {
    const char *word;
    int mark;
} classes[] = {{"stop", DUBAN_MARK_STOP},
               {"lead", DUBAN_MARK_LEAD},
               {"comma", DUBAN_MARK_COMMA},
               {"open", DUBAN_MARK_OPEN},
               {"close", DUBAN_MARK_CLOSE}};

int duban_run_mark(const duban_run *run, char16_t unit) {
    uint32_t entry = 0;
    if (!run->punctuation || duban_vocab_longest(run->punctuation, &unit, 1, &entry) == 0) return 0;
    const char *word = duban_vocab_field(run->punctuation, entry, "class");
    for (uint32_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(classes[i].word, word) == 0) return classes[i].mark;
    return 0;
}

/* A full stop of half width behind a Chinese word is one. */
static bool is_narrow_stop(const duban_run *run, duban_span span) {
    const char16_t *fold = run->flow->fold;
    return span.end - span.start > 1 && fold[span.end - 1] == u'.' && fold[span.end - 2] > 0x3400;
}

int duban_run_last(const duban_run *run, duban_span span) {
    if (duban_span_is_empty(span)) return 0;
    if (is_narrow_stop(run, span)) return DUBAN_MARK_STOP;
    return duban_run_mark(run, run->flow->fold[span.end - 1]);
}

uint32_t duban_run_count(const duban_run *run, duban_span span, int marks) {
    uint32_t count = 0;
    for (uint32_t i = span.start; i < span.end; i++)
        count += (duban_run_mark(run, run->flow->fold[i]) & marks) != 0;
    return count;
}

duban_span duban_run_trim(const duban_run *run, duban_span span, int marks) {
    const char16_t *fold = run->flow->fold;
    while (span.end > span.start &&
           (fold[span.end - 1] <= u' ' || (duban_run_last(run, span) & marks)))
        span.end--;
    while (span.start < span.end && fold[span.start] <= u' ') span.start++;
    return span;
}
