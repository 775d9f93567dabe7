/*
 * Who issues the notice, to whom it goes, which place it rules.
 *
 * Issuers are named by a field, by the signature above the date and by the title; the source that
 * names the most of them is taken, a field before a signature before the title where they are
 * equal; who put the text on the page, if none of them names any. The place is read from the
 * issuer's name, else from the titles, else from where a report was given.
 */
#include <string.h>

#include "extract/records/meta_reader.h"

#define SHORT_ADDRESSEE 4    /* a shorter name is a level in a list of levels */
#define UNKNOWN_ADDRESSEE 12 /* a longer piece of no known form is a sentence */

static void add_names(duban_meta_reader *r, const char *element, const duban_names *names,
                      const char *rule) {
    for (uint32_t i = 0; i < names->count; i++) {
        duban_span name = names->items[i].name;
        duban_meta_add(r, element, duban_meta_quote(r, name), name, rule);
    }
}

/* The signature: the offices above the day of writing. */
static duban_span signature(const duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->meta->count; i++) {
        const duban_meta_item *item = &r->meta->items[i];
        if (!strcmp(item->element, "date") && !strcmp(item->role, "written") &&
            duban_span_is_set(item->span) && strcmp(item->rule, "field.label"))
            return duban_meta_offices_before(r, item->span.start);
    }
    return DUBAN_SPAN_NONE;
}

static const duban_meta_field *issuer_field(const duban_meta_reader *r, const char *element) {
    for (uint32_t i = 0; i < r->field_count; i++) {
        const duban_meta_field *field = &r->fields[i];
        if (strcmp(field->element, element)) continue;
        if (field->beside || duban_meta_is_offices(r, field->span)) return field;
    }
    return NULL;
}

/* The line below the title, where it names offices. */
static duban_span below_title(const duban_meta_reader *r) {
    if (!duban_span_is_set(r->title) || duban_span_is_empty(r->title)) return DUBAN_SPAN_NONE;
    uint32_t next = duban_flow_para_at(r->flow, r->title.end - 1) + 1;
    if (next >= r->flow->para_count || r->flow->paras[next].span.start >= r->head.end)
        return DUBAN_SPAN_NONE;
    return duban_meta_is_issuer_line(r, r->flow->paras[next].span) ? r->flow->paras[next].span
                                                                   : DUBAN_SPAN_NONE;
}

void duban_meta_read_issuer(duban_meta_reader *r) {
    const duban_meta_field *field = issuer_field(r, "issuer"), *page = issuer_field(r, "source");
    const struct {
        duban_span span;
        const char *rule;
        duban_name_trust least;
    } sources[] = {
        {field ? field->span : DUBAN_SPAN_NONE, "field.label", DUBAN_NAME_PLAIN},
        {signature(r), "meta.dateline", DUBAN_NAME_SURE},
        {r->title_issuers, "meta.notice-quoted", DUBAN_NAME_SURE},
        {below_title(r), "meta.title-line", DUBAN_NAME_SURE},
    };
    duban_names best = {0}, names;
    const char *rule = NULL;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        if (!duban_span_is_set(sources[i].span)) continue;
        if (duban_meta_offices(r, sources[i].span, sources[i].least, &names) <= best.count)
            continue;
        best = names;
        rule = sources[i].rule;
    }
    bool other = best.count > 0 || field;
    if (!other && page && duban_span_is_set(page->span) &&
        duban_meta_offices(r, page->span, DUBAN_NAME_SURE, &names)) {
        best = names;
        rule = "field.label";
    }
    add_names(r, "issuer", &best, rule);
    if (!best.count && field && !duban_span_is_set(field->span))
        duban_meta_add(r, "issuer", duban_str_to_utf8(r->arena, field->text), DUBAN_SPAN_NONE,
                       NULL);
}

