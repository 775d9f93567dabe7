/*
 * Paragraphs and headings of the outline -> deadline records.
 *
 * The time reader finds times, rules of kind "deadline" say which of them are deadlines: the first
 * rule that covers a time decides, and a time that none covers is none. Beside the rules three
 * things speak against a time: it lies before the notice's own date, it stands in a section that
 * tells how things are, or it stands in a table (whose head years the table reader takes). In a
 * heading only what is surely one counts (the rule's form: closes, strong).
 */
#include "extract/records/deadlines.h"

#include <string.h>

#include "extract/records/times.h"

/* Years between two aims from which on the later one is a look ahead. */
enum { FAR_AHEAD = 5 };

typedef struct {
    const duban_flow *flow;
    const duban_outline *outline;
    duban_matcher *matcher;
    duban_records *records;
    duban_day written;
    uint32_t first; /* index of the first deadline among the records */
} deadline_reader;

static bool has_param(const duban_rule *rule, const char *name, const char *value) {
    const char *set = duban_rule_param(rule, name);
    return set && strcmp(set, value) == 0;
}

/* Whether a match decides on a time. */
static bool covers(const duban_match *match, duban_span time) {
    duban_span group = duban_match_group(match, "time");
    return duban_span_is_set(group) ? duban_span_meets(group, time)
                                    : duban_span_holds(match->span, time);
}

/* The end of what a match may decide on: the time may stand in what it looks ahead to. */
static uint32_t reach(const duban_match *match) {
    duban_span group = duban_match_group(match, "time");
    bool ahead = duban_span_is_set(group) && group.end > match->span.end;
    return ahead ? group.end : match->span.end;
}

/* The matches of deadline rules in a text, by place; those before next lie before every time that
 * is still to come. */
typedef struct {
    duban_matches all;
    uint32_t next;
} verdicts;

/* The first rule's match that covers a time. Matches are by place, rules by their order. */
static const duban_match *decisive(verdicts *found, duban_span time) {
    const duban_matches *matches = &found->all;
    const duban_match *best = NULL;
    while (found->next < matches->count && reach(&matches->items[found->next]) <= time.start)
        found->next++;
    for (uint32_t i = found->next; i < matches->count; i++) {
        const duban_match *m = &matches->items[i];
        if (m->span.start >= time.end) break;
        if (!duban_rule_param(m->rule, "verdict") || !covers(m, time)) continue;
        if (!best || m->rule->index < best->rule->index) best = m;
    }
    return best;
}

/* Whether the time is over on the day of the notice. A stage may be when the plan is issued late.
 */
static bool is_past(const deadline_reader *r, const duban_time *t) {
    if (t->from.year && t->by.year == r->written.year) return false;
    return r->written.year && t->by.year && duban_day_compare(t->by, r->written) < 0;
}

/* What no rule can make a deadline: how often, since when, how long something holds. */
static bool is_possible(const duban_time *t) {
    if (t->recurrence || t->from.year > t->by.year) return false;
    if (!t->by.year && !t->duration && !t->relative) return false;
    if (!t->anchor) return true;
    return strcmp(t->anchor, "issued") == 0;
}

static bool is_deadline(const deadline_reader *r, verdicts *found, const duban_time *t,
                        const duban_match **why) {
    if (!is_possible(t) || is_past(r, t)) return false;
    *why = decisive(found, t->span);
    if (!*why) return false;
    if (has_param((*why)->rule, "verdict", "later"))
        return r->written.year && t->by.year && duban_day_compare(t->by, r->written) >= 0;
    return has_param((*why)->rule, "verdict", "yes");
}

static void add(deadline_reader *r, uint32_t node, const duban_time *t, const duban_match *why,
                duban_span rules) {
    duban_record *record =
        duban_record_add(r->records, DUBAN_RECORD_DEADLINE, node, t->span, why->rule->id);
    record->as.deadline = *t;
    record->as.deadline.rules = rules;
    record->as.deadline.closes = has_param(why->rule, "form", "closes");
}

