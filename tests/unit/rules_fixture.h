/* Rule folders made on the fly: each test writes the files it needs beside the real schema. */
#ifndef DUBAN_TESTS_RULES_FIXTURE_H
#define DUBAN_TESTS_RULES_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "extract/engine/match.h"

typedef struct {
    char path[64];
    duban_arena *arena;
    duban_diags diags;
} folder;

static void folder_write(const folder *f, const char *name, const char *text) {
    char path[160];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fwrite(text, 1, strlen(text), out);
    fclose(out);
}

static folder folder_new(void) {
    folder f = {.path = "/tmp/duban-rules-XXXXXX", .arena = duban_arena_new((size_t)1 << 28)};
    f.diags.arena = f.arena;
    assert_non_null(mkdtemp(f.path));
    char from[400], path[160];
    snprintf(path, sizeof path, "%s/vocab", f.path);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/rules.rng", f.path);
    snprintf(from, sizeof from, "%s/rules.rng", DUBAN_RULES_DIR);
    assert_int_equal(symlink(from, path), 0);
    return f;
}

static void folder_free(folder *f) {
    char command[160];
    snprintf(command, sizeof command, "rm -rf '%s'", f->path);
    assert_int_equal(system(command), 0);
    duban_arena_free(f->arena);
}

/* The text of a rule file around its content. */
#define RULES(content) "<rules xmlns=\"urn:duban:rules:1\">" content "</rules>"
/* A rule of kind "name" with a pattern and an example. */
#define RULE(id, pattern, example)                                                                 \
    "<rule id=\"" id "\" kind=\"name\" title=\"t\"><why>w</why><pattern><![CDATA[" pattern         \
    "]]></pattern><example>" example "</example></rule>\n"

/* Whether one of the findings holds the words. */
__attribute__((unused)) static bool says(const duban_diags *diags, const char *words) {
    for (uint32_t i = 0; i < diags->count; i++)
        if (strstr(diags->items[i].message, words)) return true;
    return false;
}

__attribute__((unused)) static void print_diags(const duban_diags *diags) {
    for (uint32_t i = 0; i < diags->count; i++)
        fprintf(stderr, "%s:%u: %s: %s\n", diags->items[i].file, diags->items[i].line,
                diags->items[i].rule ? diags->items[i].rule : "-", diags->items[i].message);
}

/* Rules from one rule file and at most one vocabulary; NULL with findings where they are bad. */
__attribute__((unused)) static duban_rules *load_text(folder *f, const char *rules,
                                                      const char *vocab) {
    folder_write(f, "a.xml", rules);
    if (vocab) folder_write(f, "vocab/v.tsv", vocab);
    return duban_rules_load(f->path, &f->diags);
}

#endif
