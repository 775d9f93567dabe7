/*
 * Candidates for labels. Skipped on purpose: cells and furniture (numbers there count rows and
 * pages), the entries of a list of attachments, which number documents, not measures, and a table
 * of contents, which has the labels of the headings that it repeats.
 */
#include "extract/outline/label.h"

#include <string.h>

#include "extract/outline/numeral.h"

/* What ignoring a candidate costs where its rule does not say: at a paragraph's start, inside. */
#define SKIP_AT_START 60
#define SKIP_INSIDE 25
/* What accepting a label in the middle of a paragraph costs, in a paragraph that holds few others
 * and in one that holds a whole outline. */
#define INSIDE_SPARSE 18
#define INSIDE_DENSE 2
/* What a label behind the words of a heading costs where it does not begin its series. */
#define AFTER_RUN_ON 8
/* A paragraph holds an outline from so many candidates inside on. */
#define DENSE_FROM 4
/* The longest text between a label and one that stands behind the words of its heading. */
#define HEADING_MAX 45
/* The most lines that a table of contents has. */
#define CONTENTS_MAX 600
/* So many bullets inside a paragraph make a list. */
#define POINTS_MIN 4
/* A signature has so many lines at most, with its date. */
#define SIGNATURE_LINES 5
/* The longest line that can be half a label. */
#define BROKEN_MAX 4

typedef struct {
    const duban_flow *flow;
    duban_matcher *matcher;
    const duban_styles *styles;
    const duban_vocab *numerals;
    duban_form annexes, bare, dateline, contents, line;
    duban_labels labels;
} finder;

static uint32_t style_of(const duban_styles *styles, const char *name, size_t length) {
    for (uint32_t i = 0; i < styles->count; i++)
        if (strlen(styles->items[i].name) == length &&
            strncmp(styles->items[i].name, name, length) == 0)
            return i;
    return DUBAN_STYLES_MAX;
}

duban_styles duban_styles_collect(const duban_rules *rules) {
    duban_styles styles = {.count = 0};
    for (uint32_t i = 0; i < duban_rules_count(rules); i++) {
        const duban_rule *rule = duban_rules_at(rules, i);
        const char *name = duban_rule_param(rule, "style");
        if (rule->kind != DUBAN_RULE_LABEL || !name || strchr(name, ' ')) continue;
        if (styles.count == DUBAN_STYLES_MAX) break;
        if (style_of(&styles, name, strlen(name)) != DUBAN_STYLES_MAX) continue;
        styles.items[styles.count++] =
            (duban_style){.name = name, .rank = duban_form_number(rule, "rank", 20)};
    }
    return styles;
}

static void read_styles(const duban_styles *styles, duban_label *label) {
    const char *name = duban_rule_param(label->rule, "style");
    while (name && *name) {
        size_t length = strcspn(name, " ");
        uint32_t style = style_of(styles, name, length);
        if (style != DUBAN_STYLES_MAX && label->style_count < DUBAN_LABEL_STYLES_MAX)
            label->styles[label->style_count++] = (uint8_t)style;
        name += length + (name[length] == ' ');
    }
}

static bool is_at(const duban_rule *rule, const char *place) {
    const char *at = duban_rule_param(rule, "at");
    return at && strcmp(at, place) == 0;
}

static uint32_t skip_blanks(const duban_flow *flow, uint32_t from, uint32_t end) {
    while (from < end && flow->fold[from] == u' ') from++;
    return from;
}

static uint8_t bullet_length(const duban_flow *flow, const duban_match *match, uint32_t para) {
    duban_span span = flow->paras[para].span;
    return (uint8_t)(skip_blanks(flow, match->span.end, span.end) - span.start);
}

/* Puts the last candidate in its place: a rule may have looked far ahead of it. */
static void put_in_order(duban_labels *labels) {
    for (uint32_t i = labels->count - 1; i > 0; i--) {
        duban_label later = labels->items[i];
        if (labels->items[i - 1].span.start <= later.span.start) return;
        labels->items[i] = labels->items[i - 1];
        labels->items[i - 1] = later;
    }
}

