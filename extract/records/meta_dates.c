/*
 * Dates by their role, and the day that this year and next year in the text refer to.
 *
 * Fields first. The day under the signature is the day of writing: the first one in the head that
 * stands below the issuer, else the last one at the end of the text. From when and until when a
 * document holds is read from its last words.
 */
#include <string.h>

#include "extract/records/meta_labels.h"
#include "extract/records/meta_reader.h"

#define LABEL_BETWEEN 8 /* a label with its marks; what is further apart is not beside */
#define DAY_UNITS                                                                                  \
    20 /* what a day and its time take in a field; what is behind is not its value                 \
        */

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

/* Eight digits and no more, or a time after them: 20250620, 20250620101100. */
static bool is_solid(duban_str s) {
    uint32_t at = 0;
    digits(s, &at, 14);
    return at == 8 || at == 12 || at == 14;
}

/* A day that begins the text: year, month and day in digits, whatever stands between them. */
static duban_day day_in_digits(duban_str s) {
    uint32_t at = 0;
    bool solid = is_solid(s);
    uint32_t year = digits(s, &at, 4);
    if (year < 1900 || year > 2200 || !(solid || gap(s, &at))) return (duban_day){0};
    uint32_t month = digits(s, &at, 2);
    if (month < 1 || month > 12 || !(solid || gap(s, &at))) return (duban_day){0};
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

static void claim_date(duban_meta_reader *r, const char *role, duban_span value, const char *rule) {
    duban_day day = day_of(r, value);
    if (!day.year) return;
    duban_meta_claim_add(r, (duban_meta_claim){.element = "date",
                                               .role = role,
                                               .value = duban_day_print(day, r->arena),
                                               .span = value,
                                               .rule = rule,
                                               .origin = DUBAN_META_TEXT});
}

static bool has_digit(duban_str text) {
    for (uint32_t i = 0; i < text.length; i++)
        if (text.units[i] >= '0' && text.units[i] <= '9') return true;
    return false;
}

/* Whether a bare word for a day is the label right behind the notice's number: then it is the day
 * of writing. */
static bool is_beside_number(const duban_meta_reader *r, const duban_meta_field *day) {
    bool bare = *duban_vocab_field(duban_meta_labels(r), day->entry, "whole");
    if (!bare || day->origin != DUBAN_META_LABEL) return false;
    for (uint32_t i = 0; i < r->field_count; i++) {
        const duban_meta_field *number = &r->fields[i];
        if (number->origin == DUBAN_META_LABEL && !strcmp(number->element, "docNumber") &&
            has_digit(number->fold) && number->span.end <= day->span.start &&
            day->span.start - number->span.end <= LABEL_BETWEEN)
            return true;
    }
    return false;
}

/* A field with as much of its text as is its value: of a day in a page on one line, its beginning.
 */
static duban_meta_field shown(const duban_meta_field *field) {
    duban_meta_field f = *field;
    bool day = !strcmp(f.element, "date") && duban_span_is_set(f.span);
    if (day && duban_span_length(f.span) > DAY_UNITS) f.span.end = f.span.start + DAY_UNITS;
    return f;
}

static void read_fields(duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->field_count; i++) {
        const duban_meta_field *field = &r->fields[i];
        if (strcmp(field->element, "date")) continue;
        duban_day day =
            duban_span_is_set(field->span) ? day_of(r, field->span) : day_in_digits(field->fold);
        duban_meta_field said = shown(field);
        if (is_beside_number(r, field)) said.role = "written";
        if (day.year) duban_meta_claim_field(r, &said, duban_day_print(day, r->arena));
    }
}

/* Whether a day is what a label says or stands in a table or in the page's furniture: no signature
 * is there. */
static bool is_of_page(const duban_meta_reader *r, duban_span day) {
    for (uint32_t i = 0; i < r->field_count; i++)
        if (duban_span_is_set(r->fields[i].span) &&
            duban_span_meets(shown(&r->fields[i]).span, day))
            return true;
    uint32_t para = duban_flow_para_at(r->flow, day.start);
    return para < r->flow->para_count && r->flow->paras[para].kind != DUBAN_PARA_BODY;
}

