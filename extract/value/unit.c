/*
 * Units: the longest measure word of the vocabulary that is not the beginning of another word,
 * then "/ word" and "middle dot word" for as long as words follow.
 *
 * A measure word in Latin letters ends where the letters end: the m of "5mm" is none. Under a
 * stroke a word may have a multiplier (tons for each ten thousand yuan) and may be a plain noun.
 */
#include "extract/value/unit.h"

#include <string.h>

enum { PARTS_MAX = 6 };

static bool is_latin(char16_t u) { return (u | 0x20) >= 'a' && (u | 0x20) <= 'z' && u < 0x80; }

/* The longest word that rest begins with, among those no longer than limit, that may end there. */
static uint32_t word_at(const duban_vocab *units, duban_str rest, uint32_t *entry) {
    uint32_t limit = rest.length;
    for (;;) {
        uint32_t length = duban_vocab_longest(units, rest.units, limit, entry);
        if (!length) return 0;
        char16_t last = rest.units[length - 1];
        bool ends = length == rest.length;
        if (!ends &&
            duban_utf8_holds(duban_vocab_field(units, *entry, "not_before"), rest.units[length]))
            limit = length - 1;
        else if (!ends && is_latin(last) && is_latin(rest.units[length]))
            limit = length - 1;
        else
            return length;
    }
}

/* Multipliers that may stand before a word under a stroke. */
static uint32_t multiplier_at(const duban_vocab *scales, duban_str rest) {
    uint32_t length = 0, entry, step;
    while (scales &&
           (step = duban_vocab_longest(scales, rest.units + length, rest.length - length, &entry)))
        length += step;
    return length;
}

/* The length of one more part (stroke or dot, multiplier, word) at the place, 0 if there is none.
 */
static uint32_t part_at(const duban_rules *rules, const duban_vocab *units, duban_str rest) {
    const duban_vocab *links = duban_rules_vocab(rules, "unitlinks");
    uint32_t entry, link;
    if (!links || !(link = duban_vocab_longest(links, rest.units, rest.length, &entry))) return 0;
    duban_str after = {rest.units + link, rest.length - link};
    uint32_t word = word_at(units, after, &entry);
    if (word) return link + word;
    uint32_t scale = multiplier_at(duban_rules_vocab(rules, "scales"), after);
    if (!scale) return 0;
    word = word_at(units, (duban_str){after.units + scale, after.length - scale}, &entry);
    return word ? link + scale + word : 0;
}

static const char *or_null(const char *text) { return *text ? text : NULL; }

bool duban_measure_read(const duban_rules *rules, duban_arena *arena, duban_str rest,
                        duban_measure *out) {
    const duban_vocab *units = duban_rules_vocab(rules, "units");
    uint32_t entry, length;
    if (!units || !(length = word_at(units, rest, &entry))) return false;
    const char *kind = duban_vocab_field(units, entry, "han");
    if (strcmp(kind, "per") == 0) return false;
    const char *name = duban_vocab_field(units, entry, "name");
    if (!*name) name = duban_vocab_field(units, entry, "word");
    *out = (duban_measure){.length = length,
                           .name = name,
                           .dimension = or_null(duban_vocab_field(units, entry, "dimension")),
                           .ucum = or_null(duban_vocab_field(units, entry, "ucum")),
                           .weak = strcmp(kind, "no") == 0};
    uint32_t simple = length, step;
    for (int parts = 0; parts < PARTS_MAX; parts++) {
        step = part_at(rules, units, (duban_str){rest.units + length, rest.length - length});
        if (!step) break;
        length += step;
    }
    if (length == simple) return true;
    duban_str tail = {rest.units + simple, length - simple};
    *out = (duban_measure){
        .length = length,
        .name = duban_arena_printf(arena, "%s%s", name, duban_str_to_utf8(arena, tail))};
    return true;
}
