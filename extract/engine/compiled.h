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
#include "extract/engine/jit.h"
#include "extract/engine/rules.h"

#define DUBAN_COMPILE_OPTIONS                                                                      \
    (PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED | PCRE2_DOLLAR_ENDONLY | PCRE2_NO_AUTO_CAPTURE |       \
     PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C)

/*
 * The forms of a rule's program. In its pattern ^ and \A have become \G, so that they mean the
 * start of the search and not of the subject.
 */
typedef enum {
    DUBAN_FORM_SEARCH, /* finds the leftmost match */
    DUBAN_FORM_RESUME, /* the same, later in a span: a ^ never matches */
    DUBAN_FORM_HERE,   /* matches where the search begins; an option at match time forbids JIT */
    DUBAN_FORM_COUNT
} duban_form;

/*
 * A rule's program. JIT takes longer than all else of loading, so it is done for a form when it is
 * first needed, in a copy: ready is the one part of the rules that is written after loading.
 */
typedef struct {
    /* Without JIT. Resume is the same as search where the pattern has no ^, and NULL where the
     * pattern matches nowhere but at the start. Here is NULL: it is made when needed. */
    pcre2_code_16 *plain[DUBAN_FORM_COUNT];
    _Atomic(pcre2_code_16 *) ready[DUBAN_FORM_COUNT];
    duban_jit *jit; /* of all programs of the rules */
    duban_str pattern;
    const uint8_t *group_of; /* of each capture: the rule's group that it fills */
    uint32_t capture_count;
    uint32_t gate;
} duban_program;

/* The code of a form, with JIT where there is any; NULL where the form cannot match, and for
 * DUBAN_FORM_HERE where there is no memory for it: a search that is anchored gives the same. */
const pcre2_code_16 *duban_program_code(duban_program *program, duban_form form);

/* Frees what duban_program_code made. */
void duban_program_clear(duban_program *program);

struct duban_vocab {
    const char *name, *file;
    const char *const *columns;
    uint32_t column_count, count;
    const duban_str *words;             /* folded */
    const char *const *fields;          /* count rows of column_count */
    const uint32_t *lines;              /* where each entry stands */
    const uint32_t *forward, *backward; /* entries sorted by their units from either end */
    const uint64_t *heads, *tails;      /* DUBAN_VOCAB_FILTER bits: which units words begin with */
};

/* The filter's size in bits; the bit of a unit is its low bits. Most lookups find no word. */
#define DUBAN_VOCAB_FILTER 4096u

typedef struct {
    const uint32_t *rules; /* indexes in load order */
    uint32_t count;
} duban_rule_list;

struct duban_rules {
    duban_arena *arena;
    duban_jit *jit;
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
