/*
 * Paragraphs of the outline -> unit records (MODEL.md, "unit").
 *
 * Rules of kind "clause" find the responsibility clauses of each paragraph, names.h takes them
 * apart, and the rule's parameter "check" says how sure the names must be: a label vouches for
 * whatever stands after it, a closing verb needs one sure name and no prose, a bare list needs
 * sure names. Prose that mentions offices has none of these forms and gives nothing.
 */
#include "extract/records/units.h"

#include <stdlib.h>
#include <string.h>

#include "extract/records/canonical.h"
#include "extract/records/names.h"

typedef struct {
    const duban_flow *flow;
    duban_matcher *matcher;
    duban_records *records;
    duban_diags *diags;
    const char *place; /* the notice's jurisdiction, UTF-8, or NULL */
} unit_reader;

/* What a rule's "check" asks of the names of its clause. */
typedef struct {
    const char *word;
    duban_name_trust each, best; /* the least of all of them, the least of the surest */
    bool drops_prose;            /* what is prose is left out, not a reason to refuse the clause */
} check;

static const check checks[] = {
    {.word = "label", .each = DUBAN_NAME_UNKNOWN, .best = DUBAN_NAME_UNKNOWN, .drops_prose = true},
    {.word = "verb", .each = DUBAN_NAME_PLAIN, .best = DUBAN_NAME_SURE},
    {.word = "plain", .each = DUBAN_NAME_PLAIN, .best = DUBAN_NAME_PLAIN},
    {.word = "bare", .each = DUBAN_NAME_PLAIN, .best = DUBAN_NAME_SURE},
    {.word = "lines", .each = DUBAN_NAME_PLAIN, .best = DUBAN_NAME_SURE},
};

static const check *check_of(const char *word) {
    for (size_t i = 0; word && i < sizeof checks / sizeof *checks; i++)
        if (!strcmp(checks[i].word, word)) return &checks[i];
    return &checks[0];
}

static bool passes(const duban_names *names, const check *c, uint32_t least) {
    duban_name_trust best = DUBAN_NAME_PROSE;
    uint32_t count = 0;
    for (uint32_t i = 0; i < names->count; i++) {
        duban_name_trust trust = names->items[i].trust;
        if (trust > best) best = trust;
        if (trust >= c->each)
            count++;
        else if (!(c->drops_prose && trust == DUBAN_NAME_PROSE))
            return false;
    }
    return count >= least && count > 0 && best >= c->best;
}

static void add_units(const unit_reader *r, uint32_t node, const duban_names *names,
                      const check *c) {
    for (uint32_t i = 0; i < names->count; i++) {
        const duban_name *name = &names->items[i];
        if (name->trust < c->each) {
            duban_diag_add(r->diags,
                           (duban_diag){.severity = DUBAN_NOTE,
                                        .stage = DUBAN_STAGE_RECORDS,
                                        .rule = name->rule,
                                        .span = name->name},
                           "left out of a responsibility clause: it reads as prose, not as a name");
            continue;
        }
        duban_record *record =
            duban_record_add(r->records, DUBAN_RECORD_UNIT, node, name->name, name->rule);
        record->as.unit = (duban_unit){
            .name = name->name,
            .alias = name->alias,
            .role = name->role,
            .canonical =
                duban_canonical_name(r->matcher, duban_flow_folded(r->flow, name->name), r->place),
        };
    }
}

/* Reads a list as its check asks; false if it is no clause. */
static bool read_list(const unit_reader *r, uint32_t node, duban_span list, const char *word,
                      uint32_t least) {
    const check *c = check_of(word);
    duban_names names = duban_names_read(r->matcher, list);
    if (!passes(&names, c, least)) return false;
    add_units(r, node, &names, c);
    return true;
}

static void read_clauses(const unit_reader *r, uint32_t node, duban_span span) {
    duban_matches matches = duban_match_best(r->matcher, DUBAN_RULE_CLAUSE, span);
    for (uint32_t i = 0; i < matches.count; i++) {
        const duban_match *match = &matches.items[i];
        duban_span names = duban_match_group(match, "names");
        if (!duban_span_is_set(names)) continue;
        const char *least = duban_rule_param(match->rule, "least");
        read_list(r, node, names, duban_rule_param(match->rule, "check"),
                  least ? (uint32_t)strtoul(least, NULL, 10) : 1);
    }
}

