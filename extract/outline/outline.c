/* The outline: flow -> nodes, a list of steps (run.h). */
#include "extract/outline/outline.h"

#include <string.h>

#include "base/search.h"

#include "extract/outline/run.h"

static const char *const role_words[] = {
#define ROLE_WORD(name, word) [DUBAN_ROLE_##name] = word,
    DUBAN_ROLES(ROLE_WORD)
#undef ROLE_WORD
};

static const char *const form_words[] = {
#define FORM_WORD(name, word) [DUBAN_FORM_##name] = word,
    DUBAN_HEADING_FORMS(FORM_WORD)
#undef FORM_WORD
};

const char *duban_role_word(duban_role role) {
    return role < DUBAN_ROLE_COUNT ? role_words[role] : "";
}

duban_role duban_role_of(const char *word) {
    for (uint32_t i = 1; word && i < DUBAN_ROLE_COUNT; i++)
        if (strcmp(role_words[i], word) == 0) return (duban_role)i;
    return DUBAN_ROLE_NONE;
}

static void collect_forms(duban_run *run, const duban_rules *rules) {
    for (uint32_t i = 0; i < DUBAN_FORM_COUNT; i++)
        run->forms[i] = duban_form_collect(rules, DUBAN_RULE_HEADING, "form", form_words[i]);
    run->frame_line = duban_form_collect(rules, DUBAN_RULE_FRAME, "at", "line");
    run->frame_head = duban_form_collect(rules, DUBAN_RULE_FRAME, "at", "head");
    run->frame_tail = duban_form_collect(rules, DUBAN_RULE_FRAME, "at", "tail");
    run->frame_title = duban_form_collect(rules, DUBAN_RULE_FRAME, "at", "title");
    run->task_column = duban_form_collect(rules, DUBAN_RULE_TABLE, "form", "taskcolumn");
    run->task_title = duban_form_collect(rules, DUBAN_RULE_TABLE, "form", "tasktitle");
    run->table_goes_on = duban_form_collect(rules, DUBAN_RULE_TABLE, "form", "goeson");
    run->frame_name = duban_form_collect(rules, DUBAN_RULE_FRAME, "at", "name");
}

duban_outline *duban_outline_make(const duban_flow *flow, duban_matcher *matcher,
                                  duban_diags *diags) {
    const duban_rules *rules = duban_matcher_rules(matcher);
    duban_arena *arena = duban_matcher_arena(matcher);
    duban_run *run = duban_arena_alloc(arena, sizeof *run);
    *run = (duban_run){.flow = flow, .matcher = matcher, .arena = arena, .diags = diags};
    run->punctuation = duban_rules_vocab(rules, "punctuation");
    collect_forms(run, rules);
    run->styles = duban_styles_collect(rules);
    run->labels = duban_labels_find(flow, matcher, &run->styles);
    run->choices = duban_solver_run(&run->labels, &run->styles, arena);
    duban_pieces_cut(run);
    duban_pieces_sort(run);
    duban_range_find(run);
    duban_headings_find(run);
    duban_lost_find(run);
    duban_drafts_make(run);
    duban_roles_assign(run);
    duban_items_find(run);
    return duban_outline_build(run);
}

const duban_task_cell *duban_outline_cell_at(const duban_outline *outline, uint32_t position) {
    uint32_t at = duban_search_from(outline->cells, outline->cell_count, sizeof *outline->cells,
                                    offsetof(duban_task_cell, span.start), position);
    bool found = at < outline->cell_count && outline->cells[at].span.start == position;
    return found ? &outline->cells[at] : NULL;
}

uint32_t duban_outline_node_at(const duban_outline *outline, uint32_t position) {
    uint32_t at = duban_search_from(outline->places, outline->place_count, sizeof *outline->places,
                                    offsetof(duban_place, span.end), position + 1);
    if (at == outline->place_count || outline->places[at].span.start > position) return 0;
    return outline->places[at].node;
}
