/* The sums of the score, and the list of what is wrong; see score.h. */
#include "out/score/score.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "out/score/parts.h"

const char *duban_score_kind_word(duban_score_kind kind) {
    static const char *const words[] = {
#define WORD(name, word) [DUBAN_SCORE_##name] = word,
        DUBAN_SCORE_KINDS(WORD)};
    return words[kind];
}

const char *duban_score_attribute_word(duban_score_attribute attribute) {
    static const char *const words[] = {DUBAN_SCORE_ATTRIBUTES(WORD)};
#undef WORD
    return words[attribute];
}

static double ratio(uint32_t part, uint32_t rest) {
    return part + rest ? (double)part / (part + rest) : 0;
}

double duban_tally_precision(const duban_tally *tally) {
    return ratio(tally->found, tally->invented);
}

double duban_tally_recall(const duban_tally *tally) { return ratio(tally->found, tally->missed); }

double duban_tally_f1(const duban_tally *tally) {
    double p = duban_tally_precision(tally), r = duban_tally_recall(tally);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

double duban_score_mean(const duban_score *score) {
    double sum = 0;
    int count = 0;
    for (int kind = 0; kind < DUBAN_SCORE_KIND_COUNT; kind++) {
        const duban_tally *tally = &score->kinds[kind];
        if (kind == DUBAN_SCORE_BASELINE) continue;
        if (!(tally->found + tally->missed + tally->invented)) continue;
        sum += duban_tally_f1(tally);
        count++;
    }
    return count ? sum / count : 0;
}

double duban_score_explained(const duban_score *score) {
    return score->unexplained ? ratio(score->explained, score->unexplained) : 1;
}

void duban_score_complain(duban_comparison *c, const char *format, ...) {
    char text[4096];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (char *at = text; *at; at++) {
        if (*at == '\n' || *at == '\t') *at = ' ';
    }
    duban_score *score = c->score;
    score->complaints =
        duban_arena_grow(score->arena, score->complaints, &score->complaint_capacity,
                         score->complaint_count + 1, sizeof *score->complaints);
    score->complaints[score->complaint_count++] =
        duban_arena_printf(score->arena, "%s\t%s", c->name, text);
}

void duban_score_attribute_add(duban_comparison *c, duban_score_attribute attribute, bool right,
                               const char *where, const char *found, const char *gold) {
    duban_accuracy *accuracy = &c->score->attributes[attribute];
    accuracy->of++;
    accuracy->right += right;
    if (right) return;
    duban_score_complain(c, "%s wrong: '%s' for '%s' in %s", duban_score_attribute_word(attribute),
                         found, gold, where);
}

bool duban_score_same_place(const duban_comparison *c, const duban_score_record *gold,
                            const duban_score_record *found) {
    return c->found_of_gold[gold->node] == found->node;
}

void duban_score_list_add(duban_comparison *c, const duban_score_counting *counting) {
    duban_tally *tally = &c->score->kinds[counting->kind];
    const char *word = duban_score_kind_word(counting->kind);
    for (uint32_t i = 0; i < counting->gold->count; i++) {
        const duban_score_record *gold = &counting->gold->items[i];
        if (gold->optional) continue;
        if (counting->pairs->partner[i] != DUBAN_NO_PARTNER) {
            tally->found++;
        } else {
            tally->missed++;
            duban_score_complain(c, "%s missed: %s", word, counting->show(c, gold, true));
        }
    }
    for (uint32_t j = 0; j < counting->found->count; j++) {
        const duban_score_record *found = &counting->found->items[j];
        if (counting->pairs->back[j] != DUBAN_NO_PARTNER) continue;
        if (counting->excused && counting->excused(c, found)) continue;
        tally->invented++;
        duban_score_complain(c, "%s invented: %s", word, counting->show(c, found, false));
    }
}

static void count_explained(duban_score *score, const duban_score_side *found,
                            const duban_element *ledger) {
    score->explained += found->lists[DUBAN_SCORE_TARGET].count +
                        found->lists[DUBAN_SCORE_BASELINE].count +
                        found->lists[DUBAN_SCORE_DEADLINE].count;
    const duban_element *list = duban_element_child(ledger, "unexplained");
    for (const duban_element *e = list ? list->first_child : NULL; e; e = e->next) {
        score->unexplained++;
    }
}

void duban_score_add(duban_score *score, const char *name, const duban_element *gold,
                     const duban_element *ledger) {
    duban_comparison c = {.score = score,
                          .name = name,
                          .arena = score->arena,
                          .gold = duban_score_side_read(gold, score->arena),
                          .found = duban_score_side_read(ledger, score->arena)};
    duban_score_meta(&c);
    duban_score_tree(&c);
    duban_score_records(&c);
    duban_score_targets(&c);
    count_explained(score, &c.found, ledger);
}
