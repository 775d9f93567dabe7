/*
 * Matching: a run's cursor over the compiled rules.
 *
 * The matcher is given a subject (the folded flow, or a masked copy of it of the same length),
 * finds once by the literal gate which rules can match where, and then answers questions about
 * spans of it. Every call keeps PCRE2's limits; a rule that hits one is reported once for each
 * document with its id and place, and counts as not matching there.
 *
 * Masks: a stage may overwrite spans of a copy of the fold with DUBAN_MASK_* units, so that later
 * rules see "a quantity", "a time" or "a name" as one kind of character, and offsets stay. Rules
 * write them as the macros &{QUANTITY}, &{TIME}, &{NAME}, &{DROP}.
 */
#ifndef DUBAN_EXTRACT_ENGINE_MATCH_H
#define DUBAN_EXTRACT_ENGINE_MATCH_H

#include "base/diag.h"
#include "base/span.h"
#include "extract/engine/rules.h"

/* Private-use units that stand for a reading; the first unit of a masked span is the _HEAD form. */
#define DUBAN_MASK_QUANTITY ((char16_t)0xE000)
#define DUBAN_MASK_QUANTITY_HEAD ((char16_t)0xE001)
#define DUBAN_MASK_TIME ((char16_t)0xE002)
#define DUBAN_MASK_TIME_HEAD ((char16_t)0xE003)
#define DUBAN_MASK_NAME ((char16_t)0xE004)
#define DUBAN_MASK_NAME_HEAD ((char16_t)0xE005)
#define DUBAN_MASK_DROP ((char16_t)0xE006)

typedef struct duban_matcher duban_matcher;

typedef struct {
    const duban_rule *rule;
    duban_span span;
    duban_span group[DUBAN_GROUPS_MAX]; /* DUBAN_SPAN_NONE where the group took no part */
} duban_match;

/* A growing list of matches in the matcher's arena. */
typedef struct {
    duban_match *items;
    uint32_t count, capacity;
} duban_matches;

/* A cursor in the arena. The rules and diags must outlive it. NULL diags is allowed. */
duban_matcher *duban_matcher_new(const duban_rules *rules, duban_arena *arena, duban_diags *diags);
const duban_rules *duban_matcher_rules(const duban_matcher *matcher);
duban_arena *duban_matcher_arena(const duban_matcher *matcher);

/*
 * What a stage derives from the rules once in a run (a table made of a vocabulary) and finds again
 * by the address of something of its own: made by make(rules, arena) at the first call.
 */
const void *duban_matcher_derived(duban_matcher *matcher, const void *key,
                                  const void *(*make)(const duban_rules *, duban_arena *));

/*
 * Sets the subject, which must stay as it is until the next call. The gate runs over it when the
 * first question is asked. The previous subject is forgotten; set it again to go back.
 */
void duban_matcher_set(duban_matcher *matcher, const char16_t *subject, uint32_t length);

/* As duban_matcher_set, for a subject that is the part of the running text from origin on: reports
 * and traces then say where in it things are. Spans still count from the subject's beginning. */
void duban_matcher_set_part(duban_matcher *matcher, const char16_t *subject, uint32_t length,
                            uint32_t origin);

/* The subject that was set last. */
duban_str duban_matcher_subject(const duban_matcher *matcher);

/* Switches the gate off or on: it changes no answer, only the time that it takes. */
void duban_matcher_set_gated(duban_matcher *matcher, bool gated);

/*
 * All matches of all rules of a kind inside a span, by start, then by rule order; matches of one
 * rule do not overlap each other, those of two rules may. Lookbehind and \b see the text before
 * the span's start, but ^ and \A mean the span's start and $ and \z its end.
 */
duban_matches duban_match_all(duban_matcher *matcher, duban_rule_kind kind, duban_span within);

/* As duban_match_all, but of overlapping matches only the best stay: earlier rule, then longer. */
duban_matches duban_match_best(duban_matcher *matcher, duban_rule_kind kind, duban_span within);

/* The first rule of the kind, in load order, that matches anywhere in the span (leftmost). */
bool duban_match_first(duban_matcher *matcher, duban_rule_kind kind, duban_span within,
                       duban_match *match);

/* The first rule of the kind, in load order, that matches at the very start of the span. */
bool duban_match_here(duban_matcher *matcher, duban_rule_kind kind, duban_span within,
                      duban_match *match);

/* One rule, leftmost match in the span. */
bool duban_match_rule(duban_matcher *matcher, const duban_rule *rule, duban_span within,
                      duban_match *match);

/* All matches of one rule in the span, by start; they do not overlap. */
duban_matches duban_match_rule_all(duban_matcher *matcher, const duban_rule *rule,
                                   duban_span within);

/* A named group of a match; DUBAN_SPAN_NONE if the rule has no such group or it took no part. */
duban_span duban_match_group(const duban_match *match, const char *name);

#endif
