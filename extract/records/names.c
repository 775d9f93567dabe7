/*
 * Span of a list -> names with roles; see names.h.
 *
 * The list is read from left to right: at each place the first rule of kind "unit" that matches
 * there gives one part (separator, label, foreign part, verb, name). Text that no rule knows is
 * stepped over unit by unit, so that a broken part costs itself only.
 */
#include "extract/records/names.h"

#include <string.h>

typedef struct {
    duban_matcher *matcher;
    duban_names names;
    duban_unit_role label; /* what the last label gives */
    bool joint;            /* after a verb of company the names support */
    uint32_t since;        /* the first name that no verb has ruled yet */
    bool labelled;         /* no verb has come since the last label */
} list_reader;

static bool has(const duban_match *match, const char *group) {
    duban_span span = duban_match_group(match, group);
    return duban_span_is_set(span) && !duban_span_is_empty(span);
}

/* The role that a part states; false if it states none. */
static bool role_of(const duban_match *match, duban_unit_role *role) {
    if (has(match, "lead") || has(match, "lead2"))
        *role = DUBAN_LEAD;
    else if (has(match, "support") || has(match, "support2"))
        *role = DUBAN_SUPPORT;
    else
        return false;
    return true;
}

/* What a rule's parameter "trust" says; DUBAN_NAME_UNKNOWN if it has none. */
static duban_name_trust trust_of(const duban_rule *rule) {
    static const struct {
        const char *word;
        duban_name_trust trust;
    } words[] = {
        {"none", DUBAN_NAME_PROSE}, {"plain", DUBAN_NAME_PLAIN}, {"sure", DUBAN_NAME_SURE}};
    const char *trust = duban_rule_param(rule, "trust");
    for (size_t i = 0; trust && i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].word, trust)) return words[i].trust;
    return DUBAN_NAME_UNKNOWN;
}

duban_name_trust duban_name_trust_of(duban_matcher *matcher, duban_span name) {
    duban_match match;
    bool known = duban_match_here(matcher, DUBAN_RULE_OFFICE, name, &match);
    return known ? trust_of(match.rule) : DUBAN_NAME_UNKNOWN;
}

static void add_name(list_reader *r, const duban_match *match) {
    duban_names *n = &r->names;
    n->items = duban_arena_grow(duban_matcher_arena(r->matcher), n->items, &n->capacity,
                                n->count + 1, sizeof *n->items);
    duban_span name = duban_match_group(match, "name");
    duban_name_trust trust = trust_of(match->rule);
    n->items[n->count++] = (duban_name){
        .name = name,
        .alias = duban_match_group(match, "alias"),
        .role = r->joint ? DUBAN_SUPPORT : r->label,
        .trust = trust != DUBAN_NAME_UNKNOWN ? trust : duban_name_trust_of(r->matcher, name),
        .rule = match->rule->id,
    };
}

/* A closing verb rules the names since the last one, except those that stand in company. */
static void close_names(list_reader *r, const duban_match *match) {
    duban_unit_role role;
    if (role_of(match, &role))
        for (uint32_t i = r->since; i < r->names.count; i++)
            if (!(r->joint && r->names.items[i].role == DUBAN_SUPPORT))
                r->names.items[i].role = role;
    r->since = r->names.count;
    r->joint = false;
    r->labelled = false;
}

/* Whether a part is a comma or semicolon between names. */
static bool divides(const list_reader *r, const duban_match *match) {
    const char16_t *units = duban_matcher_subject(r->matcher).units;
    duban_span part = duban_match_group(match, "separator");
    for (uint32_t i = part.start; duban_span_is_set(part) && i < part.end; i++)
        if (units[i] == u',' || units[i] == u';') return true;
    return false;
}

static void read_part(list_reader *r, const duban_match *match) {
    if (has(match, "label")) {
        if (!role_of(match, &r->label)) r->label = DUBAN_RESPONSIBLE;
        r->since = r->names.count;
        r->joint = false;
        r->labelled = true;
    } else if (r->labelled && divides(r, match)) {
        r->since = r->names.count; /* the label rules what stands before, whatever verb comes */
    } else if (has(match, "joint")) {
        r->joint = true;
    } else if (has(match, "name")) {
        add_name(r, match);
        if (has(match, "verb"))
            close_names(r, match);
        else if (role_of(match, &r->names.items[r->names.count - 1].role))
            r->since = r->names.count;
    } else if (has(match, "verb")) {
        close_names(r, match);
    }
}

duban_names duban_names_read(duban_matcher *matcher, duban_span list) {
    list_reader r = {.matcher = matcher, .label = DUBAN_RESPONSIBLE};
    for (uint32_t at = list.start; at < list.end;) {
        duban_match match;
        duban_span rest = {at, list.end};
        if (!duban_match_here(matcher, DUBAN_RULE_UNIT, rest, &match) || match.span.end <= at) {
            at++;
            continue;
        }
        read_part(&r, &match);
        at = match.span.end;
    }
    return r.names;
}