/* Whether a piece names addressees. */
static bool is_addressee(const duban_meta_reader *r, duban_span piece, bool *sure) {
    duban_names names = duban_names_read(r->matcher, piece);
    for (uint32_t i = 0; i < names.count; i++) {
        if (names.items[i].trust == DUBAN_NAME_PROSE) return false;
        if (names.items[i].trust == DUBAN_NAME_UNKNOWN &&
            duban_span_length(names.items[i].name) > UNKNOWN_ADDRESSEE)
            return false;
        if (names.items[i].trust == DUBAN_NAME_SURE) *sure = true;
    }
    return names.count > 0;
}

/* The next piece up to a comma outside brackets. */
static duban_span next_piece(const duban_meta_reader *r, duban_span *rest) {
    const char16_t *fold = r->flow->fold;
    int depth = 0;
    uint32_t at = rest->start;
    for (; at < rest->end; at++) {
        depth += (fold[at] == '(' || fold[at] == '[') - (fold[at] == ')' || fold[at] == ']');
        if (depth <= 0 && (fold[at] == ',' || fold[at] == ';')) break;
    }
    duban_span piece = duban_meta_trim(r, (duban_span){rest->start, at});
    rest->start = at < rest->end ? at + 1 : rest->end;
    return piece;
}

static bool are_addressees(const duban_meta_reader *r, duban_span list, uint32_t *pieces) {
    bool sure = false;
    *pieces = 0;
    while (!duban_span_is_empty(list)) {
        duban_span piece = next_piece(r, &list);
        if (duban_span_is_empty(piece)) continue;
        if (!is_addressee(r, piece, &sure)) return false;
        ++*pieces;
    }
    return sure;
}

/* Addressees without a comma between them: each is a name of its own if all of them are sure and
 * none is a mere level of government. False if they are one addressee. */
static bool add_listed(duban_meta_reader *r, duban_span list, const char *rule) {
    duban_names names = duban_names_read(r->matcher, list);
    for (uint32_t i = 0; i < names.count; i++)
        if (names.items[i].trust != DUBAN_NAME_SURE ||
            duban_span_length(names.items[i].name) < SHORT_ADDRESSEE)
            return false;
    add_names(r, "addressee", &names, rule);
    return true;
}

void duban_meta_read_addressees(duban_meta_reader *r) {
    duban_span rest = r->head;
    duban_match match;
    uint32_t pieces;
    while (!duban_span_is_empty(rest) && duban_meta_find(r, "addressee", NULL, rest, &match)) {
        duban_span list = duban_match_group(&match, "value");
        rest.start = match.span.end;
        if (!are_addressees(r, list, &pieces)) continue;
        if (pieces == 1 && add_listed(r, list, match.rule->id)) return;
        while (!duban_span_is_empty(list)) {
            duban_span piece = next_piece(r, &list);
            if (!duban_span_is_empty(piece))
                duban_meta_add(r, "addressee", duban_meta_quote(r, piece), piece, match.rule->id);
        }
        return;
    }
}

static bool add_place(duban_meta_reader *r, duban_span within) {
    duban_match match;
    if (!duban_span_is_set(within) || duban_span_is_empty(within)) return false;
    if (!duban_meta_find(r, "jurisdiction", NULL, within, &match)) return false;
    duban_span value = duban_match_group(&match, "value");
    const char *fixed = duban_rule_param(match.rule, "value");
    duban_meta_add(r, "jurisdiction", fixed ? fixed : duban_meta_quote(r, value),
                   fixed ? DUBAN_SPAN_NONE : value, match.rule->id);
    return true;
}

void duban_meta_read_place(duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->meta->count; i++)
        if (!strcmp(r->meta->items[i].element, "issuer") && add_place(r, r->meta->items[i].span))
            return;
    if (add_place(r, r->title) || add_place(r, r->notice)) return;
    duban_match match;
    duban_span rest = r->head;
    while (!duban_span_is_empty(rest) && duban_meta_find(r, "date", "line", rest, &match)) {
        if (add_place(r, duban_match_group(&match, "name"))) return;
        rest.start = match.span.end;
    }
}
