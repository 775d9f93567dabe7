/*
 * Notices for tests of what is read from the flow: the project's rules, a text made a flow under
 * them, a string in which a test notes what it found.
 */
#ifndef DUBAN_TESTS_UNIT_FLOW_FIXTURE_H
#define DUBAN_TESTS_UNIT_FLOW_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "extract/layout/flow.h"
#include "extract/outline/outline.h"

static duban_rules *rules;

/* Setup and teardown of a group. */
static inline int load_rules(void **state) {
    (void)state;
    duban_diags diags = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    rules = duban_rules_load(DUBAN_RULES_DIR, &diags);
    for (uint32_t i = 0; !rules && i < diags.count; i++)
        print_error("%s\n", diags.items[i].message);
    duban_arena_free(diags.arena);
    return rules ? 0 : -1;
}

static inline int free_rules(void **state) {
    (void)state;
    duban_rules_free(rules);
    return 0;
}

/* One text; what begins with it may be cast to it. */
typedef struct {
    duban_arena *arena;
    duban_input input;
    duban_diags diags;
    duban_matcher *matcher; /* set by make_flow; its subject is the flow's fold */
    const duban_flow *flow; /* set by make_flow */
    const char *found;
} noting;

static inline noting begin_noting(const char *href, const char *text) {
    duban_arena *arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    return (noting){.arena = arena,
                    .input = {href, (const unsigned char *)text, strlen(text)},
                    .diags = {.arena = arena},
                    .found = ""};
}

/* Within duban_arena_run: reads the text and makes its flow. */
static inline duban_status make_flow(noting *n) {
    duban_document *document;
    duban_status status = duban_document_read(n->arena, &n->input, &document, &n->diags);
    if (status != DUBAN_OK) return status;
    n->matcher = duban_matcher_new(rules, n->arena, &n->diags);
    n->flow = duban_flow_make(document, n->matcher, &n->diags);
    duban_matcher_set(n->matcher, n->flow->fold, n->flow->length);
    return DUBAN_OK;
}

/* An outline of one task that holds every paragraph. */
static inline duban_outline one_task(const duban_flow *flow, duban_role role, duban_arena *arena) {
    duban_span *texts = duban_arena_alloc(arena, (flow->para_count + 1) * sizeof *texts);
    for (uint32_t i = 0; i < flow->para_count; i++) texts[i] = flow->paras[i].span;
    duban_node *node = duban_arena_alloc(arena, sizeof *node);
    *node = (duban_node){.kind = DUBAN_NODE_TASK,
                         .role = role,
                         .heading = DUBAN_SPAN_NONE,
                         .label = DUBAN_SPAN_NONE,
                         .text_count = flow->para_count};
    return (duban_outline){
        .nodes = node, .count = 1, .texts = texts, .text_count = flow->para_count};
}

/* Says what differs, and ends the test of this text. True if it found what is expected. */
static inline bool end_noting(noting *n, const char *expected) {
    bool same = strcmp(n->found, expected) == 0;
    if (!same)
        print_error("%.*s\n  expected %s\n  found    %s\n", (int)n->input.length,
                    (const char *)n->input.bytes, expected, n->found);
    duban_arena_free(n->arena);
    return same;
}

/* In tables a line break is written "\n". */
static inline void break_lines(char *text) {
    for (char *at; (at = strstr(text, "\\n"));) {
        *at = '\n';
        memmove(at + 1, at + 2, strlen(at + 2) + 1);
    }
}

#endif
