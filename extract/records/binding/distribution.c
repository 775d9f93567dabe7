/* An indicator that is a list -> its parts, as far as they are meant one by one. */
#include "extract/records/binding/distribution.h"

static bool says_respectively(const duban_binding *b, const duban_segment *segment,
                              const duban_frame *frame) {
    if (frame->form != DUBAN_FORM_REACH && frame->form != DUBAN_FORM_CHANGE &&
        frame->form != DUBAN_FORM_MEASURE && frame->form != DUBAN_FORM_MAKE &&
        frame->form != DUBAN_FORM_LEFT && frame->form != DUBAN_FORM_ITEM)
        return false;
    duban_span before = {segment->span.start, b->quantities.items[segment->quantity].span.start};
    return duban_words_has(&b->words, b->mask, before, "respectively") ||
           duban_words_apiece(&b->words, b->mask, before);
}

/*
 * Parts that reach to the end of the list, whose noun they share: levels ("of the province, of the
 * city ..."), and where all have one amount, parts whose dimension only the last one says.
 */
static void share_tail(const duban_binding *b, duban_span *parts, uint32_t count, bool alike) {
    duban_span last = parts[count - 1];
    bool measured = alike && duban_words_noun(&b->words, b->mask, last) != DUBAN_THING;
    for (uint32_t i = 0; i + 1 < count; i++)
        if (duban_words_is_level(&b->words, b->mask, parts[i]) ||
            (measured && duban_words_noun(&b->words, b->mask, parts[i]) == DUBAN_THING))
            parts[i].end = last.end;
}

/* Joins parts that are no rate to the next one, whose attribute they are. Returns the number. */
static uint32_t join_parts(const duban_binding *b, duban_span *parts, uint32_t count) {
    uint32_t kept = 0;
    bool open = false;
    for (uint32_t i = 0; i < count; i++) {
        if (open)
            parts[kept].end = parts[i].end;
        else
            parts[kept] = parts[i];
        open = duban_words_noun(&b->words, b->mask, parts[i]) != DUBAN_RATE;
        if (!open) kept++;
    }
    return open ? 1 : kept;
}

uint32_t duban_distribution_spread(const duban_binding *binding, const duban_segment *segment,
                                   const duban_frame *frame, uint32_t following,
                                   duban_distribution *distribution, duban_span *out) {
    *distribution = (duban_distribution){0};
    out[0] = frame->indicator;
    duban_span parts[DUBAN_PARTS_MAX];
    uint32_t count =
        duban_words_split(&binding->words, binding->mask, frame->indicator, parts, DUBAN_PARTS_MAX);
    bool each = says_respectively(binding, segment, frame);
    if (each && count > 1) share_tail(binding, parts, count, following == 0);
    if (each && following > 0) {
        distribution->series = following + 1;
        if (count != following + 1) return 1;
        for (uint32_t i = 0; i < count; i++) distribution->parts[i] = parts[i];
        distribution->count = count;
        distribution->next = 1;
        out[0] = parts[0];
        return 1;
    }
    if (!each && (frame->noun != DUBAN_RATE || frame->form == DUBAN_FORM_CHANGE)) return 1;
    if (!each) count = join_parts(binding, parts, count);
    if (count < 2) return 1;
    for (uint32_t i = 0; i < count; i++) out[i] = parts[i];
    return count;
}

void duban_distribution_resume(const duban_binding *binding, const duban_segment *segment,
                               const duban_frame *frame, uint32_t following,
                               const duban_span *recent, uint32_t count,
                               duban_distribution *distribution) {
    uint32_t series = following + 1;
    if (following == 0 || !says_respectively(binding, segment, frame)) return;
    distribution->series = series;
    if (distribution->count == series || count < series) return;
    for (uint32_t i = 0; i < series; i++) distribution->parts[i] = recent[count - series + i];
    distribution->count = series;
}
