/*
 * Leading marks of lines, and whether a text is Markdown; inline marks are in inline.c.
 *
 * Follows CommonMark 0.30 where it is about single lines. Skipped on purpose: numbered list items
 * (their numbers are labels of the notice), indented code, setext headings (a line of dashes below
 * a title is a separator in notices), reference definitions.
 */
#include "ingest/text/marks.h"

#include <string.h>

#include "ingest/blank.h"

static bool is_digit(char16_t u) { return u >= '0' && u <= '9'; }

static uint32_t skip_blank(const char16_t *text, uint32_t at, uint32_t end) {
    while (at < end && duban_unit_is_blank(text[at])) at++;
    return at;
}

static uint32_t run_of(const char16_t *text, uint32_t at, uint32_t end, char16_t unit) {
    uint32_t n = 0;
    while (at + n < end && text[at + n] == unit) n++;
    return n;
}

/* At least three of one of - * _ = and nothing else but blanks. */
static bool is_separator(const char16_t *text, uint32_t start, uint32_t end) {
    char16_t mark = text[start];
    if (!mark || !strchr("-*_=", mark < 0x80 ? mark : 'x')) return false;
    uint32_t count = 0;
    for (uint32_t i = start; i < end; i++) {
        if (text[i] == mark)
            count++;
        else if (!duban_unit_is_blank(text[i]))
            return false;
    }
    return count >= 3;
}

/* "- 3 -" is a page number, not an item. */
static bool is_dashed_number(const char16_t *text, uint32_t start, uint32_t end) {
    uint32_t at = skip_blank(text, start + 1, end), digits = at;
    while (at < end && is_digit(text[at])) at++;
    if (at == digits) return false;
    at = skip_blank(text, at, end);
    return at + 1 == end && text[at] == '-';
}

/* U+2022 and what Word's symbol fonts put in its place. */
static bool is_symbol_bullet(char16_t u) {
    return u == 0x2022 || u == 0xF0B7 || u == 0xF0A7 || u == 0xF06C || u == 0xF06E || u == 0xF075 ||
           u == 0xF0D8 || u == 0xF0FC || u == 0xF0B2;
}

static uint32_t bullet_length(const char16_t *text, uint32_t start, uint32_t end) {
    if (is_symbol_bullet(text[start])) return 1;
    if (!strchr("-*+", text[start] < 0x80 ? text[start] : 'x')) return 0;
    if (start + 1 >= end || !duban_unit_is_blank(text[start + 1])) return 0;
    return is_dashed_number(text, start, end) ? 0 : 1;
}

static uint32_t heading_length(const char16_t *text, uint32_t start, uint32_t end, bool markdown) {
    uint32_t depth = run_of(text, start, end, '#');
    if (depth == 0 || depth > 6 || start + depth >= end) return 0;
    bool spaced = duban_unit_is_blank(text[start + depth]);
    return spaced || (markdown && depth > 1) ? depth : 0;
}

/* The closing sequence of a heading: blanks and #. */
static uint32_t without_closing(const char16_t *text, uint32_t start, uint32_t end) {
    uint32_t at = end;
    while (at > start && text[at - 1] == '#') at--;
    if (at == end || at == start || !duban_unit_is_blank(text[at - 1])) return end;
    while (at > start && duban_unit_is_blank(text[at - 1])) at--;
    return at;
}

static uint32_t skip_quotes(const char16_t *text, uint32_t start, uint32_t end) {
    while (start < end && text[start] == '>' &&
           (start + 1 == end || duban_unit_is_blank(text[start + 1]) || text[start + 1] == '>'))
        start = skip_blank(text, start + 1, end);
    return start;
}

duban_line_marks duban_marks_lead(const char16_t *text, uint32_t start, uint32_t end,
                                  bool markdown) {
    uint32_t at = skip_blank(text, start, end);
    while (end > at && duban_unit_is_blank(text[end - 1])) end--;
    uint32_t indent = at - start;
    duban_line_marks line = {.indent = indent > UINT16_MAX ? UINT16_MAX : (uint16_t)indent};
    uint32_t quotes = markdown ? skip_quotes(text, at, end) : at;
    line.quoted = quotes > at;
    at = quotes;
    line.start = at;
    line.end = end;
    if (at == end) return line;
    line.fence = markdown && (run_of(text, at, end, '`') >= 3 || run_of(text, at, end, '~') >= 3);
    line.separator = is_separator(text, at, end);
    if (line.fence || line.separator) return line;
    uint32_t mark = bullet_length(text, at, end);
    line.bullet = mark > 0;
    if (mark) at = skip_blank(text, at + mark, end);
    uint32_t depth = at < end ? heading_length(text, at, end, markdown) : 0;
    if (depth) {
        at = skip_blank(text, at + depth, end);
        line.heading = (uint8_t)depth;
        end = without_closing(text, at, end);
    }
    line.start = at;
    line.end = end;
    return line;
}

bool duban_marks_is_table_rule(const char16_t *text, uint32_t start, uint32_t end) {
    uint32_t pipes = 0, dashes = 0;
    for (uint32_t i = start; i < end; i++) {
        if (text[i] == '|')
            pipes++;
        else if (text[i] == '-')
            dashes++;
        else if (text[i] != ':' && !duban_unit_is_blank(text[i]))
            return false;
    }
    return pipes > 0 && dashes > 0;
}

/* How much a line speaks for Markdown. */
static uint32_t weigh_line(const char16_t *text, uint32_t start, uint32_t end) {
    duban_line_marks line = duban_marks_lead(text, start, end, false);
    if (line.start == line.end) return 0;
    uint32_t weight = line.heading ? 2 : 0;
    if (duban_marks_is_table_rule(text, line.start, line.end)) weight += 2;
    for (uint32_t i = line.start; i + 1 < line.end; i++) {
        if (text[i] == ']' && text[i + 1] == '(') weight++;
        if (text[i] == '*' && text[i + 1] == '*') {
            weight++;
            i++;
        }
    }
    return weight;
}

bool duban_marks_abound(const char16_t *text, uint32_t length) {
    uint32_t weight = 0, lines = 0;
    for (uint32_t at = 0; at < length && lines < 400 && weight < 4; lines++) {
        uint32_t end = at;
        while (end < length && text[end] != '\n' && text[end] != '\r') end++;
        weight += weigh_line(text, at, end);
        at = end + 1;
    }
    return weight >= 4;
}