static void add_label(finder *f, const duban_match *match, uint32_t para) {
    const duban_rule *rule = match->rule;
    duban_span span = duban_match_group(match, "label");
    duban_span numeral = duban_match_group(match, "numeral");
    if (!duban_span_is_set(span)) span = match->span;
    uint32_t end = f->flow->paras[duban_flow_para_at(f->flow, span.end - 1)].span.end;
    bool inside = !is_at(rule, "start") && !is_at(rule, "next");
    duban_label label = {.span = span,
                         .end = skip_blanks(f->flow, match->span.end, end),
                         .para = para,
                         .cost = duban_form_number(rule, "cost", 0),
                         .skip =
                             duban_form_number(rule, "skip", inside ? SKIP_INSIDE : SKIP_AT_START),
                         .inside = inside,
                         .next = is_at(rule, "next"),
                         .after = DUBAN_NO_LABEL,
                         .rule = rule};
    if (label.end < span.end) label.end = span.end;
    read_styles(f->styles, &label);
    if (duban_span_is_set(numeral))
        label.number = duban_numeral_read(f->numerals, duban_flow_folded(f->flow, numeral));
    if (label.style_count == 0 || (duban_span_is_set(numeral) && label.number == 0)) return;
    duban_labels *labels = &f->labels;
    labels->items = duban_arena_grow(duban_matcher_arena(f->matcher), labels->items,
                                     &labels->capacity, labels->count + 1, sizeof label);
    labels->items[labels->count++] = label;
    put_in_order(labels);
}

/* The candidates of a paragraph. A label may be broken over two lines: where a line of a few units
 * holds none, it is read together with the next. */
static duban_matches match_para(finder *f, uint32_t para) {
    duban_span span = f->flow->paras[para].span;
    duban_matches matches = duban_match_all(f->matcher, DUBAN_RULE_LABEL, span);
    if (matches.count > 0 || duban_span_length(span) > BROKEN_MAX ||
        para + 1 == f->flow->para_count ||
        duban_span_length(f->flow->paras[para + 1].span) > BROKEN_MAX)
        return matches;
    duban_span both = {span.start, f->flow->paras[para + 1].span.end};
    matches = duban_match_all(f->matcher, DUBAN_RULE_LABEL, both);
    uint32_t kept = 0;
    while (kept < matches.count && matches.items[kept].span.start == span.start &&
           matches.items[kept].span.end > span.end)
        kept++;
    matches.count = kept;
    return matches;
}

static void add_point(finder *f, duban_span mark) {
    duban_labels *labels = &f->labels;
    labels->points =
        duban_arena_grow(duban_matcher_arena(f->matcher), labels->points, &labels->point_capacity,
                         labels->point_count + 1, sizeof *labels->points);
    labels->points[labels->point_count++] = (duban_point){.at = mark.start, .end = mark.end};
}

static void find_in(finder *f, uint32_t para) {
    duban_matches matches = match_para(f, para);
    uint32_t points = f->labels.point_count;
    for (uint32_t i = 0; i < matches.count; i++) {
        const duban_match *match = &matches.items[i];
        if (is_at(match->rule, "bullet"))
            f->labels.bullets[para] = bullet_length(f->flow, match, para);
        else if (is_at(match->rule, "point"))
            add_point(f, match->span);
        else
            add_label(f, match, para);
    }
    if (f->labels.point_count - points < POINTS_MIN) f->labels.point_count = points;
}

/* Whether a label in the middle of a paragraph goes on from one before it in the same paragraph. */
static bool goes_on(const duban_labels *labels, uint32_t first, uint32_t index) {
    const duban_label *label = &labels->items[index];
    for (uint32_t i = index; i-- > first;)
        if (labels->items[i].styles[0] == label->styles[0])
            return labels->items[i].number == label->number - 1;
    return false;
}

/* Where labels stand behind the words of a heading, and which paragraphs hold an outline. */
static void weigh_inside(finder *f, uint32_t first) {
    duban_labels *labels = &f->labels;
    uint32_t inside = 0;
    for (uint32_t i = first; i < labels->count; i++)
        inside += labels->items[i].inside && !is_at(labels->items[i].rule, "after");
    int32_t cost = inside >= DENSE_FROM ? INSIDE_DENSE : INSIDE_SPARSE;
    for (uint32_t i = first; i < labels->count; i++) {
        duban_label *label = &labels->items[i];
        if (!label->inside) continue;
        if (is_at(label->rule, "after")) {
            uint32_t before = i;
            while (before > 0 && labels->items[before - 1].span.start == label->span.start)
                before--;
            if (before == 0) continue;
            const duban_label *last = &labels->items[before - 1];
            if (label->span.start - last->end <= HEADING_MAX) label->after = before - 1;
            if (label->number > 1) label->cost += AFTER_RUN_ON;
        } else {
            label->cost += goes_on(labels, first, i) ? INSIDE_DENSE : cost;
        }
    }
}

/* The paragraph after a list of attachments: past its numbered entries, of which the last one read
 * has this number. Those that are links to files are furniture. */
static uint32_t past_annexes(finder *f, uint32_t para, int32_t number) {
    uint32_t end = para + 1;
    for (uint32_t i = end; i < f->flow->para_count; i++) {
        uint32_t before = f->labels.count;
        find_in(f, i);
        bool entry = f->labels.count > before && f->labels.items[before].number == number + 1 &&
                     duban_span_length(f->flow->paras[i].span) <= HEADING_MAX * 2;
        f->labels.count = before;
        if (!entry && f->flow->paras[i].kind != DUBAN_PARA_FURNITURE) break;
        if (!entry) continue;
        number++;
        end = i + 1;
    }
    return end;
}

