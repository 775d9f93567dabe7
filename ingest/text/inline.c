/*
 * Inline marks of Markdown: which units of a line are not its text.
 *
 * Follows CommonMark 0.30 loosely, as converters do: emphasis beside Chinese punctuation is
 * emphasis, whatever the flanking rules say; a run of two asterisks without a partner is a mark
 * that lost it. Each pass is linear in the line: openers are looked for backwards from the mark
 * found last, never from the start.
 *
 * Skipped on purpose: reference links, footnotes, autolinks, math.
 */
#include <string.h>

#include "ingest/blank.h"
#include "ingest/text/marks.h"

/* The longest link target: what is longer is text in brackets. */
#define TARGET_MAX 2048

/* The line at work. */
typedef struct {
    const char16_t *text;
    uint32_t start, end;
    uint8_t *drop;
} line;

static bool is_ascii_punctuation(char16_t u) {
    return u < 0x80 && u > ' ' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", u) != NULL;
}

static bool is_word(char16_t u) {
    return (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z');
}

static void drop_range(line *l, uint32_t from, uint32_t to) {
    memset(l->drop + from, 1, to - from);
}

/* A backslash before ASCII punctuation goes. */
static void drop_escapes(line *l) {
    for (uint32_t i = l->start; i + 1 < l->end; i++) {
        if (l->text[i] != '\\' || !is_ascii_punctuation(l->text[i + 1])) continue;
        l->drop[i] = 1;
        i++;
    }
}

static bool is_escaped(const line *l, uint32_t at) {
    return at > l->start && l->text[at - 1] == '\\' && l->drop[at - 1];
}

/* The target of a link after "](": its end, or 0 if this is no link. */
static uint32_t link_target(const line *l, uint32_t at, bool markdown) {
    uint32_t from = at, depth = 1;
    uint32_t limit = l->end - at > TARGET_MAX ? at + TARGET_MAX : l->end;
    while (at < limit && depth > 0) {
        char16_t u = l->text[at++];
        if (u == '(') depth++;
        if (u == ')') depth--;
    }
    if (depth > 0) return 0;
    bool scheme = false, path = false;
    for (uint32_t i = from; i + 1 < at; i++) {
        if (l->text[i] == ':' && l->text[i + 1] == '/') scheme = true;
        if (l->text[i] == '/' || l->text[i] == '.' || l->text[i] == '#') path = true;
    }
    return scheme || (markdown && (path || at == from + 1)) ? at : 0;
}

/* [text](target) and ![text](target): all but the text goes. */
static void drop_links(line *l, bool markdown) {
    uint32_t open = UINT32_MAX;
    for (uint32_t i = l->start; i < l->end; i++) {
        if (l->text[i] == '[' && !is_escaped(l, i)) open = i;
        if (l->text[i] != ']' || open == UINT32_MAX) continue;
        bool target = i + 1 < l->end && l->text[i + 1] == '(';
        uint32_t stop = target ? link_target(l, i + 2, markdown) : 0;
        if (stop) {
            drop_range(l, open, open + 1);
            if (open > l->start && l->text[open - 1] == '!') l->drop[open - 1] = 1;
            drop_range(l, i, stop);
            i = stop - 1;
        }
        open = UINT32_MAX;
    }
}

/* <br>, <u>, </span ...>: tags go, what they enclose stays. */
static void drop_tags(line *l) {
    for (uint32_t i = l->start; i + 2 < l->end; i++) {
        if (l->text[i] != '<') continue;
        uint32_t at = i + 1 + (l->text[i + 1] == '/');
        uint32_t name = at;
        while (at < l->end && is_word(l->text[at])) at++;
        if (at == name || is_escaped(l, i) || (l->text[name] >= '0' && l->text[name] <= '9'))
            continue;
        while (at < l->end && l->text[at] < 0x80 && l->text[at] != '>' && l->text[at] != '<') at++;
        if (at == l->end || l->text[at] != '>') continue;
        drop_range(l, i, at + 1);
        i = at;
    }
}

static uint32_t run_at(const line *l, uint32_t at) {
    uint32_t n = 1;
    while (at + n < l->end && l->text[at + n] == l->text[at] && !l->drop[at + n]) n++;
    return n;
}

/* Two or three marks: pairs of them in order; a last one without a partner goes if lone says so. */
static void drop_strong(line *l, char16_t mark, bool lone) {
    uint32_t open = UINT32_MAX, open_length = 0;
    for (uint32_t i = l->start; i < l->end; i++) {
        if (l->text[i] != mark || l->drop[i] || is_escaped(l, i)) continue;
        uint32_t n = run_at(l, i);
        if (n == 2 || n == 3) {
            if (open == UINT32_MAX) {
                open = i;
                open_length = n;
            } else {
                drop_range(l, open, open + open_length);
                drop_range(l, i, i + n);
                open = UINT32_MAX;
            }
        }
        i += n - 1;
    }
    if (open != UINT32_MAX && lone) drop_range(l, open, open + open_length);
}

static bool opens(const line *l, uint32_t at) {
    return at + 1 < l->end && !duban_unit_is_blank(l->text[at + 1]) &&
           (at == l->start || !is_word(l->text[at - 1]));
}

static bool closes(const line *l, uint32_t at) {
    return at > l->start && !duban_unit_is_blank(l->text[at - 1]) &&
           (at + 1 == l->end || !is_word(l->text[at + 1]));
}

/* A single mark on either side: *x*, `x`. */
static void drop_single(line *l, char16_t mark) {
    uint32_t open = UINT32_MAX;
    for (uint32_t i = l->start; i < l->end; i++) {
        if (l->text[i] != mark || l->drop[i] || is_escaped(l, i)) continue;
        uint32_t n = run_at(l, i);
        if (n == 1 && open != UINT32_MAX && closes(l, i)) {
            l->drop[open] = l->drop[i] = 1;
            open = UINT32_MAX;
        } else if (n == 1 && opens(l, i)) {
            open = i;
        }
        i += n - 1;
    }
}

/* Does emphasis of two marks open at the start, close at the end, and nowhere between? */
static bool is_all_strong(const line *l) {
    uint32_t start = l->start, end = l->end;
    if (end - start < 5) return false;
    char16_t mark = l->text[start];
    if ((mark != '*' && mark != '_') || l->text[start + 1] != mark) return false;
    if (l->text[end - 1] != mark || l->text[end - 2] != mark) return false;
    for (uint32_t i = start + 3; i + 4 < end; i++)
        if (l->text[i] == mark && l->text[i + 1] == mark) return false;
    return true;
}

bool duban_marks_inline(const char16_t *text, uint32_t start, uint32_t end, bool markdown,
                        uint8_t *drop) {
    line l = {text, start, end, drop};
    bool strong = is_all_strong(&l);
    if (markdown) drop_escapes(&l);
    drop_links(&l, markdown);
    drop_strong(&l, '*', markdown);
    if (!markdown) return strong && drop[start];
    drop_tags(&l);
    drop_strong(&l, '_', false);
    drop_single(&l, '*');
    drop_single(&l, '`');
    return strong && drop[start];
}
