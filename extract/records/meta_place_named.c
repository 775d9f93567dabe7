/*
 * The place of a text that nobody signs and whose title names none: the place that it names most,
 * of the level that it calls its own (the whole city, our province), or by far the most if it calls
 * none so.
 *
 * Names are those of vocab/places.tsv, in full or short; counties are not in it, and a text of
 * theirs has no place here. Without a level, what stands in the titles of cited documents does not
 * count. A place must be named often or in the title, and clearly more often than any other of its
 * level: else it says nothing.
 */
#include <string.h>

#include "extract/records/meta_reader.h"

#define NAMED_LEAST 3 /* fewer mentions prove nothing */
#define NAMED_ALONE 4 /* likewise, where the text calls no level its own */
#define NAMED_TITLE 3 /* a mention in the title counts as so many */
#define NAMED_AHEAD 2 /* so many times as often as the next one */

/* How often a level is the text's own, by the last unit of its word. */
typedef struct {
    char16_t level;
    uint32_t count;
} own_level;

#define LEVELS_MAX 8
#define BEHIND_UNITS 4 /* longer than any word that makes a place something else */

typedef struct {
    const char *name; /* in full; NULL: not of the level */
    uint32_t count;
    duban_span span; /* where it first stands in full */
} named_place;

/* The level that the text calls its own most often; 0 if none, or two equally often. */
static char16_t level_of(const duban_meta_reader *r) {
    own_level levels[LEVELS_MAX] = {{0}};
    uint32_t count = 0, best = 0, next = 0;
    duban_span rest = {0, r->flow->length};
    duban_match match;
    while (!duban_span_is_empty(rest) && duban_meta_find(r, "level", "own", rest, &match)) {
        char16_t unit = r->flow->fold[duban_match_group(&match, "value").end - 1];
        uint32_t i = 0;
        while (i < count && levels[i].level != unit) i++;
        if (i == count && count < LEVELS_MAX) levels[count++].level = unit;
        if (i < count) levels[i].count++;
        rest.start = match.span.end;
    }
    for (uint32_t i = 1; i < count; i++)
        if (levels[i].count > levels[best].count) best = i;
    for (uint32_t i = 0; i < count; i++)
        if (i != best && levels[i].count > next) next = levels[i].count;
    return levels[best].count > next ? levels[best].level : 0;
}

/* How often the text names the country. */
static uint32_t count_country(const duban_meta_reader *r) {
    uint32_t count = 0;
    duban_span rest = {0, r->flow->length};
    duban_match match;
    while (!duban_span_is_empty(rest) && duban_meta_find(r, "level", "country", rest, &match)) {
        rest.start = match.span.end;
        count++;
    }
    return count;
}

/* The place of the level (0: the only one) that an entry of the vocabulary may stand for, or NULL.
 */
static const char *name_at(const duban_meta_reader *r, const duban_vocab *places, uint32_t entry,
                           char16_t level) {
    static const char *const columns[] = {"first", "second"};
    const char *only = NULL;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const char *name = duban_vocab_field(places, entry, columns[i]);
        duban_str units = duban_str_from_utf8(r->arena, name, strlen(name));
        if (units.length && units.units[units.length - 1] == level) return name;
        if (units.length && !level) {
            if (only) return NULL;
            only = name;
        }
    }
    return only;
}

/* The length of the word for a level that stands at a position, 0 if none does. */
static uint32_t level_at(const duban_meta_reader *r, uint32_t at) {
    const duban_vocab *levels = duban_rules_vocab(duban_matcher_rules(r->matcher), "place_levels");
    uint32_t entry;
    if (!levels) return 0;
    return duban_vocab_longest(levels, r->flow->fold + at, r->flow->length - at, &entry);
}

/* Counts the mention of a place, its short name being a span. */
static void count_mention(const duban_meta_reader *r, named_place *place, duban_span name,
                          char16_t level) {
    duban_match match;
    uint32_t word = level_at(r, name.end), end = name.end + word, rest = r->flow->length;
    duban_span behind = {end, end + BEHIND_UNITS < rest ? end + BEHIND_UNITS : rest};
    if (word && level && r->flow->fold[end - 1] != level) return;
    if (!word && !duban_span_is_empty(behind) &&
        duban_meta_find(r, "place", "other", behind, &match))
        return;
    bool titled = duban_span_is_set(r->title) && duban_span_holds(r->title, name);
    place->count += titled ? NAMED_TITLE : 1;
    duban_span full = {name.start, end};
    if (!duban_span_is_set(place->span) && !strcmp(duban_meta_quote(r, full), place->name))
        place->span = full;
}

/* Counts the places; without a level, only those outside of the titles of other documents. */
static void count_mentions(const duban_meta_reader *r, const duban_vocab *places,
                           named_place *named, char16_t level) {
    const char16_t *fold = r->flow->fold;
    bool cited = false;
    for (uint32_t at = 0, entry, length; at < r->flow->length; at += length ? length : 1) {
        if (fold[at] == 0x300A) cited = true;
        if (fold[at] == 0x300B || fold[at] == '\n') cited = false;
        length = duban_vocab_longest(places, fold + at, r->flow->length - at, &entry);
        if (length && named[entry].name && (level || !cited))
            count_mention(r, &named[entry], (duban_span){at, at + length}, level);
    }
}

/* The place that is named most; its count is 0 if another one is named nearly as often. */
static named_place most_named(const named_place *named, uint32_t count) {
    uint32_t best = 0, next = 0;
    for (uint32_t i = 1; i < count; i++)
        if (named[i].count > named[best].count) best = i;
    for (uint32_t i = 0; i < count; i++)
        if (i != best && named[i].count > next) next = named[i].count;
    return named[best].count < NAMED_AHEAD * next ? (named_place){0} : named[best];
}

void duban_meta_read_place_named(duban_meta_reader *r) {
    const duban_vocab *places = duban_rules_vocab(duban_matcher_rules(r->matcher), "places");
    if (!places) return;
    char16_t level = level_of(r);
    uint32_t count = duban_vocab_count(places);
    named_place *named = duban_arena_alloc(r->arena, (count + 1) * sizeof *named);
    for (uint32_t i = 0; i < count; i++)
        named[i] = (named_place){.name = name_at(r, places, i, level), .span = DUBAN_SPAN_NONE};
    count_mentions(r, places, named, level);
    named_place best = most_named(named, count);
    if (best.count < (level ? NAMED_LEAST : NAMED_ALONE)) return;
    if (!level && best.count < NAMED_AHEAD * count_country(r)) return;
    duban_meta_add(r, "jurisdiction", best.name, best.span, "meta.level-own");
}