/* Whether offices stand before a day, on its line or above it. */
static bool is_signed(const duban_meta_reader *r, duban_span day) {
    return duban_span_is_set(duban_meta_offices_before(r, day.start));
}

/* The day under a signature in the span; the last one if asked. False if there is none. */
static bool read_signature(duban_meta_reader *r, duban_span within, const char *form, bool last) {
    duban_match match, best;
    bool found = false, signed_only = !strcmp(form, "signed");
    while (!duban_span_is_empty(within) && duban_meta_find(r, "date", form, within, &match)) {
        duban_span issuer = duban_meta_trim(r, duban_match_group(&match, "issuer"));
        within.start = match.span.end;
        if (!duban_span_is_empty(issuer) && !duban_meta_is_offices(r, issuer)) continue;
        if (signed_only && !is_signed(r, duban_match_group(&match, "value"))) continue;
        if (is_of_page(r, duban_match_group(&match, "value"))) continue;
        best = match;
        found = true;
        if (!last) break;
    }
    if (found) claim_date(r, "written", duban_match_group(&best, "value"), best.rule->id);
    return found;
}

/* Days that the text itself gives for the document: from when, until when. */
static void read_text(duban_meta_reader *r, duban_span within) {
    duban_match match;
    while (!duban_span_is_empty(within) && duban_meta_find(r, "date", "text", within, &match)) {
        claim_date(r, duban_rule_param(match.rule, "role"), duban_match_group(&match, "value"),
                   match.rule->id);
        within.start = match.span.end;
    }
}

static const duban_meta_item *date_of(const duban_meta *meta, const char *role) {
    for (uint32_t i = 0; i < meta->count; i++)
        if (!strcmp(meta->items[i].element, "date") && !strcmp(meta->items[i].role, role))
            return &meta->items[i];
    return NULL;
}

static duban_day day_of_item(const duban_meta_reader *r, const duban_meta_item *item) {
    return day_in_digits(duban_str_from_utf8(r->arena, item->value, strlen(item->value)));
}

/* Without a day of writing: the day of publication, or the year that the title begins with. */
static duban_day other_reference(const duban_meta_reader *r) {
    const duban_meta_item *published = date_of(r->meta, "published");
    if (published) return day_of_item(r, published);
    duban_match match;
    uint32_t at = 0;
    if (!duban_span_is_set(r->title) || !duban_meta_find(r, "year", NULL, r->title, &match))
        return (duban_day){0};
    duban_str year = duban_flow_folded(r->flow, duban_match_group(&match, "year"));
    return (duban_day){(int16_t)digits(year, &at, 4), 1, 1};
}

/* A page is not published before its notice is written: a tag that says so is the page's template
 * or the site's last move. */
static void doubt_early(duban_meta_reader *r) {
    const char *written = date_of(r->meta, "written")->value;
    for (uint32_t i = 0; i < r->claim_count; i++) {
        duban_meta_claim *claim = &r->claims[i];
        if (claim->role && !strcmp(claim->role, "published") && claim->origin == DUBAN_META_TAG)
            claim->doubted = strcmp(claim->value, written) < 0;
    }
}

/* The day of writing that the text tells, by how sure it is. */
static void read_written(duban_meta_reader *r) {
    static const struct {
        const char *form;
        bool in_tail;
    } tries[] = {{"line", false},   {"run-on", false}, {"line", true},    {"run-on", true},
                 {"signed", false}, {"signed", true},  {"adopted", false}};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (read_signature(r, tries[i].in_tail ? r->tail : r->head, tries[i].form,
                           tries[i].in_tail))
            return;
}

void duban_meta_read_dates(duban_meta_reader *r) {
    static const char *const roles[] = {"written", "published", "effective", "expires"};
    read_fields(r);
    read_written(r);
    read_text(r, r->head);
    read_text(r, r->tail);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (duban_meta_settle(r, "date", roles[i]) && i == 0) doubt_early(r);
    }
    const duban_meta_item *written = date_of(r->meta, "written");
    r->meta->written = written ? day_of_item(r, written) : other_reference(r);
}
