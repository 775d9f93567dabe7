/*
 * To whom the notice goes, which place it rules. Who issues it is in meta_issuer.c.
 *
 * The place is read from the issuer's name, else from the titles, else from where a report was
 * given; the place of the site completes an office that names its level alone.
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
    duban_match levels;
    for (uint32_t i = 0; i < names.count; i++)
        if (names.items[i].trust != DUBAN_NAME_SURE ||
            duban_span_length(names.items[i].name) < SHORT_ADDRESSEE ||
            duban_meta_find(r, "addressee", "levels", names.items[i].name, &levels))
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

/* Reads the place from a stretch of a text: the notice's or that of a tag. */
static bool add_place_of(duban_meta_reader *r, const duban_meta_reader *in, duban_span within) {
    duban_match match;
    if (!duban_span_is_set(within) || duban_span_is_empty(within)) return false;
    if (!duban_meta_find(in, "jurisdiction", NULL, within, &match)) return false;
    duban_span value = duban_match_group(&match, "value");
    const char *fixed = duban_rule_param(match.rule, "value");
    duban_meta_add(r, "jurisdiction", fixed ? fixed : duban_meta_quote(in, value),
                   fixed || in != r ? DUBAN_SPAN_NONE : value, match.rule->id);
    return true;
}

static bool add_place(duban_meta_reader *r, duban_span within) {
    return add_place_of(r, r, within);
}

static duban_str text_of(const duban_meta_reader *r, const char *utf8) {
    return duban_str_from_utf8(r->arena, utf8, strlen(utf8));
}

/* The place that the first value of an element names, wherever that was read. */
static bool add_place_of_item(duban_meta_reader *r, const char *element) {
    for (uint32_t i = 0; i < r->meta->count; i++) {
        const duban_meta_item *item = &r->meta->items[i];
        if (strcmp(item->element, element)) continue;
        if (duban_span_is_set(item->span)) {
            if (add_place(r, item->span)) return true;
            continue;
        }
        duban_meta_reader aside = duban_meta_aside(r, text_of(r, item->value));
        if (add_place_of(r, &aside, (duban_span){0, aside.flow->length})) return true;
    }
    return false;
}

/* The site's place, where it is of the level that the issuer's name begins with: an office of the
 * city, on the site of a city. */
static bool add_place_of_site(duban_meta_reader *r) {
    const char *issuer = duban_meta_value(r->meta, "issuer");
    duban_str name = text_of(r, issuer ? issuer : "");
    for (uint32_t i = 0; i < r->field_count && name.length; i++) {
        const duban_meta_field *field = &r->fields[i];
        if (strcmp(field->element, "site") || field->origin != DUBAN_META_TAG) continue;
        duban_meta_reader aside = duban_meta_aside(r, field->text);
        duban_match match;
        duban_span all = {0, aside.flow->length};
        if (!duban_meta_find(&aside, "jurisdiction", NULL, all, &match)) continue;
        duban_span place = duban_match_group(&match, "value");
        bool same = duban_span_is_set(place) && field->fold.units[place.end - 1] == name.units[0];
        if (same && add_place_of(r, &aside, all)) return true;
    }
    return false;
}

void duban_meta_read_place(duban_meta_reader *r) {
    if (add_place_of_item(r, "issuer") || add_place_of_item(r, "title") ||
        add_place_of_item(r, "noticeTitle") || add_place_of_site(r))
        return;
    duban_match match;
    duban_span rest = r->head;
    while (!duban_span_is_empty(rest) && duban_meta_find(r, "date", "line", rest, &match)) {
        if (add_place(r, duban_match_group(&match, "name"))) return;
        rest.start = match.span.end;
    }
}
