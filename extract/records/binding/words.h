/*
 * Words: what the binding stages ask of the vocabularies (rules/vocab): where text comes apart,
 * what may be taken off an indicator, what its head noun measures.
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_WORDS_H
#define DUBAN_EXTRACT_RECORDS_BINDING_WORDS_H

#include "base/span.h"
#include "extract/engine/rules.h"

/* X(constant, word in the class column of clausejoints.tsv) */
#define DUBAN_JOINTS(X)                                                                            \
    X(NONE, "")                                                                                    \
    X(STOP, "stop")                                                                                \
    X(SEMICOLON, "semicolon")                                                                      \
    X(COMMA, "comma")                                                                              \
    X(LIST, "list")                                                                                \
    X(AND, "and")                                                                                  \
    X(OPEN, "open")                                                                                \
    X(CLOSE, "close")                                                                              \
    X(OF, "of")                                                                                    \
    X(WORD, "word")

typedef enum {
#define DUBAN_JOINT_CONSTANT(name, word) DUBAN_JOINT_##name,
    DUBAN_JOINTS(DUBAN_JOINT_CONSTANT)
#undef DUBAN_JOINT_CONSTANT
        DUBAN_JOINT_COUNT
} duban_joint;

/* What an indicator's head noun is: a thing that is counted, a dimension with its kind, or
 * people, who are counted without a measure word. */
typedef enum { DUBAN_THING, DUBAN_SIZE, DUBAN_RATE, DUBAN_PEOPLE } duban_noun;

typedef struct {
    const duban_vocab *joints, *hedges, *measures, *scopes, *verbs, *generic;
} duban_words;

/* The vocabularies clausejoints, hedges, measures, scopes, verbs and generic_units; a missing one
 * is empty. */
duban_words duban_words_of(const duban_rules *rules);

/* The joint that stands at the start of the text and its length; DUBAN_JOINT_NONE, length 1, where
 * there is none. */
duban_joint duban_words_joint(const duban_words *words, const char16_t *text, uint32_t length,
                              uint32_t *joint_length);

/* The span without the hedges, connectives, masked times and punctuation at its two ends. */
duban_span duban_words_trim(const duban_words *words, const char16_t *text, duban_span span);

/* The class of the hedge at the very start ("hedge", "yearly", "sum" ...) or NULL; its length. */
const char *duban_words_hedge(const duban_words *words, const char16_t *text, uint32_t length,
                              uint32_t *hedge_length);

/* True if a hedge of the class stands anywhere in the span. */
bool duban_words_has(const duban_words *words, const char16_t *text, duban_span span,
                     const char *class_name);

/* What the noun phrase in the span is, by its tail. */
duban_noun duban_words_noun(const duban_words *words, const char16_t *text, duban_span span);

/* How far a scope reaches: the sentence (the whole place that the document rules), the clauses up
 * to a semicolon (a place), or its own clause alone. */
typedef enum { DUBAN_REACH_CLAUSE, DUBAN_REACH_PLACE, DUBAN_REACH_SENTENCE } duban_reach;

duban_reach duban_words_reach(const duban_words *words, const char16_t *text, duban_span scope);

/* True if the span ends with a word that gives each of the things before it the quantity. */
bool duban_words_apiece(const duban_words *words, const char16_t *text, duban_span span);

/* True if the span is nothing but a level (of a province, of a county), without its noun. */
bool duban_words_is_level(const duban_words *words, const char16_t *text, duban_span span);

/* True if the scope gives the amount to each of something. */
bool duban_words_is_each(const duban_words *words, const char16_t *text, duban_span scope);

/* True if the span is a measure word that counts almost anything. */
bool duban_words_is_generic(const duban_words *words, const char16_t *text, duban_span unit);

/* The length of the bound at the start of a quantity that can stand for a verb; 0 if none. */
uint32_t duban_words_exceed(const duban_words *words, const char16_t *text, uint32_t length);

/* The unit of money, for sums that leave it out; NULL if the vocabulary units has none. */
const char *duban_words_money(const duban_rules *rules);

/* Takes a list of noun phrases apart at its joints; returns their number, at most max. */
uint32_t duban_words_split(const duban_words *words, const char16_t *text, duban_span list,
                           duban_span *parts, uint32_t max);

#endif