/* Where the sentence that a closing deadline rules begins; a deadline before it cuts it short. */
static uint32_t sentence_start(const deadline_reader *r, duban_span text, uint32_t place) {
    const duban_vocab *stops = duban_rules_vocab(duban_matcher_rules(r->matcher), "stops");
    uint32_t start = text.start, entry;
    if (r->records->count > r->first) {
        duban_span before = r->records->items[r->records->count - 1].span;
        if (before.end > start && before.end < place) start = before.end;
    }
    for (uint32_t i = place; stops && i > start; i--)
        if (duban_vocab_longest(stops, r->flow->fold + i - 1, 1, &entry)) return i;
    return start;
}

/* A new deadline ends what the ones before it in the paragraph rule. */
static void end_before(deadline_reader *r, uint32_t first, uint32_t place) {
    for (uint32_t i = r->records->count; i > first; i--) {
        duban_time *t = &r->records->items[i - 1].as.deadline;
        if (t->closes || !t->by.year) continue;
        if (t->rules.end <= place) break; /* and so are those before it */
        t->rules.end = place;
    }
}

static void read_text(deadline_reader *r, uint32_t node, duban_span text) {
    duban_times times = duban_times_within(&r->records->times, text);
    if (!times.count) return;
    verdicts found = {.all = duban_match_all(r->matcher, DUBAN_RULE_DEADLINE, text)};
    uint32_t first = r->records->count;
    for (uint32_t i = 0; i < times.count; i++) {
        const duban_time *t = &times.items[i];
        const duban_match *why;
        if (duban_records_took(r->records, t->span)) continue;
        if (!is_deadline(r, &found, t, &why)) continue;
        duban_span rules = {t->span.end, text.end};
        if (has_param(why->rule, "form", "closes"))
            rules = (duban_span){sentence_start(r, text, t->span.start), t->span.start};
        else if (has_param(why->rule, "form", "limits"))
            rules = (duban_span){r->outline->nodes[node].extent.start, t->span.start};
        else if (t->by.year)
            end_before(r, first, t->span.start);
        add(r, node, t, why, rules);
    }
}

static void read_heading(deadline_reader *r, uint32_t index) {
    const duban_node *node = &r->outline->nodes[index];
    if (!duban_span_is_set(node->heading)) return;
    duban_times times = duban_times_within(&r->records->times, node->heading);
    if (!times.count) return;
    verdicts found = {.all = duban_match_all(r->matcher, DUBAN_RULE_DEADLINE, node->heading)};
    for (uint32_t i = 0; i < times.count; i++) {
        const duban_match *why;
        if (!is_deadline(r, &found, &times.items[i], &why)) continue;
        if (!has_param(why->rule, "form", "closes") && !has_param(why->rule, "form", "strong"))
            continue;
        add(r, index, &times.items[i], why, (duban_span){node->heading.end, node->extent.end});
        r->records->items[r->records->count - 1].as.deadline.closes = false;
    }
}

static bool is_item(const deadline_reader *r, duban_span text) {
    duban_match match;
    duban_span opening = {text.start, text.end < text.start + 16 ? text.end : text.start + 16};
    return duban_match_here(r->matcher, DUBAN_RULE_DEADLINE, opening, &match) &&
           has_param(match.rule, "form", "item");
}

/* Whether the children of a node are the items of the list that its last paragraph introduces. */
static bool introduces_children(const deadline_reader *r, const duban_node *node, duban_span text) {
    if (node->first_child == DUBAN_NO_NODE) return false;
    if (node->role == DUBAN_ROLE_OBJECTIVES) return true;
    return r->flow->fold[text.end - 1] == ':';
}

/* Running text ends with a stop; a caption or a cell does not. */
static bool is_running(const deadline_reader *r, duban_span text) {
    const duban_vocab *stops = duban_rules_vocab(duban_matcher_rules(r->matcher), "stops");
    uint32_t entry;
    return stops && duban_vocab_longest(stops, r->flow->fold + text.end - 1, 1, &entry);
}

/*
 * The end of what the paragraph's last deadline rules: the list that it introduces included. In
 * objectives the paragraphs behind the only deadline of one are its items, marked or not.
 */
static uint32_t list_end(const deadline_reader *r, const duban_node *node, uint32_t paragraph,
                         bool only) {
    duban_span text = r->outline->texts[node->first_text + paragraph];
    uint32_t end = text.end;
    only = only && node->role == DUBAN_ROLE_OBJECTIVES && is_running(r, text);
    for (uint32_t i = paragraph + 1; i < node->text_count; i++) {
        duban_span next = r->outline->texts[node->first_text + i];
        if (!is_item(r, next) && !only) return end;
        end = next.end;
    }
    return introduces_children(r, node, text) ? node->extent.end : end;
}

