/* styles.xml -> styles; see styles.h. */
#include "ingest/docx/styles.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/markup/part.h"

/* A chain of basedOn longer than this is a loop. */
enum { CHAIN_MAX = 32 };

typedef struct {
    duban_arena *arena;
    duban_docx_styles *styles;
} reading;

static const duban_docx_style unset = {.num_id = -1, .level = -1, .outline = -1, .bold = -1};

/* Word calls them "toc 1" to "toc 9", whatever their ids are. */
static bool is_contents(const char *name) {
    return name && !strncasecmp(name, "toc ", 4) && name[4] >= '1' && name[4] <= '9' && !name[5];
}

static void on_start(void *context, const char *name, const duban_part_attributes *attributes) {
    reading *r = context;
    duban_docx_styles *s = r->styles;
    if (!strcmp(name, "style")) {
        s->items =
            duban_arena_grow(r->arena, s->items, &s->capacity, s->count + 1, sizeof *s->items);
        s->items[s->count] = unset;
        s->items[s->count++].id = duban_part_attribute(attributes, "styleId", r->arena);
        s->in_style = true;
    }
    if (!s->in_style) return;
    duban_docx_style *style = &s->items[s->count - 1];
    if (!strcmp(name, "name"))
        style->contents = is_contents(duban_part_attribute(attributes, "val", r->arena));
    else if (!strcmp(name, "basedOn"))
        style->based_on = duban_part_attribute(attributes, "val", r->arena);
    else if (!strcmp(name, "numId"))
        style->num_id = duban_part_integer(attributes, "val", -1);
    else if (!strcmp(name, "ilvl"))
        style->level = duban_part_integer(attributes, "val", -1);
    else if (!strcmp(name, "b"))
        style->bold = duban_part_is_on(attributes, "val", r->arena);
    else if (!strcmp(name, "outlineLvl"))
        style->outline = duban_part_integer(attributes, "val", -1);
}

static void on_end(void *context, const char *name) {
    reading *r = context;
    if (!strcmp(name, "style")) r->styles->in_style = false;
}

static int by_id(const void *a, const void *b) {
    const duban_docx_style *p = a, *q = b;
    return strcmp(p->id ? p->id : "", q->id ? q->id : "");
}

duban_docx_styles duban_docx_styles_read(duban_arena *arena, const duban_member *part,
                                         duban_diags *diags) {
    duban_docx_styles styles = {0};
    reading r = {.arena = arena, .styles = &styles};
    const duban_part_handler handler = {.context = &r, .start = on_start, .end = on_end};
    if (part) duban_part_parse(arena, part->path, part->bytes, part->length, &handler, diags);
    if (styles.count) qsort(styles.items, styles.count, sizeof *styles.items, by_id);
    return styles;
}

static const duban_docx_style *find(const duban_docx_styles *styles, const char *id) {
    const duban_docx_style key = {.id = id};
    if (!id || !styles->count) return NULL;
    return bsearch(&key, styles->items, styles->count, sizeof key, by_id);
}

duban_docx_style duban_docx_style_of(const duban_docx_styles *styles, const char *id) {
    duban_docx_style result = unset;
    const duban_docx_style *at = find(styles, id);
    result.contents = at && at->contents;
    for (int i = 0; at && i < CHAIN_MAX; i++) {
        if (result.num_id < 0 && at->num_id >= 0) {
            result.num_id = at->num_id;
            result.numbered = at->id;
        }
        if (result.level < 0) result.level = at->level;
        if (result.outline < 0) result.outline = at->outline;
        if (result.bold < 0) result.bold = at->bold;
        at = find(styles, at->based_on);
    }
    return result;
}
