/* The moves of a label, and their costs in tenths of a small doubt. */
#include "extract/outline/cost.h"

#include <string.h>

#include "extract/outline/numeral.h"

enum {
    GAP_FIRST = 15,        /* one number is missing */
    GAP_NEXT = 6,          /* each further one */
    GAP_MAX = 55,          /* however many */
    OTHER_STYLE = 25,      /* the right number in a wrong style */
    RANK_STEP = 5,         /* for each ten ranks between the two styles */
    DIGITS_LOST = 20,      /* the label is what is left of the right one */
    MISPRINT = 40,         /* any other number where the next one is due */
    REPEATED = 32,         /* the same number twice */
    RESTART = 50,          /* a series begins again beside itself */
    RESTART_HEADED = 5,    /* the same under a line that may be a heading */
    OTHER_SERIES = 45,     /* a series of another style begins beside this one */
    OTHER_HEADED = 12,     /* the same under a line that may be a heading */
    RUN_ON = 6,            /* the number goes on from the section before */
    START_ELSEWHERE = 45,  /* neither 1 nor a number that goes on */
    AGAINST_RANK = 30,     /* a style below one that is usually below it */
    ARTICLE_BELOW = 5,     /* the same for articles, whose numbers run through the sections */
    NESTED_IN_ITSELF = 40, /* a style below itself */
    SINGLE = 12,           /* a series ends after one member */
    SINGLE_RUN_ON = 6,     /* the same where the member is no first one */
    BARE_FIRST = 15,       /* a series begins with a numeral that has lost its marks */
    ANNEX_FIRST = 80       /* an attachment before any text */
};

bool duban_label_needs_heading(const duban_label *label) {
    const char *at = duban_rule_param(label->rule, "at");
    return at && strcmp(at, "after") == 0;
}

static int32_t gap_cost(int32_t missing) {
    int32_t cost = GAP_FIRST + GAP_NEXT * (missing - 1);
    return cost < GAP_MAX ? cost : GAP_MAX;
}

static bool is_box(const duban_styles *styles, int32_t style) {
    return styles->items[style].rank == DUBAN_RANK_BOX;
}

static bool is_annex(const duban_styles *styles, int32_t style) {
    return styles->items[style].rank == DUBAN_RANK_ANNEX;
}

/* Closing the series below a depth: those of one member were hardly series, unless they run on. */
static int32_t close_cost(const duban_series *series, uint8_t depth, const duban_styles *styles) {
    int32_t cost = 0;
    for (uint8_t d = depth; d < series->depth; d++) {
        const duban_level *level = &series->levels[d];
        if (level->number == level->first && !is_box(styles, level->style) &&
            !is_annex(styles, level->style))
            cost += level->first > 1 ? SINGLE_RUN_ON : SINGLE;
    }
    return cost;
}

int32_t duban_series_end_cost(const duban_series *series, const duban_styles *styles) {
    return close_cost(series, 0, styles);
}

static void add(duban_move *moves, uint32_t *count, duban_move move) { moves[(*count)++] = move; }

/* The label goes on in the series at a depth, in its own style. */
static void continue_same(const duban_level *level, const duban_label *label, duban_move move,
                          duban_move *moves, uint32_t *count) {
    int32_t due = level->number + 1;
    if (label->number == 0 || label->number == due) {
        move.number = (int16_t)due;
        move.inferred = label->number == 0;
        add(moves, count, move);
    } else if (label->number > due) {
        move.cost += gap_cost(label->number - due);
        move.number = (int16_t)label->number;
        add(moves, count, move);
    }
    if (label->number > 0 && label->number != due) {
        duban_move wrong = move;
        wrong.cost = move.cost;
        if (label->number > due) wrong.cost -= gap_cost(label->number - due);
        wrong.number = (int16_t)due;
        wrong.inferred = true;
        wrong.cost += duban_numeral_is_rest(label->number, due) ? DIGITS_LOST
                      : label->number == level->number          ? REPEATED
                                                                : MISPRINT;
        if (label->number > 1 || level->number == 1) add(moves, count, wrong);
    }
    if (label->number == 1 && !label->next) {
        move.cost += label->under_heading ? RESTART_HEADED : RESTART;
        move.number = 1;
        move.restarts = true;
        add(moves, count, move);
    }
}

