/*
 * Who issues the notice.
 *
 * Issuers are named by a field of the page, by the signature above the date, by the title and by
 * the line below it; the source that names the most of them is taken, the more trusted one where
 * they are equal. A field that says who published the page gives way where signature and title
 * agree on others. Where the page's content came from is asked if nobody else names any.
 * Where another source prints the names in full, they are taken from there.
 * A source that names none of the issuers taken contradicts them; a short name is no contradiction.
 */
#include <string.h>

#include "extract/layout/spaces.h"
#include "extract/records/meta_reader.h"

#define PUBLISHER "publisher" /* role of a field in vocab/meta_labels.tsv */

typedef struct {
    const char *value;
    duban_span span;      /* DUBAN_SPAN_NONE: in a tag */
    duban_str name, core; /* folded; core: without the office of its office */
} issuer;

typedef struct {
    duban_meta_origin origin;
    const char *label, *rule;
    issuer *items;
    uint32_t count;
} source;

/* The offices that stand in a span of the notice's text or of a tag's, which in reads. */
static void read_names(const duban_meta_reader *r, const duban_meta_reader *in, duban_span span,
                       duban_name_trust least, source *to) {
    duban_names names;
    duban_match tail;
    bool never = !duban_span_is_set(span) || duban_meta_find(in, "issuer", "never", span, &tail);
    to->count = never ? 0 : duban_meta_offices(in, span, least, &names);
    to->items = duban_arena_alloc(r->arena, (to->count + 1) * sizeof *to->items);
    for (uint32_t i = 0; i < to->count; i++) {
        duban_span name = names.items[i].name, core = name;
        if (duban_meta_find(in, "issuer", "tail", name, &tail)) core.end = tail.span.start;
        duban_str folded = duban_flow_folded(in->flow, name);
        char16_t *units = duban_arena_copy(r->arena, folded.units, folded.length * sizeof *units);
        to->items[i] = (issuer){.value = duban_meta_quote(in, name),
                                .span = in == r ? name : DUBAN_SPAN_NONE,
                                .name = {units, folded.length},
                                .core = {units, duban_span_length(core)}};
    }
}

/* The first field of an element, with this role if one is asked, that names offices; doubted ones
 * are asked apart. */
static source read_field(duban_meta_reader *r, const char *element, const char *role,
                         duban_meta_origin origin, duban_name_trust least) {
    source s = {.origin = origin, .rule = "field.label"};
    for (uint32_t i = 0; i < r->field_count && !s.count; i++) {
        const duban_meta_field *field = &r->fields[i];
        if (field->origin != origin || strcmp(field->element, element)) continue;
        if (field->doubted != !role || (role && strcmp(field->role, role))) continue;
        s.label = field->label;
        if (duban_span_is_set(field->span)) {
            if (field->beside || duban_meta_is_offices(r, field->span))
                read_names(r, r, field->span, least, &s);
        } else {
            duban_meta_reader aside = duban_meta_aside(r, field->text);
            read_names(r, &aside, (duban_span){0, aside.flow->length}, least, &s);
        }
    }
    return s;
}

/* Whether a line is made of Chinese characters and blanks alone, as a signature is. */
static bool is_plain(const duban_meta_reader *r, duban_span line) {
    for (uint32_t i = line.start; i < line.end; i++)
        if (r->flow->fold[i] != ' ' && !duban_unit_is_wide(r->flow->fold[i])) return false;
    return true;
}

/* The last lines of the text, where they name offices and nothing else: a signature without its
 * day. Below a colon they are a list. */
static duban_span last_lines(const duban_meta_reader *r) {
    duban_span found = DUBAN_SPAN_NONE;
    for (uint32_t i = r->flow->para_count; i-- > r->outline->first_para;) {
        const duban_para *para = &r->flow->paras[i];
        if (para->kind == DUBAN_PARA_FURNITURE) continue;
        if (r->flow->fold[para->span.end - 1] == ':') return DUBAN_SPAN_NONE;
        if (para->kind != DUBAN_PARA_BODY || !is_plain(r, para->span) ||
            !duban_meta_is_issuer_line(r, para->span))
            break;
        found =
            (duban_span){para->span.start, duban_span_is_set(found) ? found.end : para->span.end};
    }
    return found;
}

