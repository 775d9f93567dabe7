/*
 * Words -> classes, by longest match in the vocabularies clausejoints.tsv, hedges.tsv and
 * measures.tsv. The text is the masked fold; masked units match no word.
 */
#include "extract/records/binding/words.h"

#include <string.h>

#include "extract/engine/match.h"

static const char *const joint_words[DUBAN_JOINT_COUNT] = {
#define DUBAN_JOINT_WORD(name, word) [DUBAN_JOINT_##name] = word,
    DUBAN_JOINTS(DUBAN_JOINT_WORD)
#undef DUBAN_JOINT_WORD
};

duban_words duban_words_of(const duban_rules *rules) {
    return (duban_words){
        .joints = duban_rules_vocab(rules, "clausejoints"),
        .hedges = duban_rules_vocab(rules, "hedges"),
        .measures = duban_rules_vocab(rules, "measures"),
        .scopes = duban_rules_vocab(rules, "scopes"),
        .generic = duban_rules_vocab(rules, "generic_units"),
        .verbs = duban_rules_vocab(rules, "verbs"),
    };
}

duban_joint duban_words_joint(const duban_words *words, const char16_t *text, uint32_t length,
                              uint32_t *joint_length) {
    *joint_length = 1;
    if (!words->joints) return DUBAN_JOINT_NONE;
    uint32_t entry = 0;
    uint32_t n = duban_vocab_longest(words->joints, text, length, &entry);
    if (n == 0) return DUBAN_JOINT_NONE;
    *joint_length = n;
    const char *name = duban_vocab_field(words->joints, entry, "class");
    for (int j = 1; j < DUBAN_JOINT_COUNT; j++)
        if (strcmp(name, joint_words[j]) == 0) return (duban_joint)j;
    return DUBAN_JOINT_NONE;
}

const char *duban_words_hedge(const duban_words *words, const char16_t *text, uint32_t length,
                              uint32_t *hedge_length) {
    if (!words->hedges) return NULL;
    uint32_t entry = 0;
    uint32_t n = duban_vocab_longest(words->hedges, text, length, &entry);
    if (n == 0) return NULL;
    *hedge_length = n;
    return duban_vocab_field(words->hedges, entry, "class");
}

bool duban_words_has(const duban_words *words, const char16_t *text, duban_span span,
                     const char *class_name) {
    for (uint32_t i = span.start; i < span.end;) {
        uint32_t n = 1;
        const char *found = duban_words_hedge(words, text + i, span.end - i, &n);
        if (found && strcmp(found, class_name) == 0) return true;
        i += found ? n : 1;
    }
    return false;
}

static bool is_loose(char16_t unit) {
    return unit == u' ' || unit == DUBAN_MASK_TIME || unit == DUBAN_MASK_TIME_HEAD;
}

static bool has_field(const duban_vocab *vocab, uint32_t entry, const char *column,
                      const char *value) {
    return strcmp(duban_vocab_field(vocab, entry, column), value) == 0;
}

/* The length of what may go at the start of the span; 0 if nothing. */
static uint32_t loose_head(const duban_words *words, const char16_t *text, duban_span span) {
    const char16_t *head = text + span.start;
    uint32_t entry = 0, n = 0, length = duban_span_length(span);
    if (is_loose(*head)) return 1;
    duban_joint joint = duban_words_joint(words, head, length, &n);
    if (joint == DUBAN_JOINT_COMMA || joint == DUBAN_JOINT_LIST || joint == DUBAN_JOINT_AND)
        return n;
    n = words->hedges ? duban_vocab_longest(words->hedges, head, length, &entry) : 0;
    bool goes = n > 0 && has_field(words->hedges, entry, "place", "head") &&
                !has_field(words->hedges, entry, "class", "yearly");
    return goes ? n : 0;
}

/* The length of what may go at the end of the span; 0 if nothing. */
static uint32_t loose_tail(const duban_words *words, const char16_t *text, duban_span span) {
    if (is_loose(text[span.end - 1])) return 1;
    uint32_t entry = 0, last = 0, n = 0;
    if (words->hedges)
        n = duban_vocab_longest_end(words->hedges, text + span.start, duban_span_length(span),
                                    &entry);
    if (n > 0 && (has_field(words->hedges, entry, "place", "head") ||
                  has_field(words->hedges, entry, "place", "tail") ||
                  has_field(words->hedges, entry, "class", "apiece") ||
                  has_field(words->hedges, entry, "class", "respectively")))
        return n;
    duban_joint joint = duban_words_joint(words, text + span.end - 1, 1, &last);
    return joint == DUBAN_JOINT_LIST || joint == DUBAN_JOINT_COMMA ? 1 : 0;
}

duban_span duban_words_trim(const duban_words *words, const char16_t *text, duban_span span) {
    uint32_t n;
    while (!duban_span_is_empty(span) && (n = loose_head(words, text, span)) > 0) span.start += n;
    while (!duban_span_is_empty(span) && (n = loose_tail(words, text, span)) > 0) span.end -= n;
    return duban_span_is_empty(span) ? DUBAN_SPAN_NONE : span;
}

