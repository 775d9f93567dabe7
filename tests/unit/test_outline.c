/*
 * The outline of small invented notices, each with other numbering habits: tests/fixtures/outline
 * holds NAME.txt and what duban_outline_print says of it, NAME.outline. With DUBAN_UPDATE=NAME in
 * the environment that one file is written anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "extract/outline/cost.h"
#include "extract/outline/numeral.h"
#include "extract/outline/outline.h"
#include "extract/outline/solver.h"

#define FIXTURES DUBAN_SOURCE_DIR "/tests/fixtures/outline/"
#define TABLES DUBAN_SOURCE_DIR "/tests/tables/"

typedef struct {
    duban_rules *rules;
    duban_arena *arena; /* of the rules */
} fixture;

typedef struct {
    duban_arena *arena;
    const duban_rules *rules;
    const char *bytes;
    size_t length;
    duban_diags diags;
    duban_matcher *matcher;
    const duban_flow *flow;
    duban_outline *outline;
} reading;

static int load_rules(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->arena = duban_arena_new((size_t)1 << 28);
    duban_diags diags = {.arena = f->arena};
    f->rules = duban_rules_load(DUBAN_RULES_DIR, &diags);
    if (!f->rules && diags.count) print_error("%s\n", diags.items[0].message);
    *state = f;
    return f->rules ? 0 : -1;
}

static int free_rules(void **state) {
    fixture *f = *state;
    duban_rules_free(f->rules);
    duban_arena_free(f->arena);
    free(f);
    return 0;
}

static duban_status read_flow(void *context) {
    reading *r = context;
    r->diags.arena = r->arena;
    duban_input input = {
        .href = "notice.txt", .bytes = (const unsigned char *)r->bytes, .length = r->length};
    duban_document *document = NULL;
    duban_status status = duban_document_read(r->arena, &input, &document, &r->diags);
    if (status != DUBAN_OK) return status;
    r->matcher = duban_matcher_new(r->rules, r->arena, &r->diags);
    r->flow = duban_flow_make(document, r->matcher, &r->diags);
    duban_matcher_set(r->matcher, r->flow->fold, r->flow->length);
    r->outline = duban_outline_make(r->flow, r->matcher, &r->diags);
    return DUBAN_OK;
}

static reading read_text(const fixture *f, const char *bytes, size_t length) {
    reading r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY),
                 .rules = f->rules,
                 .bytes = bytes,
                 .length = length};
    assert_int_equal(duban_arena_run(r.arena, read_flow, &r), DUBAN_OK);
    assert_true(duban_outline_check(r.outline, r.flow));
    return r;
}

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *bytes = calloc(1, 1 << 20);
    *length = fread(bytes, 1, (1 << 20) - 1, file);
    fclose(file);
    return bytes;
}

static bool compare_one(const fixture *f, const char *name) {
    char path[400];
    size_t length = 0, kept_length = 0;
    snprintf(path, sizeof path, FIXTURES "%s.txt", name);
    char *bytes = read_file(path, &length);
    assert_non_null(bytes);
    reading r = read_text(f, bytes, length);
    char *now = duban_outline_print(r.outline, r.flow, r.arena);
    snprintf(path, sizeof path, FIXTURES "%s.outline", name);
    const char *update = getenv("DUBAN_UPDATE");
    if (update && strcmp(update, name) == 0) {
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        fputs(now, out);
        fclose(out);
    }
    char *kept = read_file(path, &kept_length);
    bool same = kept && strcmp(kept, now) == 0;
    if (!same) print_error("%s is now:\n%s\n", name, now);
    free(kept);
    free(bytes);
    duban_arena_free(r.arena);
    return same;
}

static void outlines_are_as_kept(void **state) {
    DIR *folder = opendir(FIXTURES);
    assert_non_null(folder);
    uint32_t count = 0, wrong = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        char name[256];
        snprintf(name, sizeof name, "%s", entry->d_name);
        char *end = strstr(name, ".txt");
        if (!end) continue;
        *end = 0;
        count++;
        wrong += !compare_one(*state, name);
    }
    closedir(folder);
    assert_true(count >= 14);
    assert_int_equal(wrong, 0);
}

/* Calls check(fields) for each line of a table; lines that begin with # and the first are passed.
 */