/* The signature: the offices above the day of writing. */
static duban_span signature(const duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->claim_count; i++) {
        const duban_meta_claim *claim = &r->claims[i];
        if (claim->origin == DUBAN_META_TEXT && claim->role && !strcmp(claim->role, "written"))
            return duban_meta_offices_before(r, claim->span.start);
    }
    return last_lines(r);
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

static source read_span(const duban_meta_reader *r, duban_span span, const char *rule) {
    source s = {.origin = DUBAN_META_TEXT, .rule = rule};
    read_names(r, r, span, DUBAN_NAME_SURE, &s);
    return s;
}

/* The offices in the title that a field states. */
static source read_heading(duban_meta_reader *r) {
    source s = {.origin = DUBAN_META_TEXT, .rule = "field.label"};
    if (!r->heading_issuers.length) return s;
    duban_meta_reader aside = duban_meta_aside(r, r->heading_issuers);
    read_names(r, &aside, (duban_span){0, aside.flow->length}, DUBAN_NAME_SURE, &s);
    return s;
}

/* Whether the units of part stand in whole in their order: a short name in the full one. */
static bool is_short_for(duban_str part, duban_str whole) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < whole.length && at < part.length; i++)
        at += whole.units[i] == part.units[at];
    return part.length && at == part.length;
}

static bool same_office(const issuer *a, const issuer *b) {
    return is_short_for(a->name, b->name) || is_short_for(b->name, a->name) ||
           is_short_for(a->core, b->core) || is_short_for(b->core, a->core);
}

/* Whether each office of the shorter list is one of the longer. */
static bool agree(const source *a, const source *b) {
    if (a->count > b->count) return agree(b, a);
    for (uint32_t i = 0; i < a->count; i++) {
        uint32_t k = 0;
        while (k < b->count && !same_office(&a->items[i], &b->items[k])) k++;
        if (k == b->count) return false;
    }
    return true;
}

/* Whether a short name stands for a full one, each of an office or each of its own office. */
static bool is_shorter(const issuer *a, const issuer *b) {
    bool own_a = a->core.length < a->name.length, own_b = b->core.length < b->name.length;
    return a->name.length < b->name.length && own_a == own_b && is_short_for(a->name, b->name);
}

/* A source that names the same offices with their full names, or the source itself. */
static const source *in_full(const source *sources, uint32_t count, const source *best) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = 0;
        if (sources[i].count != best->count) continue;
        while (k < best->count && is_shorter(&best->items[k], &sources[i].items[k])) k++;
        if (k == best->count) return &sources[i];
    }
    return best;
}

static duban_meta_claim claim_of(const duban_meta_reader *r, const source *s) {
    const char *all = s->items[0].value;
    for (uint32_t i = 1; i < s->count; i++)
        all = duban_arena_printf(r->arena, "%s %s", all, s->items[i].value);
    return (duban_meta_claim){.element = "issuer",
                              .value = all,
                              .span = s->items[0].span,
                              .rule = s->rule,
                              .origin = s->origin,
                              .label = s->label};
}

/* The place in the text of an office that only a tag names, where it is printed alike. */
static duban_span printed(const source *sources, uint32_t count, const issuer *wanted) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < sources[i].count; k++)
            if (duban_span_is_set(sources[i].items[k].span) &&
                duban_str_equal(sources[i].items[k].name, wanted->name))
                return sources[i].items[k].span;
    return DUBAN_SPAN_NONE;
}

