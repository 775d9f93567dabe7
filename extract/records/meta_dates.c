/*
 * Dates by their role, and the day that this year and next year in the text refer to.
 *
 * Fields first. Without one, the day under the signature is the day of writing: the first one in
 * the head that stands below the issuer, else the last one at the end of the text. From when and
 * until when a document holds is read from its last words.
 */
#include <string.h>

#include "extract/records/meta_reader.h"

static uint32_t digits(duban_str s, uint32_t *at, uint32_t most) {
    uint32_t value = 0, count = 0;
    while (*at < s.length && count < most && s.units[*at] >= '0' && s.units[*at] <= '9') {
        value = value * 10 + (uint32_t)(s.units[(*at)++] - '0');
        count++;
    }
    return count ? value : 0;
}

/* One or two units between the parts of a date, none of them a digit. */
static bool gap(duban_str s, uint32_t *at) {
    uint32_t from = *at;
    while (*at < s.length && *at - from < 3 && !(s.units[*at] >= '0' && s.units[*at] <= '9')) ++*at;
    return *at > from && *at < s.length;
}

/* A day that begins the text: year, month and day in digits, whatever stands between them. */
static duban_day day_in_digits(duban_str s) {
    uint32_t at = 0;
    uint32_t year = digits(s, &at, 4);
    if (year < 1900 || year > 2200 || !gap(s, &at)) return (duban_day){0};
    uint32_t month = digits(s, &at, 2);
    if (month < 1 || month > 12 || !gap(s, &at)) return (duban_day){0};
    uint32_t day = digits(s, &at, 2);
    if (day < 1 || day > duban_month_length((int16_t)year, (uint8_t)month)) return (duban_day){0};
    return (duban_day){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

/* The day that a span of the flow names, in digits or in numerals. */
static duban_day day_of(const duban_meta_reader *r, duban_span span) {
    duban_day day = day_in_digits(duban_flow_folded(r->flow, span));
    if (day.year) return day;
    duban_times times = duban_time_read(r->matcher, span, (duban_day){0});
    for (uint32_t i = 0; i < times.count; i++)
        if (times.items[i].precision == DUBAN_PRECISION_DAY && times.items[i].by.year)
            return times.items[i].by;
    return day;
}

static bool has_date(const duban_meta *meta, const char *role) {
    for (uint32_t i = 0; i < meta->count; i++)
        if (!strcmp(meta->items[i].element, "date") && !strcmp(meta->items[i].role, role))
            return true;
    return false;
}

static void add_date(duban_meta_reader *r, const char *role, duban_day day, duban_span span,
                     const char *rule) {
    if (!day.year || has_date(r->meta, role)) return;
    duban_meta_add(r, "date", duban_day_print(day, r->arena), span, rule)->role = role;
    if (!strcmp(role, "written")) r->meta->written = day;
}

static void read_fields(duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->field_count; i++) {
        const duban_meta_field *field = &r->fields[i];
        if (strcmp(field->element, "date")) continue;
        add_date(r, field->role,
                 duban_span_is_set(field->span) ? day_of(r, field->span)
                                                : day_in_digits(field->fold),
                 field->span, "field.label");
    }
}

/* The day under a signature in the span; the last one if asked. */
static void read_signature(duban_meta_reader *r, duban_span within, const char *form, bool last) {
    duban_match match, best;
    bool found = false;
    while (!duban_span_is_empty(within) && duban_meta_find(r, "date", form, within, &match)) {
        duban_span issuer = duban_meta_trim(r, duban_match_group(&match, "issuer"));
        within.start = match.span.end;
        if (!duban_span_is_empty(issuer) && !duban_meta_is_offices(r, issuer)) continue;
        best = match;
        found = true;
        if (!last) break;
    }
    if (!found) return;
    duban_span value = duban_match_group(&best, "value");
    add_date(r, "written", day_of(r, value), value, best.rule->id);
}

/* Days that the text itself gives for the document: from when, until when. */
static void read_text(duban_meta_reader *r, duban_span within) {
    duban_match match;
    while (!duban_span_is_empty(within) && duban_meta_find(r, "date", "text", within, &match)) {
        duban_span value = duban_match_group(&match, "value");
        add_date(r, duban_rule_param(match.rule, "role"), day_of(r, value), value, match.rule->id);
        within.start = match.span.end;
    }
}

static const duban_meta_item *date_of(const duban_meta *meta, const char *role) {
    for (uint32_t i = 0; i < meta->count; i++)
        if (!strcmp(meta->items[i].element, "date") && !strcmp(meta->items[i].role, role))
            return &meta->items[i];
    return NULL;
}

/* Without a day of writing: the day of publication, or the year that the title begins with. */
static duban_day other_reference(const duban_meta_reader *r) {
    const duban_meta_item *published = date_of(r->meta, "published");
    if (published)
        return day_in_digits(
            duban_str_from_utf8(r->arena, published->value, strlen(published->value)));
    duban_match match;
    uint32_t at = 0;
    if (!duban_span_is_set(r->title) || !duban_meta_find(r, "year", NULL, r->title, &match))
        return (duban_day){0};
    duban_str year = duban_flow_folded(r->flow, duban_match_group(&match, "year"));
    return (duban_day){(int16_t)digits(year, &at, 4), 1, 1};
}

void duban_meta_read_dates(duban_meta_reader *r) {
    read_fields(r);
    read_signature(r, r->head, "line", false);
    read_signature(r, r->head, "run-on", false);
    read_signature(r, r->tail, "line", true);
    read_signature(r, r->tail, "run-on", true);
    read_text(r, r->head);
    read_text(r, r->tail);
    if (!r->meta->written.year) r->meta->written = other_reference(r);
}
