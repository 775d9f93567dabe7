/*
 * Loading: a folder of rule files -> compiled rules, or all that is wrong with it.
 *
 * vocab/NAME.tsv, then *.xml by name against rules.rng, then every pattern. The rules' own arena
 * holds the result; a scratch arena holds what only the load needs.
 */
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "extract/engine/load.h"

typedef struct {
    duban_load load;
    const char *directory;
    duban_rule_files schemas, rules, vocabs;
} loading;

static void hash_files(duban_sha256 *hash, const duban_rule_files *files) {
    for (uint32_t i = 0; i < files->count; i++) {
        const duban_rule_file *f = &files->items[i];
        uint8_t length[8];
        for (int b = 0; b < 8; b++) length[b] = (uint8_t)((uint64_t)f->length >> 8 * b);
        duban_sha256_add(hash, f->name, strlen(f->name) + 1);
        duban_sha256_add(hash, length, sizeof length);
        duban_sha256_add(hash, f->bytes, f->length);
    }
}

static void set_version(loading *l) {
    duban_sha256 hash;
    duban_sha256_init(&hash);
    hash_files(&hash, &l->schemas);
    hash_files(&hash, &l->rules);
    hash_files(&hash, &l->vocabs);
    duban_sha256_hex(&hash, l->load.rules->version);
}

static const duban_rule_file *find_file(const duban_rule_files *files, const char *name) {
    for (uint32_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i].name, name) == 0) return &files->items[i];
    return NULL;
}

static void read_files(loading *l) {
    duban_load *load = &l->load;
    duban_load_files(load, l->directory, ".rng", &l->schemas);
    duban_load_files(load, l->directory, ".xml", &l->rules);
    const char *folder = duban_arena_printf(load->scratch, "%s/vocab", l->directory);
    duban_load_files(load, folder, ".tsv", &l->vocabs);
}

static void read_rules(loading *l) {
    duban_load *load = &l->load;
    duban_place at = {.file = l->directory};
    const duban_rule_file *rng = find_file(&l->schemas, "rules.rng");
    duban_schema *schema = rng ? duban_schema_new(load, rng) : NULL;
    if (!schema)
        duban_load_error(load, at, "no usable schema 'rules.rng' in the folder of the rules");
    else if (l->rules.count == 0)
        duban_load_error(load, at, "no rule file (*.xml) in the folder");
    for (uint32_t i = 0; schema && i < l->rules.count; i++) {
        struct _xmlDoc *doc = duban_schema_read(schema, &l->rules.items[i]);
        if (doc) duban_load_rules(load, doc, l->rules.items[i].path);
    }
}

static void list_by_kind(duban_rules *rules) {
    for (duban_rule_kind kind = 0; kind < DUBAN_RULE_KIND_COUNT; kind++) {
        uint32_t *list = duban_arena_alloc(rules->arena, rules->count * sizeof *list), count = 0;
        for (uint32_t i = 0; i < rules->count; i++)
            if (rules->rules[i].kind == kind) list[count++] = i;
        rules->by_kind[kind] = (duban_rule_list){list, count};
    }
}

/* The vocabulary "stops", where there is one: characters after which a long text may be cut. */
static void read_stops(duban_rules *rules) {
    const duban_vocab *v = duban_rules_vocab(rules, "stops");
    const uint32_t room = sizeof rules->stops / sizeof *rules->stops;
    rules->stops[rules->stop_count++] = '\n';
    for (uint32_t i = 0; v && i < v->count && rules->stop_count < room; i++)
        if (v->words[i].length == 1) rules->stops[rules->stop_count++] = v->words[i].units[0];
}

static void clear_programs(void *context) {
    duban_rules *rules = context;
    for (uint32_t i = 0; i < rules->count; i++) duban_program_clear(&rules->programs[i]);
}

static duban_status load_in_scratch(void *context) {
    loading *l = context;
    duban_rules *rules = l->load.rules;
    read_files(l);
    for (uint32_t i = 0; i < l->vocabs.count; i++) duban_load_vocab(&l->load, &l->vocabs.items[i]);
    read_rules(l);
    rules->jit = duban_jit_new(rules->arena);
    rules->programs = duban_arena_alloc(rules->arena, rules->count * sizeof *rules->programs);
    duban_arena_own(rules->arena, clear_programs, rules);
    for (uint32_t i = 0; i < rules->count; i++) duban_load_compile(&l->load, i);
    duban_load_gates(&l->load);
    list_by_kind(rules);
    read_stops(rules);
    set_version(l);
    if (l->load.exhausted) return DUBAN_NO_MEMORY;
    return l->load.failed ? DUBAN_BAD_RULES : DUBAN_OK;
}

static duban_status load_all(void *context) {
    loading *l = context;
    return duban_arena_run(l->load.scratch, load_in_scratch, context);
}

/*
 * Whether there is as much memory as loading takes. libxml2's check of the schema (2.9) does not
 * survive an allocation that fails, so it is not begun where one would.
 */
static bool has_room(void) {
    void *room = malloc(DUBAN_RULES_ROOM);
    free(room);
    return room != NULL;
}

duban_rules *duban_rules_load(const char *directory, duban_diags *diags) {
    duban_arena *arena = duban_arena_new(DUBAN_RULES_MEMORY);
    duban_rules *rules = arena ? duban_arena_alloc(arena, sizeof *rules) : NULL;
    loading l = {.directory = directory};
    l.load = (duban_load){
        .rules = rules, .diags = diags, .scratch = duban_arena_new(DUBAN_RULES_MEMORY)};
    duban_status status = DUBAN_NO_MEMORY;
    if (rules && l.load.scratch && has_room()) {
        rules->arena = arena;
        duban_schema_handler before = duban_schema_watch(&l.load);
        status = duban_arena_run(arena, load_all, &l);
        duban_schema_unwatch(before);
    }
    if (status == DUBAN_NO_MEMORY) {
        const duban_diag d = {.severity = DUBAN_ERROR,
                              .status = DUBAN_NO_MEMORY,
                              .stage = DUBAN_STAGE_RULES,
                              .span = DUBAN_SPAN_NONE};
        duban_diag_add(diags, d, "no memory left for the rules within %zu bytes",
                       DUBAN_RULES_MEMORY);
    }
    duban_arena_free(l.load.scratch);
    if (status == DUBAN_OK) return rules;
    duban_arena_free(arena);
    return NULL;
}
