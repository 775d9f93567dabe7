/*
 * Labels without colons: a cell or a line each, a row of them above a row of values, or several in
 * a line that was copied from a table. See meta_labels.h.
 */
#include <string.h>

#include "extract/records/meta_labels.h"

#define BARE_LABEL 3   /* a shorter word on a line is no label without its colon */
#define BLANK_LINE 300 /* a longer line without colons is text */
#define GLUED_LINE 60  /* a longer line that begins as a label does is text */
#define LABEL_ROW_MAX 16
#define LABEL_ROW_MIN 3 /* fewer labels in a row may be labels without values */

/* Elements whose values have a form: a number has digits, and so has a day. */
static bool is_numeric(const char *element) {
    static const char *const numeric[] = {"indexNumber", "docNumber", "date"};
    for (size_t i = 0; i < sizeof numeric / sizeof *numeric; i++)
        if (!strcmp(element, numeric[i])) return true;
    return false;
}

static const char *element_of(const duban_meta_reader *r, uint32_t entry) {
    return duban_vocab_field(duban_meta_labels(r), entry, "element");
}

/* Whether the values of a label are told from other words. */
static bool has_form(const duban_meta_reader *r, uint32_t entry) {
    const char *element = element_of(r, entry);
    return is_numeric(element) || !strcmp(element, "issuer") || !strcmp(element, "topic") ||
           !strcmp(element, "validity");
}

/* Whether a value can be that of the label; of most labels anything can. */
static bool fits(const duban_meta_reader *r, uint32_t entry, duban_span value) {
    const char *element = element_of(r, entry);
    bool digits = false;
    for (uint32_t i = value.start; i < value.end; i++)
        digits |= r->flow->fold[i] >= '0' && r->flow->fold[i] <= '9';
    if (is_numeric(element)) return digits;
    return strcmp(element, "issuer") || duban_meta_is_offices(r, value);
}

/* The label that begins at a position without a colon, a blank behind it; its end, 0 if none. */
static uint32_t blank_label(const duban_meta_reader *r, duban_span rest, uint32_t *entry) {
    duban_compact c = duban_compact_head(duban_flow_folded(r->flow, rest));
    uint32_t found = duban_vocab_longest(duban_meta_labels(r), c.units, c.length, entry);
    if (found < BARE_LABEL) return 0;
    uint32_t end = rest.start + c.at[found - 1] + 1;
    return end < rest.end && r->flow->fold[end] == ' ' ? end : 0;
}

/* A line copied from a table: labels and values with blanks between them, a label first. Only
 * values of a known form are taken. False if the line begins with no label. */
static bool read_blank_labels(duban_meta_reader *r, duban_span para) {
    uint32_t entry = 0, next = 0, end = blank_label(r, para, &entry);
    bool any = end > 0;
    while (end) {
        duban_span value = {end, end};
        uint32_t after = 0;
        while (value.end < para.end && !after) {
            value.end++;
            if (value.end < para.end && r->flow->fold[value.end - 1] == ' ')
                after = blank_label(r, (duban_span){value.end, para.end}, &next);
        }
        if (has_form(r, entry) && fits(r, entry, duban_meta_trim(r, value)))
            duban_meta_label_value(r, entry, value, true);
        end = after;
        entry = next;
    }
    return any;
}

/* Whether the whole paragraph is a label without a colon. A word as short as "title" alone on a
 * line is none. */
static bool is_bare_label(const duban_meta_reader *r, uint32_t index, uint32_t *entry) {
    if (index >= r->flow->para_count) return false;
    const duban_para *para = &r->flow->paras[index];
    duban_compact c = duban_compact_of(duban_flow_folded(r->flow, para->span));
    return c.length && (para->kind == DUBAN_PARA_CELL || c.length >= BARE_LABEL) &&
           duban_vocab_longest(duban_meta_labels(r), c.units, c.length, entry) == c.length;
}

/* A cell or a line that is a label without a colon: the next one is the value. */
static void read_bare_label(duban_meta_reader *r, uint32_t index) {
    const duban_para *para = &r->flow->paras[index], *next = para + 1;
    uint32_t entry, other;
    if (!is_bare_label(r, index, &entry) || index + 1 >= r->flow->para_count) return;
    if (para->kind == DUBAN_PARA_CELL && next->row != para->row) return;
    if (!is_bare_label(r, index + 1, &other)) duban_meta_label_below(r, entry, index + 1);
}

/* A row of labels above a row of values, as cells or a line each. Returns the number of labels; 0
 * if none begins here or the values below do not fit them, one to one. */
static uint32_t read_label_row(duban_meta_reader *r, uint32_t index) {
    uint32_t entries[LABEL_ROW_MAX], count = 0, other;
    while (count < LABEL_ROW_MAX && is_bare_label(r, index + count, &entries[count])) count++;
    if (count < LABEL_ROW_MIN || index + 2 * count > r->flow->para_count) return 0;
    const duban_para *labels = &r->flow->paras[index], *values = labels + count;
    for (uint32_t i = 0; i < count; i++) {
        bool cell = labels[i].kind == DUBAN_PARA_CELL;
        if (cell && (labels[i].row != labels->row || values[i].column != labels[i].column ||
                     values[i].row != labels->row + 1))
            return 0;
        if (is_bare_label(r, index + count + i, &other) || !fits(r, entries[i], values[i].span))
            return 0;
    }
    for (uint32_t i = 0; i < count; i++)
        duban_meta_label_value(r, entries[i], values[i].span, true);
    return count;
}

/* A label with its value right behind it, which a page sets apart by its style only. */
static void read_glued_label(duban_meta_reader *r, duban_span para) {
    uint32_t entry;
    duban_compact c = duban_compact_head(duban_flow_folded(r->flow, para));
    uint32_t found = duban_vocab_longest(duban_meta_labels(r), c.units, c.length, &entry);
    if (found < BARE_LABEL || found >= c.length) return;
    duban_span value = {para.start + c.at[found], para.end};
    char16_t first = r->flow->fold[value.start];
    bool number = first >= '0' && first <= '9', day = !strcmp(element_of(r, entry), "date");
    bool strict = is_numeric(element_of(r, entry)) || !strcmp(element_of(r, entry), "issuer");
    if (strict && (number || !day) && fits(r, entry, value))
        duban_meta_label_value(r, entry, value, true);
}

uint32_t duban_meta_read_bare(duban_meta_reader *r, uint32_t index) {
    duban_span para = r->flow->paras[index].span;
    uint32_t row = read_label_row(r, index);
    if (row) return 2 * row - 1;
    bool apart = duban_span_length(para) <= BLANK_LINE && read_blank_labels(r, para);
    if (!apart && duban_span_length(para) <= GLUED_LINE) read_glued_label(r, para);
    read_bare_label(r, index);
    return 0;
}
