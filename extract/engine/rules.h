/*
 * Rules: the compiled form of the files under rules/.
 *
 * rule files (XML) and vocabularies (TSV) -> macros expanded, PCRE2 patterns compiled, literals
 * for the gate. Immutable after loading and safe to share between threads; a run's state is in a
 * duban_matcher (match.h).
 *
 * All patterns see the folded view (ingest/fold.h). A pattern that holds a character which the
 * fold changes could never match, and is refused.
 */
#ifndef DUBAN_EXTRACT_ENGINE_RULES_H
#define DUBAN_EXTRACT_ENGINE_RULES_H

#include "base/diag.h"
#include "base/limits.h"
#include "base/str.h"
#include "extract/engine/kinds.h"

typedef struct duban_rules duban_rules;

/* A name with its text: a parameter of a rule, a field of an example. */
typedef struct {
    const char *name, *value;
} duban_rule_setting;

/*
 * An example of a rule as its file states it: the text, the part that the rule is to match
 * (DUBAN_SPAN_NONE where no <m> says), what the groups and fields are to be. Units inside <q>,
 * <t>, <n>, <d> are listed as masks.
 */
typedef struct {
    bool counter;    /* the rule must not match (inside the marked part, where there is one) */
    const char *why; /* counter-examples; else NULL */
    uint32_t line;
    duban_str text; /* as written, not folded */
    duban_span marked;
    const duban_rule_setting *fields;
    uint32_t field_count;
    const struct duban_rule_mask *masks;
    uint32_t mask_count;
} duban_rule_example;

/* A part of an example that stands for a reading: see match.h, masks. */
typedef struct duban_rule_mask {
    duban_span span;
    char16_t head, unit;
} duban_rule_mask;

/* One rule, as its file states it. All strings live as long as the rules. */
typedef struct duban_rule {
    const char *id;    /* "unit.bracketed" */
    const char *title; /* one line, for people */
    const char *why;   /* the reason, with the words that it is about */
    duban_rule_kind kind;
    const char *file;
    uint32_t line;
    uint32_t index; /* in load order: files by name, rules as they stand */
    uint32_t group_count;
    const char *group_names[DUBAN_GROUPS_MAX]; /* group i of the rule; matches use the same index */
    const duban_rule_setting *settings;        /* see duban_rule_param */
    uint32_t setting_count;
    const duban_rule_example *examples;
    uint32_t example_count;
} duban_rule;

/*
 * Loads every *.xml file in the directory and every *.tsv file in its vocab folder, checks the
 * files against rules.rng, compiles. Any error: NULL, and diags names file, line, rule and
 * what is wrong. Release with duban_rules_free.
 */
duban_rules *duban_rules_load(const char *directory, duban_diags *diags);
void duban_rules_free(duban_rules *rules);

/*
 * Does at once for all rules what is else done when a rule is first needed: for a process that
 * forks workers, or whose first input must be as fast as the others.
 */
void duban_rules_warm(const duban_rules *rules);

/* SHA-256 over the names and bytes of all files read: the version of the rules, lower-case hex. */
const char *duban_rules_version(const duban_rules *rules);

uint32_t duban_rules_count(const duban_rules *rules);
const duban_rule *duban_rules_at(const duban_rules *rules, uint32_t index);

/* The rule with this id, or NULL. */
const duban_rule *duban_rules_find(const duban_rules *rules, const char *id);

/* A rule's pattern with its macros expanded, as PCRE2 sees it. */
duban_str duban_rules_pattern(const duban_rules *rules, const duban_rule *rule);

/* The value of <set name="..." value="..."/> in the rule, or NULL. */
const char *duban_rule_param(const duban_rule *rule, const char *name);

/*
 * A vocabulary: words with columns, from rules/vocab/NAME.tsv. The first line names the columns,
 * the first column is the word, # begins a comment line. Words are folded on loading.
 */
typedef struct duban_vocab duban_vocab;

/* NULL if there is no such vocabulary; a stage that needs one asks when it starts. */
const duban_vocab *duban_rules_vocab(const duban_rules *rules, const char *name);

uint32_t duban_vocab_count(const duban_vocab *vocab);
duban_str duban_vocab_word(const duban_vocab *vocab, uint32_t entry);

/* The UTF-8 text of a column, "" where it is empty or there is no such column. */
const char *duban_vocab_field(const duban_vocab *vocab, uint32_t entry, const char *column);

/* The length of the longest word that the folded units begin with, 0 if none; sets *entry. */
uint32_t duban_vocab_longest(const duban_vocab *vocab, const char16_t *units, uint32_t length,
                             uint32_t *entry);

/* The length of the longest word that the folded units end with, 0 if none; sets *entry. */
uint32_t duban_vocab_longest_end(const duban_vocab *vocab, const char16_t *units, uint32_t length,
                                 uint32_t *entry);

#endif