static void for_each_row(const fixture *f, const char *name,
                         bool (*check)(const fixture *f, char **fields)) {
    char path[400];
    size_t length = 0;
    snprintf(path, sizeof path, TABLES "%s", name);
    char *bytes = read_file(path, &length);
    assert_non_null(bytes);
    uint32_t rows = 0, wrong = 0;
    char *save = NULL;
    strtok_r(bytes, "\n", &save);
    for (char *line; (line = strtok_r(NULL, "\n", &save));) {
        if (*line == '#') continue;
        char *fields[3] = {NULL}, *rest = NULL;
        for (uint32_t i = 0; i < 3; i++) fields[i] = strtok_r(i ? NULL : line, "\t", &rest);
        assert_non_null(fields[1]);
        rows++;
        wrong += !check(f, fields);
    }
    free(bytes);
    assert_true(rows > 0);
    assert_int_equal(wrong, 0);
}

static bool check_numeral(const fixture *f, char **fields) {
    duban_arena *arena = duban_arena_new(1 << 16);
    duban_str text = duban_str_from_utf8(arena, fields[0], strlen(fields[0]));
    int32_t value = duban_numeral_read(duban_rules_vocab(f->rules, "label_numerals"), text);
    duban_arena_free(arena);
    bool right = value == atoi(fields[1]);
    if (!right) print_error("%s is %d, not %s\n", fields[0], value, fields[1]);
    return right;
}

static void numerals_are_read(void **state) {
    for_each_row(*state, "label_numerals.tsv", check_numeral);
}

/* Lines divided by | on the left, depth:number of the accepted labels on the right. */
static bool check_numbering(const fixture *f, char **fields) {
    char *text = strdup(fields[0]), now[400] = "";
    for (char *c = text; *c; c++)
        if (*c == '|') *c = '\n';
    reading r = read_text(f, text, strlen(text));
    duban_styles styles = duban_styles_collect(f->rules);
    duban_labels labels = duban_labels_find(r.flow, r.matcher, &styles);
    duban_choices choices = duban_solver_run(&labels, &styles, r.arena);
    for (uint32_t i = 0; i < choices.count; i++)
        snprintf(now + strlen(now), sizeof now - strlen(now), "%s%d:%d%s", i ? " " : "",
                 choices.items[i].depth, choices.items[i].number,
                 choices.items[i].inferred ? "?" : "");
    duban_arena_free(r.arena);
    free(text);
    bool right = strcmp(now, fields[1]) == 0;
    if (!right) print_error("%s gives %s, not %s (%s)\n", fields[0], now, fields[1], fields[2]);
    return right;
}

static void numbering_is_solved(void **state) {
    for_each_row(*state, "numbering.tsv", check_numbering);
}

static void positions_lead_to_nodes(void **state) {
    const char *text = "一、主要任务\n（一）修路。先修村道。\n（二）架桥。再架新桥。\n";
    reading r = read_text(*state, text, strlen(text));
    for (uint32_t i = 0; i < r.outline->place_count; i++) {
        const duban_place *place = &r.outline->places[i];
        assert_int_equal(duban_outline_node_at(r.outline, place->span.start), place->node);
        assert_int_equal(duban_outline_node_at(r.outline, place->span.end - 1), place->node);
    }
    assert_int_equal(r.outline->count, 4);
    assert_int_equal(duban_outline_node_at(r.outline, r.flow->length), 0);
    duban_arena_free(r.arena);
}

static void inferences_are_told(void **state) {
    const char *text =
        "一、主要任务\n（一）修路。先修村道。\n（二）架桥。再架新桥。\n植树。沿路植树成荫。\n"
        "（四）点灯。路口安装路灯。\n";
    reading r = read_text(*state, text, strlen(text));
    assert_true(duban_diags_count(&r.diags, DUBAN_NOTE) > 0);
    const duban_node *lost = &r.outline->nodes[4];
    assert_int_equal(lost->number, 3);
    assert_true(lost->inferred);
    assert_non_null(lost->proof);
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numerals_are_read),    cmocka_unit_test(numbering_is_solved),
        cmocka_unit_test(outlines_are_as_kept), cmocka_unit_test(positions_lead_to_nodes),
        cmocka_unit_test(inferences_are_told),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
