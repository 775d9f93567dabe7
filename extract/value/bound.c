/*
 * Bounds: the longest bound word at a place that is not part of another word.
 *
 * One space between the word and the amount is allowed. A word that stands for several places has
 * one row for each.
 */
#include "extract/value/bound.h"

#include <string.h>

#include "extract/value/unit.h"

static const char *const comparator_words[] = {
#define COMPARATOR_WORD(name, word) word,
    DUBAN_COMPARATORS(COMPARATOR_WORD)
#undef COMPARATOR_WORD
};

static const char *const place_words[] = {
    [DUBAN_BOUND_BEFORE] = "before",
    [DUBAN_BOUND_MIDDLE] = "middle",
    [DUBAN_BOUND_AFTER] = "after",
};

const char *duban_comparator_word(duban_comparator comparator) {
    return comparator_words[comparator];
}

duban_comparator duban_comparator_of(const char *word) {
    for (size_t i = 0; i < sizeof comparator_words / sizeof *comparator_words; i++)
        if (strcmp(word, comparator_words[i]) == 0) return (duban_comparator)i;
    return DUBAN_EQ;
}

duban_comparator duban_comparator_join(duban_comparator first, duban_comparator second) {
    if (first == DUBAN_APPROX || second == DUBAN_APPROX) return DUBAN_APPROX;
    return first == DUBAN_EQ ? second : first;
}

/* The longest word of the place, shorter than limit; its neighbours must allow it. */
static duban_bound longest(const duban_vocab *bounds, duban_str window, bool backward,
                           const char *place, int neighbour) {
    const char *column = backward ? "not_after" : "not_before";
    duban_str rest = window;
    for (;;) {
        uint32_t entry,
            length = backward ? duban_vocab_longest_end(bounds, rest.units, rest.length, &entry)
                              : duban_vocab_longest(bounds, rest.units, rest.length, &entry);
        if (!length) return (duban_bound){0};
        int beside = neighbour;
        if (length < window.length)
            beside = backward ? window.units[window.length - length - 1] : window.units[length];
        bool fits = strcmp(duban_vocab_field(bounds, entry, "place"), place) == 0;
        if (fits && (beside < 0 ||
                     !duban_utf8_holds(duban_vocab_field(bounds, entry, column), (char16_t)beside)))
            return (duban_bound){
                length, duban_comparator_of(duban_vocab_field(bounds, entry, "comparator"))};
        if (backward) rest.units += rest.length - (length - 1);
        rest.length = length - 1;
    }
}

duban_bound duban_bound_at(const duban_rules *rules, duban_str subject, uint32_t position,
                           uint32_t start, uint32_t end, duban_bound_place place) {
    const duban_vocab *bounds = duban_rules_vocab(rules, "bounds");
    if (!bounds) return (duban_bound){0};
    bool backward = place == DUBAN_BOUND_BEFORE;
    uint32_t space = 0;
    if (backward && position > start && subject.units[position - 1] == ' ') space = 1;
    if (!backward && position < end && subject.units[position] == ' ') space = 1;
    duban_str window = backward
                           ? (duban_str){subject.units + start, position - space - start}
                           : (duban_str){subject.units + position + space, end - position - space};
    int neighbour = -1;
    if (backward && start > 0) neighbour = subject.units[start - 1];
    if (!backward && end < subject.length) neighbour = subject.units[end];
    duban_bound b = longest(bounds, window, backward, place_words[place], neighbour);
    if (b.length) b.length += space;
    return b;
}
