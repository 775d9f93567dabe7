/*
 * Compiling: an expanded pattern -> a program (PCRE2, 16 bit) and the checks that need one: groups
 * of the kind, no empty match, characters that the fold leaves alone.
 *
 * Plain parentheses do not capture and names may stand twice ((?'year'...)x|(?'year'...)y). $ is
 * the very end. Where JIT is not to be had the interpreter gives the same matches.
 */
#include <string.h>

#include "extract/engine/load.h"
#include "extract/engine/pattern_analysis.h"

static void free_code(void *code) { pcre2_code_free_16(code); }

static void report_bad(duban_load *load, duban_place at, duban_str pattern, int error,
                       size_t offset) {
    PCRE2_UCHAR16 reason[200];
    int length = pcre2_get_error_message_16(error, reason, 200);
    uint32_t start = offset > 20 ? (uint32_t)offset - 20 : 0;
    duban_str seen = {pattern.units + start, (uint32_t)offset - start};
    duban_str words = {(const char16_t *)reason, length < 0 ? 0 : (uint32_t)length};
    duban_load_error(load, at, "%s in the pattern after '%s'",
                     duban_str_to_utf8(load->scratch, words),
                     duban_str_to_utf8(load->scratch, seen));
}

/* NULL with the error and its place if the pattern does not compile. */
static pcre2_code_16 *compile(duban_load *load, duban_str pattern, int *error, size_t *offset) {
    pcre2_code_16 *code =
        pcre2_compile_16((PCRE2_SPTR16)pattern.units, pattern.length, DUBAN_COMPILE_OPTIONS, error,
                         offset, duban_jit_context(load->rules->jit));
    if (!code && *error == PCRE2_ERROR_HEAP_FAILED) duban_arena_give_up(load->rules->arena);
    if (!code) return NULL;
    duban_arena_own(load->rules->arena, free_code, code);
    return code;
}

/* The pattern with each \G replaced by a part that never matches; false where there is none. */
static bool without_start(duban_load *load, duban_str pattern, duban_str *out) {
    duban_text text = {.arena = load->scratch};
    bool found = false;
    for (uint32_t i = 0; i < pattern.length; i++) {
        bool escape = pattern.units[i] == '\\' && i + 1 < pattern.length;
        if (escape && pattern.units[i + 1] == 'G') {
            duban_text_put_ascii(&text, "(?!)");
            found = true;
        } else {
            duban_text_put(&text, (duban_str){pattern.units + i, escape ? 2 : 1});
        }
        i += escape;
    }
    *out = (duban_str){text.units, text.length};
    return found;
}

static void compile_resumed(duban_load *load, duban_program *p) {
    uint32_t options = 0;
    duban_str pattern;
    pcre2_code_16 **resume = &p->plain[DUBAN_FORM_RESUME];
    pcre2_pattern_info_16(p->plain[DUBAN_FORM_SEARCH], PCRE2_INFO_ALLOPTIONS, &options);
    *resume = options & PCRE2_ANCHORED ? NULL : p->plain[DUBAN_FORM_SEARCH];
    if (!*resume || !without_start(load, p->pattern, &pattern)) return;
    int error;
    size_t offset;
    *resume = compile(load, pattern, &error, &offset);
}

/* The index of a group of the rule, added if new; -1 where there are too many. */
static int group_index(duban_rule *rule, const char *name) {
    for (uint32_t i = 0; i < rule->group_count; i++)
        if (strcmp(rule->group_names[i], name) == 0) return (int)i;
    if (rule->group_count == DUBAN_GROUPS_MAX) return -1;
    rule->group_names[rule->group_count] = name;
    return (int)rule->group_count++;
}

