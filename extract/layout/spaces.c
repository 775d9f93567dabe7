/*
 * Which spaces stay.
 *
 * In short lines, such as metadata, datelines and a label with its title, a space is evidence and
 * stays. In running text a space beside a Chinese character, between punctuation or between a
 * digit and either is what a converter left, and goes; three places are excepted where it may
 * stand for a lost line break or full stop: behind a run-in heading; and, in a notice that arrived
 * on one line, in its head, in its tail, behind a full stop, before a label and behind the words
 * of one. A blank behind a dash stays too: the dash may be a bullet.
 */
#include "extract/layout/spaces.h"

/* A run-in heading, with its label, ends within this many units. */
#define HEADING_UNITS 40

/* Paragraphs longer than this are notices on one line; their head is this long. */
#define ONE_LINE_UNITS 1500
#define HEAD_UNITS 300

/* The longest numeral of a label in brackets. */
#define NUMERAL_UNITS 3

bool duban_unit_is_wide(char16_t unit) { return unit >= 0x2E80; }

static bool is_digit(char16_t u) { return u >= '0' && u <= '9'; }

static bool is_latin(char16_t u) {
    return (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || (u >= 0xC0 && u < 0x2000);
}

static bool stands_for_a_break(const duban_blank *b, const duban_punctuation *p) {
    bool one_line = b->at + b->left > ONE_LINE_UNITS;
    if (!b->begun && b->at < (one_line ? HEAD_UNITS : HEADING_UNITS)) return true;
    if (!one_line) return false;
    return b->labels || b->ending || (b->named && b->since < HEADING_UNITS) ||
           (duban_punctuation_class(p, b->before) & (DUBAN_PUNCT_STOP | DUBAN_PUNCT_LEAD));
}

bool duban_label_stands_at(const char16_t *fold, uint32_t at, uint32_t end,
                           const duban_punctuation *p) {
    uint32_t i = at;
    uint8_t before = at > 0 ? duban_punctuation_class(p, fold[at - 1]) : DUBAN_PUNCT_STOP;
    if (fold[at] == '(' && at > 0 && (fold[at - 1] <= ' ' || (before & DUBAN_PUNCT_STOP))) {
        while (++i < end && i <= at + NUMERAL_UNITS && duban_unit_is_wide(fold[i])) continue;
        return i > at + 1 && i < end && fold[i] == ')';
    }
    if (at > 0 && (is_digit(fold[at - 1]) || fold[at - 1] == '.')) return false;
    while (i < end && i < at + 2 && is_digit(fold[i])) i++;
    if (i == at || i + 1 >= end || !duban_unit_is_wide(fold[i + 1])) return false;
    return fold[i] == '.' || (duban_punctuation_class(p, fold[i]) & DUBAN_PUNCT_PAUSE);
}

bool duban_blank_is_kept(const duban_blank *b, const duban_punctuation *p) {
    if (!b->running) return true;
    if (is_latin(b->before) || is_latin(b->after)) return true;
    if (is_digit(b->before) && is_digit(b->after)) return true;
    if (b->before == '-' && duban_unit_is_wide(b->after)) return true;
    return stands_for_a_break(b, p);
}
