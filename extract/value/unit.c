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

/* One part of a compound: the link before it, a multiplier, the word. */
typedef struct {
    uint32_t length;
    uint32_t entry;
    char16_t link;
    bool scaled;
} part;

/* The next part at the place; false if there is none. */
static bool part_at(const duban_rules *rules, const duban_vocab *units, duban_str rest, part *out) {
    const duban_vocab *links = duban_rules_vocab(rules, "unitlinks");
    uint32_t entry, link;
    if (!links || !(link = duban_vocab_longest(links, rest.units, rest.length, &entry)))
        return false;
    duban_str after = {rest.units + link, rest.length - link};
    uint32_t scale = 0, word = word_at(units, after, &out->entry);
    if (!word) {
        scale = multiplier_at(duban_rules_vocab(rules, "scales"), after);
        word = word_at(units, (duban_str){after.units + scale, after.length - scale}, &out->entry);
    }
    if (!word) return false;
    out->length = link + scale + word;
    out->link = rest.units[0];
    out->scaled = scale > 0;
    return true;
}

static const char *or_null(const char *text) { return *text ? text : NULL; }

/* Two codes joined as UCUM joins them: a/b, and a/b.c for what else stands under the stroke. */
static const char *join(duban_arena *arena, const char *a, const char *b, const part *p) {
    if (!a || !*b || p->scaled) return NULL;
    return duban_arena_printf(arena, "%s%c%s", a, p->link == '/' ? '/' : '.', b);
}

/* Reads the parts after the first word and adds them to the measure. */
static void read_parts(const duban_rules *rules, duban_arena *arena, const duban_vocab *units,
                       duban_str rest, duban_measure *m) {
    uint32_t simple = m->length;
    for (int i = 0; i < PARTS_MAX; i++) {
        part p;
        if (!part_at(rules, units, (duban_str){rest.units + m->length, rest.length - m->length},
                     &p))
            break;
        m->length += p.length;
        m->ucum = join(arena, m->ucum, duban_vocab_field(units, p.entry, "ucum"), &p);
        m->dimension =
            join(arena, m->dimension, duban_vocab_field(units, p.entry, "dimension"), &p);
        m->weak = false;
    }
    if (m->length == simple) return;
    duban_str tail = {rest.units + simple, m->length - simple};
    m->name = duban_arena_printf(arena, "%s%s", m->name, duban_str_to_utf8(arena, tail));
}

bool duban_measure_read(const duban_rules *rules, duban_arena *arena, duban_str rest,
                        duban_measure *out) {
    const duban_vocab *units = duban_rules_vocab(rules, "units");
    uint32_t entry, length;
    if (!units || !(length = word_at(units, rest, &entry))) return false;
    const char *kind = duban_vocab_field(units, entry, "han");
    if (strcmp(kind, "per") == 0) return false;
    const char *name = or_null(duban_vocab_field(units, entry, "name"));
    *out = (duban_measure){.length = length,
                           .name = name ? name : duban_vocab_field(units, entry, "word"),
                           .dimension = or_null(duban_vocab_field(units, entry, "dimension")),
                           .ucum = or_null(duban_vocab_field(units, entry, "ucum")),
                           .weak = strcmp(kind, "no") == 0};
    read_parts(rules, arena, units, rest, out);
    return true;
}
