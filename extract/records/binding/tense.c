/*
 * Sentence -> promised or reported. Rules of kind "tense" have a verdict ("target" or "baseline")
 * and a weight; the sum with the role's leaning decides, and a tie promises, because a policy
 * notice is made to promise.
 */
#include "extract/records/binding/tense.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* The weight of a date that was past when the notice was written. */
#define PAST_DATE 4

/* The longest text in brackets behind a date. */
#define ASIDE_MAX 64

static const int leaning[DUBAN_ROLE_COUNT] = {
    [DUBAN_ROLE_BACKGROUND] = -4, [DUBAN_ROLE_REQUIREMENTS] = 1, [DUBAN_ROLE_OBJECTIVES] = 2,
    [DUBAN_ROLE_TASKS] = 2,       [DUBAN_ROLE_SAFEGUARDS] = 2,
};

static int weight_of(const duban_rule *rule) {
    const char *verdict = duban_rule_param(rule, "verdict");
    const char *weight = duban_rule_param(rule, "weight");
    int amount = weight ? (int)strtol(weight, NULL, 10) : 1;
    return verdict && strcmp(verdict, "baseline") == 0 ? -amount : amount;
}

static bool is_class(const duban_vocab *hedges, uint32_t entry, const char *name) {
    return strcmp(duban_vocab_field(hedges, entry, "class"), name) == 0;
}

/* A time that something is only compared with ("against 2010"), by the word before it. */
static bool compares(const duban_binding *b, const duban_time *time, uint32_t from) {
    uint32_t entry = 0;
    const duban_vocab *hedges = b->words.hedges;
    if (!hedges || time->span.start <= from) return false;
    uint32_t n = duban_vocab_longest_end(hedges, b->mask + from, time->span.start - from, &entry);
    return n > 0 && is_class(hedges, entry, "compare");
}

/* The time of the level that a change starts from ("from the 342 of 2020"), by a word before it or
 * at its beginning. */
static bool starts_change(const duban_binding *b, const duban_time *time, uint32_t from) {
    uint32_t entry = 0, n = 0;
    const duban_vocab *hedges = b->words.hedges;
    if (!hedges) return false;
    const char16_t *text = b->flow->fold;
    if (time->span.start > from)
        n = duban_vocab_longest_end(hedges, text + from, time->span.start - from, &entry);
    if (n == 0)
        n = duban_vocab_longest(hedges, text + time->span.start, duban_span_length(time->span),
                                &entry);
    return n > 0 && is_class(hedges, entry, "from");
}

/* Whether the notice could not yet know what is so then. */
static bool is_to_come(const duban_binding *b, const duban_time *time) {
    duban_day written = b->meta ? b->meta->written : (duban_day){0};
    if (!written.year) return false;
    return time->relative ? duban_day_compare(time->by, written) > 0 : time->by.year > written.year;
}

/* Whether the time opens a bracket that is closed again before the position. */
static bool stands_aside(const duban_binding *b, const duban_time *time, uint32_t position) {
    const char16_t *text = b->flow->fold;
    if (time->span.start == 0 || text[time->span.start - 1] != '(') return false;
    for (uint32_t i = time->span.end; i < position && i < time->span.end + ASIDE_MAX; i++)
        if (text[i] == ')') return true;
    return false;
}

const duban_time *duban_tense_date(const duban_binding *binding, duban_span paragraph,
                                   uint32_t position, duban_dated dated) {
    for (uint32_t t = duban_times_from(&binding->times, position); t-- > 0;) {
        const duban_time *time = &binding->times.items[t];
        if (time->span.start < paragraph.start) break;
        if (time->by.year == 0 || time->recurrence) continue;
        if (dated != DUBAN_DATED_ANY && is_to_come(binding, time)) continue;
        if (dated == DUBAN_DATED_ANY && stands_aside(binding, time, position)) continue;
        if (compares(binding, time, paragraph.start)) continue;
        if (dated == DUBAN_DATED_START || !starts_change(binding, time, paragraph.start))
            return time;
    }
    return NULL;
}

/* Whether the sentence tells what has been so since a time. */
static bool tells_since(const duban_binding *b, duban_span sentence) {
    for (uint32_t t = duban_times_from(&b->times, sentence.start); t < b->times.count; t++) {
        const duban_time *time = &b->times.items[t];
        if (time->span.start >= sentence.end) break;
        if (time->anchor && strcmp(time->anchor, "past") == 0 && !time->duration) return true;
    }
    return false;
}

/* The weight of the sentence's dates: the last one is past when the notice was written, and no
 * deadline nor ruled by one of the same sentence, or something is told since a day. */
static int weight_of_date(const duban_binding *b, duban_span sentence) {
    const duban_time *date = duban_tense_date(b, sentence, sentence.end, DUBAN_DATED_ANY);
    int written = b->meta ? b->meta->written.year : 0;
    bool past = (date && written && date->by.year < written) || tells_since(b, sentence);
    const duban_time *ruling = duban_ruling_at(&b->rulings, sentence.end - 1);
    bool limits = ruling && !ruling->closes && ruling->span.start >= sentence.end; /* of the task */
    bool farther = ruling && date && ruling->span.end <= sentence.start; /* than the past date */
    return past && (!ruling || limits || farther) ? -PAST_DATE : 0;
}

duban_tense duban_tense_of(duban_binding *binding, duban_role role, duban_span sentence) {
    if (duban_span_length(sentence) > DUBAN_SENTENCE_MAX)
        sentence.start = sentence.end - DUBAN_SENTENCE_MAX;
    duban_span whole = {0, duban_span_length(sentence)};
    duban_matcher_set_part(binding->matcher, binding->mask + sentence.start, whole.end,
                           sentence.start);
    duban_matches found = duban_match_all(binding->matcher, DUBAN_RULE_TENSE, whole);
    int dated = weight_of_date(binding, sentence), sum = leaning[role] + dated;
    for (uint32_t i = 0; i < found.count; i++) sum += weight_of(found.items[i].rule);
    duban_binding_note(binding, found.count ? found.items[0].rule : NULL, sentence,
                       "%s: role '%s' %+d, dates %+d, words %+d",
                       sum < 0 ? "it reports" : "it promises", duban_role_word(role), leaning[role],
                       dated, sum - dated - leaning[role]);
    return sum < 0 ? DUBAN_REPORTED : DUBAN_PROMISED;
}

const char *duban_tense_at(const duban_binding *binding, const duban_time *time) {
    const char *day = duban_day_print(time->by, binding->arena);
    if (!day) return NULL;
    size_t length = time->precision == DUBAN_PRECISION_DAY     ? 10
                    : time->precision == DUBAN_PRECISION_MONTH ? 7
                                                               : 4;
    char *text = duban_arena_copy(binding->arena, day, strlen(day) + 1);
    text[length] = '\0';
    return text;
}