duban_noun duban_words_noun(const duban_words *words, const char16_t *text, duban_span span) {
    uint32_t entry = 0;
    if (!words->measures || !duban_span_is_set(span)) return DUBAN_THING;
    uint32_t n = duban_vocab_longest_end(words->measures, text + span.start,
                                         duban_span_length(span), &entry);
    if (n == 0) return DUBAN_THING;
    const char *name = duban_vocab_field(words->measures, entry, "class");
    if (strcmp(name, "people") == 0) return DUBAN_PEOPLE;
    return strcmp(name, "rate") == 0 ? DUBAN_RATE : DUBAN_SIZE;
}

duban_reach duban_words_reach(const duban_words *words, const char16_t *text, duban_span scope) {
    if (!words->scopes || !duban_span_is_set(scope)) return DUBAN_REACH_CLAUSE;
    uint32_t entry = 0, length = duban_span_length(scope);
    bool masked = false, named = false;
    for (uint32_t i = scope.start; i < scope.end; i++) {
        named |= text[i] == DUBAN_MASK_NAME || text[i] == DUBAN_MASK_NAME_HEAD;
        masked |= text[i] >= DUBAN_MASK_QUANTITY && text[i] <= DUBAN_MASK_DROP;
    }
    if (masked && !named) return DUBAN_REACH_CLAUSE;
    if (duban_vocab_longest(words->scopes, text + scope.start, length, &entry) > 0) {
        if (has_field(words->scopes, entry, "class", "region")) return DUBAN_REACH_SENTENCE;
        if (has_field(words->scopes, entry, "class", "own") ||
            has_field(words->scopes, entry, "class", "each"))
            return DUBAN_REACH_CLAUSE;
    }
    if (!masked && duban_vocab_longest_end(words->scopes, text + scope.start, length, &entry) > 0 &&
        strcmp(duban_vocab_field(words->scopes, entry, "class"), "tail") == 0)
        return DUBAN_REACH_PLACE;
    return DUBAN_REACH_CLAUSE;
}

bool duban_words_apiece(const duban_words *words, const char16_t *text, duban_span span) {
    uint32_t entry = 0;
    uint32_t n = words->hedges ? duban_vocab_longest_end(words->hedges, text + span.start,
                                                         duban_span_length(span), &entry)
                               : 0;
    return n > 0 && has_field(words->hedges, entry, "class", "apiece");
}

bool duban_words_is_each(const duban_words *words, const char16_t *text, duban_span scope) {
    uint32_t entry = 0;
    if (!words->scopes || !duban_span_is_set(scope)) return false;
    uint32_t n =
        duban_vocab_longest(words->scopes, text + scope.start, duban_span_length(scope), &entry);
    return n > 0 && has_field(words->scopes, entry, "class", "each");
}

bool duban_words_is_generic(const duban_words *words, const char16_t *text, duban_span unit) {
    uint32_t entry = 0, length = duban_span_length(unit);
    return words->generic &&
           duban_vocab_longest(words->generic, text + unit.start, length, &entry) == length;
}

bool duban_words_is_level(const duban_words *words, const char16_t *text, duban_span span) {
    uint32_t entry = 0, length = duban_span_length(span);
    return words->scopes &&
           duban_vocab_longest(words->scopes, text + span.start, length, &entry) == length &&
           has_field(words->scopes, entry, "class", "level");
}

uint32_t duban_words_exceed(const duban_words *words, const char16_t *text, uint32_t length) {
    uint32_t entry = 0;
    uint32_t n = words->verbs ? duban_vocab_longest(words->verbs, text, length, &entry) : 0;
    return n > 0 && strcmp(duban_vocab_field(words->verbs, entry, "frame"), "exceed") == 0 ? n : 0;
}

uint32_t duban_words_split(const duban_words *words, const char16_t *text, duban_span list,
                           duban_span *parts, uint32_t max) {
    uint32_t count = 0, start = list.start, n = 1;
    for (uint32_t i = list.start; i < list.end && count + 1 < max; i += n) {
        duban_joint joint = duban_words_joint(words, text + i, list.end - i, &n);
        if (joint != DUBAN_JOINT_LIST && joint != DUBAN_JOINT_AND) continue;
        if (i > start) parts[count++] = (duban_span){start, i};
        start = i + n;
    }
    if (start < list.end && max > 0) parts[count++] = (duban_span){start, list.end};
    return count;
}

const char *duban_words_money(const duban_rules *rules) {
    const duban_vocab *units = duban_rules_vocab(rules, "units");
    for (uint32_t i = 0; units && i < duban_vocab_count(units); i++) {
        const char *name = duban_vocab_field(units, i, "name");
        if (strcmp(duban_vocab_field(units, i, "dimension"), "money") == 0 && name[0] &&
            strcmp(duban_vocab_field(units, i, "factor"), "1") == 0)
            return name;
    }
    return NULL;
}