/* A label alone on its line: the lines of names after it. Returns how many paragraphs it took. */
static uint32_t read_lines(const unit_reader *r, const duban_outline *outline, uint32_t node,
                           uint32_t first) {
    const duban_node *n = &outline->nodes[node];
    const duban_span *texts = &outline->texts[n->first_text];
    const check *c = check_of("lines");
    duban_match match;
    if (!duban_match_here(r->matcher, DUBAN_RULE_CLAUSE, texts[first], &match)) return 0;
    if (!duban_rule_param(match.rule, "form")) return 0;
    uint32_t next = first + 1;
    for (; next < n->text_count; next++) {
        duban_names line = duban_names_read(r->matcher, texts[next]);
        if (!passes(&line, c, 1)) break;
    }
    duban_span list = {texts[first].start, texts[next - 1].end};
    duban_names names = duban_names_read(r->matcher, list);
    add_units(r, node, &names, c);
    return next - first;
}

/* A short name of no known form beside offices is a person's. */
static void drop_persons(duban_names *names) {
    enum { PERSON_MAX = 4 };
    duban_name_trust best = DUBAN_NAME_PROSE;
    for (uint32_t i = 0; i < names->count; i++)
        if (names->items[i].trust > best) best = names->items[i].trust;
    for (uint32_t i = 0; best == DUBAN_NAME_SURE && i < names->count; i++)
        if (names->items[i].trust == DUBAN_NAME_UNKNOWN &&
            duban_span_length(names->items[i].name) <= PERSON_MAX)
            names->items[i].trust = DUBAN_NAME_PROSE;
}

/* The units that a cell of a table of tasks names: its column says in which role, unless a verb
 * in it does. */
static void read_cell(const unit_reader *r, const duban_task_cell *cell) {
    static const duban_unit_role roles[] = {[DUBAN_CELL_LEAD] = DUBAN_LEAD,
                                            [DUBAN_CELL_SUPPORT] = DUBAN_SUPPORT,
                                            [DUBAN_CELL_RESPONSIBLE] = DUBAN_RESPONSIBLE};
    if (cell->role == DUBAN_CELL_TEXT || cell->role == DUBAN_CELL_DEADLINE) return;
    duban_names names = duban_names_read(r->matcher, cell->span);
    for (uint32_t i = 0; i < names.count; i++)
        if (names.items[i].role == DUBAN_RESPONSIBLE) names.items[i].role = roles[cell->role];
    drop_persons(&names);
    const check *c = check_of("label");
    if (passes(&names, c, 1)) add_units(r, cell->node, &names, c);
}

void duban_units_read(const duban_flow *flow, const duban_outline *outline, const duban_meta *meta,
                      duban_matcher *matcher, duban_records *records, duban_diags *diags) {
    unit_reader r = {.flow = flow, .matcher = matcher, .records = records, .diags = diags};
    for (uint32_t i = 0; meta && i < meta->count; i++)
        if (!strcmp(meta->items[i].element, "jurisdiction")) r.place = meta->items[i].value;
    for (uint32_t i = 0; i < outline->cell_count; i++) read_cell(&r, &outline->cells[i]);
    for (uint32_t node = 0; node < outline->count; node++) {
        const duban_node *n = &outline->nodes[node];
        if (duban_span_is_set(n->heading)) read_clauses(&r, node, n->heading);
        for (uint32_t i = 0; i < n->text_count;) {
            const duban_task_cell *cell =
                duban_outline_cell_at(outline, outline->texts[n->first_text + i].start);
            uint32_t taken =
                cell && cell->role != DUBAN_CELL_TEXT ? 1 : read_lines(&r, outline, node, i);
            if (!taken) read_clauses(&r, node, outline->texts[n->first_text + i]);
            i += taken ? taken : 1;
        }
    }
}
