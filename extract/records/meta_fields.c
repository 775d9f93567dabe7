/*
 * The fields that a page, a crawler or front matter states about a notice.
 *
 * In: the paragraphs before the first section and after the body, furniture too, and the
 * document's own fields. Out: reader.fields, the document's own first. A word before a colon is a
 * label if it ends as a word of vocab/meta_labels.tsv does, and any other short word there only
 * ends the value before it: so a label with nothing beside it takes no other label for its value.
 */
#include <string.h>

#include "extract/records/meta_labels.h"
#include "ingest/fold.h"

#define UNKNOWN_LABEL 10    /* a longer run that ends in no known label is text */
#define NEXT_LINE_VALUE 120 /* a longer line below a label is text, not its value */

typedef struct {
    duban_span span; /* with its colon */
    uint32_t entry;  /* in the vocabulary; UINT32_MAX: a word that it does not know */
} label;

static char16_t lower(char16_t unit) {
    return unit >= 'A' && unit <= 'Z' ? (char16_t)(unit + ('a' - 'A')) : unit;
}

duban_compact duban_compact_head(duban_str text) {
    duban_compact c = {.length = 0};
    for (uint32_t i = 0; i < text.length && c.length < DUBAN_LABEL_UNITS; i++) {
        if (text.units[i] == ' ') continue;
        c.units[c.length] = lower(text.units[i]);
        c.at[c.length++] = i;
    }
    return c;
}

duban_compact duban_compact_of(duban_str text) {
    uint32_t from = text.length, room = DUBAN_LABEL_UNITS;
    while (from > 0 && room > 0)
        if (text.units[--from] != ' ') room--;
    duban_compact c = duban_compact_head((duban_str){text.units + from, text.length - from});
    for (uint32_t i = 0; i < c.length; i++) c.at[i] += from;
    return c;
}

const duban_vocab *duban_meta_labels(const duban_meta_reader *r) {
    return duban_rules_vocab(duban_matcher_rules(r->matcher), "meta_labels");
}

/* Where the last word of a run begins: letters set apart from each other are one word. */
static uint32_t last_word(const duban_meta_reader *r, duban_span run) {
    uint32_t word = run.end;
    for (uint32_t end = run.end; end > run.start;) {
        uint32_t at = end;
        while (at > run.start && r->flow->fold[at - 1] != ' ') at--;
        if (word < run.end && end - at > 1) break;
        word = at;
        if (end - at > 1) break;
        end = at;
        while (end > run.start && r->flow->fold[end - 1] == ' ') end--;
    }
    return word;
}

/* Whether a word of the vocabulary that ends the run at a position counts there. What is before it
 * may be the value of a label, the blanks between them lost. */
static bool is_label(const duban_meta_reader *r, uint32_t entry, uint32_t start, duban_span run,
                     bool behind_label) {
    return !*duban_vocab_field(duban_meta_labels(r), entry, "whole") ||
           start == last_word(r, run) || (behind_label && last_word(r, run) == run.start);
}

/* The labels of a paragraph, in order. Returns their number. */
static uint32_t find_labels(const duban_meta_reader *r, duban_span para, label **labels) {
    const duban_vocab *vocab = duban_meta_labels(r);
    duban_matches runs = duban_match_all(r->matcher, DUBAN_RULE_FIELD, para);
    uint32_t count = 0;
    *labels = duban_arena_alloc(r->arena, (runs.count + 1) * sizeof **labels);
    for (uint32_t i = 0; i < runs.count; i++) {
        duban_span run = duban_match_group(&runs.items[i], "label");
        duban_compact c = duban_compact_of(duban_flow_folded(r->flow, run));
        label found = {.span = runs.items[i].span, .entry = UINT32_MAX};
        uint32_t length = duban_vocab_longest_end(vocab, c.units, c.length, &found.entry);
        uint32_t start = length ? run.start + c.at[c.length - length] : 0;
        bool behind_label =
            count && duban_span_is_empty(duban_meta_trim(
                         r, (duban_span){(*labels)[count - 1].span.end, run.start}));
        if (length && is_label(r, found.entry, start, run, behind_label))
            found.span.start = start;
        else if (c.length > UNKNOWN_LABEL)
            continue;
        else
            found = (label){.span = {last_word(r, run), found.span.end}, .entry = UINT32_MAX};
        (*labels)[count++] = found;
    }
    return count;
}

static bool is_mark(char16_t unit) {
    return unit == ' ' || unit == '\n' || unit == '|' || unit == '*' || unit == '[' || unit == ']';
}

static bool is_nothing(const duban_meta_reader *r, duban_str fold) {
    const duban_vocab *empty = duban_rules_vocab(duban_matcher_rules(r->matcher), "empty_values");
    uint32_t entry;
    return empty && duban_vocab_longest(empty, fold.units, fold.length, &entry) == fold.length;
}

