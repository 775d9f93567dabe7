/*
 * Which place the notice rules: the one that the issuer's name begins with, else the titles, else
 * where a report was given, or everywhere by its addressees; the place of the site completes an
 * office that names its level alone. Where none of them tells, the text is asked
 * (meta_place_named.c).
 */
#include <string.h>

#include "extract/records/meta_reader.h"

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

/* Where a report was given. */
static bool add_place_of_report(duban_meta_reader *r) {
    duban_match match;
    duban_span rest = r->head;
    while (!duban_span_is_empty(rest) && duban_meta_find(r, "date", "line", rest, &match)) {
        if (add_place(r, duban_match_group(&match, "name"))) return true;
        rest.start = match.span.end;
    }
    return false;
}

/* The whole country, where the addressees are all over it. */
static bool add_place_of_addressees(duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->meta->count; i++) {
        duban_meta_item item = r->meta->items[i];
        duban_match match;
        if (strcmp(item.element, "addressee") ||
            !duban_meta_find(r, "jurisdiction", "addressed", item.span, &match))
            continue;
        duban_meta_add(r, "jurisdiction", duban_rule_param(match.rule, "value"), DUBAN_SPAN_NONE,
                       match.rule->id);
        return true;
    }
    return false;
}

void duban_meta_read_place(duban_meta_reader *r) {
    if (add_place_of_item(r, "issuer") || add_place_of_item(r, "title") ||
        add_place_of_item(r, "noticeTitle") || add_place_of_site(r) || add_place_of_report(r) ||
        add_place_of_addressees(r))
        return;
    duban_meta_read_place_named(r);
}
