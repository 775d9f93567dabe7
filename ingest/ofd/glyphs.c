/* Content.xml events -> placed glyphs; see glyphs.h. */
#include "ingest/ofd/glyphs.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/markup/part.h"
#include "ingest/ofd/numbers.h"

typedef struct {
    duban_arena *arena;
    duban_ofd_glyphs *glyphs; /* NULL: outside of the units of a part with resources */
    duban_ofd_units *units;   /* that are read; NULL: it is a page */
    double left, top;         /* of the annotation's appearance */
    duban_ofd_placing at;     /* of the object */
    double size, scale;       /* of the font, and its width against its height */
    bool upright;             /* the object's text runs downwards (ReadDirection) */
    uint32_t hidden;          /* depth inside an object that is not shown */
    bool in_object, in_code;
    double x, y; /* of the next glyph, in the object */
    duban_ofd_numbers dx, dy;
    uint32_t index; /* glyphs of this TextCode so far */
    bool in_path;   /* the data of one, of which this much is read */
    uint32_t path_length;
    char path[DUBAN_OFD_PATH_MAX];
} reading;

static duban_ofd_numbers numbers_of(reading *r, const duban_part_attributes *attributes,
                                    const char *name) {
    return duban_ofd_numbers_read(r->arena, duban_part_attribute(attributes, name, r->arena));
}

static void place_object(reading *r, const duban_part_attributes *attributes) {
    static const double identity[6] = {1, 0, 0, 1, 0, 0};
    duban_ofd_numbers box = numbers_of(r, attributes, "Boundary");
    duban_ofd_numbers ctm = numbers_of(r, attributes, "CTM");
    memcpy(r->at.matrix, ctm.count >= 6 ? ctm.items : identity, sizeof r->at.matrix);
    r->at.left = r->left + (box.count >= 2 ? box.items[0] : 0);
    r->at.top = r->top + (box.count >= 2 ? box.items[1] : 0);
}

static void start_appearance(reading *r, const duban_part_attributes *attributes) {
    r->left = r->top = 0;
    place_object(r, attributes);
    r->left = r->at.left;
    r->top = r->at.top;
}

static void start_unit(reading *r, const duban_part_attributes *attributes) {
    duban_ofd_units *all = r->units;
    duban_ofd_unit *unit = duban_arena_alloc(r->arena, sizeof *unit);
    *unit = (duban_ofd_unit){.id = duban_part_integer(attributes, "ID", -1)};
    all->items =
        duban_arena_grow(r->arena, all->items, &all->capacity, all->count + 1, sizeof(unit));
    all->items[all->count++] = unit;
    r->glyphs = &unit->glyphs;
}

static void add_composite(reading *r, const duban_part_attributes *attributes) {
    duban_ofd_glyphs *g = r->glyphs;
    place_object(r, attributes);
    g->composites = duban_arena_grow(r->arena, g->composites, &g->composite_capacity,
                                     g->composite_count + 1, sizeof *g->composites);
    g->composites[g->composite_count++] = (duban_ofd_composite){
        .resource = duban_part_integer(attributes, "ResourceID", -1), .at = r->at};
}

static void start_object(reading *r, const duban_part_attributes *attributes) {
    const char *size = duban_part_attribute(attributes, "Size", r->arena);
    const char *scale = duban_part_attribute(attributes, "HScale", r->arena);
    long direction = duban_part_integer(attributes, "ReadDirection", 0);
    place_object(r, attributes);
    r->size = r->scale = 1;
    if (size) duban_ofd_number(&size, &r->size);
    if (scale) duban_ofd_number(&scale, &r->scale);
    r->upright = direction == 90 || direction == 270;
    r->in_object = true;
    r->x = r->y = 0;
}

