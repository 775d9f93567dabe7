/* To whom the notice goes. Who issues it is in meta_issuer.c, which place it rules in meta_place.c.
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

static bool has_form(const duban_meta_reader *r, const char *form, duban_span piece) {
    duban_match match;
    return duban_meta_find(r, "addressee", form, piece, &match);
}

/* Whether a piece names addressees. */
static bool is_addressee(const duban_meta_reader *r, duban_span piece, bool *sure) {
    if (has_form(r, "any", piece)) return *sure = true;
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

/* Whether a name in a list without a comma is an addressee of its own: not a mere level of
 * government, nor, behind the first, an office of the levels before it. */
static bool is_apart(const duban_meta_reader *r, const duban_name *name, bool first) {
    if (has_form(r, "any", name->name)) return true;
    return name->trust == DUBAN_NAME_SURE && duban_span_length(name->name) >= SHORT_ADDRESSEE &&
           !has_form(r, "levels", name->name) && (first || !has_form(r, "office", name->name));
}

/* Addressees without a comma between them. False if they are one addressee. */
static bool add_listed(duban_meta_reader *r, duban_span list, const char *rule) {
    duban_names names = duban_names_read(r->matcher, list);
    for (uint32_t i = 0; i < names.count; i++)
        if (!is_apart(r, &names.items[i], i == 0)) return false;
    add_names(r, "addressee", &names, rule);
    return true;
}

void duban_meta_read_addressees(duban_meta_reader *r) {
    duban_span rest = r->head;
    duban_match match;
    uint32_t pieces;
    while (!duban_span_is_empty(rest) && duban_meta_find(r, "addressee", "list", rest, &match)) {
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
