/* Questions to a loaded vocabulary; see rules.h. */
#include <string.h>

#include "extract/engine/compiled.h"

const duban_vocab *duban_rules_vocab(const duban_rules *rules, const char *name) {
    for (uint32_t i = 0; i < rules->vocab_count; i++)
        if (strcmp(rules->vocabs[i].name, name) == 0) return &rules->vocabs[i];
    return NULL;
}

uint32_t duban_vocab_count(const duban_vocab *vocab) { return vocab->count; }

duban_str duban_vocab_word(const duban_vocab *vocab, uint32_t entry) { return vocab->words[entry]; }

const char *duban_vocab_field(const duban_vocab *vocab, uint32_t entry, const char *column) {
    for (uint32_t i = 0; i < vocab->column_count; i++)
        if (strcmp(vocab->columns[i], column) == 0)
            return vocab->fields[(size_t)entry * vocab->column_count + i];
    return "";
}

/* The unit of an entry at a depth from the chosen end; -1 where the word has ended. */
static int unit_at(duban_str word, uint32_t depth, bool backward) {
    if (depth >= word.length) return -1;
    return word.units[backward ? word.length - 1 - depth : depth];
}

/* In entries low..high, which agree before the depth: the first whose unit there is >= wanted. */
static uint32_t lower_bound(const duban_vocab *v, bool backward, uint32_t low, uint32_t high,
                            uint32_t depth, int wanted) {
    const uint32_t *entries = backward ? v->backward : v->forward;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (unit_at(v->words[entries[middle]], depth, backward) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t longest(const duban_vocab *v, const char16_t *units, uint32_t length, bool backward,
                        uint32_t *entry) {
    const uint32_t *entries = backward ? v->backward : v->forward;
    const uint64_t *filter = backward ? v->tails : v->heads;
    uint32_t low = 0, high = v->count, best = 0;
    if (!length) return 0;
    uint32_t first = units[backward ? length - 1 : 0] % DUBAN_VOCAB_FILTER;
    if (!(filter[first / 64] >> first % 64 & 1)) return 0;
    for (uint32_t depth = 0; depth < length; depth++) {
        int unit = units[backward ? length - 1 - depth : depth];
        low = lower_bound(v, backward, low, high, depth, unit);
        high = lower_bound(v, backward, low, high, depth, unit + 1);
        if (low == high) break;
        if (v->words[entries[low]].length == depth + 1) {
            best = depth + 1;
            *entry = entries[low];
        }
    }
    return best;
}

uint32_t duban_vocab_longest(const duban_vocab *vocab, const char16_t *units, uint32_t length,
                             uint32_t *entry) {
    return longest(vocab, units, length, false, entry);
}

uint32_t duban_vocab_longest_end(const duban_vocab *vocab, const char16_t *units, uint32_t length,
                                 uint32_t *entry) {
    return longest(vocab, units, length, true, entry);
}