static void add_field(duban_meta_reader *r, duban_meta_field field) {
    if (!*field.element || !field.fold.length || is_nothing(r, field.fold)) return;
    r->fields = duban_arena_grow(r->arena, r->fields, &r->field_capacity, r->field_count + 1,
                                 sizeof *r->fields);
    r->fields[r->field_count++] = field;
}

bool duban_meta_label_value(duban_meta_reader *r, uint32_t entry, duban_span span, bool beside) {
    while (span.start < span.end && is_mark(r->flow->fold[span.start]) &&
           r->flow->fold[span.start] != '[')
        span.start++;
    while (span.end > span.start && is_mark(r->flow->fold[span.end - 1]) &&
           r->flow->fold[span.end - 1] != ']')
        span.end--;
    if (duban_span_is_empty(span)) return false;
    add_field(
        r, (duban_meta_field){
               .element = duban_vocab_field(duban_meta_labels(r), entry, "element"),
               .role = duban_vocab_field(duban_meta_labels(r), entry, "role"),
               .text = duban_flow_text(r->flow, span),
               .fold = duban_flow_folded(r->flow, span),
               .span = span,
               .origin = DUBAN_META_LABEL,
               .label = duban_str_to_utf8(r->arena, duban_vocab_word(duban_meta_labels(r), entry)),
               .entry = entry,
               .beside = beside,
               .doubted = *duban_vocab_field(duban_meta_labels(r), entry, "doubted") ||
                          span.start >= r->head.end});
    return true;
}

/* Whether a line below a label is the notice's title: a label at the end of a table has no value.
 */
static bool is_title(const duban_meta_reader *r, uint32_t entry, uint32_t para) {
    duban_match match;
    if (!strcmp(duban_vocab_field(duban_meta_labels(r), entry, "element"), "heading")) return false;
    return r->flow->paras[para].heading ||
           duban_meta_find(r, "noticeTitle", NULL, r->flow->paras[para].span, &match);
}

void duban_meta_label_below(duban_meta_reader *r, uint32_t entry, uint32_t para) {
    if (para >= r->flow->para_count || is_title(r, entry, para)) return;
    duban_span span = r->flow->paras[para].span;
    label *labels;
    uint32_t count = find_labels(r, span, &labels);
    if (count && labels[0].span.start == span.start) return;
    if (duban_span_length(span) > NEXT_LINE_VALUE) return;
    duban_meta_label_value(
        r, entry, (duban_span){span.start, count ? labels[0].span.start : span.end}, false);
}

/* False if the paragraph holds no label with a colon. */
static bool read_para(duban_meta_reader *r, uint32_t index) {
    duban_span para = r->flow->paras[index].span;
    label *labels;
    uint32_t count = find_labels(r, para, &labels);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = i + 1 < count ? labels[i + 1].span.start : para.end;
        if (labels[i].entry == UINT32_MAX) continue;
        bool given =
            duban_meta_label_value(r, labels[i].entry, (duban_span){labels[i].span.end, end}, true);
        if (!given && i + 1 == count) duban_meta_label_below(r, labels[i].entry, index + 1);
    }
    return count > 0;
}

static duban_str trimmed(duban_str s) {
    while (s.length && (s.units[0] == ' ' || s.units[0] == '"')) s.units++, s.length--;
    while (s.length && (s.units[s.length - 1] == ' ' || s.units[s.length - 1] == '"')) s.length--;
    return s;
}

static void read_container(duban_meta_reader *r) {
    const duban_document *document = r->flow->document;
    for (uint32_t i = 0; document && i < document->field_count; i++) {
        duban_compact c = duban_compact_of(duban_fold_str(r->arena, document->fields[i].name));
        uint32_t entry;
        if (!c.length ||
            duban_vocab_longest(duban_meta_labels(r), c.units, c.length, &entry) != c.length)
            continue;
        duban_str text = trimmed(document->fields[i].value);
        add_field(r, (duban_meta_field){
                         .element = duban_vocab_field(duban_meta_labels(r), entry, "element"),
                         .role = duban_vocab_field(duban_meta_labels(r), entry, "role"),
                         .text = text,
                         .fold = duban_fold_str(r->arena, text),
                         .span = DUBAN_SPAN_NONE,
                         .origin = DUBAN_META_TAG,
                         .label = duban_str_to_utf8(r->arena, document->fields[i].name),
                         .entry = entry,
                         .beside = true,
                     });
    }
}

void duban_meta_read_fields(duban_meta_reader *r) {
    if (!duban_meta_labels(r)) return;
    read_container(r);
    for (uint32_t i = 0; i < r->flow->para_count; i++) {
        const duban_para *para = &r->flow->paras[i];
        bool outside = para->span.start < r->head.end || i >= r->outline->end_para ||
                       para->kind == DUBAN_PARA_FURNITURE;
        if (!outside) continue;
        if (!read_para(r, i)) i += duban_meta_read_bare(r, i);
    }
}