static void continue_at(const duban_series *series, uint8_t d, const duban_label *label,
                        uint8_t style, const duban_styles *styles, duban_move *moves,
                        uint32_t *count) {
    const duban_level *level = &series->levels[d];
    duban_move move = {.cost = close_cost(series, (uint8_t)(d + 1), styles),
                       .depth = (uint8_t)(d + 1),
                       .style = (uint8_t)level->style};
    if (style == level->style) {
        continue_same(level, label, move, moves, count);
        return;
    }
    bool special = is_box(styles, style) || is_annex(styles, style) ||
                   is_box(styles, level->style) || is_annex(styles, level->style);
    if (is_annex(styles, style) && d == 0) {
        move.style = style;
        move.number = (int16_t)(label->number ? label->number : 1);
        move.opens = true;
        add(moves, count, move);
    } else if (!special && label->number > 1 && label->number == level->number + 1) {
        int32_t apart = styles->items[style].rank - styles->items[level->style].rank;
        move.cost += OTHER_STYLE + RANK_STEP * (apart < 0 ? -apart : apart) / 10;
        move.number = (int16_t)label->number;
        add(moves, count, move);
    } else if (!special && label->number == 1 && !label->next) {
        move.cost += label->under_heading ? OTHER_HEADED : OTHER_SERIES;
        move.style = style;
        move.number = 1;
        move.opens = move.restarts = true;
        add(moves, count, move);
    }
}

static int32_t order_cost(const duban_series *series, uint8_t style, const duban_styles *styles) {
    int32_t cost = 0;
    if (is_box(styles, style)) return 0;
    for (uint8_t d = 0; d < series->depth; d++) {
        if (series->levels[d].style == style) cost = NESTED_IN_ITSELF;
        if (is_box(styles, series->levels[d].style)) cost = 0;
    }
    if (series->depth > 0) {
        int16_t above = series->levels[series->depth - 1].style;
        if (!is_box(styles, above) && styles->items[above].rank > styles->items[style].rank)
            cost += styles->items[style].rank == DUBAN_RANK_ARTICLE ? ARTICLE_BELOW : AGAINST_RANK;
    }
    return cost;
}

static int32_t start_cost(const duban_series *series, uint8_t style, int32_t number) {
    int32_t reached = series->reached[style];
    if (number <= 1) return 0;
    int32_t elsewhere = START_ELSEWHERE;
    if (reached > 0 && number > reached) {
        int32_t cost = RUN_ON + (number == reached + 1 ? 0 : gap_cost(number - reached - 1));
        if (cost < elsewhere) elsewhere = cost;
    }
    return elsewhere;
}

static void open_below(const duban_series *series, const duban_label *label, uint8_t style,
                       const duban_styles *styles, duban_move *moves, uint32_t *count) {
    if (series->depth == DUBAN_LEVELS_MAX) return;
    if (is_annex(styles, style) && series->depth > 0) return;
    if (label->next && label->number != 1 && label->number != series->reached[style] + 1) return;
    duban_move move = {.depth = (uint8_t)(series->depth + 1), .style = style, .opens = true};
    move.number = (int16_t)(label->number ? label->number : series->reached[style] + 1);
    if (is_annex(styles, style)) move.cost += ANNEX_FIRST;
    if (label->next && label->number == 1) move.cost += BARE_FIRST;
    if (!is_box(styles, style)) move.cost += start_cost(series, style, move.number);
    move.cost += order_cost(series, style, styles);
    add(moves, count, move);
}

/* A series that runs on from the section before, with its first label here in another style. */
static void open_foreign(const duban_series *series, const duban_label *label, uint8_t style,
                         const duban_styles *styles, duban_move *moves, uint32_t *count) {
    if (series->depth == DUBAN_LEVELS_MAX || label->number < 2 || label->next) return;
    if (is_box(styles, style) || is_annex(styles, style)) return;
    for (uint8_t other = 0; other < styles->count; other++) {
        if (other == style || series->reached[other] + 1 != label->number) continue;
        if (is_box(styles, other) || is_annex(styles, other)) continue;
        int32_t apart = styles->items[style].rank - styles->items[other].rank;
        duban_move move = {.depth = (uint8_t)(series->depth + 1),
                           .style = other,
                           .number = (int16_t)label->number,
                           .opens = true};
        move.cost = OTHER_STYLE + RANK_STEP * (apart < 0 ? -apart : apart) / 10 + RUN_ON +
                    order_cost(series, other, styles);
        add(moves, count, move);
        return;
    }
}

uint32_t duban_series_moves(const duban_series *series, const duban_label *label,
                            const duban_styles *styles, duban_move moves[DUBAN_MOVES_MAX]) {
    uint32_t count = 0;
    for (uint8_t k = 0; k < label->style_count; k++) {
        for (uint8_t d = 0; d < series->depth; d++)
            continue_at(series, d, label, label->styles[k], styles, moves, &count);
        open_below(series, label, label->styles[k], styles, moves, &count);
        open_foreign(series, label, label->styles[k], styles, moves, &count);
    }
    return count;
}

void duban_series_apply(duban_series *series, const duban_move *move) {
    duban_level *level = &series->levels[move->depth - 1];
    if (move->opens || move->restarts || move->depth > series->depth)
        *level = (duban_level){.style = move->style, .first = move->number};
    level->number = move->number;
    series->depth = move->depth;
    series->reached[move->style] = move->number;
    for (uint8_t d = move->depth; d < DUBAN_LEVELS_MAX; d++)
        series->levels[d] = (duban_level){.style = 0};
}
