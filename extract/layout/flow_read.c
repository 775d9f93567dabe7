/* What the flow answers: source ranges, quotes, which paragraph holds a place; its invariants. */
#include "extract/layout/flow.h"

#include "base/search.h"
#include "extract/layout/spaces.h"
#include "ingest/blank.h"

static uint32_t part_of(const duban_flow *flow, uint32_t unit) {
    return flow->part ? flow->part[unit] : 0;
}

/* The first unit of the range that starts at this source byte or behind it. */
static uint32_t unit_from(const duban_document *d, duban_raw_span units, uint32_t src) {
    return units.start +
           duban_search_from(d->src + units.start, units.end - units.start, sizeof *d->src, 0, src);
}

/* Does text stand in the source between two bytes of a part? White space and marks are none. */
static bool holds_text(const duban_flow *flow, uint32_t part, uint32_t from, uint32_t to) {
    const duban_document *d = flow->document;
    duban_raw_span units = flow->parts[part].units;
    for (uint32_t i = unit_from(d, units, from); i < units.end && d->src[i] < to; i++)
        if (d->width[i] && !duban_unit_is_blank(d->text[i])) return true;
    return false;
}

/* Does markup that is more than emphasis stand between two bytes of the source? */
static bool holds_cut(const duban_document *d, uint32_t from, uint32_t to) {
    uint32_t at = duban_search_from(d->cuts, d->cut_count, sizeof *d->cuts, 0, from + 1);
    return at < d->cut_count && d->cuts[at] <= to;
}

static bool continues(const duban_flow *flow, const duban_src *range, uint32_t unit) {
    uint32_t part = part_of(flow, unit), start = flow->src[unit];
    if (part != range->part || start < range->end) return false;
    if (start == range->end) return true;
    if (flow->parts[part].scattered) return false;
    return !holds_cut(flow->document, range->end, start) &&
           !holds_text(flow, part, range->end, start);
}

uint32_t duban_flow_source(const duban_flow *flow, duban_span span, duban_arena *arena,
                           duban_src **ranges) {
    uint32_t count = 0, capacity = 0;
    *ranges = NULL;
    for (uint32_t i = span.start; i < span.end && i < flow->length; i++) {
        if (flow->width[i] == 0) continue;
        uint32_t end = flow->src[i] + flow->width[i];
        if (count && continues(flow, &(*ranges)[count - 1], i)) {
            (*ranges)[count - 1].end = end;
            continue;
        }
        *ranges = duban_arena_grow(arena, *ranges, &capacity, count + 1, sizeof **ranges);
        (*ranges)[count++] = (duban_src){part_of(flow, i), flow->src[i], end};
    }
    return count;
}

uint32_t duban_flow_para_at(const duban_flow *flow, uint32_t position) {
    uint32_t at = duban_search_from(flow->paras, flow->para_count, sizeof *flow->paras,
                                    offsetof(duban_para, span.end), position + 1);
    bool holds = at < flow->para_count && flow->paras[at].span.start <= position;
    return holds ? at : flow->para_count;
}

duban_str duban_flow_text(const duban_flow *flow, duban_span span) {
    if (!duban_span_is_set(span)) return (duban_str){flow->text, 0};
    return (duban_str){flow->text + span.start, span.end - span.start};
}

duban_str duban_flow_folded(const duban_flow *flow, duban_span span) {
    if (!duban_span_is_set(span)) return (duban_str){flow->fold, 0};
    return (duban_str){flow->fold + span.start, span.end - span.start};
}

/* Copies without white space beside wide characters and at the ends. */
static uint32_t copy_quote(duban_str s, char16_t *out) {
    uint32_t n = 0, blanks = UINT32_MAX;
    for (uint32_t i = 0; i < s.length; i++) {
        if (duban_unit_is_blank(s.units[i])) {
            if (blanks == UINT32_MAX) blanks = i;
            continue;
        }
        bool kept = blanks != UINT32_MAX && n > 0 && !duban_unit_is_wide(s.units[i]) &&
                    !duban_unit_is_wide(out[n - 1]);
        for (uint32_t b = kept ? blanks : i; b < i; b++)
            if (!duban_unit_is_zero_width(s.units[b])) out[n++] = s.units[b];
        blanks = UINT32_MAX;
        out[n++] = s.units[i];
    }
    return n;
}

char *duban_flow_quote(const duban_flow *flow, duban_span span, duban_arena *arena) {
    duban_str s = duban_flow_text(flow, span);
    char16_t *out = duban_arena_alloc(arena, ((size_t)s.length + 1) * sizeof *out);
    return duban_str_to_utf8(arena, (duban_str){out, copy_quote(s, out)});
}

static bool is_para_sound(const duban_flow *flow, uint32_t at) {
    const duban_para *p = &flow->paras[at];
    uint32_t from = at ? flow->paras[at - 1].span.end + 1 : 0;
    if (p->span.start != from || p->span.end <= p->span.start || p->span.end > flow->length)
        return false;
    if (p->first_block > p->last_block || p->last_block >= flow->document->block_count)
        return false;
    if (duban_unit_is_blank(flow->text[p->span.start]) ||
        duban_unit_is_blank(flow->text[p->span.end - 1]))
        return false;
    for (uint32_t i = p->span.start + 1; i < p->span.end; i++)
        if (part_of(flow, i) == part_of(flow, i - 1) &&
            flow->src[i] < flow->src[i - 1] + flow->width[i - 1])
            return false;
    return at == 0 || flow->text[p->span.start - 1] == u'\n';
}

bool duban_flow_check(const duban_flow *flow) {
    for (uint32_t i = 0; i < flow->para_count; i++)
        if (!is_para_sound(flow, i)) return false;
    uint32_t end = flow->para_count ? flow->paras[flow->para_count - 1].span.end : 0;
    return flow->length == end;
}
