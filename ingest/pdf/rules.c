/*
 * Pictures -> ruled lines; see rules.h.
 *
 * A dot is part of a line if it is darker than what lies on both sides of it, two dots away. Dots
 * in a row make a line if they are more than characters have in a row.
 */
#include "ingest/pdf/rules.h"

#include "base/limits.h"
#include <math.h>

/* How much darker, of 255; how far away; how large a hole may be; the least length in points. */
static const unsigned contrast = 24;
enum { BESIDE = 3, HOLE = 3, SHORTEST = 14 };

/* Lines this near to each other are one: a thick one, or one drawn for each cell. */
static const float same_place = 2.5F;

/* The picture seen along the lines looked for: along for the line, apart for its place. */
typedef struct {
    const duban_pdf_picture *picture;
    uint32_t along, apart;         /* how many dots */
    size_t along_step, apart_step; /* from dot to dot */
    float along_scale, apart_scale;
} view;

static bool is_line(const view *v, uint32_t along, uint32_t apart) {
    const unsigned char *dot = v->picture->dots + along * v->along_step + apart * v->apart_step;
    unsigned before = apart >= BESIDE ? *(dot - BESIDE * v->apart_step) : 255;
    unsigned after = apart + BESIDE < v->apart ? *(dot + BESIDE * v->apart_step) : 255;
    return *dot + contrast <= before && *dot + contrast <= after;
}

/* Joins a stretch to the line that it goes on or thickens, or adds it. */
static void add(duban_arena *arena, duban_pdf_rule **rules, uint32_t *count, uint32_t *capacity,
                duban_pdf_rule rule) {
    for (uint32_t i = *count; i-- > 0 && rule.at - (*rules)[i].at <= same_place * 2;) {
        duban_pdf_rule *r = &(*rules)[i];
        if (rule.at - r->at > same_place || rule.from > r->to + HOLE || rule.to < r->from - HOLE)
            continue;
        r->from = fminf(r->from, rule.from);
        r->to = fmaxf(r->to, rule.to);
        return;
    }
    *rules = duban_arena_grow(arena, *rules, capacity, *count + 1, sizeof **rules);
    (*rules)[(*count)++] = rule;
}

/* The dots of one row that are part of a line, joined to stretches. */
static void find_row(duban_arena *arena, const view *v, uint32_t apart, duban_pdf_rule **rules,
                     uint32_t *count, uint32_t *capacity) {
    uint32_t from = 0, last = 0;
    bool open = false;
    for (uint32_t along = 0; along <= v->along + HOLE; along++) {
        if (along < v->along && is_line(v, along, apart)) {
            if (!open) from = along;
            open = true;
            last = along;
        } else if (open && along > last + HOLE) {
            open = false;
            if (last + 1 - from >= SHORTEST)
                add(arena, rules, count, capacity,
                    (duban_pdf_rule){((float)apart + 0.5F) * v->apart_scale,
                                     (float)from * v->along_scale,
                                     (float)(last + 1) * v->along_scale});
        }
    }
}

static bool is_within(const duban_pdf_rule *rule, bool across, const duban_pdf_word *w) {
    float start = across ? w->left : w->top, end = across ? w->right : w->bottom;
    float near = across ? w->top : w->left, far = across ? w->bottom : w->right;
    return rule->at > near && rule->at < far && rule->from > start - 3 && rule->to < end + 3;
}

/* Strokes of characters, and what underlines them. */
static uint32_t drop_strokes(duban_pdf_rule *rules, uint32_t count, bool across,
                             const duban_pdf_page *page) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool stroke = false;
        for (uint32_t w = 0; w < page->count && !stroke; w++)
            stroke = is_within(&rules[i], across, &page->words[w]);
        if (!stroke) rules[kept++] = rules[i];
    }
    return kept;
}

static float share_of_ink(const duban_pdf_picture *p) {
    size_t dots = (size_t)p->width * p->height, dark = 0;
    for (size_t i = 0; i < dots; i++) dark += p->dots[i] < 200;
    return dots ? (float)dark / (float)dots : 0;
}

void duban_pdf_rules_find(duban_arena *arena, const duban_pdf_picture *picture,
                          const duban_pdf_page *page, duban_pdf_rules *rules) {
    float x = page->width / (float)picture->width, y = page->height / (float)picture->height;
    view across = {picture, picture->width, picture->height, 1, picture->width, x, y};
    view down = {picture, picture->height, picture->width, picture->width, 1, y, x};
    *rules = (duban_pdf_rules){.ink = share_of_ink(picture)};
    for (uint32_t i = 0; i < across.apart; i++)
        find_row(arena, &across, i, &rules->across, &rules->across_count, &rules->across_capacity);
    for (uint32_t i = 0; i < down.apart; i++)
        find_row(arena, &down, i, &rules->down, &rules->down_count, &rules->down_capacity);
    if (rules->across_count > DUBAN_PDF_RULES_MAX || rules->down_count > DUBAN_PDF_RULES_MAX)
        rules->across_count = rules->down_count = 0;
    rules->across_count = drop_strokes(rules->across, rules->across_count, true, page);
    rules->down_count = drop_strokes(rules->down, rules->down_count, false, page);
}