/* A cell of a table that is not the text of a task. */
static bool is_other_cell(const deadline_reader *r, duban_span text) {
    uint32_t para = duban_flow_para_at(r->flow, text.start);
    const duban_task_cell *cell = duban_outline_cell_at(r->outline, text.start);
    bool in_table = para < r->flow->para_count && r->flow->paras[para].kind == DUBAN_PARA_CELL;
    return in_table && (!cell || cell->role != DUBAN_CELL_TEXT);
}

/* The first and the last deadline of a paragraph that rule what follows them; NULL if none does. */
typedef struct {
    duban_time *first, *last;
} leaders;

static leaders leaders_of(const deadline_reader *r, uint32_t from) {
    leaders found = {0};
    for (uint32_t k = from; k < r->records->count; k++) {
        duban_time *t = &r->records->items[k].as.deadline;
        if (t->closes || !t->by.year || t->rules.start < t->span.end) continue;
        if (!found.first) found.first = t;
        found.last = t;
    }
    return found;
}

/* Ends what the deadlines from first to end rule at a paragraph that has its own. */
static void cut_short(deadline_reader *r, uint32_t first, uint32_t end, uint32_t place) {
    for (uint32_t k = first; k < end; k++) {
        duban_time *t = &r->records->items[k].as.deadline;
        if (t->rules.end > place) t->rules.end = place;
        if (t->items.end > place) t->items.end = place;
    }
}

/* Aims end with a look far ahead; what stands behind them is of the year that comes first. */
static bool looks_ahead(const duban_node *node, leaders found) {
    return node->role == DUBAN_ROLE_OBJECTIVES &&
           found.last->by.year - found.first->by.year >= FAR_AHEAD;
}

static void read_paragraphs(deadline_reader *r, uint32_t index) {
    const duban_node *node = &r->outline->nodes[index];
    uint32_t first = r->records->count;
    for (uint32_t i = 0; i < node->text_count; i++) {
        duban_span text = r->outline->texts[node->first_text + i];
        if (is_other_cell(r, text)) continue;
        uint32_t before = r->records->count;
        read_text(r, index, text);
        leaders found = leaders_of(r, before);
        if (!found.last) continue;
        cut_short(r, first, before, text.start);
        if (looks_ahead(node, found))
            found.first->items = (duban_span){text.end, list_end(r, node, i, true)};
        else
            found.last->rules.end = list_end(r, node, i, found.first == found.last);
    }
}

/* A cell below the deadlines of a table of tasks: each time in it is one, and rules the task. */
static void read_cell(deadline_reader *r, const duban_task_cell *cell) {
    duban_times times = duban_times_within(&r->records->times, cell->span);
    for (uint32_t i = 0; i < times.count; i++) {
        if (!is_possible(&times.items[i])) continue;
        duban_record *record = duban_record_add(r->records, DUBAN_RECORD_DEADLINE, cell->node,
                                                times.items[i].span, "table.task");
        record->as.deadline = times.items[i];
        record->as.deadline.rules = r->outline->nodes[cell->node].extent;
    }
}

void duban_deadlines_read(const duban_flow *flow, const duban_outline *outline,
                          const duban_meta *meta, duban_matcher *matcher, duban_records *records,
                          duban_diags *diags) {
    (void)diags;
    deadline_reader r = {.flow = flow,
                         .outline = outline,
                         .matcher = matcher,
                         .records = records,
                         .written = meta ? meta->written : (duban_day){0},
                         .first = records->count};
    for (uint32_t i = 0; i < outline->count; i++) {
        const duban_node *node = &outline->nodes[i];
        if (node->form == DUBAN_TABLE || node->role == DUBAN_ROLE_BACKGROUND) continue;
        read_heading(&r, i);
        read_paragraphs(&r, i);
    }
    for (uint32_t i = 0; i < outline->cell_count; i++)
        if (outline->cells[i].role == DUBAN_CELL_DEADLINE) read_cell(&r, &outline->cells[i]);
}
