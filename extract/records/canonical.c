/*
 * Short name + place -> full name, by rules/vocab/offices.tsv; see canonical.h.
 *
 * An office is named after the level of its government, whose word ends the place's name too:
 * what a name begins with and the place ends with is replaced by the place. A name without such a
 * beginning is of the place itself, if the place is one of the levels in vocab/place_levels.tsv.
 * What belongs to another level (an office of the province in a city's notice) has no full name
 * here: nothing says which province it is.
 */
#include "extract/records/canonical.h"

#include <string.h>

/* How many units the name's beginning shares with the place's end; the longest such stretch. */
static uint32_t shared(duban_str name, duban_str place) {
    uint32_t most = name.length < place.length ? name.length : place.length;
    for (uint32_t k = most; k > 0; k--)
        if (!memcmp(name.units, place.units + place.length - k, k * sizeof *name.units)) return k;
    return 0;
}

static const char *full_of(const duban_vocab *offices, duban_str word) {
    uint32_t entry;
    if (!word.length) return NULL;
    if (duban_vocab_longest(offices, word.units, word.length, &entry) != word.length) return NULL;
    return duban_vocab_field(offices, entry, "full");
}

const char *duban_canonical_name(duban_matcher *matcher, duban_str name, const char *place) {
    const duban_vocab *offices = duban_rules_vocab(duban_matcher_rules(matcher), "offices");
    const duban_vocab *levels = duban_rules_vocab(duban_matcher_rules(matcher), "place_levels");
    if (!offices || !levels || !place) return NULL;
    duban_arena *arena = duban_matcher_arena(matcher);
    duban_str at = duban_str_from_utf8(arena, place, strlen(place));
    uint32_t entry;
    if (!duban_vocab_longest_end(levels, at.units, at.length, &entry)) return NULL;
    uint32_t skip = shared(name, at);
    const char *full =
        full_of(offices, (duban_str){.units = name.units + skip, .length = name.length - skip});
    return full ? duban_arena_printf(arena, "%s%s", place, full) : NULL;
}
