/*
 * Roles: each section's from its own heading by rules of kind "role", else its parent's. A section
 * of the outermost level that says nothing holds measures.
 */
#include <string.h>

#include "extract/outline/run.h"

typedef struct {
    duban_role role;
    int32_t weight;
    uint32_t at;
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

static verdict judge(duban_run *run, uint32_t draft) {
    verdict best = {.role = DUBAN_ROLE_NONE};
    duban_span heading = run->pieces[run->drafts[draft].piece].heading;
    if (!duban_span_is_set(heading) || duban_span_is_empty(heading)) return best;
    duban_matches matches = duban_match_all(run->matcher, DUBAN_RULE_ROLE, heading);
    for (uint32_t i = 0; i < matches.count; i++) {
        const duban_match *match = &matches.items[i];
        const char *at = duban_rule_param(match->rule, "at");
        if (at && strcmp(at, "last") == 0 && !is_last(run, draft)) continue;
        if (at && strcmp(at, "leaf") == 0 && run->drafts[draft].children > 0) continue;
        duban_span word = duban_match_group(match, "word");
        verdict v = {.role = duban_role_of(duban_rule_param(match->rule, "role")),
                     .weight = duban_form_number(match->rule, "weight", 0),
                     .at = duban_span_is_set(word) ? word.start : match->span.start};
        bool better = v.weight > best.weight || (v.weight == best.weight && v.at < best.at);
        if (best.role == DUBAN_ROLE_NONE || better) best = v;
    }
    return best;
}

/* What a section is for, given what its heading says. */
static duban_role settle(const duban_run *run, uint32_t index, duban_role own) {
    const duban_draft *draft = &run->drafts[index];
    if (draft->row) return DUBAN_ROLE_TASKS;
    duban_role inherited = run->drafts[draft->parent].role;
    if (draft->form == DUBAN_TABLE || inherited == DUBAN_ROLE_ANNEX ||
        duban_run_has_rank(run, &run->pieces[draft->piece], DUBAN_RANK_ANNEX))
        return DUBAN_ROLE_ANNEX;
    if (own != DUBAN_ROLE_NONE) return own;
    return draft->parent == 0 ? DUBAN_ROLE_TASKS : inherited;
}

void duban_roles_assign(duban_run *run) {
    for (uint32_t i = 1; i < run->draft_count; i++) {
        duban_draft *draft = &run->drafts[i];
        draft->role = settle(run, i, judge(run, i).role);
    }
}
