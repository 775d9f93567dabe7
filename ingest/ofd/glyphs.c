/* Content.xml events -> placed glyphs; see glyphs.h. */
#include "ingest/ofd/glyphs.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/markup/part.h"

/* The numbers of one attribute; g-runs are written out. */
typedef struct {
    double *items;
    uint32_t count, capacity;
} numbers;

typedef struct {
    duban_arena *arena;
    duban_ofd_glyphs *glyphs;
    double left, top;   /* of the object's boundary */
    double matrix[6];   /* its CTM */
    double size, scale; /* of the font, and its width against its height */
    bool upright;       /* the object's text runs downwards (ReadDirection) */
    uint32_t hidden;    /* depth inside an object that is not shown */
    bool in_object, in_code;
    double x, y; /* of the next glyph, in the object */
    numbers dx, dy;
    uint32_t index; /* glyphs of this TextCode so far */
} reading;

/* A decimal without regard to the locale; *at moves behind it. False if there is none. */
static bool read_number(const char **at, double *value) {
    const char *p = *at;
    while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r') p++;
    bool negative = *p == '-';
    if (*p == '-' || *p == '+') p++;
    const char *digits = p;
    double v = 0, unit = 1;
    for (; *p >= '0' && *p <= '9'; p++) v = v * 10 + (*p - '0');
    if (*p == '.')
        for (p++; *p >= '0' && *p <= '9'; p++) v += (*p - '0') * (unit /= 10);
    if (p == digits) return false;
    *value = negative ? -v : v;
    *at = p;
    return true;
}

static void push(duban_arena *arena, numbers *n, double value) {
    if (n->count >= DUBAN_OFD_DELTAS_MAX) return;
    n->items = duban_arena_grow(arena, n->items, &n->capacity, n->count + 1, sizeof *n->items);
    n->items[n->count++] = value;
}

static numbers read_numbers(duban_arena *arena, const char *text) {
    numbers n = {0};
    while (text && *text) {
        double value, times = 1;
        while (*text == ' ') text++;
        bool run = *text == 'g';
        if (run) text++;
        if (run && !read_number(&text, &times)) break;
        if (!read_number(&text, &value)) break;
        for (uint32_t i = 0; i < times && n.count < DUBAN_OFD_DELTAS_MAX; i++)
            push(arena, &n, value);
    }
    return n;
}

static void start_object(reading *r, const duban_part_attributes *attributes) {
    numbers box = read_numbers(r->arena, duban_part_attribute(attributes, "Boundary", r->arena));
    numbers ctm = read_numbers(r->arena, duban_part_attribute(attributes, "CTM", r->arena));
    const char *size = duban_part_attribute(attributes, "Size", r->arena);
    const char *scale = duban_part_attribute(attributes, "HScale", r->arena);
    long direction = duban_part_integer(attributes, "ReadDirection", 0);
    const double identity[6] = {1, 0, 0, 1, 0, 0};
    memcpy(r->matrix, ctm.count >= 6 ? ctm.items : identity, sizeof r->matrix);
    r->left = box.count >= 2 ? box.items[0] : 0;
    r->top = box.count >= 2 ? box.items[1] : 0;
    r->size = r->scale = 1;
    if (size) read_number(&size, &r->size);
    if (scale) read_number(&scale, &r->scale);
    r->upright = direction == 90 || direction == 270;
    r->in_object = true;
    r->x = r->y = 0;
}

/* A TextCode without X or Y goes on where the one before it stands (11.3). */
static void start_code(reading *r, const duban_part_attributes *attributes) {
    const char *x = duban_part_attribute(attributes, "X", r->arena);
    const char *y = duban_part_attribute(attributes, "Y", r->arena);
    if (x) read_number(&x, &r->x);
    if (y) read_number(&y, &r->y);
    r->dx = read_numbers(r->arena, duban_part_attribute(attributes, "DeltaX", r->arena));
    r->dy = read_numbers(r->arena, duban_part_attribute(attributes, "DeltaY", r->arena));
    r->index = 0;
    r->in_code = true;
}

static bool is_hidden(const reading *r, const duban_part_attributes *attributes) {
    const char *visible = duban_part_attribute(attributes, "Visible", r->arena);
    return visible && (!strcmp(visible, "false") || !strcmp(visible, "0"));
}

