/* The beam search over the candidates. Costs are in tenths of a small doubt. */
#include "extract/outline/solver.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "extract/outline/cost.h"

#define BEAM 32
#define OPTIONS_MAX (BEAM * (1 + DUBAN_LABEL_STYLES_MAX * (DUBAN_LEVELS_MAX + 2)) * 3)

/* One step of a history; steps form a tree, each state ends one branch of it. */
typedef struct {
    uint32_t before, label;
    uint8_t depth, style;
    int32_t number;
    bool inferred, restarts;
} step;

typedef struct {
    int32_t cost;
    uint32_t last;       /* step, UINT32_MAX at the start */
    uint32_t last_start; /* where the last accepted label begins */
    duban_series series;
} state;

typedef struct {
    const duban_labels *labels;
    const duban_styles *styles;
    duban_arena *arena;
    step *steps;
    uint32_t step_count, step_capacity;
    state beam[BEAM];
    uint32_t width;
    state next[BEAM];
    uint32_t next_width;
} search;

static bool same_series(const duban_series *a, const duban_series *b) {
    return a->depth == b->depth &&
           memcmp(a->levels, b->levels, a->depth * sizeof *a->levels) == 0 &&
           memcmp(a->reached, b->reached, sizeof a->reached) == 0;
}

/* Keeps the beam ordered by cost, without two states that have the same future. */
static bool offer(search *s, const state *candidate) {
    uint32_t at = s->next_width;
    for (uint32_t i = 0; i < s->next_width; i++) {
        if (s->next[i].last_start == candidate->last_start &&
            same_series(&s->next[i].series, &candidate->series)) {
            if (s->next[i].cost <= candidate->cost) return false;
            memmove(&s->next[i], &s->next[i + 1], (s->next_width - i - 1) * sizeof(state));
            at = --s->next_width;
            break;
        }
    }
    while (at > 0 && s->next[at - 1].cost > candidate->cost) at--;
    if (at >= BEAM) return false;
    uint32_t tail = s->next_width - at;
    if (s->next_width == BEAM)
        tail--;
    else
        s->next_width++;
    memmove(&s->next[at + 1], &s->next[at], tail * sizeof(state));
    s->next[at] = *candidate;
    return true;
}

static void offer_move(search *s, const state *from, uint32_t index, const duban_move *move) {
    const duban_label *label = &s->labels->items[index];
    state to = *from;
    to.cost += label->cost + move->cost;
    if (s->next_width == BEAM && to.cost >= s->next[BEAM - 1].cost) return;
    duban_series_apply(&to.series, move);
    to.last_start = label->span.start;
    to.last = s->step_count;
    if (!offer(s, &to)) return;
    s->steps = duban_arena_grow(s->arena, s->steps, &s->step_capacity, s->step_count + 1,
                                sizeof *s->steps);
    s->steps[s->step_count++] = (step){.before = from->last,
                                       .label = index,
                                       .depth = move->depth,
                                       .style = move->style,
                                       .number = move->number,
                                       .inferred = move->inferred,
                                       .restarts = move->restarts};
}

static void accept_label(search *s, const state *from, uint32_t index) {
    const duban_label *label = &s->labels->items[index];
    if (label->inside && duban_label_needs_heading(label) &&
        (label->after == DUBAN_NO_LABEL ||
         from->last_start != s->labels->items[label->after].span.start))
        return;
    duban_move moves[DUBAN_MOVES_MAX];
    uint32_t count = duban_series_moves(&from->series, label, s->styles, moves);
    for (uint32_t i = 0; i < count; i++) offer_move(s, from, index, &moves[i]);
}

/* The candidates [first, end) stand at one place: at most one of them is a label. */
static void advance(search *s, uint32_t first, uint32_t end) {
    int32_t skip = 0;
    for (uint32_t i = first; i < end; i++)
        if (s->labels->items[i].skip > skip) skip = s->labels->items[i].skip;
    s->next_width = 0;
    for (uint32_t b = 0; b < s->width; b++) {
        state ignored = s->beam[b];
        ignored.cost += skip;
        offer(s, &ignored);
        for (uint32_t i = first; i < end; i++) accept_label(s, &s->beam[b], i);
    }
    memcpy(s->beam, s->next, s->next_width * sizeof(state));
    s->width = s->next_width;
}

static duban_choices read_back(search *s) {
    duban_choices choices = {.count = 0};
    if (!s->steps) return choices;
    const state *best = &s->beam[0];
    for (uint32_t i = 1; i < s->width; i++)
        if (s->beam[i].cost + duban_series_end_cost(&s->beam[i].series, s->styles) <
            best->cost + duban_series_end_cost(&best->series, s->styles))
            best = &s->beam[i];
    uint32_t count = 0;
    for (uint32_t at = best->last; at != UINT32_MAX; at = s->steps[at].before) count++;
    choices.items =
        duban_arena_grow(s->arena, NULL, &choices.capacity, count + 1, sizeof *choices.items);
    choices.count = count;
    for (uint32_t at = best->last; at != UINT32_MAX; at = s->steps[at].before) {
        const step *taken = &s->steps[at];
        const duban_label *label = &s->labels->items[taken->label];
        choices.items[--count] = (duban_choice){.label = taken->label,
                                                .span = label->span,
                                                .end = label->end,
                                                .para = label->para,
                                                .depth = taken->depth,
                                                .style = taken->style,
                                                .number = taken->number,
                                                .inferred = taken->inferred,
                                                .restarts = taken->restarts,
                                                .previous = DUBAN_NO_CHOICE,
                                                .parent = DUBAN_NO_CHOICE};
    }
    return choices;
}

/* Finds for each choice the one above it and the one before it in its series. */
static void link_series(duban_choices *choices) {
    uint32_t open[DUBAN_LEVELS_MAX + 1], reached[DUBAN_STYLES_MAX];
    uint8_t depth = 0;
    for (uint32_t i = 0; i < DUBAN_STYLES_MAX; i++) reached[i] = DUBAN_NO_CHOICE;
    for (uint32_t i = 0; i < choices->count; i++) {
        duban_choice *choice = &choices->items[i];
        if (choice->depth > 1) choice->parent = open[choice->depth - 2];
        uint32_t last = choice->depth <= depth ? open[choice->depth - 1] : reached[choice->style];
        bool goes_on = last != DUBAN_NO_CHOICE && choices->items[last].number < choice->number;
        if (goes_on && !choice->restarts) choice->previous = last;
        depth = choice->depth;
        open[depth - 1] = reached[choice->style] = i;
    }
}

duban_choices duban_solver_run(const duban_labels *labels, const duban_styles *styles,
                               duban_arena *arena) {
    search *s = duban_arena_alloc(arena, sizeof *s);
    *s = (search){.labels = labels, .styles = styles, .arena = arena, .width = 1};
    s->beam[0] = (state){.last = UINT32_MAX, .last_start = UINT32_MAX};
    for (uint32_t i = 0; i < labels->count;) {
        uint32_t end = i + 1;
        while (end < labels->count && labels->items[end].span.start == labels->items[i].span.start)
            end++;
        advance(s, i, end);
        i = end;
    }
    duban_choices choices = read_back(s);
    link_series(&choices);
    return choices;
}