/* A TextCode without X or Y goes on where the one before it stands (11.3). */
static void start_code(reading *r, const duban_part_attributes *attributes) {
    const char *x = duban_part_attribute(attributes, "X", r->arena);
    const char *y = duban_part_attribute(attributes, "Y", r->arena);
    if (x) duban_ofd_number(&x, &r->x);
    if (y) duban_ofd_number(&y, &r->y);
    r->dx = numbers_of(r, attributes, "DeltaX");
    r->dy = numbers_of(r, attributes, "DeltaY");
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
    if (!g) {
        if (!strcmp(name, "CompositeGraphicUnit")) start_unit(r, attributes);
    } else if (r->hidden || is_hidden(r, attributes)) {
        r->hidden++;
    } else if (!strcmp(name, "TextObject")) {
        start_object(r, attributes);
    } else if (!strcmp(name, "TextCode") && r->in_object) {
        start_code(r, attributes);
    } else if (!strcmp(name, "CompositeObject")) {
        add_composite(r, attributes);
    } else if (!strcmp(name, "Appearance")) {
        start_appearance(r, attributes);
    } else if (!strcmp(name, "PathObject")) {
        place_object(r, attributes);
    } else if (!strcmp(name, "AbbreviatedData")) {
        r->in_path = true;
        r->path_length = 0;
    } else if (!strcmp(name, "Template")) {
        g->templates = duban_arena_grow(r->arena, g->templates, &g->template_capacity,
                                        g->template_count + 1, sizeof *g->templates);
        g->templates[g->template_count++] = duban_part_integer(attributes, "TemplateID", -1);
    }
}

/* Only short paths rule tables. */
static void end_path(reading *r) {
    r->in_path = false;
    if (r->path_length + 1 >= sizeof r->path) return;
    r->path[r->path_length] = '\0';
    duban_ofd_ruling_add(&r->glyphs->ruling, r->arena, r->path, &r->at);
}

static void on_end(void *context, const char *name) {
    reading *r = context;
    if (r->hidden) r->hidden--;
    if (!strcmp(name, "TextObject")) r->in_object = false;
    if (!strcmp(name, "TextCode")) r->in_code = false;
    if (r->in_path) end_path(r);
    if (!r->units || strcmp(name, "CompositeGraphicUnit") != 0) return;
    r->glyphs = NULL;
    r->in_object = r->in_code = false;
}

uint8_t duban_ofd_direction(double x, double y) {
    if (fabs(y) <= 0.2 * fabs(x)) return x < 0 ? DUBAN_OFD_LEFTWARD : DUBAN_OFD_RIGHTWARD;
    if (fabs(x) <= 0.2 * fabs(y)) return y < 0 ? DUBAN_OFD_UPWARD : DUBAN_OFD_DOWNWARD;
    return DUBAN_OFD_ATHWART;
}

/* Where the text runs on the page: along the x axis of the object, or its y axis if upright. */
static uint8_t turn_of(const reading *r) {
    const double *m = r->at.matrix, x = r->upright ? m[2] : m[0], y = r->upright ? m[3] : m[1];
    return duban_ofd_direction(x, y);
}

static void add_glyph(reading *r, char16_t unit, uint32_t src, uint8_t width) {
    duban_ofd_glyphs *g = r->glyphs;
    const double *m = r->at.matrix;
    double size = duban_ofd_sound(fabs(r->size) * sqrt(fabs(m[0] * m[3] - m[1] * m[2])));
    double em = duban_ofd_sound(fabs(r->size * r->scale) * sqrt(m[0] * m[0] + m[1] * m[1]));
    g->items = duban_arena_grow(r->arena, g->items, &g->capacity, g->count + 1, sizeof *g->items);
    g->items[g->count] = (duban_ofd_glyph){
        .x = duban_ofd_sound(r->at.left + m[0] * r->x + m[2] * r->y + m[4]),
        .y = duban_ofd_sound(r->at.top + m[1] * r->x + m[3] * r->y + m[5]),
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
    for (uint32_t i = 0; r->in_path && i < count && r->path_length + 1 < sizeof r->path; i++)
        r->path[r->path_length++] = units[i] < 0x80 ? (char)units[i] : ' ';
    if (!r->in_code) return;
    for (uint32_t i = 0; i < count; i++) {
        add_glyph(r, units[i], src[i], width[i]);
        if (duban_unit_is_high(units[i])) continue;
        move(r, units[i]);
    }
}

static duban_status parse(reading *r, const duban_member *part, duban_diags *diags) {
    const duban_part_handler handler = {
        .context = r, .start = on_start, .end = on_end, .text = on_text};
    return duban_part_parse(r->arena, part->path, part->bytes, part->length, &handler, diags);
}

duban_status duban_ofd_units_read(duban_arena *arena, const duban_member *part,
                                  duban_ofd_units *units, duban_diags *diags) {
    reading r = {.arena = arena, .units = units};
    return parse(&r, part, diags);
}

duban_status duban_ofd_glyphs_read(duban_arena *arena, const duban_member *part,
                                   duban_ofd_glyphs *glyphs, duban_diags *diags) {
    *glyphs = (duban_ofd_glyphs){0};
    reading r = {.arena = arena, .glyphs = glyphs};
    return parse(&r, part, diags);
}
