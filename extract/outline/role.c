/*
 * Roles: each section's from its own heading by rules of kind "role", else its parent's. A section
 * of the outermost level that says nothing holds measures, unless the document's title says that it
 * sets no tasks.
 */
#include <string.h>

#include "extract/outline/run.h"

/* A line that may be the document's title is no longer than this. */
#define TITLE_MAX 120

typedef struct {
    duban_role role;
    int32_t weight;
    uint32_t at;
    bool whole; /* of a title: no section has another role in which there are tasks */
} verdict;

/* Whether a draft is the last of the outermost level but for attachments. */
static bool is_last(const duban_run *run, uint32_t draft) {
    if (run->drafts[draft].level != 1) return false;
    for (uint32_t i = draft + 1; i < run->draft_count; i++)
        if (run->drafts[i].level == 1 &&
            !duban_run_has_rank(run, &run->pieces[run->drafts[i].piece], DUBAN_RANK_ANNEX))
            return false;
    return true;
}

static bool is_at(const duban_match *match, const char *place) {
    const char *at = duban_rule_param(match->rule, "at");
    return at && strcmp(at, place) == 0;
}

/* What is asked: a heading, of a draft or of none yet, or the document's title. */
typedef struct {
    duban_span words;
    const duban_draft *draft;
    bool early, title;
} question;

/* Whether what a rule asks holds; of a heading that is no draft's yet only the words are known. */
static bool holds(const duban_run *run, const duban_match *match, const question *q) {
    if (is_at(match, "title") || is_at(match, "whole") || q->title)
        return q->title && (is_at(match, "title") || is_at(match, "whole"));
    if (is_at(match, "early")) return q->early;
    if (is_at(match, "last")) return q->draft && is_last(run, (uint32_t)(q->draft - run->drafts));
    return !is_at(match, "leaf") || (q->draft && q->draft->children <= 1);
}

/* The heaviest role that the rules find. */
static verdict judge(duban_run *run, const question *q) {
    verdict best = {.role = DUBAN_ROLE_NONE};
    duban_matches matches = duban_match_all(run->matcher, DUBAN_RULE_ROLE, q->words);
    for (uint32_t i = 0; i < matches.count; i++) {
        const duban_match *match = &matches.items[i];
        if (!holds(run, match, q)) continue;
        duban_span word = duban_match_group(match, "word");
        verdict v = {.role = duban_role_of(duban_rule_param(match->rule, "role")),
                     .weight = duban_form_number(match->rule, "weight", 0),
                     .at = duban_span_is_set(word) ? word.start : match->span.start,
                     .whole = is_at(match, "whole")};
        bool better = v.weight > best.weight || (v.weight == best.weight && v.at < best.at);
        if (best.role == DUBAN_ROLE_NONE || better) best = v;
    }
    return best;
}

duban_role duban_roles_read(duban_run *run, duban_span heading) {
    return judge(run, &(question){.words = heading}).role;
}

/* What the headings say, from the last section on: one may name the tasks behind another. */
static duban_role *judge_all(duban_run *run) {
    duban_role *own = duban_arena_alloc(run->arena, run->draft_count * sizeof *own);
    bool *named = duban_arena_alloc(run->arena, run->draft_count * sizeof *named);
    for (uint32_t i = run->draft_count; i-- > 1;) {
        const duban_draft *draft = &run->drafts[i];
        question q = {.words = run->pieces[draft->piece].heading,
                      .draft = draft,
                      .early = named[draft->parent]};
        if (!duban_span_is_set(q.words) || duban_span_is_empty(q.words)) continue;
        own[i] = judge(run, &q).role;
        if (own[i] == DUBAN_ROLE_TASKS) named[draft->parent] = true;
    }
    return own;
}

/* What the sections are for that say nothing of it: the title may tell. */
static verdict judge_document(duban_run *run) {
    for (uint32_t i = 0; i < run->first_piece && i < run->piece_count; i++) {
        question q = {.words = run->pieces[i].span, .title = true};
        if (duban_span_length(q.words) > TITLE_MAX || duban_span_is_empty(q.words)) continue;
        verdict v = judge(run, &q);
        if (v.role != DUBAN_ROLE_NONE) return v;
    }
    return (verdict){.role = DUBAN_ROLE_TASKS};
}

/* Whether a box holds a table and no more, as its heading tells. */
static bool is_box_table(duban_run *run, const duban_draft *draft) {
    duban_span heading = run->pieces[draft->piece].heading;
    return draft->form == DUBAN_BOX && duban_span_is_set(heading) &&
           duban_run_is(run, DUBAN_FORM_CAPTION, heading, NULL);
}

/* What a section is for, given what its heading says and what the title does. */
static duban_role settle(duban_run *run, uint32_t index, duban_role own, const verdict *title) {
    const duban_draft *draft = &run->drafts[index];
    if (draft->row) return DUBAN_ROLE_TASKS;
    duban_role inherited = run->drafts[draft->parent].role;
    if (draft->form == DUBAN_TABLE || is_box_table(run, draft) || inherited == DUBAN_ROLE_ANNEX ||
        duban_run_has_rank(run, &run->pieces[draft->piece], DUBAN_RANK_ANNEX))
        return DUBAN_ROLE_ANNEX;
    if (title->whole && (own == DUBAN_ROLE_TASKS || own == DUBAN_ROLE_SAFEGUARDS))
        return title->role;
    if (own != DUBAN_ROLE_NONE) return own;
    return draft->parent == 0 ? title->role : inherited;
}

void duban_roles_assign(duban_run *run) {
    verdict title = judge_document(run);
    const duban_role *own = judge_all(run);
    for (uint32_t i = 1; i < run->draft_count; i++)
        run->drafts[i].role = settle(run, i, own[i], &title);
}