static void on_start(void *context, const char *name, const duban_part_attributes *attributes) {
    reading *r = context;
    duban_ofd_glyphs *g = r->glyphs;
    if (r->hidden || is_hidden(r, attributes)) {
        r->hidden++;
    } else if (!strcmp(name, "TextObject")) {
        start_object(r, attributes);
    } else if (!strcmp(name, "TextCode") && r->in_object) {
        start_code(r, attributes);
    } else if (!strcmp(name, "Template")) {
        g->templates = duban_arena_grow(r->arena, g->templates, &g->template_capacity,
                                        g->template_count + 1, sizeof *g->templates);
        g->templates[g->template_count++] = duban_part_integer(attributes, "TemplateID", -1);
    }
}

static void on_end(void *context, const char *name) {
    reading *r = context;
    if (r->hidden) r->hidden--;
    if (!strcmp(name, "TextObject")) r->in_object = false;
    if (!strcmp(name, "TextCode")) r->in_code = false;
}

/* What is no number, or far beyond any page, stands nowhere. */
static double sound(double value) { return fabs(value) < 1e6 ? value : 0; }

/* Where the text runs on the page: along the x axis of the object, or its y axis if upright. */
static uint8_t turn_of(const reading *r) {
    const double *m = r->matrix, x = r->upright ? m[2] : m[0], y = r->upright ? m[3] : m[1];
    if (fabs(y) <= 0.2 * fabs(x)) return x < 0 ? DUBAN_OFD_LEFTWARD : DUBAN_OFD_RIGHTWARD;
    if (fabs(x) <= 0.2 * fabs(y)) return y < 0 ? DUBAN_OFD_UPWARD : DUBAN_OFD_DOWNWARD;
    return DUBAN_OFD_ATHWART;
}

static void add_glyph(reading *r, char16_t unit, uint32_t src, uint8_t width) {
    duban_ofd_glyphs *g = r->glyphs;
    const double *m = r->matrix;
    double size = sound(fabs(r->size) * sqrt(fabs(m[0] * m[3] - m[1] * m[2])));
    double em = sound(fabs(r->size * r->scale) * sqrt(m[0] * m[0] + m[1] * m[1]));
    g->items = duban_arena_grow(r->arena, g->items, &g->capacity, g->count + 1, sizeof *g->items);
    g->items[g->count] = (duban_ofd_glyph){
        .x = sound(r->left + m[0] * r->x + m[2] * r->y + m[4]),
        .y = sound(r->top + m[1] * r->x + m[3] * r->y + m[5]),
        .size = size > 0 ? size : 1,
        .em = em > 0 ? em : 1,
        .unit = unit,
        .width = width,
        .src = src,
        .order = g->count,
        .turn = turn_of(r),
    };
    g->count++;
}

/* By the deltas; behind the last of them, or where there are none, by a usual glyph. */
static void move(reading *r, char16_t unit) {
    double usual = r->size * r->scale * (unit >= 0x2E80 ? 1.0 : 0.5);
    bool x = r->index < r->dx.count, y = r->index < r->dy.count;
    if (x) r->x += r->dx.items[r->index];
    if (y) r->y += r->dy.items[r->index];
    if (!x && !y) *(r->upright ? &r->y : &r->x) += usual;
    r->index++;
}

static void on_text(void *context, const char16_t *units, const uint32_t *src, const uint8_t *width,
                    uint32_t count) {
    reading *r = context;
    if (!r->in_code) return;
    for (uint32_t i = 0; i < count; i++) {
        add_glyph(r, units[i], src[i], width[i]);
        if (duban_unit_is_high(units[i])) continue;
        move(r, units[i]);
    }
}

duban_status duban_ofd_glyphs_read(duban_arena *arena, const duban_member *part,
                                   duban_ofd_glyphs *glyphs, duban_diags *diags) {
    *glyphs = (duban_ofd_glyphs){0};
    reading r = {.arena = arena, .glyphs = glyphs};
    const duban_part_handler handler = {
        .context = &r, .start = on_start, .end = on_end, .text = on_text};
    return duban_part_parse(arena, part->path, part->bytes, part->length, &handler, diags);
}