/* The end of a list below a head that may also be that of an attachment itself: only short entries
 * with the signature or nothing below them are a list. */
static uint32_t past_bare_list(finder *f, uint32_t para) {
    uint32_t end = past_annexes(f, para, 0), count = f->flow->para_count;
    if (end == para + 1) return para;
    for (uint32_t i = end; i < count && i - end < SIGNATURE_LINES; i++) {
        duban_span span = f->flow->paras[i].span;
        if (f->flow->paras[i].kind == DUBAN_PARA_FURNITURE) return end;
        if (duban_form_match(&f->dateline, f->matcher, span, NULL)) return end;
        if (duban_span_length(span) > HEADING_MAX) return para;
    }
    return end == count ? end : para;
}

/* The words of a line in a table of contents, without the page number and the dots before it. */
static duban_str entry_words(const duban_flow *flow, uint32_t para) {
    duban_str words = duban_flow_folded(flow, flow->paras[para].span);
    while (words.length > 0 && words.units[words.length - 1] < 0x2E80) words.length--;
    return words;
}

/* Ends with a full stop, or is longer than any heading. */
static bool is_prose(const duban_flow *flow, uint32_t para) {
    duban_str line = duban_flow_folded(flow, flow->paras[para].span);
    return line.length > HEADING_MAX * 2 || (line.length && line.units[line.length - 1] == 0x3002);
}

/* The paragraph after a table of contents: where its first entry comes again, or the prose right
 * before that, which introduces it. */
static uint32_t past_contents(const finder *f, uint32_t para) {
    const duban_flow *flow = f->flow;
    uint32_t first = para + 1;
    if (first >= flow->para_count) return first;
    duban_str words = entry_words(flow, first);
    for (uint32_t i = first + 1; i < flow->para_count && i - first < CONTENTS_MAX; i++) {
        duban_str line = duban_flow_folded(flow, flow->paras[i].span);
        if (line.length < words.length || words.length == 0) continue;
        line.length = words.length;
        if (!duban_str_equal(line, words)) continue;
        while (i > first + 1 && is_prose(flow, i - 1)) i--;
        return i;
    }
    return first;
}

/* Sets the paragraphs [first, end) aside; returns end. */
static uint32_t frame(finder *f, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++) f->labels.framed[i] = true;
    return end;
}

/* Reads the candidates of a paragraph; returns whether there are any. */
static bool read_para(finder *f, uint32_t para, bool under_heading) {
    uint32_t first = f->labels.count;
    find_in(f, para);
    weigh_inside(f, first);
    if (f->labels.count == first) return false;
    f->labels.items[first].under_heading = under_heading;
    return true;
}

duban_labels duban_labels_find(const duban_flow *flow, duban_matcher *matcher,
                               const duban_styles *styles) {
    const duban_rules *rules = duban_matcher_rules(matcher);
    finder f = {.flow = flow,
                .matcher = matcher,
                .styles = styles,
                .numerals = duban_rules_vocab(rules, "label_numerals"),
                .annexes = duban_form_collect(rules, DUBAN_RULE_FRAME, "form", "annexes"),
                .bare = duban_form_collect(rules, DUBAN_RULE_FRAME, "form", "annexes-bare"),
                .dateline = duban_form_collect(rules, DUBAN_RULE_FRAME, "form", "dateline"),
                .contents = duban_form_collect(rules, DUBAN_RULE_FRAME, "form", "contents"),
                .line = duban_form_collect(rules, DUBAN_RULE_HEADING, "form", "line")};
    f.labels.bullets = duban_arena_alloc(duban_matcher_arena(matcher), flow->para_count + 1);
    f.labels.framed =
        duban_arena_alloc(duban_matcher_arena(matcher), sizeof(bool) * (flow->para_count + 1));
    bool heading = false;
    for (uint32_t i = 0; i < flow->para_count;) {
        duban_span span = flow->paras[i].span;
        if (flow->paras[i].kind != DUBAN_PARA_BODY) {
            i++;
        } else if (duban_form_match(&f.annexes, matcher, span, NULL)) {
            i = frame(&f, i, past_annexes(&f, i, 1));
        } else if (duban_form_match(&f.bare, matcher, span, NULL) && past_bare_list(&f, i) > i) {
            i = frame(&f, i, past_bare_list(&f, i));
        } else if (duban_form_match(&f.contents, matcher, span, NULL)) {
            i = frame(&f, i, past_contents(&f, i));
        } else if (read_para(&f, i++, heading)) {
            heading = false;
        } else {
            heading = heading || duban_form_match(&f.line, matcher, span, NULL);
        }
    }
    return f.labels;
}
