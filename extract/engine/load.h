/*
 * Loading, step by step: the state of one duban_rules_load() and the steps that work on it.
 *
 * Private to extract/engine. A step reports with duban_load_error(), which marks the load as
 * failed, and goes on, so that one run names all that is wrong.
 */
#ifndef DUBAN_EXTRACT_ENGINE_LOAD_H
#define DUBAN_EXTRACT_ENGINE_LOAD_H

#include "extract/engine/compiled.h"

struct _xmlDoc; /* libxml2's, seen by few files */
struct _xmlNode;

/* A file of the rules, whole, in the scratch arena. */
typedef struct {
    const char *path; /* in the rules' arena */
    const char *name; /* its last part */
    const char *bytes;
    size_t length;
} duban_rule_file;

typedef struct {
    duban_rule_file *items;
    uint32_t count, capacity;
} duban_rule_files;

/* A macro: its text as written and, once asked for, expanded for use outside or inside [...]. */
typedef struct {
    const char *name, *file;
    uint32_t line;
    duban_str text, expanded[2];
    bool ready[2], open; /* open: being expanded, so that to meet it again is a cycle */
} duban_macro;

/* A pattern as written, parallel to duban_rules.rules. */
typedef struct {
    duban_str text;
    uint32_t line;
} duban_pattern;

typedef struct {
    duban_rules *rules;
    duban_arena *scratch; /* lives as long as the load */
    duban_diags *diags;
    bool failed;
    bool exhausted; /* libxml2 found no memory, whatever it made of that */
    duban_macro *macros;
    uint32_t macro_count, macro_capacity;
    duban_pattern *patterns;
    uint32_t pattern_capacity;
} duban_load;

/* A growing UTF-16 text in the scratch arena. */
typedef struct {
    duban_arena *arena;
    char16_t *units;
    uint32_t length, capacity;
} duban_text;

void duban_text_put(duban_text *text, duban_str s);
void duban_text_put_ascii(duban_text *text, const char *ascii);
void duban_text_put_unit(duban_text *text, char16_t unit);

/* A place in the rule files; rule may be NULL, line 0. */
typedef struct {
    const char *file, *rule;
    uint32_t line;
} duban_place;

void duban_load_error(duban_load *load, duban_place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void duban_load_warning(duban_load *load, duban_place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* source.c: the files of a folder with a given suffix, by name, read whole. */
void duban_load_files(duban_load *load, const char *folder, const char *suffix,
                      duban_rule_files *files);

/* vocabulary.c: one file into a vocabulary. */
void duban_load_vocab(duban_load *load, const duban_rule_file *file);

/* schema.c: a rule file as a tree that the schema has approved; NULL when it was reported. */
typedef struct duban_schema duban_schema;
duban_schema *duban_schema_new(duban_load *load, const duban_rule_file *rng);
struct _xmlDoc *duban_schema_read(duban_schema *schema, const duban_rule_file *file);

/* While a load watches, what libxml2 says to nobody in particular sets load->exhausted or is lost;
 * then the handler before gets it again. */
struct _xmlError;
typedef struct {
    void (*handle)(void *context, struct _xmlError *error);
    void *context;
} duban_schema_handler;
duban_schema_handler duban_schema_watch(duban_load *load);
void duban_schema_unwatch(duban_schema_handler before);

/* rulefile.c: such a tree into macros, rules and patterns. */
void duban_load_rules(duban_load *load, struct _xmlDoc *doc, const char *file);

/* rulefile_example.c: an example element of a rule. */
duban_rule_example duban_load_example(duban_load *load, struct _xmlNode *element, duban_place at,
                                      duban_rule_kind kind);

/* alternation.c: a pattern for any of some words (sorted by units, unique), longest first. */
void duban_alternation_put(duban_text *out, const duban_str *words, uint32_t count);
/* One word, so that each of its characters means itself, in [ ] too. */
void duban_alternation_put_word(duban_text *out, duban_str word);

/* expand.c: a pattern with its macros expanded, in the scratch arena; false when it was reported.
 */
bool duban_load_expand(duban_load *load, duban_str text, duban_place at, duban_str *expanded);

/* compile.c: the pattern of rule i into its program. */
void duban_load_compile(duban_load *load, uint32_t i);

/* compile.c: the gates of all programs. */
void duban_load_gates(duban_load *load);

#endif