static void read_groups(duban_load *load, duban_rule *rule, duban_program *p, duban_place at) {
    const duban_kind_facts *facts = duban_kind_facts_of(rule->kind);
    uint32_t count = 0, entry_size = 0;
    PCRE2_SPTR16 table = NULL;
    pcre2_pattern_info_16(p->plain[DUBAN_FORM_SEARCH], PCRE2_INFO_CAPTURECOUNT, &p->capture_count);
    pcre2_pattern_info_16(p->plain[DUBAN_FORM_SEARCH], PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info_16(p->plain[DUBAN_FORM_SEARCH], PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
    pcre2_pattern_info_16(p->plain[DUBAN_FORM_SEARCH], PCRE2_INFO_NAMETABLE, &table);
    uint8_t *group_of = duban_arena_alloc(load->rules->arena, p->capture_count + 1);
    for (uint32_t i = 0; i < count; i++, table += entry_size) {
        duban_str units = {(const char16_t *)table + 1, 0};
        while (units.units[units.length]) units.length++;
        const char *name = duban_str_to_utf8(load->rules->arena, units);
        int index = group_index(rule, name);
        if (!duban_kind_lists(facts->groups, name))
            duban_load_error(load, at, "a rule of kind '%s' has no group '%s'; it may have: %s",
                             facts->word, name, facts->groups);
        if (index < 0)
            duban_load_error(load, at, "more than %d named groups", DUBAN_GROUPS_MAX);
        else
            group_of[table[0]] = (uint8_t)index;
    }
    p->group_of = group_of;
}

static void check_empty(duban_load *load, const duban_program *p, duban_place at) {
    uint32_t empty = 0;
    pcre2_pattern_info_16(p->plain[DUBAN_FORM_SEARCH], PCRE2_INFO_MATCHEMPTY, &empty);
    if (empty)
        duban_load_error(load, at, "the pattern can match nothing at all; require a character");
}

void duban_load_compile(duban_load *load, uint32_t i) {
    duban_rules *rules = load->rules;
    duban_rule *rule = &rules->rules[i];
    duban_program *p = &rules->programs[i];
    p->jit = rules->jit;
    duban_place at = {.file = rule->file, .rule = rule->id, .line = load->patterns[i].line};
    duban_str expanded;
    if (!duban_load_expand(load, load->patterns[i].text, at, &expanded)) return;
    p->pattern.length = expanded.length;
    p->pattern.units =
        duban_arena_copy(rules->arena, expanded.units, expanded.length * sizeof *expanded.units);
    int error;
    size_t offset;
    p->plain[DUBAN_FORM_SEARCH] = compile(load, p->pattern, &error, &offset);
    if (!p->plain[DUBAN_FORM_SEARCH]) {
        report_bad(load, at, p->pattern, error, offset);
        return;
    }
    read_groups(load, rule, p, at);
    check_empty(load, p, at);
    compile_resumed(load, p);
    if (p->capture_count > rules->capture_max) rules->capture_max = p->capture_count;
}

typedef struct {
    duban_arena *arena, *kept;
    duban_str pattern;
    duban_pattern_analysis found;
} analysis;

static duban_status analyse(void *context) {
    analysis *a = context;
    a->found = duban_pattern_analyse(a->arena, a->pattern);
    return DUBAN_OK;
}

static duban_status keep(void *context) {
    analysis *a = context;
    duban_literals *set = &a->found.needed;
    duban_str *items = duban_arena_copy(a->kept, set->items, set->count * sizeof *items);
    for (uint32_t i = 0; set->known && i < set->count; i++)
        items[i].units =
            duban_arena_copy(a->kept, items[i].units, items[i].length * sizeof *items[i].units);
    set->items = items;
    return DUBAN_OK;
}

static void warn_of_slow(duban_load *load, uint32_t i, const duban_pattern_analysis *found) {
    const duban_rule *rule = &load->rules->rules[i];
    duban_place at = {.file = rule->file, .rule = rule->id, .line = load->patterns[i].line};
    if (found->nested_loop)
        duban_load_warning(load, at,
                           "the pattern repeats what is itself a repetition, which may take very "
                           "long; make the inner one possessive (x++) or give it a separator");
    if (found->open_beginning)
        duban_load_warning(load, at,
                           "the pattern begins with a repetition of almost any character, which "
                           "each place starts anew; give it a bound ({0,40}) or an anchor (^)");
}

/* What rule i needs, in the scratch arena; unknown where finding it out takes too much memory. */
static duban_literals needed(duban_load *load, uint32_t i) {
    analysis a = {.arena = duban_arena_new(DUBAN_RULES_MEMORY),
                  .kept = load->scratch,
                  .pattern = load->rules->programs[i].pattern};
    bool done = a.arena && duban_arena_run(a.arena, analyse, &a) == DUBAN_OK &&
                duban_arena_run(a.kept, keep, &a) == DUBAN_OK;
    duban_arena_free(a.arena);
    if (done) warn_of_slow(load, i, &a.found);
    return done ? a.found.needed : DUBAN_LITERALS_UNKNOWN;
}

void duban_load_gates(duban_load *load) {
    duban_rules *rules = load->rules;
    duban_literals *sets = duban_arena_alloc(load->scratch, rules->count * sizeof *sets);
    uint32_t *gate_of = duban_arena_alloc(load->scratch, rules->count * sizeof *gate_of);
    for (uint32_t i = 0; i < rules->count; i++)
        if (rules->programs[i].plain[DUBAN_FORM_SEARCH]) sets[i] = needed(load, i);
    rules->gates = duban_gates_new(rules->arena, load->scratch, sets, rules->count, gate_of);
    for (uint32_t i = 0; i < rules->count; i++) rules->programs[i].gate = gate_of[i];
}
