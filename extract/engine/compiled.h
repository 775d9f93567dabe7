/*
 * The compiled rules from inside: what the loader fills in and the matcher reads.
 *
 * Private to extract/engine. Everything stands in the rules' arena; PCRE2's codes are owned by it.
 */
#ifndef DUBAN_EXTRACT_ENGINE_COMPILED_H
#define DUBAN_EXTRACT_ENGINE_COMPILED_H

#define PCRE2_CODE_UNIT_WIDTH 16
#include <pcre2.h>

#include "base/sha256.h"
#include "extract/engine/gate.h"
#include "extract/engine/rules.h"

#define DUBAN_COMPILE_OPTIONS                                                                      \
    (PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED | PCRE2_DOLLAR_ENDONLY | PCRE2_NO_AUTO_CAPTURE |       \
     PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C)

/*
 * A rule's program. In its pattern ^ and \A have become \G, so that they mean the start of the
 * search and not of the subject; resumed is the same pattern with a ^ that never matches, for a
 * search that goes on inside a span. It is NULL where such a search cannot succeed.
 */
typedef struct {
    pcre2_code_16 *code, *resumed;
    /* The same bound to where the search begins, made when first asked for: an option at match
     * time would turn JIT off. The one part of the rules that is written after loading. */
    _Atomic(pcre2_code_16 *) anchored;
    duban_str pattern;
    const uint8_t *group_of; /* of each capture: the rule's group that it fills */
    uint32_t capture_count;
    uint32_t gate;
} duban_program;

struct duban_vocab {
    const char *name, *file;
    const char *const *columns;
    uint32_t column_count, count;
    const duban_str *words;             /* folded */
    const char *const *fields;          /* count rows of column_count */
    const uint32_t *lines;              /* where each entry stands */
    const uint32_t *forward, *backward; /* entries sorted by their units from either end */
};

typedef struct {
    const uint32_t *rules; /* indexes in load order */
    uint32_t count;
} duban_rule_list;

struct duban_rules {
    duban_arena *arena;
    duban_rule *rules;
    duban_program *programs; /* parallel to rules */
    uint32_t count, rule_capacity, program_capacity;
    duban_rule_list by_kind[DUBAN_RULE_KIND_COUNT];
    duban_vocab *vocabs;
    uint32_t vocab_count, vocab_capacity;
    uint32_t capture_max;
    const duban_gates *gates;
    char16_t stops[16]; /* units after which a long subject may be cut */
    uint32_t stop_count;
    char version[DUBAN_SHA256_HEX];
};

#endif