static void add_issuers(duban_meta_reader *r, const source *sources, uint32_t count,
                        const source *best) {
    for (uint32_t i = 0; i < best->count; i++) {
        const issuer *item = &best->items[i];
        duban_span span = item->span;
        if (!duban_span_is_set(span)) span = printed(sources, count, item);
        duban_meta_add(r, "issuer", item->value, span, best->rule);
    }
    duban_meta_claim taken = claim_of(r, best);
    for (uint32_t i = 0; i < count; i++) {
        if (&sources[i] == best || !sources[i].count || agree(&sources[i], best)) continue;
        duban_meta_claim other = claim_of(r, &sources[i]);
        duban_meta_contradiction(r, &taken, &other);
    }
}

/* An issuer that a field of the container names in words of no known form. */
static void add_unknown(duban_meta_reader *r) {
    for (uint32_t i = 0; i < r->field_count; i++) {
        const duban_meta_field *field = &r->fields[i];
        if (strcmp(field->element, "issuer") || field->origin != DUBAN_META_TAG) continue;
        duban_meta_add(r, "issuer", duban_str_to_utf8(r->arena, field->text), DUBAN_SPAN_NONE,
                       "field.label");
        return;
    }
}

enum {
    TAG,
    LABEL,
    TAG_PUBLISHER,
    PUBLISHER_LABEL,
    SIGNATURE,
    TITLE,
    HEADING,
    BELOW,
    LATE,
    CONTENT_TAG,
    CONTENT,
    SOURCES
};

/* Whether each office of a stands in b with its own name, or the full name of a short one. */
static bool names_the_same(const source *a, const source *b) {
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++) {
        uint32_t k = 0;
        while (k < b->count && !duban_str_equal(a->items[i].name, b->items[k].name) &&
               !is_shorter(&a->items[i], &b->items[k]))
            k++;
        if (k == b->count) return false;
    }
    return true;
}

/* Labels behind the head may be another notice's, and who sent a page in need not have issued the
 * notice: they count only alone. */
static const source *choose(source *sources) {
    const source *best = NULL;
    bool outvoted = sources[SIGNATURE].count && sources[TITLE].count &&
                    agree(&sources[SIGNATURE], &sources[TITLE]);
    for (int i = 0; i < SOURCES; i++) {
        bool publisher = i == TAG_PUBLISHER || i == PUBLISHER_LABEL;
        if (publisher && outvoted && !names_the_same(&sources[i], &sources[SIGNATURE])) continue;
        if (i >= LATE && best) break;
        if (sources[i].count > (best ? best->count : 0)) best = &sources[i];
    }
    return best;
}

void duban_meta_read_issuer(duban_meta_reader *r) {
    source sources[SOURCES] = {
        [TAG] = read_field(r, "issuer", "", DUBAN_META_TAG, DUBAN_NAME_PLAIN),
        [LABEL] = read_field(r, "issuer", "", DUBAN_META_LABEL, DUBAN_NAME_PLAIN),
        [TAG_PUBLISHER] = read_field(r, "issuer", PUBLISHER, DUBAN_META_TAG, DUBAN_NAME_PLAIN),
        [PUBLISHER_LABEL] = read_field(r, "issuer", PUBLISHER, DUBAN_META_LABEL, DUBAN_NAME_PLAIN),
        [SIGNATURE] = read_span(r, signature(r), "meta.dateline"),
        [TITLE] = read_span(r, r->title_issuers, "meta.notice-quoted"),
        [HEADING] = read_heading(r),
        [BELOW] = read_span(r, below_title(r), "meta.title-line"),
        [LATE] = read_field(r, "issuer", NULL, DUBAN_META_LABEL, DUBAN_NAME_SURE),
        [CONTENT_TAG] = read_field(r, "source", "", DUBAN_META_TAG, DUBAN_NAME_SURE),
        [CONTENT] = read_field(r, "source", "", DUBAN_META_LABEL, DUBAN_NAME_SURE),
    };
    if (r->notice_text && (sources[SIGNATURE].count || sources[TITLE].count))
        sources[BELOW].count =
            0; /* below the title of what the notice forwards stand its authors */
    const source *best = choose(sources);
    if (best)
        add_issuers(r, sources, LATE, in_full(sources, LATE, best));
    else
        add_unknown(r);
}
